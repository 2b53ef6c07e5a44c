// The only place that words what went wrong with a record, for the preview and the command line.
import type { IssueCode } from '../transform/ir.ts'

/** A new code does not compile without its sentence. */
export const issueWords: Record<IssueCode, (value: unknown) => string> = {
  'wrong-type': (value) => `${show(value)} is not of the type that is expected here.`,
  'missing-required': () => 'The schema requires this value, but the record does not have it.',
  missing: () => 'The record has no value for this row.',
  null: () => 'The value is null, and this row reports that.',
  'not-text': (value) => `${show(value)} cannot be written as text.`,
  'not-a-number': (value) => `${Array.isArray(value) ? `The calculation from ${value.map(show).join(', ')}` : show(value)} gives no number.`,
  'not-an-integer': (value) => `${show(value)} is not a whole number.`,
  'not-a-boolean': (value) => `${show(value)} is neither yes nor no.`,
  'not-a-date': (value) => `${show(value)} is not a date of the pattern that this row reads.`,
  'not-in-lookup-table': (value) => `${show(value)} is not in the lookup table.`,
  hook: () => 'An engineer has yet to write this.',
  'too-long': () => 'The text would be longer than a million characters.',
  'too-many-steps': () => 'The transform takes too many steps.',
  'not-a-zone': (value) => `${show(value)} is no time zone: use UTC, an offset such as +02:00, or a name such as Europe/Berlin.`,
  'duplicate-key': (value) => `${show(value)} comes twice as a name, and each can hold one value only.`,
  'not-applicable': () => 'This field map is not about such a record.',
  invariant: (value) => (Array.isArray(value) ? `What must agree does not: ${value.map(show).join(' and ')}.` : 'What must hold of the record does not.'),
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
