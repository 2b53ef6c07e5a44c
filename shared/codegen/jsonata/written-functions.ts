// The small functions that an exported expression may need: each is written out only where it is used.
import { dateFunctions } from './date-functions.ts'
import { numberFunctions } from './number-functions.ts'

/** `needs`: others of the table. */
export type WrittenFunction = { readonly needs: readonly string[]; readonly code: string }

/** By the name that they are bound to, in the order in which they are written. What takes a value gives nothing for a missing one; null is missing to all but those that say so. */
const functions = {
  some: {
    needs: [],
    code: `/* Null counts as missing. */
$some := function($value) { $value != null ? $value };`,
  },
  given: {
    needs: [],
    code: `/* Something else for what is missing or null. */
$given := function($value, $otherwise) { $value != null ? $value : $otherwise };`,
  },
  instead: {
    needs: [],
    code: `/* Something else for what is missing; null stays. */
$instead := function($value, $otherwise) { $exists($value) ? $value : $otherwise };`,
  },
  required: {
    needs: [],
    code: `/* Missing and null are errors. */
$required := function($value, $row) { $value != null ? $value : $error($row & ": missing") };`,
  },
  present: {
    needs: [],
    code: `/* Missing is an error; null stays. */
$present := function($value, $row) { $exists($value) ? $value : $error($row & ": missing") };`,
  },
  refuseNull: {
    needs: [],
    code: `/* Null is an error. */
$refuseNull := function($value, $row) { $value = null ? $error($row & ": null") : $value };`,
  },
  fits: {
    needs: [],
    code: `/* Whether a value is of one of the types. */
$fits := function($value, $types) {
  $type($value) in $types or ("integer" in $types and $type($value) = "number" and $floor($value) = $value)
};`,
  },
  check: {
    needs: ['fits'],
    code: `/* What has to be there and is missing, or is of another type, is an error. */
$check := function($value, $place, $need, $types) {
  $value != null
    ? $assert($fits($value, $types), $place & ": wrong-type")
    : $assert($need = "optional" or $need = "nullable" and $exists($value), $place & ": missing-required")
};`,
  },
  checkThere: {
    needs: [],
    code: `/* What has to be there and is missing is an error. */
$checkThere := function($value, $place, $need) {
  $assert($value != null or $need = "nullable" and $exists($value), $place & ": missing-required")
};`,
  },
  typed: {
    needs: ['fits'],
    code: `/* A value of another type than the field takes is an error; null stays. */
$typed := function($value, $types, $row) {
  $value != null and $not($fits($value, $types)) ? $error($row & ": wrong-type") : $value
};`,
  },
  unlessEmpty: {
    needs: [],
    code: `/* An object without fields is left out. */
$unlessEmpty := function($object) { $object ? $object };`,
  },
  hook: {
    needs: [],
    code: `/* The code that an engineer writes for a row: \`hooks\` by the row's number. */
$hook := function($row) {(
  $code := $lookup($hooks, $row);
  $exists($code) ? $code : $error($row & ": hook")
)};`,
  },
  ...numberFunctions,
  toText: {
    needs: ['digits'],
    code: `$toText := function($value, $row) {
  $value != null ? (
    $type($value) = "number" ? $digits($value)
      : $type($value) in ["string", "boolean"] ? $string($value)
      : $error($row & ": not-text")
  )
};`,
  },
  toBoolean: {
    needs: [],
    code: `/* true/false, yes/no and 1/0. */
$toBoolean := function($value, $row) {
  $value != null ? (
    $word := $type($value) in ["string", "number", "boolean"] ? $lowercase($string($value));
    $word in ["true", "yes", "1"] ? true : $word in ["false", "no", "0"] ? false : $error($row & ": not-a-boolean")
  )
};`,
  },
  key: {
    needs: ['decimal', 'digits'],
    code: `/* What a value is called in a lookup table of that type; false where it cannot stand in one. */
$key := function($value, $of) {
  $value != null ? (
    $read := $of = "number" ? $decimal($value) : $of = "text" and $type($value) = "number" ? $value;
    $exists($read) ? $digits($read)
      : $of = "text" and $type($value) in ["string", "boolean"] or $of = "boolean" and $type($value) = "boolean" ? $string($value)
      : false
  )
};`,
  },
  lookUp: {
    needs: [],
    code: `$lookUp := function($table, $key, $row) {
  $key != null ? (
    $found := $type($key) = "string" ? $lookup($table, $key);
    $exists($found) ? $found : $error($row & ": not-in-lookup-table")
  )
};`,
  },
  lookUpOr: {
    needs: [],
    code: `/* With a value for what is not in the table. */
$lookUpOr := function($table, $key, $otherwise) {
  $key != null ? (
    $found := $type($key) = "string" ? $lookup($table, $key);
    $exists($found) ? $found : $otherwise
  )
};`,
  },
  same: {
    needs: ['decimal'],
    code: `/* Two absent values are the same; a number and a text compare as numbers. */
$same := function($a, $b) {
  $a != null and $b != null
    ? ("number" in [$type($a), $type($b)] ? $decimal($a) = $decimal($b) : $type($a) in ["string", "boolean"] and $a = $b)
    : $not($a != null or $b != null)
};`,
  },
  before: {
    needs: ['decimal'],
    code: `/* Two texts by their characters, anything else as numbers. */
$before := function($a, $b) {
  ($type($a) = "string" and $type($b) = "string" ? $a < $b : $decimal($a) < $decimal($b)) = true
};`,
  },
  ...dateFunctions,
  made: {
    needs: [],
    code: `/* What a function makes of each item of a list; what is a list itself stays one. */
$made := function($list, $make) {
  $reduce($list, function($all, $item, $index) {(
    $one := $make($item, $index);
    $append($all, $type($one) = "array" ? [[$one]] : $one)
  )}, [])
};`,
  },
  list: {
    needs: [],
    code: `/* One item is a list of one. */
$list := function($items) { $exists($items) ? [$items] };`,
  },
  entriesOf: {
    needs: [],
    code: `/* The entries of an object as a list, in their order. */
$entriesOf := function($object) { $exists($object) ? [$each($object, function($value, $key) {{ "key": $key, "value": $value }})] };`,
  },
  after: {
    needs: ['decimal'],
    code: `/* Whether \`a\` stands behind \`b\`: numbers by value, then other texts by character, then everything else; what is absent last. */
$after := function($a, $b, $descending) {(
  $rank := function($value) { $value != null ? ($exists($decimal($value)) ? 0 : $type($value) = "string" ? 1 : 2) : 3 };
  $ranks := [$rank($a), $rank($b)];
  $up := $ranks[0] != $ranks[1] ? $ranks[0] > $ranks[1] : $ranks[0] = 0 ? $decimal($a) > $decimal($b) : $ranks[0] = 1 and $a > $b;
  $down := $ranks[0] != $ranks[1] ? $ranks[0] < $ranks[1] : $ranks[0] = 0 ? $decimal($a) < $decimal($b) : $ranks[0] = 1 and $a < $b;
  3 in $ranks or $descending = false ? $up : $down
)};`,
  },
  groups: {
    needs: ['some'],
    code: `/* One { key, items } for each distinct key, in the order in which they first appear; items without a key are in none. */
$groups := function($list, $by) {
  $map($distinct([$map($list, function($item) { $some($by($item)) })]), function($key) {
    { "key": $key, "items": [$filter($list, function($item) { $by($item) = $key })] }
  })
};`,
  },
  entries: {
    needs: [],
    code: `/* An object of { key, value } pairs; a key that comes twice is an error. */
$entries := function($pairs, $row) {
  $reduce($pairs, function($all, $pair) {
    $not($exists($pair.value)) ? $all
      : $exists($lookup($all, $pair.key)) ? $error($row & ": duplicate-key")
      : $merge([$all, { $pair.key: $pair.value }])
  }, {})
};`,
  },
  numbered: {
    needs: [],
    code: `/* Items with their positions, before they are put in another order. */
$numbered := function($list) { $map($list, function($item, $index) {{ "item": $item, "index": $index }}) };`,
  },
  agree: {
    needs: [],
    code: `/* Whether two numbers differ by no more than a tolerance, apart from the noise of binary numbers. */
$agree := function($a, $b, $tolerance) {
  $type($a) = "number" and $type($b) = "number" and $abs($a - $b) <= $tolerance + 1e-14 * $max([$abs($a), $abs($b)])
};`,
  },
} satisfies Record<string, WrittenFunction>

export type HelperName = keyof typeof functions

export const helperNames: readonly string[] = Object.keys(functions)

/** The used functions with what they need, in the order of the table. */
export function printHelpers(used: ReadonlySet<string>): string[] {
  const all = new Set(used)
  const table: Readonly<Record<string, WrittenFunction>> = functions
  for (const name of all) for (const needed of table[name]?.needs ?? []) all.add(needed)
  return Object.entries(table).flatMap(([name, { code }]) => (all.has(name) ? [code] : []))
}
