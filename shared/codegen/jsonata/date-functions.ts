// The functions of dates that an exported expression may need. A local time is told in milliseconds as if it were UTC.

export const dateFunctions = {
  isoText: {
    needs: [],
    code: `/* A date or date-time in ISO 8601 as yyyy-MM-ddTHH:mm:ss, without its offset. */
$isoText := function($value) {
  $contains($value, /^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[-+][0-9]{2}:?[0-9]{2})?)?$/) ?
    $substring($value, 0, 10) & "T" & ($length($value) = 10 ? "00:00" : $substring($value, 11, 5))
      & ":" & ($substring($value, 16, 1) = ":" ? $substring($value, 17, 2) : "00")
};`,
  },
  local: {
    needs: [],
    code: `/* The milliseconds of yyyy-MM-ddTHH:mm:ss; missing where there is no such day or time. */
$local := function($text) {
  $exists($text) ? ($contains($text, /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$/) ? (
    $time := $toMillis($text & "Z");
    $fromMillis($time, "[D01]") = $substring($text, 8, 2) ? $time
  ))
};`,
  },
  readIso: {
    needs: ['isoText', 'local'],
    code: `$readIso := function($value, $row) {
  $value != null ? (
    $time := $type($value) = "string" ? $local($isoText($value));
    $exists($time) ? $time : $error($row & ": not-a-date")
  )
};`,
  },
  readDate: {
    needs: ['local'],
    code: `/* By a form; \`as\` puts its groups in the order of ISO 8601. */
$readDate := function($value, $form, $as, $row) {
  $value != null ? (
    $time := $type($value) = "string" ? ($contains($value, $form) ? $local($replace($value, $form, $as)));
    $exists($time) ? $time : $error($row & ": not-a-date")
  )
};`,
  },
  offset: {
    needs: [],
    code: `/* What a text says to be ahead of UTC, in milliseconds; missing where it says nothing. */
$offset := function($value, $row) {(
  $found := $contains($value, ":") ? $match($value, /(Z|[-+][0-9]{2}:?[0-9]{2})$/).match;
  $hours := $found != "Z" ? $number($substring($found, 1, 2));
  $minutes := $found != "Z" ? $number($substring($found, -2));
  $found = "Z" ? 0 : $exists($found) ? (
    $hours < 24 and $minutes < 60
      ? ($substring($found, 0, 1) = "-" ? -1 : 1) * ($hours * 3600000 + $minutes * 60000)
      : $error($row & ": not-a-date")
  )
)};`,
  },
  readInstant: {
    needs: ['readIso', 'offset'],
    code: `/* A moment: a date-time with its offset. */
$readInstant := function($value, $row) {
  $value != null ? (
    $time := $readIso($value, $row);
    $ahead := $offset($value, $row);
    $exists($ahead) ? $time - $ahead : $error($row & ": not-a-date")
  )
};`,
  },
  readIsoIn: {
    needs: ['readIso', 'offset'],
    code: `/* A moment: by the offset that the text has, or else by the given one. */
$readIsoIn := function($value, $otherwise, $row) {
  $value != null ? (
    $time := $readIso($value, $row);
    $ahead := $offset($value, $row);
    $time - ($exists($ahead) ? $ahead : $otherwise)
  )
};`,
  },
  readJsonDate: {
    needs: [],
    code: `/* /Date(1551981658323)/ */
$readJsonDate := function($value, $row) {
  $value != null ? (
    $found := $type($value) = "string" ? $match($value, /^\\/Date\\((-?[0-9]+)([-+][0-9]{4})?\\)\\/$/);
    $exists($found) ? $number($found.groups[0]) : $error($row & ": not-a-date")
  )
};`,
  },
  inRange: {
    needs: [],
    code: `/* The years 0000 to 9999. */
$inRange := function($time, $row) {
  $exists($time) ? ($time >= -62167219200000 and $time <= 253402300799999 ? $time : $error($row & ": not-a-date"))
};`,
  },
  moment: {
    needs: [],
    code: `/* Milliseconds that stand for a date. */
$moment := function($time, $row) { $exists($time) and $abs($time) > 8640000000000000 ? $error($row & ": not-a-date") : $time };`,
  },
  addMonths: {
    needs: [],
    code: `/* A day that the month does not have becomes its last. */
$addMonths := function($time, $months) {
  $exists($time) ? (
    $sum := $number($fromMillis($time, "[Y]")) * 12 + $number($fromMillis($time, "[M]")) - 1 + $months;
    $first := function($month) {
      $toMillis($pad($string($floor($month / 12)), -4, "0") & "-" & $pad($string($month % 12 + 1), -2, "0") & "-01T00:00:00Z")
    };
    $day := $number($fromMillis($time, "[D]"));
    $days := ($first($sum + 1) - $first($sum)) / 86400000;
    $first($sum) + ($day > $days ? $days - 1 : $day - 1) * 86400000 + $time - $floor($time / 86400000) * 86400000
  )
};`,
  },
} as const
