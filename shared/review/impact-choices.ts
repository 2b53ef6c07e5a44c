// What may be decided about each kind of item that a change affects, in words: the one table of choices.
import type { ChangeKind, SchemaChange } from '../schema/schema-change.ts'
import { shorten } from '../schema/change-words.ts'
import type { AffectedKind, Choice } from './affected.ts'

export type Asked = {
  readonly change: SchemaChange
  readonly kind: AffectedKind
  readonly side: 'source' | 'destination'
  /** Of a row: its value goes through a lookup table that the change affects as well. */
  readonly throughLookup?: boolean
  /** Of a test case: its records hold the field. */
  readonly holdsField?: boolean
  /** Of a lookup table: other rows that take it. */
  readonly alsoUsed?: readonly string[]
}

const follow = (sentence: string): Choice => ({ choice: 'follow', label: 'Follow', sentence })
const keep = (sentence: string): Choice => ({ choice: 'keep', label: 'Keep', sentence })
/** So that another field can be chosen for all that a change affects at once. */
const asIs = (sentence: string): Choice => ({ choice: 'remap', label: 'Remap', sentence })
const KEEP_PATH = keep('The row keeps the old path and shows a problem until somebody settles it.')
const KEEP_ROW = keep('The row stays as it is, with a note that its field has changed, until somebody settles it.')
const otherSource: Choice = { choice: 'remap', label: 'Remap', sentence: 'Choose another source field for the row.', needs: 'source-path' }
const otherDestination: Choice = { choice: 'remap', label: 'Remap', sentence: 'Choose the field that the row fills instead.', needs: 'destination-path' }
const notMapped: Choice = {
  choice: 'drop',
  label: 'Not mapped',
  sentence: 'The row says that it is not mapped any more, and why. What it was is kept in the history.',
}
const retire: Choice = { choice: 'drop', label: 'Retire', sentence: 'The row is marked as deleted and listed among the changes. It can be brought back.' }

/** Of a change that leaves the field where it is: what following it means for a row. */
const FOLLOWED: Readonly<Partial<Record<ChangeKind, Readonly<Record<'source' | 'destination', string>>>>> = {
  retyped: {
    source: 'The row reads the new type and goes back to Ready: look at its transform.',
    destination: 'The row fills the new type and goes back to Ready: look at its transform.',
  },
  'now-optional': {
    source: 'The row takes the field as it is now, which may be missing, and goes back to Ready.',
    destination: 'The row fills the field as before.',
  },
  'now-nullable': {
    source: 'The row takes the field as it is now, which may be null, and goes back to Ready.',
    destination: 'The row fills the field as before.',
  },
  'never-null': { source: 'The row reads the field as before.', destination: 'The row must not give null any more, and goes back to Ready.' },
  'now-required': { source: 'The row reads the field as before.', destination: 'The row must always give a value, and goes back to Ready.' },
  limits: {
    source: 'The row takes values within the new limit and goes back to Ready.',
    destination: 'The row has to keep to the new limit, and goes back to Ready.',
  },
  enum: { source: 'The row takes the new values and goes back to Ready.', destination: 'The row has to keep to the new values, and goes back to Ready.' },
  'read-only': { source: 'The row reads the field as before.', destination: 'The row goes back to Ready: the destination ignores or refuses this field now.' },
  deprecated: { source: 'The row goes on reading the field while it is there.', destination: 'The row goes on filling the field while it is there.' },
}

export function choicesFor(asked: Asked): readonly Choice[] {
  switch (asked.kind) {
    case 'row':
      return rowChoices(asked)
    case 'lookup':
      return lookupChoices(asked)
    case 'test':
      return testChoices(asked)
    case 'map':
    case 'input':
    case 'step':
      return asked.change.what === 'field' ? partChoices(asked) : objectChoices(asked)
    case 'decision':
      return [
        follow('The field stays left out under its new name.'),
        keep('The reason stays with the old name; the new field is undecided.'),
        asIs('The reason stays with the old name.'),
      ]
    case 'overlay':
      return [
        follow('The fact goes with the field to its new name.'),
        keep('The fact stays with the old name and shows nowhere in the new version.'),
        asIs('The fact stays with the old name.'),
        { choice: 'drop', label: 'Delete', sentence: 'The fact is marked as deleted.' },
      ]
    case 'line':
      return [
        follow('The line shows as a gap until somebody maps it.'),
        { choice: 'drop', label: 'Not mapped', sentence: 'A row says that the field is not mapped because the new version asks for it and nothing fills it.' },
      ]
  }
}

function rowChoices({ change: { kind }, side, throughLookup }: Asked): Choice[] {
  const isSource = side === 'source'
  if (kind === 'renamed')
    return isSource
      ? [follow('The row reads the new path. An approved row goes back to Ready.'), KEEP_PATH, otherSource]
      : [follow('The row fills the new path. An approved row goes back to Ready.'), KEEP_PATH, otherDestination]
  if (kind === 'removed') return isSource ? [otherSource, notMapped, KEEP_PATH] : [retire, otherDestination, KEEP_PATH]
  const followed = follow(FOLLOWED[kind]?.[side] ?? 'The row takes the field as it is now, and goes back to Ready.')
  if (kind === 'enum' && throughLookup === true)
    return [followed, KEEP_ROW, { choice: 'remap', label: 'Add a line', sentence: 'The lookup table gets a line for each new value.', needs: 'value' }]
  return isSource ? [followed, KEEP_ROW, otherSource] : [followed, KEEP_ROW, otherDestination]
}

function lookupChoices({ change: { valuesAdded = [], valuesRemoved = [] }, side, alsoUsed = [] }: Asked): Choice[] {
  const gone = valuesRemoved.map((value) => shorten(value)).join(', ')
  const come = valuesAdded.map((value) => shorten(value)).join(', ')
  const others = alsoTakes(alsoUsed)
  const stays = keep('The table stays as it is, and the change stays on the list of problems until somebody settles it.')
  const added: Choice = { choice: 'remap', label: 'Add a line', sentence: `The table gets a line for ${come}. Say what it stands for.`, needs: 'value' }
  const otherwise = follow(
    valuesAdded.length > 0 ? `For ${come} the table gives what it gives for other values.` : 'The lines stay; nothing uses them any more.',
  )
  const deleted: Choice = {
    choice: 'drop',
    label: valuesRemoved.length === 1 ? 'Delete line' : 'Delete lines',
    sentence: `The ${valuesRemoved.length === 1 ? 'line' : 'lines'} of ${gone} ${valuesRemoved.length === 1 ? 'is' : 'are'} marked as deleted.${others}`,
  }
  if (side === 'destination') {
    const instead: Choice = {
      choice: 'remap',
      label: 'Replace',
      sentence: `Lines that give ${gone} give another value. Say which one.${others}`,
      needs: 'value',
    }
    return [instead, deleted, stays]
  }
  return [...(valuesAdded.length > 0 ? [added] : []), otherwise, ...(valuesRemoved.length > 0 ? [deleted] : []), stays]
}

const MOST_NAMED = 3

/** ` take this table too.` */
function alsoTakes(rows: readonly string[]): string {
  const named = rows.slice(0, MOST_NAMED)
  const rest = rows.length - named.length
  const all = rest > 0 ? [...named, `${rest} more`] : named
  if (all.length === 0) return ''
  return all.length === 1 ? ` ${all[0] ?? ''} takes this table too.` : ` ${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''} take this table too.`
}

function testChoices({ change: { kind, what }, holdsField }: Asked): Choice[] {
  const again = follow('The case stays as it is. Run it again after the move.')
  const kept = keep('The records stay as they are.')
  const remapped: Choice = { choice: 'remap', label: 'Remap', sentence: 'The records stay as they are: change them to the field that the rows take.' }
  if (holdsField !== true)
    return [again, kept, remapped, { choice: 'drop', label: 'Not mapped', sentence: 'The case stays as it is. Run it again after the move.' }]
  // What a case calls cannot be taken out of it without saying what it calls instead.
  if (what !== 'field') return kind === 'renamed' ? [follow(`The ${what} has its new name in the case.`), kept] : [again, kept]
  if (kind === 'renamed') return [follow('The field is renamed in the records of the case.'), kept, remapped]
  if (kind === 'removed') return [{ choice: 'drop', label: 'Take out', sentence: 'The field is taken out of the records of the case.' }, kept, remapped]
  return [follow('The records stay as they are. Run the case again after the move.'), kept, remapped]
}

/** Of a field in a condition, a run, an invariant or a step. */
function partChoices({ change: { kind }, kind: item, side }: Asked): Choice[] {
  const whose = item === 'step' ? 'The step' : item === 'input' ? 'The source' : 'The field map'
  const kept = keep(
    kind === 'renamed' || kind === 'removed'
      ? `${whose} keeps the old path until somebody settles it.`
      : `${whose} stays as it is, and the change stays listed until somebody settles it.`,
  )
  const other: Choice[] =
    item !== 'input' && side === 'source'
      ? [
          {
            choice: 'remap',
            label: 'Remap',
            sentence: `Choose the field that ${item === 'step' ? 'the step' : 'the field map'} takes instead.`,
            needs: 'source-path',
          },
        ]
      : []
  if (kind === 'renamed') return [follow(`${whose} takes the new path.`), kept, ...other]
  if (kind === 'removed') return [...other, kept]
  return [follow(`${whose} takes the field as it is now.`), kept, ...other]
}

function objectChoices({ change: { kind, what }, kind: item }: Asked): Choice[] {
  const whose = item === 'map' ? 'The field map' : item === 'input' ? 'The source' : 'The step'
  if (kind === 'renamed')
    return [follow(`${whose} takes the new name.`), keep(`${whose} keeps the old name and finds nothing under it until somebody chooses again.`)]
  if (kind === 'removed')
    return [keep(`${whose} moves along and finds nothing there: choose another ${what === 'endpoint' ? 'endpoint' : 'object'} after the move.`)]
  return [follow(`${whose} takes it as it is now.`), keep(`${whose} stays as it is, and the change stays listed until somebody settles it.`)]
}
