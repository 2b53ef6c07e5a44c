// What the rules of a field map are called, why they matter and what to do: the words of mapRules for people who look them up.
import type { MapProblemCode } from '../mapping/map-rules.ts'
import type { RuleWords } from './rule.ts'

export const mapRuleWords: Readonly<Record<MapProblemCode, RuleWords>> = {
  'schema-missing': {
    title: 'Schema missing',
    why: 'Without its schema nothing of the map can be checked or generated. Import the description again, or choose another object.',
  },
  'no-input': { title: 'No source object', why: 'A map takes its values from at least one source object. Add one in the settings of the map.' },
  'required-destination-unmapped': {
    title: 'Required field not mapped',
    why: 'The destination refuses a record without it. Map the field, or say with a reason why it is not mapped.',
  },
  'unknown-destination': {
    title: 'Unknown destination field',
    why: 'The schema has no such field, so the row fills nothing. Move it to the field that replaces it.',
  },
  'parent-missing': { title: 'List of the row missing', why: 'A row inside a list needs the row that fills the list. Move it below one that does.' },
  'outside-each': {
    title: 'Inside a list, but below no list',
    why: 'Which source list fills the destination list has to be said first. Make an "each" row, then the rows below it.',
  },
  'key-missing': {
    title: 'No name for the values',
    why: 'The destination holds values under free names, so each item needs one. Choose the value that is its name.',
  },
  'key-unused': { title: 'Name without use', why: 'Items of a list stand under no name. Take the name away, so that nobody looks for it.' },
  'unknown-source': { title: 'Unknown source field', why: 'The schema has no such field, so there is never a value. Choose the field that was meant.' },
  'unmatched-source': {
    title: 'Text is no source field',
    why: 'A pasted text was kept word for word because no field has that name. Choose the field that was meant, or clear it.',
  },
  'unknown-input': { title: 'Source object removed', why: 'The row reads a source object that the map no longer has. Choose another source.' },
  'item-outside-each': { title: 'Field of an item, outside a list', why: 'Only a row below an "each" has an item to read from. Choose a source from the top.' },
  'list-into-single': {
    title: 'Several values into one',
    why: 'It is not said which of the values is meant. Use an "each" row, or a list transform that takes one.',
  },
  'list-into-value': {
    title: 'List into a single value',
    why: 'The destination takes one value and would get a list. Choose a field of the items, or a list transform.',
  },
  'not-a-list': { title: '"Each" over no list', why: 'An "each" goes through a list or a map, and the source is neither. Choose its list.' },
  'each-into-single': { title: '"Each" into a single field', why: 'The destination takes one value, and "each" makes many. Map it as a single value.' },
  'not-a-group-key': { title: 'Groups by an unfit field', why: 'Groups are made by equal values of a text, a number or yes and no. Choose such a field.' },
  'each-without-rows': { title: 'List without fields', why: 'Items of the list would be empty. Map at least one of their fields.' },
  'list-filled-twice': { title: 'List filled twice', why: 'A list is filled item by item or as a whole, not both. Keep one.' },
  'object-filled-twice': { title: 'Object filled twice', why: 'An object is filled field by field or as a whole, not both. Keep one.' },
  'type-mismatch': { title: 'Type does not fit', why: 'The destination refuses a value of another type. Convert it, or choose another source.', fix: true },
  'default-mismatch': { title: 'Default of another type', why: 'What stands in for a missing value has to fit as well. Choose another default.' },
  'not-in-enum': { title: 'Constant outside the enum', why: 'The destination takes only the values of its list. Choose one of those.' },
  'lookup-table-missing': { title: 'Lookup table missing', why: 'The table that translates the value was deleted. Bring it back, or choose another one.' },
  'lookup-entry-type': {
    title: 'Entry of another type',
    why: 'A code that is no number in a table of numbers can never be found. Correct the entry, or the type of the table.',
  },
  'config-missing': { title: 'Config value missing', why: 'The config value that the row uses was deleted. Bring it back, or choose another one.' },
  'secret-used': { title: 'Secret in a map', why: 'Secrets belong to whoever makes the calls, never into records. Use another config value.' },
  'not-a-date-pattern': {
    title: 'Unreadable date pattern',
    why: 'No date can be read or written by it. Use yyyy MM dd HH mm ss, with other letters in single quotes.',
  },
  'not-a-number': { title: 'Not a number', why: 'A step of the calculation has a text where it needs a number. Write it with digits and a point.' },
  'not-a-whole-number': { title: 'Not a whole number', why: 'Dates move by whole days, hours and so on. Write a whole number.' },
  'not-a-number-form': { title: 'Ambiguous number form', why: 'One sign cannot stand between thousands and before decimals. Choose another one for either.' },
  'not-a-zone': {
    title: 'Unknown time zone',
    why: 'A time cannot be moved into a zone that nobody knows. Write UTC, an offset, or a name like Europe/Berlin.',
  },
  'zone-from-missing': {
    title: 'Zone of the source unknown',
    why: 'A time without an offset is a moment only once its zone is known. Say in which zone it was told.',
  },
  'empty-text': { title: 'Step without text', why: 'A step that looks for nothing does nothing, or everything. Write which text it is about.' },
  'steps-without-number': {
    title: 'Calculation without a number',
    why: 'Number steps need a number before them. Take a sum, count or average, or remove the steps.',
  },
  'formula-in-where': {
    title: 'Formula as a condition of entries',
    why: 'Entries of a list are compared field by field. Compare fields here, or write the whole row as a formula.',
  },
  'nothing-chosen': { title: '"When / then" without a case', why: 'Without a case the row never has a value. Add one.' },
  'concurrent-duplicate': {
    title: 'Filled twice',
    why: 'Two rows fill the same field and nothing tells which one counts. Give each a condition, or merge them.',
    fix: true,
  },
  'never-reached': { title: 'Row never applies', why: 'A row without a condition stands before it, so it is never asked. Move it up, or delete it.' },
  'when-without-otherwise': {
    title: 'No value when no condition holds',
    why: 'A required field stays empty when none of the conditions holds. Add a last row, an "otherwise" or a default.',
  },
  'read-only-destination': { title: 'Read-only field written', why: 'The destination ignores or refuses it. Remove the row.', fix: true },
  'optional-into-required': {
    title: 'Optional into required',
    why: 'Some day the value is missing, and then the whole record is refused. Say what happens: a default, or on purpose a problem.',
    fix: true,
  },
  'null-into-required': {
    title: 'Null into required',
    why: 'A null that is passed on is refused where a value is required. Treat a null as missing, or give a default.',
    fix: true,
  },
  'text-too-long': {
    title: 'Text too long',
    why: 'The source may have more characters than fit, and such records are refused. Cut the text, or agree what is left out.',
    fix: true,
  },
  'value-refused': { title: 'Constant does not fit', why: 'The destination would refuse every record. Choose a value within its limits.' },
  'enum-gap': {
    title: 'Code unknown to the destination',
    why: 'Records with that code are refused. Translate it by a lookup table, or say which records the map applies to.',
  },
  'text-into-enum': { title: 'Free text into an enum', why: 'Any other text is refused. Translate the values that can come by a lookup table.' },
  'lookup-value-refused': { title: 'Entry that the destination refuses', why: 'Whoever has that code gets no record. Correct the entry.', fix: true },
  'lookup-incomplete': {
    title: 'Code missing in the table',
    why: 'Records with that code give an issue and are not sent. Add the code, or say what other values give.',
    fix: true,
  },
  'destination-values-unused': {
    title: 'Value never given',
    why: 'Of a field that is translated, some values never come. That is often right; make sure that nobody waits for them.',
  },
  'format-unknown': {
    title: 'Free text into a format',
    why: 'The source promises no such format, so some day a value is refused. Convert it, or correct the fact if it is one.',
  },
  'format-mismatch': { title: 'Another format', why: 'A value of one format is refused where another is taken. Convert it.', fix: true },
  'number-out-of-range': {
    title: 'Number out of range',
    why: 'Numbers beyond the limit are refused. Say what happens to them, or agree that they do not come.',
  },
  'number-precision': {
    title: 'Too many decimals',
    why: 'The destination refuses or rounds them in its own way. Round the number here, so that sums agree.',
    fix: true,
  },
  'deprecated-field': { title: 'Deprecated field', why: 'The vendor means to take it away. Choose the field that replaces it before it is gone.' },
  'not-mapped-without-reason': { title: 'Not mapped without a reason', why: 'Whoever reads it later asks the same question again. Write the reason.' },
  'hook-without-words': { title: 'Hook without words', why: 'An engineer can only build what is said. Write in full what the code must do.' },
  'secret-constant': {
    title: 'Constant looks like a secret',
    why: 'Everybody who reads the project or its exports sees it. Use a config value of kind secret where the call is made, and renew the secret.',
  },
  'formula-error': {
    title: 'Formula cannot be used',
    why: 'The row gives nothing until the formula is right. The mark in the formula shows where.',
    fix: true,
  },
  'formula-warning': { title: 'Formula with a catch', why: 'The formula works, but not for every record. Look whether that is meant.', fix: true },
  'map-part-warning': { title: 'Setting of the map with a catch', why: 'A part of the map works, but not for every record. Look whether that is meant.' },
  'applies-when-unclear': {
    title: '"Applies when" cannot be asked',
    why: 'The map applies to every record until this is right. Correct the condition in the settings of the map.',
  },
  'runs-unclear': { title: 'How often it runs is unclear', why: 'The map runs once per record until this is right. Correct it in the settings of the map.' },
  'runs-over-missing': { title: 'No list to run over', why: 'A map that runs for each item needs a list. Choose it in the settings of the map.' },
  'runs-by-missing': {
    title: 'No field to group by',
    why: 'A map that runs for each group needs the field that makes the groups. Choose it in the settings of the map.',
  },
  'invariant-unclear': {
    title: 'Invariant not checked',
    why: 'What must hold is not checked until its formula is right. Correct it in the settings of the map.',
  },
  'damaged-row': { title: 'Damaged row', why: 'A field path of the row cannot be read. Choose its fields again.' },
  'schema-change-undecided': {
    title: 'Change of the schema undecided',
    why: 'A newer version changed what is used here and nobody said what follows. Look at it, then settle it.',
  },
  'schema-change-kept': { title: 'Kept as before a change', why: 'It was decided to leave this as it was for now. Change it, then settle it.' },
  'too-deep': { title: 'Nested too deeply', why: 'Nobody can read it, and no program has to. Split it into several rows, or use a lookup table.' },
}
