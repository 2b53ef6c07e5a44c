// The rules a field map is checked by: the only list of their codes. The code is the key, so no problem exists without a rule.
import type { Severity } from './problem.ts'

export type MapRule = {
  readonly severity: Severity
  /** The row, or the part of the map, takes part in nothing until this is settled: no preview, no code. */
  readonly leavesOut: boolean
  /** `names`: what the finding is about, in the order the sentence needs it. */
  readonly say: (...names: string[]) => string
}

const error = (say: MapRule['say']): MapRule => ({ severity: 'error', leavesOut: false, say })
const leftOut = (say: MapRule['say']): MapRule => ({ severity: 'error', leavesOut: true, say })
const warning = (say: MapRule['say']): MapRule => ({ severity: 'warning', leavesOut: false, say })
const hint = (say: MapRule['say']): MapRule => ({ severity: 'hint', leavesOut: false, say })

export const mapRules = {
  'schema-missing': error((what) => what),
  'no-input': error(() => 'This field map has no source object. Add one.'),
  'required-destination-unmapped': error((field) => `${field} is required and nothing fills it. Map it, or say why it is not mapped.`),
  'unknown-destination': leftOut((field) => `${field} is not a field of the destination any more. Move the row to the field that replaces it, or delete it.`),
  'parent-missing': leftOut(() => 'The row that this one belonged to is gone or no longer fills a list. Move it below a row that does.'),
  'outside-each': leftOut((field) => `${field} is inside a list or a map. Choose first which source list fills it, then map its fields below that row.`),
  'key-missing': leftOut((field) => `${field} holds values under free names. Say which value of each item is its name.`),
  'key-unused': warning((field) => `${field} is a list, so its items stand under no name. Take the name away.`),
  'unknown-source': leftOut((field) => `${field} is not a field of the source. Choose another one.`),
  'unmatched-source': leftOut((text) => `No source field is called "${text}". Choose the field that was meant, or clear the text.`),
  'unknown-input': leftOut(() => 'The source object that this row used was removed from the field map. Choose another source.'),
  'item-outside-each': leftOut((field) => `${field} is a field of a list's item, but this row stands in no list. Choose another source.`),
  'list-into-single': leftOut((field) => `${field} may hold several values, but one is needed. Map it inside an "each" row over its list.`),
  'list-into-value': leftOut((source, field) => `${source} is a list, but ${field} takes a single value. Choose a field of its items inside an "each" row.`),
  'not-a-list': leftOut((source) => `${source} is neither a list nor a map. An "each" needs one of them as its source.`),
  'each-into-single': leftOut((field) => `${field} is not a list, so "each" cannot fill it. Map it as a single value.`),
  'not-a-group-key': leftOut((field) => `${field} cannot make groups: only a text, a number or yes and no can. Choose another field.`),
  'each-without-rows': leftOut((field) => `Nothing below ${field} is mapped yet, so its items would be empty. Map at least one field of them.`),
  'list-filled-twice': leftOut((field) => `${field} is filled by "each" rows, and this row fills it as a whole. Keep one of both.`),
  'object-filled-twice': leftOut((field) => `${field} is filled field by field, and this row fills it as a whole. Keep one of both.`),
  'type-mismatch': leftOut((gives, field, takes) => `This gives ${gives}, but ${field} takes ${takes}. Convert it, or choose another source.`),
  'default-mismatch': leftOut((value, field, takes) => `${value} stands in for a missing value, but ${field} takes ${takes}. Choose another default.`),
  'not-in-enum': error((value, field, allowed) => `${value} is not among the values that ${field} takes (${allowed}). Choose one of those.`),
  'lookup-table-missing': leftOut(() => 'The lookup table that this row used is gone. Choose another one.'),
  'lookup-entry-type': warning((value, table) => `${value} in ${table} is not of the table's type, and is left out. Correct the entry.`),
  'config-missing': leftOut(() => 'The config value that this row used is gone. Choose another one.'),
  'secret-used': leftOut((name) => `${name} is a secret, and secrets never take part in a map. Use another config value.`),
  'not-a-date-pattern': leftOut((what) => what),
  'not-a-number': leftOut((value) => `${value} is not a number. Write it like 12.50, without spaces or separators.`),
  'not-a-whole-number': leftOut((value) => `${value} is not a whole number. Dates move by whole days, hours and so on.`),
  'not-a-number-form': leftOut((character) => `"${character}" cannot stand both between thousands and before decimals. Choose another one for either.`),
  'not-a-zone': leftOut((value) => `${value} is no time zone. Write UTC, an offset like +02:00, or a name like Europe/Berlin.`),
  'zone-from-missing': leftOut(() => 'This time is read without an offset, so say in which time zone it was told.'),
  'empty-text': leftOut(() => 'One step of this text looks for nothing, or fills up with nothing. Write which text it is about.'),
  'steps-without-number': leftOut(
    () => 'These number steps follow something that is no number. Take a sum, count, minimum, maximum or average, or remove the steps.',
  ),
  'formula-in-where': leftOut(() => "The condition on a list's entries cannot be a formula. Compare fields here, or write the whole row as a formula."),
  'nothing-chosen': leftOut(() => 'This "when / then" has no case yet. Add one.'),
  'concurrent-duplicate': error(
    (field, other) => `${field} is filled by ${other} already, and nothing tells the two apart. Give each a condition, or delete one.`,
  ),
  'never-reached': warning((other) => `${other} stands before this row and has no condition, so this row never applies. Move it up.`),
  'when-without-otherwise': warning(
    (field) => `${field} is required, but no row fills it when none of the conditions holds. Add a last row, or an "otherwise".`,
  ),
  'read-only-destination': error((field) => `${field} is read-only: the destination ignores or refuses it. Remove this row.`),
  'optional-into-required': warning((source, field) => `${source} may be missing, but ${field} is required. Say what happens then: a default, or a problem.`),
  'null-into-required': warning(
    (source, field) => `${source} may be null and the null is passed on, but ${field} takes none. Treat a null as missing, or give a default.`,
  ),
  'text-too-long': warning(
    (source, longest, field, most) => `${source} can have ${longest} characters, but ${field} takes at most ${most}. Cut it, or agree what is left out.`,
  ),
  'value-refused': error((value, field, why) => `${value} does not fit ${field}: ${why} Choose another value.`),
  'enum-gap': warning(
    (source, values, field) => `${source} may be ${values}, which ${field} does not take. Translate it by a lookup table, or by "when / then".`,
  ),
  'text-into-enum': warning((source, field, allowed) => `${source} may be any text, but ${field} takes only ${allowed}. Translate it by a lookup table.`),
  'lookup-value-refused': error((table, value, field, why) => `${table} gives ${value}, which ${field} does not take: ${why} Correct the entry.`),
  'lookup-incomplete': warning(
    (source, values, table, whose) => `${source} may be ${values}, and ${table} has no entry for that${whose}. Add it, or say what other values give.`,
  ),
  'destination-values-unused': hint((values, field) => `Nothing ever gives ${values} of ${field}. Make sure that they are not needed.`),
  'format-unknown': warning((source, field, wanted) => `${source} may be any text, but ${field} takes ${wanted}. Convert it, or note why it always is one.`),
  'format-mismatch': warning((what, given, field, wanted) => `${what} gives ${given}, but ${field} takes ${wanted}. Convert it.`),
  'number-out-of-range': warning(
    (source, given, field, taken) => `${source} may be ${given}, but ${field} takes ${taken}. Say what happens to numbers beyond that.`,
  ),
  'number-precision': warning((what, field, taken) => `${what} may have more decimals than ${field} takes (${taken}). Round it.`),
  'deprecated-field': warning((field, side) => `${field} of the ${side} is deprecated, so a later version may not have it. Choose the field that replaces it.`),
  'not-mapped-without-reason': warning((field) => `${field} is said to be not mapped, but not why. Write the reason.`),
  'hook-without-words': warning((field) => `${field} is left to an engineer, but nothing says what the code must do. Write it in full.`),
  'secret-constant': warning(
    (field) => `A constant of ${field} looks like a secret, and everybody who reads the project can see it. Use a secret config value.`,
  ),
  'formula-error': leftOut((message) => message),
  'formula-warning': warning((message) => message),
  'map-part-warning': warning((what, part) => `${part}: ${what}`),
  'applies-when-unclear': leftOut((why) => `"Applies when" cannot be asked, so the map applies to every record: ${why}`),
  'runs-unclear': leftOut((why) => `How often the map runs is not clear, so it runs once per record: ${why}`),
  'runs-over-missing': leftOut(() => 'The map runs for each item of a list, but no list is chosen. Choose the list, or let it run once per record.'),
  'runs-by-missing': leftOut(() => 'The map runs for each group of a list, but no field is chosen that makes the groups. Choose one.'),
  'invariant-unclear': leftOut((why, sentence) => `"${sentence}" is not checked: ${why}`),
  'damaged-row': leftOut(() => 'This row holds a field path that cannot be read. Choose its fields again.'),
  'schema-change-undecided': warning(
    (what, whose) => `${what} Nobody decided what that means for ${whose}. Look at it, then settle it among the changes of the new version.`,
  ),
  'schema-change-kept': hint(
    (what, whose) => `${what} It was decided to keep ${whose} as it was. Change it, then settle it among the changes of the new version.`,
  ),
  'too-deep': leftOut(() => 'This transform is nested too deeply. Split it into several rows, or use a lookup table.'),
} as const satisfies Record<string, MapRule>

export type MapProblemCode = keyof typeof mapRules
