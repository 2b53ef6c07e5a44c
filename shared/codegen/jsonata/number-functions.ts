// The functions of numbers that an exported expression may need: reading, rounding, moving the point, writing.

/** A number is compared with the half between its neighbours, which a division gives exactly as it would be read from text:
 * so that it is the printed digits that are rounded. jsonata's own $round(243.54999999999998, 1) is 243.6. */
function rounding(name: string, title: string, steps: readonly string[]): { readonly needs: readonly string[]; readonly code: string } {
  return {
    needs: [],
    code: `/* ${title} */
$${name} := function($value, $decimals) {(
  $factor := $power(10, $decimals);
  $size := $abs($value);
  $size >= 4503599627370496 / $factor ? $value : (
    $units := $floor($size * $factor);
${steps.map((step) => `    ${step}\n`).join('')}    $value < 0 ? -$rounded : $rounded
  )
)};`,
  }
}

const HALF = '$half := (2 * $units + 1) / (2 * $factor);'

export const numberFunctions = {
  decimal: {
    needs: [],
    code: `/* A number, also one in text (-12.50); missing for anything else. */
$decimal := function($value) {
  $type($value) = "number" ? $value
    : $type($value) = "string" ? ($contains($value, /^-?[0-9]+(\\.[0-9]+)?$/) ? $number($value) + 0)
};`,
  },
  toNumber: {
    needs: ['decimal'],
    code: `$toNumber := function($value, $row) {
  $value != null ? (
    $read := $decimal($value);
    $exists($read) ? $read : $error($row & ": not-a-number")
  )
};`,
  },
  toInteger: {
    needs: ['decimal'],
    code: `$toInteger := function($value, $row) {
  $value != null ? (
    $read := $decimal($value);
    $exists($read) and $floor($read) = $read and $abs($read) <= 9007199254740991 ? $read : $error($row & ": not-an-integer")
  )
};`,
  },
  divided: {
    needs: [],
    code: `$divided := function($value, $by, $row) { $by = 0 and $exists($value) ? $error($row & ": not-a-number") : $value / $by };`,
  },
  readNumber: {
    needs: [],
    code: `/* A number in text of a form: whole part and decimals are its two groups. */
$readNumber := function($value, $form, $row) {
  $value != null ? (
    $found := $type($value) = "string" ? $match($value, $form);
    $type($value) = "number" ? $value
      : $exists($found) ? $number($replace($found.groups[0], /[^-0-9]/, "") & "." & ($exists($found.groups[1]) ? $found.groups[1] : "0")) + 0
      : $error($row & ": not-a-number")
  )
};`,
  },
  digits: {
    needs: [],
    code: `/* A number as text with all its digits, of which $string gives 15: the exact value, rounded to 16 or else 17. */
$digits := function($value) {(
  $short := $string($value);
  $number($short) = $value ? $short : (
    $size := $abs($value);
    $exact := function($places) {(
      $longer := $formatNumber($size, "0." & $pad("", $places, "#"));
      $number($longer) = $size ? $longer : $exact($places + 1)
    )};
    $long := $exact($contains($short, "e") ? 20 - $number($substringAfter($short, "e")) : 25);
    $shown := $replace($replace($long, ".", ""), /^0+/, "");
    $exponent := $size >= 1 ? $length($substringBefore($long, ".")) - 1 : $length($shown) - $length($substringAfter($long, ".")) - 1;
    $rounded := function($more) {(
      $tail := $floor($number("0." & $substring($shown, 15)) * $power(10, $more) + 0.5);
      $all := $substring($shown, 0, 15) & $pad($string($tail), -$more, "0");
      $number($all & "e" & $string($exponent - 14 - $more)) = $size ? $all
    )};
    $all := [$rounded(1), $rounded(2)][0];
    ($value < 0 ? "-" : "") & (
      $exponent < -6 ? $substring($all, 0, 1) & "." & $substring($all, 1) & "e" & $string($exponent)
        : $exponent < 0 ? "0." & $pad("", -$exponent - 1, "0") & $all
        : $substring($all, 0, $exponent + 1) & "." & $substring($all, $exponent + 1)
    )
  )
)};`,
  },
  scaled: {
    needs: ['digits'],
    code: `/* Times ten to a power: the digits with the point moved. */
$scaled := function($value, $power) {
  $exists($value) ? (
    $text := $replace($digits($value), "e+", "e");
    $exponent := $contains($text, "e") ? $number($substringAfter($text, "e")) : 0;
    $number($substringBefore($text, "e") & "e" & $string($exponent + $power)) + 0
  )
};`,
  },
  roundHalfUp: rounding('roundHalfUp', 'Half away from zero, by the digits that the number prints: 1.005 gives 1.01.', [
    HALF,
    '$rounded := ($size >= $half ? $units + 1 : $units) / $factor;',
  ]),
  roundHalfEven: rounding('roundHalfEven', 'Half to the even digit, by the digits that the number prints.', [
    HALF,
    '$rounded := ($size > $half or $size = $half and $units % 2 = 1 ? $units + 1 : $units) / $factor;',
  ]),
  roundUp: rounding('roundUp', 'Away from zero, by the digits that the number prints.', [
    '$rounded := ($size > $units / $factor ? $units + 1 : $units) / $factor;',
  ]),
  roundDown: rounding('roundDown', 'Towards zero, by the digits that the number prints.', [
    '$rounded := ($size >= ($units + 1) / $factor ? $units + 1 : $size < $units / $factor ? $units - 1 : $units) / $factor;',
  ]),
  writeNumber: {
    needs: ['roundHalfUp', 'digits'],
    code: `/* With exactly so many decimals, and something between thousands. */
$writeNumber := function($value, $decimals, $point, $group) {
  $exists($value) ? (
    $rounded := $roundHalfUp($value, $decimals);
    $text := $replace($digits($abs($rounded)), "e+", "e");
    $exponent := $contains($text, "e") ? $number($substringAfter($text, "e")) : 0;
    $shown := $substringBefore($text, "e");
    $whole := $substringBefore($shown, ".");
    $part := $contains($shown, ".") ? $substringAfter($shown, ".") : "";
    $left := $exponent < 0 ? "0" : $whole & $pad($part, $exponent, "0");
    $right := $exponent < 0 ? $pad("", -$exponent - 1, "0") & $whole & $part : $exponent > 0 ? "" : $part;
    ($rounded < 0 ? "-" : "") & $replace($exponent = 0 ? $whole : $left, /([0-9])(?=([0-9]{3})+$)/, "$1" & $group)
      & ($decimals > 0 ? $point & $pad($right, $decimals, "0"))
  )
};`,
  },
} as const
