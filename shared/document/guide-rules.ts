// How rules are carried out, told so that somebody who has the specification alone can build them (shared/transform/SPEC.md says the same for this program). The only place for these words.

export type RuleGroup = { readonly title: string; readonly rules: readonly (readonly [about: string, rule: string])[] }

export const ruleGroups: readonly RuleGroup[] = [
  {
    title: 'How a record is mapped',
    rules: [
      [
        'What comes out',
        'Either the record that is made, or a list of issues: never both. One issue, wherever it comes from, is enough for the record not to be made and not to be sent. An issue has a code, the row (none for checks of the whole record), where in the source the value stands, and the value.',
      ],
      [
        '1. Check',
        'Config values and the sources that rules use are checked against the sheet "Checks before mapping". All issues found are told together; if there is one, nothing else happens. The destination\'s limits (length, allowed values, patterns) are not checked while mapping: the rules are written so that they are kept.',
      ],
      ['2. Applies when', 'The map\'s condition is asked, if it has one. If it does not hold, the only issue is "not-applicable".'],
      [
        '3. Runs',
        'A map that runs once for each entry (or group) of a list makes a list with one record for each, in order; a missing or null list gives an empty list. All others make one record.',
      ],
      ['4. Rows', 'Each destination field gets its value from its row. All rows are tried, and all their issues are told together.'],
      [
        '5. Must hold',
        'What must hold of a record is asked of each one that was made without an issue. What is not exactly true (missing counts as not true) is the issue "invariant". With a tolerance, two numbers agree when they differ by no more than that (and by 1e-14 of the larger one, the noise of binary numbers); what is no number does not agree.',
      ],
      [
        'No rule',
        'A row that is undecided or not mapped writes nothing: the field is absent, also where it is required (a gap is something to settle here, no issue of a record). The same is true of what "24 more fields" stands for.',
      ],
      [
        'Customers',
        'Config values and lookup entries of the customer that a run is for go before the general ones. Without a customer the defaults and the general entries hold.',
      ],
      [
        'Objects',
        'A required object is always made, even an empty one. An optional object is left out when nothing in it got a value; a null or an empty list is a value, an empty object is none.',
      ],
      ['Order of fields', 'The order of names in an object has no meaning.'],
      [
        'Create and update',
        'A row that says "Only when the record is created" (or updated) takes part in nothing of a run for the other one. A run that says nothing is one for creating.',
      ],
      [
        'Several rows for one field',
        'They say "case 1 of 2" and so on. They are tried in the order of the sheet; the first whose condition holds decides, also if its value is missing. If none holds, the value is missing and the last one\'s "If missing" acts.',
      ],
      [
        'Only if',
        'A row whose condition does not hold gives a missing value: what stands under "If missing or null" acts. On the row of a list it chooses the entries instead.',
      ],
      [
        'Where an issue stands',
        'Its path is that of the first source that the row names, beginning with the name of the source, with positions counted from 0: order.line_items[1].total. Where the row names no source it is the path of the destination. In objects with free names and in groups the name stands in place of the position: order.prices["EUR"].amount. A check has the path of the value that it is about, "not-applicable" that of the first source of the condition, "invariant" the sentence itself. The row is its number; checks, "not-applicable" and "invariant" have none.',
      ],
      [
        'Type of the result',
        'A value that the destination field does not take by its type is the issue "wrong-type". Nothing is converted unless a rule says so: the text "12" does not become the number 12 by being copied.',
      ],
    ],
  },
  {
    title: 'Missing and null',
    rules: [
      [
        'Missing',
        'A field that the record does not have; a field of an object that is missing or null; a lookup that has nothing to look for; a choice in which no case holds. An empty text, 0, false and an empty list are values, not missing.',
      ],
      ['Null', 'A null in the source counts as missing, unless the row or its map says something else. A null that a rule writes itself is a value.'],
      [
        'In effect',
        'The column "If missing or null" says for each row what happens, whether the row, its map or the general rule says so. The general rule: a missing value is a problem on a required field, and leaves an optional field out.',
      ],
      [
        'On their way',
        'Missing values go through calculations, texts, dates and templates as they are: what is made from a missing value is missing. They never become 0 or an empty text.',
      ],
      ['Order', 'First the null (passed on, a problem, or counted as missing), then the missing value (left out, null, a value in its place, or a problem).'],
    ],
  },
  {
    title: 'Paths',
    rules: [
      [
        'billing.email',
        "The field email of the object billing. In objects without a name before them, fields are those of the map's source; where a map has several, of the first one. Others begin with the source's name: order.number.",
      ],
      ['lines[]', 'A list. lines[].sku is the field sku of each of its entries.'],
      ['prices{}', 'An object with free names. prices{}.amount is the field amount of each value in it.'],
      [
        'Inside a list',
        'In the rows below the row of a list, plain names are those of the entry: name is line_items[].name of the entry at hand. The column "Full path" has the whole path.',
      ],
      ['`a b`', 'A name with other characters than letters, digits, _ and - stands in back-quotes.'],
      ['$', 'The entry at hand itself. "$.name": its field name, where the name alone would mean a source.'],
      ['Letters', "Names are exact: capital and small letters differ. Only a record's own fields count."],
    ],
  },
  {
    title: 'Lists',
    rules: [
      [
        'One entry for each ...',
        'The entries of the destination list are made from those of the source list, in its order. Where the row has a condition, only entries that meet it are taken; where it has an order, they are sorted after that; where it makes groups, grouped after that.',
      ],
      ['Several parts', 'A list that is filled by several rows (part 1 of 3 ...) has the entries of the first part, then those of the second, and so on.'],
      [
        'Missing list',
        'A missing or null source list gives no entries. The destination list is still there, and empty, unless "If missing or null" says otherwise. A source list that is there and empty gives an empty list.',
      ],
      ['Entries that fail', 'An issue in one entry is an issue of the whole record.'],
      ['Lists of single values', 'Where the entry is a value and not an object, a missing one leaves no gap.'],
      [
        'Groups',
        '"each different X": one entry for each distinct value of X, in the order in which they first come; 1 and "1" are two. Entries whose X is missing or null are in no group. In the rows below, key is the value of X and items the entries of the group.',
      ],
      ['Objects with free names as a source', 'The entry has two fields: key, the name, and value. They come in the order of the record.'],
      [
        'Objects with free names as a destination',
        'Each entry stands under the name that the row says, written as text. A missing name is the issue "missing", one that comes twice "duplicate-key".',
      ],
      [
        'In order of',
        'Numbers by value first, also those in text; then other texts by code unit (capital letters before small ones); then everything else; last what is missing or null. "Largest first" turns that round, but for what is missing or null. Equal ones stay in the order they had.',
      ],
    ],
  },
  {
    title: 'Values from a list',
    rules: [
      [
        'In which order',
        'Entries that meet the condition, then sorted, then the field of each, then each value once (where it says so), then what becomes of them.',
      ],
      ['first, last', 'The field of that one entry; missing or null if it is. Without an entry: missing.'],
      [
        'All other ends',
        'Values that are missing or null do not count. Of no values: all gives an empty list, the number 0, the sum 0; smallest, largest, average and joined are missing.',
      ],
      ['Missing list', 'A missing list gives a missing value, also for the number and the sum. A null list is null.'],
      [
        'sum, smallest, largest, average',
        'Values are read as numbers (see "Numbers"); the first that is none is the issue "not-a-number". They are added in the list\'s order, on binary numbers; rounding, if any, comes after that.',
      ],
      ['each value once', 'The first of equal values stays. A number and a text are never equal, nor are two objects.'],
      ['joined', 'Values written as templates write them, with the separator between them.'],
    ],
  },
  {
    title: 'Conditions',
    rules: [
      [
        'True or false',
        'A condition is never an issue. Numbers compare by value. A number and a text compare as numbers ("10" is more than 9), and are unequal where the text is no number. Two texts compare by code unit, exactly. Values of other different types are unequal, and neither is less.',
      ],
      ['is there', 'Neither missing nor null.'],
      ['is filled in', 'Neither missing, nor null, nor the empty text. "is empty" is the contrary.'],
      [
        'Missing values',
        'Missing and null are equal to each other and to nothing else: "is not" a value is true of them. Nothing is less or more than they are.',
      ],
      ['Formulas as conditions', 'What is not exactly true counts as false, also what is missing or fails.'],
    ],
  },
  {
    title: 'Numbers',
    rules: [
      [
        'Read from text',
        'Digits with an optional minus before them and optionally one point with digits behind it: "12", "-0.50". Not "+1", ".5", "1e3", "1,000" or " 1": these are the issue "not-a-number". A number is taken as it is. Where the rule says how it is written (decimal comma, thousands), a text has to be written so; thousands are optional, but if there are any, all are in groups of three.',
      ],
      ['Kept as', 'IEEE 754 double. Never infinite, never a failed calculation, never negative zero.'],
      [
        'Rounded',
        "On the decimal digits that the number prints (its shortest form that reads back the same), not on its binary value: 1.005 to 2 decimals is 1.01. Half away from zero: 0.5 becomes 1, -0.5 becomes -1 (as Excel's ROUND). Half to the even digit: 0.5 becomes 0, 1.5 becomes 2. Always away from zero: 1.001 becomes 2. Towards zero: digits are cut off.",
      ],
      [
        'Powers of ten',
        '"times 100", "divided by 100" and the like may be built by moving the decimal point of the printed digits or by an ordinary multiplication: they differ in the last binary digit at most, which rounding takes away.',
      ],
      ['Written as text', 'With exactly so many decimals, rounded half away from zero, and never -0.'],
    ],
  },
  {
    title: 'Texts',
    rules: [
      ['Spaces at both ends', 'All white space as Unicode has it, line ends too.'],
      ['capital, small letters', "By Unicode's general rules, the same in every language."],
      ['Positions', 'Counted in Unicode code points, the first is 1 in sentences. What is shorter stays as it is.'],
      ['before, after the first', 'The whole text where it does not occur.'],
      ['the first part of what "x" separates', 'Counted from the first; "last" from the end. Missing where there is none.'],
      ['every "x" replaced', 'Word for word, all of them, from left to right.'],
    ],
  },
  {
    title: 'Dates and times',
    rules: [
      [
        'Read as an ISO date',
        '2026-03-06, 2026-03-06T13:45, 2026-03-06T13:45:10, with parts of a second, a blank in place of the T, and with Z or an offset behind it. Nothing is converted: an offset is read over, and what is written has the same day and time. Only where the rule names a zone does the offset count.',
      ],
      [
        'Patterns',
        'yyyy year, MM month, dd day, HH hour (00 to 23), mm minute, ss second, each with exactly so many digits; other letters in single quotes; everything else as it stands. Parts that the pattern does not read are 01 or 00. Parts of a second are cut off.',
      ],
      ['Written as an ISO date', "yyyy-MM-dd'T'HH:mm:ss, without a zone."],
      ['An ISO moment in UTC', '2026-03-02T09:00:00Z.'],
      [
        'A moment with its offset',
        'An ISO date-time that has Z or an offset; without one it is "not-a-date". Seconds and milliseconds since 1970 may stand in text. Moments without a zone in the rule are told in UTC.',
      ],
      [
        'Zones',
        'UTC, an offset such as +05:30, or a name of the IANA database such as Europe/Berlin. "taken as local time in": what was read without an offset. "told as local time in": what is written. A local time that the clocks skip is moved on by what they skip; one that comes twice is the first.',
      ],
      [
        'plus ... days',
        'Minutes and hours pass; days, months and years are counted on the calendar of the zone told in. A day that the month does not have becomes its last (31 January plus 1 month: 28 or 29 February). The number has to be whole, also as text, else "not-an-integer".',
      ],
      ['Not there', 'A date, zone or number of days that is missing makes the result missing. A day that does not exist (30 February) is "not-a-date".'],
    ],
  },
]

/** Of formulas; only where there are any. */
export const formulaRules: RuleGroup = {
  title: 'Formulas',
  rules: [
    [
      'What they are',
      'JSONata 2.2 (jsonata.org), a strict part of it: what a formula here gives is what JSONata gives. The column Formula begins with "=", which is not part of the expression. Rules from the list of kinds have a formula beside their sentence where one gives exactly the same; either may be built.',
    ],
    [
      'Names',
      'Plain names are fields of the entry at hand, at the top of the map of its (first) source; a source\'s name leads to that source: order.number. "$" is the entry at hand, "$$" the record of the first source, "$config.name" a config value, "$index" the position of the entry in its source list from 0, "$now()" the time of the run in UTC, "$result" (in "Must hold") the record that was made.',
    ],
    ['Null', 'A null field counts as missing before anything is done with it, unless the row says "A null is passed on" or "reported": then it is a value.'],
    [
      'Missing',
      'As in JSONata: + - * / % with a missing side give missing; & takes a missing side as an empty text. = and also != with a missing side are false (in conditions that are told in words alone, "is not" is true of a missing value: see "Conditions"). < <= > >= with a missing side give missing. and, or and ? take missing as false; $not of missing is missing. a ?? b is b where a is missing; a ?: b is b where a is missing, null, false, 0, an empty text, list or object. A function whose first argument is missing gives missing, but $count 0 and $exists false.',
    ],
    ['Types', 'Numbers compare with numbers and texts with texts. A text is not read as a number unless $number does it.'],
    [
      'Lists',
      'A path through a list gives the values of all entries; list[0] is the first, list[-1] the last, list[price > 1] those that meet the condition; list.(a * b) works out a value for each. Unlike JSONata, what may be several values fills a list as a list, also when it is one.',
    ],
    [
      'Operators',
      '+ - * / % numbers; & joins texts, numbers with at most 15 digits; = != < <= > >= compare numbers with numbers and texts with texts; and, or, in; test ? a : b, without ": b" missing; ( $x := 1; $x + 1 ) gives its last part.',
    ],
    ['Rounding', '$round rounds half to even. Rounding half away from zero is the kind "Number", which says so in its sentence.'],
    [
      'What goes wrong',
      'What raises an error in JSONata, or gives no finite number, is an issue of the row, also in the test of `a ? b : c`. A formula that stands as “Only if”, “Applies when” or “Must hold” and fails is false.',
    ],
  ],
}

/** For everybody. */
export const readingRules: readonly (readonly [string, string])[] = [
  [
    'Rows',
    'Each field map lists every field of the destination: it has a rule, or is not mapped with a reason, or is undecided. Row numbers (R-14) never change and are never given again; code, tests and questions refer to them.',
  ],
  ['Indents', 'Rows are indented below the object or list they belong to, and can be folded with the buttons at the left edge.'],
  [
    'Lists',
    'A list that is filled from a source list has one row that says which ("One entry for each ..."), and the rows of one entry below it. In them, source fields are those of the entry.',
  ],
  [
    'Scope',
    'Global: the rule is the same for every customer. Per customer: what it gives depends on what the customer sets, in the config values or in entries of a lookup table of its own.',
  ],
  ['Links', 'Underlined words lead to the place they name. "Contents" on each sheet leads back to the first page.'],
  [
    'Samples',
    'Values that look like secrets or personal data are masked (J•••), unless somebody asked for them. Test cases have theirs in full: people made them up.',
  ],
]

export const returningRules: readonly (readonly [string, string])[] = [
  [
    'What may be written',
    'Tinted columns: the status (Draft or Ready), scope, use cases, owner, note, the source field, the formula, answers to questions, values of lookup tables and of customers, and "Your question". Save the file and give it back: it is imported, each change is shown beside what the project says now, and somebody accepts or rejects it.',
  ],
  ['Your question', 'What is written there comes back as a question on that row.'],
  [
    'Everything else',
    'What is written in other cells is kept too: it comes back as a question on its row. Rows may be sorted, filtered, added and deleted; columns may be moved or inserted. The hidden columns must stay.',
  ],
]
