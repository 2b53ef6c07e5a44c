// What each word, status, policy and issue of a specification means, in plain English. Tables, so that a new one does not compile without its words.
import type { IssueCode } from '../transform/ir.ts'
import type { MissingPolicy, NullPolicy, TransformKind } from '../transform/transform.ts'
import { SHOWN_STATUSES, statusWords, type ShownStatus } from '../review/row-status.ts'

const statusMeanings: Readonly<Record<ShownStatus, string>> = {
  draft: 'Being worked on, or undecided.',
  question: 'A question is open here, or elsewhere and has to be answered first.',
  ready: 'Written down in full; may be reviewed.',
  approved: 'Agreed with the people concerned; may be built.',
  built: 'In the code.',
  tested: 'In the code, and proven by a test in a named environment.',
}

export const statusLegend: readonly (readonly [string, string])[] = [
  ...SHOWN_STATUSES.map((status) => [statusWords[status], statusMeanings[status]] as const),
  ['Changed', 'The row is another one than when its status was set. It counts as draft until somebody looks at it.'],
]

/** `does`: for whoever reads; `exactly`: for whoever builds. `example`: where the specification has no row of the kind. */
export type KindWords = { readonly does: string; readonly exactly: string; readonly example: string }

export const kindWords: Readonly<Record<TransformKind, KindWords>> = {
  copy: {
    does: 'The value of the source as it is.',
    exactly: 'The same JSON value, also a whole object or list.',
    example: "The order's number.",
  },
  constant: {
    does: 'The same value for every record.',
    exactly: 'The value as written: in quotes a text, else a number, true, false or null. A null that is written here is a value, not a missing one.',
    example: 'Always "EUR".',
  },
  config: {
    does: 'A value that each customer sets, or its default.',
    exactly:
      'The value of the customer, else the default. A required one that has neither is the issue "missing-required" before any row; one of another type is "wrong-type". One that is not required and not set is missing.',
    example: 'The config value sales_account.',
  },
  template: {
    does: 'Texts and values joined to one text.',
    exactly:
      'Parts from left to right. If one part is missing or null the whole is missing (or null). A number is written with its shortest digits (12.5, not 12.50), true and false as words; a list or an object is the issue "not-text".',
    example: '"WC-" followed by the order\'s number.',
  },
  lookup: {
    does: 'A code translated with a lookup table.',
    exactly:
      'The value is compared as the table\'s own type: in a table of texts a number or boolean is written as text first; in a table of numbers a text is read as a number; in a table of booleans only true and false are found. Exact match, capital and small letters differ. Entries of the customer go before the general ones. A value that is not in the table gives the table\'s "any other value", or else the issue "not-in-lookup-table". A missing value is missing, and is not looked up.',
    example: "The order's status, translated with the lookup table L-1.",
  },
  when: {
    does: 'The first case whose condition holds gives the value.',
    exactly:
      'Cases are tried in the order written; only the value of the chosen case is worked out. When none holds, "otherwise" counts; without one the value is missing. The chosen case counts also when its value is missing.',
    example: 'If the order\'s total is more than 0: "PAID"; otherwise "FREE".',
  },
  convert: {
    does: 'The value as another type.',
    exactly:
      'To text: as templates write it. To number: digits with an optional minus and one decimal point, nothing else (no blanks, no thousands, no exponent), else "not-a-number". To whole number: such a number without decimals and of at most 9,007,199,254,740,991, else "not-an-integer". To true or false: true/false, yes/no and 1/0 in any case of letters, else "not-a-boolean".',
    example: "The order's id as text.",
  },
  number: {
    does: 'A calculation and rounding.',
    exactly:
      'The value is read as a number (see "Numbers"), then the steps act from left to right, in the order of the sentence, on IEEE 754 double numbers. If one of the values that go in is missing, the result is missing. What is no finite number in the end is the issue "not-a-number". "Written with" makes it a text.',
    example: "The line item's total as a number, divided by the line item's quantity, rounded to 4 decimals, half away from zero.",
  },
  date: {
    does: 'A date or time read from one form and written in another.',
    exactly: 'See "Dates and times".',
    example: "The order's date_created, read as an ISO date and written as yyyy-MM-dd.",
  },
  text: {
    does: 'A text changed step by step.',
    exactly: 'Steps act from left to right on Unicode code points. A number or boolean is written as text first; a list or object is "not-text". See "Texts".',
    example: "The order's reference, without spaces at both ends, cut to 50 characters.",
  },
  list: {
    does: 'One value from a list, or all: the first, the sum, the number, joined to one text.',
    exactly: 'See "Values from a list".',
    example: "The sum of the total of each line item in the order's line_items.",
  },
  join: {
    does: 'A field of the entry of a list that has a key.',
    exactly: 'The first entry whose key equals the value (equal as in conditions), then its field. No such entry, or a missing value to look for: missing.',
    example: 'The value of the first meta data in the order\'s meta_data whose key is "_vat_number".',
  },
  formula: {
    does: 'A written expression.',
    exactly: 'JSONata 2.2 within the limits of "Formulas". The column Formula has it word for word; the sentence in Rule says it in words.',
    example: "The order's total minus the order's total_tax.",
  },
  hook: {
    does: 'Code that an engineer writes, asked for in words.',
    exactly: 'A function of the named sources, in the order of the column Field; it gives a value, or nothing where it is missing.',
    example: 'An engineer writes this: the next free number of the range.',
  },
  each: {
    does: 'One entry of the destination list for each entry of a source list. The rows below it, indented, fill the entry.',
    exactly: 'See "Lists".',
    example: "One entry for each line item in the order's line_items.",
  },
  notMapped: {
    does: 'Left empty on purpose, with the reason.',
    exactly: 'Nothing is written: the field is absent. Said of an object or list, it covers everything below that has no rule of its own.',
    example: 'Not mapped: Xero gives it.',
  },
}

export const missingLegend: Readonly<Record<MissingPolicy['then'], readonly [string, string]>> = {
  omit: ['Leave the field out', 'The field is absent from the record.'],
  null: ['Send null', 'The field is there and null.'],
  default: ['Use "x"', 'The field gets this value, as it is written.'],
  problem: ['Report a problem', 'The issue "missing" of this row. The record is not mapped.'],
}

export const nullLegend: Readonly<Record<NullPolicy, readonly [string, string]>> = {
  'as-missing': ['A null counts as missing', 'What is said for missing values happens.'],
  pass: ['A null is passed on', 'The field is there and null.'],
  problem: ['A null is reported as a problem', 'The issue "null" of this row. The record is not mapped.'],
}

export const issueMeanings: Readonly<Record<IssueCode, string>> = {
  'wrong-type':
    "A value is not of the type that is expected: of a source or config value before any row, or of a row's result that its destination field does not take.",
  'missing-required': 'A value that has to be there is missing or null, before any row is asked.',
  missing: 'A row has no value, and says that this is a problem. Also a list that says so, and an entry of an object with free names that has no name.',
  null: "A row's value is null, and it says that this is a problem. In a formula also a null where a number or text is needed, where nulls are values.",
  'not-text': 'A list or an object where a text is needed.',
  'not-a-number': 'A text that is no number, or a calculation without a finite result.',
  'not-an-integer': 'A number that has to be whole and is not.',
  'not-a-boolean': 'Neither true/false, yes/no nor 1/0.',
  'not-a-date': 'A text that does not fit the form in which it is read, or a day or time that does not exist.',
  'not-in-lookup-table': 'A code without an entry, in a table that says nothing for other values.',
  hook: 'Code that an engineer still has to write.',
  'too-long': 'A text of more than a million characters.',
  'too-many-steps': 'One row takes more than 100,000 steps.',
  'not-a-zone': 'A time zone that nobody knows.',
  'duplicate-key': 'Two entries of an object with free names have the same name.',
  'not-applicable': 'The field map is not about such a record: its "Applies when" does not hold.',
  invariant: 'Something that must hold of the record that was made does not.',
}
