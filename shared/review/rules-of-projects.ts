// The rules of what stands around field maps: use cases, steps, test cases, lookup tables, customers, samples. The code is the key, so no problem exists without a rule.
import type { SpokenRule } from './rule.ts'

type Words = Omit<SpokenRule, 'severity'>
const error = (words: Words): SpokenRule => ({ severity: 'error', ...words })
const warning = (words: Words): SpokenRule => ({ severity: 'warning', ...words })
const hint = (words: Words): SpokenRule => ({ severity: 'hint', ...words })

export const projectRules = {
  'sample-too-long': warning({
    title: 'Seen text too long',
    why: 'Sample records have longer texts than fit, whatever the documentation says. Cut the text, or agree what is left out.',
    fix: true,
    say: (source, seen, field, most) =>
      `Samples of ${source} have up to ${seen} characters, but ${field} takes at most ${most}. Cut it, or agree what is left out.`,
  }),
  'sample-out-of-range': warning({
    title: 'Seen number out of range',
    why: 'Sample records have numbers that the destination refuses. Say what happens to them.',
    say: (source, seen, field, taken) => `Samples of ${source} have ${seen}, but ${field} takes ${taken}. Say what happens to such numbers.`,
  }),
  'sample-not-in-enum': warning({
    title: 'Seen code unknown to the destination',
    why: 'Sample records have codes that the destination refuses. Translate them by a lookup table.',
    say: (source, values, field) => `Samples of ${source} have ${values}, which ${field} does not take. Translate it by a lookup table.`,
  }),
  'sample-not-in-lookup': warning({
    title: 'Seen code missing in the table',
    why: 'Sample records have codes that the lookup table does not hold, so they would not be sent. Add the codes, or say what other values give.',
    fix: true,
    say: (source, values, table) => `Samples of ${source} have ${values}, and ${table} has no entry for that. Add it, or say what other values give.`,
  }),
  'source-undecided': hint({
    title: 'Source fields undecided',
    why: 'Nobody knows whether these fields are forgotten or not wanted. Use them, or leave them out with a reason.',
    say: (input, count, total) => `${input} has ${total} fields, and ${count} of them ${count === '1' ? 'is' : 'are'} neither used nor left out with a reason.`,
  }),
  'destination-undecided': hint({
    title: 'Optional fields undecided',
    why: 'Nobody knows whether these fields are forgotten or not wanted. Map them, or say why they are not mapped.',
    say: (count, total) =>
      `The destination has ${total} fields, and ${count} optional ${count === '1' ? 'one is' : 'ones are'} neither mapped nor said to be not mapped.`,
  }),
  'left-out-without-reason': warning({
    title: 'Left out without a reason',
    why: 'Whoever reads it later asks the same question again. Write the reason.',
    say: (input, fields) => `${fields} of ${input} is left out, but not why. Write the reason.`,
  }),
  'schema-outdated': warning({
    title: 'Newer version of a schema',
    why: 'The map still uses the older version. Look at what changes, decide, and move to the newer version.',
    say: (title, older, newer) => `"${title}" is used here in ${older}, and ${newer} was imported. Look at the changes, and move to it.`,
  }),
  'map-without-step': warning({
    title: 'Field map without a step',
    why: 'Nobody knows when the map runs. Let a transform or a send step of a use case run it, or archive it.',
    say: (map) => `No step of a use case runs ${map}. Choose it in a transform or send step.`,
  }),
  'map-without-use-case': warning({
    title: 'Field map without a use case',
    why: 'Nobody knows what its rows are for, so nobody can agree to them. Link the map to a use case.',
    say: (map, count) => `${map} serves no use case, and neither do its ${count} rows. Link it to one.`,
  }),
  'row-without-use-case': warning({
    title: 'Row without a use case',
    why: 'What no use case needs should not be built. Link the row to a use case, or remove it.',
    say: (field) => `${field} serves no use case. Link the row to one, or remove it.`,
  }),
  'use-case-without-rows': warning({
    title: 'Use case that no row serves',
    why: 'What was promised is not specified yet. Link the field maps that serve it, or make one.',
    say: (useCase) => `No row of a field map serves ${useCase}. Link the field maps that do.`,
  }),
  'map-without-test': warning({
    title: 'Field map without a test case',
    why: 'Nobody can tell whether what is built is right. Make a test case from a sample record.',
    say: (map) => `No test case that can run is about ${map}. Make one from a sample record.`,
  }),
  'required-row-untested': warning({
    title: 'Required row without a test case',
    why: 'The destination refuses records without this field, so a test case should show what it becomes. Name the row in one.',
    say: (field) => `${field} is required, and no test case that can run is about its row. Name it in one.`,
  }),
  'test-failing': error({
    title: 'Test case fails',
    why: 'The map and what people expect of it differ. Correct the rows, or what is expected.',
    say: (title, where) => `${title} does not agree: ${where}. Correct the rows, or what is expected.`,
  }),
  'test-cannot-run': warning({
    title: 'Test case cannot run',
    why: 'A case that cannot run proves nothing. Complete it.',
    say: (title, why) => `${title} cannot run. ${why}`,
  }),
  'question-on-ready-row': warning({
    title: 'Open question on a ready row',
    why: 'A row is not ready as long as something about it is open. Answer the question, or take the status back.',
    say: (status, question) => `The row is ${status}, but ${question} is open. Answer it, or take the status back.`,
  }),
  'error-on-ready-row': warning({
    title: 'Error on a ready row',
    why: 'Nobody should build a row that cannot work. Correct the row, or take the status back.',
    say: (status, count) => `The row is ${status}, but has ${count}. Correct it, or take the status back.`,
  }),
  'lookup-empty': warning({
    title: 'Empty lookup table',
    why: 'No code is ever found, so no record can be made. Fill in the codes, or say what other values give.',
    say: (table) => `${table} has no entries. Fill it in.`,
  }),
  'lookup-duplicate': warning({
    title: 'Code twice in a table',
    why: 'Only the first entry counts, so the other one misleads. Keep one.',
    fix: true,
    say: (table, code, whose) => `${table} has ${code} more than once${whose}. Only the first entry counts: delete the others.`,
  }),
  'lookup-customer-missing': warning({
    title: 'Table empty for a customer',
    why: 'What differs by customer has to be said for each of them. Fill in the codes of the customer.',
    say: (table, customers) => `${table} is per customer, and has no entries for ${customers}. Fill them in.`,
  }),
  'config-customer-missing': warning({
    title: 'Required value missing for a customer',
    why: 'The integration cannot run for the customer without it. Fill in the value, or give a default.',
    say: (name, customers) => `${name} is required, and ${customers} has no value for it. Fill it in, or give a default.`,
  }),
  'row-customer-missing': warning({
    title: 'Row without a value for a customer',
    why: 'What differs by customer has to be said for each of them. Fill in the value, or give a default.',
    say: (field, name, customers) => `${field} is per customer and takes ${name}, and ${customers} has no value for it. Fill it in, or give a default.`,
  }),
  'row-customer-nothing': warning({
    title: 'Nothing in the row is the customer’s',
    why: 'A template leaves to the customer what differs, by a config value, a lookup table or a constant to replace. Use one of them, or make the row global.',
    say: (field) => `${field} is per customer, but takes no config value, lookup table or constant. Use one of them, or make the row global.`,
  }),
  'secret-looking-value': warning({
    title: 'Value looks like a secret',
    why: 'Everybody who reads the project or its exports sees it. Make the config value a secret, which has a name and no value, and renew the secret.',
    say: (name) => `A value of ${name} looks like a secret, and everybody who reads the project can see it. Make it a secret config value.`,
  }),
  'step-without-system': warning({
    title: 'Step without a system',
    why: 'An engineer cannot tell whom the step talks to. Choose the system, then the endpoint.',
    say: () => 'It is not said which system this step talks to. Choose the system, then the endpoint.',
  }),
  'step-parameter-missing': warning({
    title: 'Required parameter missing',
    why: 'The endpoint refuses a call without it. Say what the parameter is.',
    say: (endpoint, name) => `${endpoint} requires ${name}, and nothing says what it is. Fill in the parameter.`,
  }),
  'step-without-failure-rule': hint({
    title: 'No rule for failure',
    why: 'Calls fail some day. Say whether to try again, to skip the record or to stop, and whom to tell.',
    say: () => 'It is not said what happens when this call fails. Choose to try again, to skip the record or to stop.',
  }),
  'step-retry-without-number': warning({
    title: 'Retry without a number',
    why: 'Without a number it is tried again once. Say how often, and how long to wait in between.',
    say: () => 'It is not said how often to try again. Fill in the number of tries.',
  }),
} as const satisfies Record<string, SpokenRule>

export type ProjectProblemCode = keyof typeof projectRules
