// Edited rows of the table of questions as items: answers, changed questions, new ones.
import type { CellWrite } from '../project/edits.ts'
import { printNumber, type NumberedCollection, type Project } from '../project/project.ts'
import type { Question } from '../project/review-parts.ts'
import { answerWrites } from '../review/questions.ts'
import { tooLong } from './fitting-cells.ts'
import { limits } from '../api/limits.ts'
import { typedText } from './compare-cells.ts'
import type { ImportItem } from './import-plan.ts'
import { editAsQuestion, editItem, itemAt, listAdded, listEdits, type CellEdit, type NamedTable } from './own-edits.ts'
import { mapAddress, splitAddress } from './own-addresses.ts'
import { ask, nameOf, type Planning } from './own-planning.ts'
import type { OwnRow } from './own-tables.ts'

const ANSWER = 'answer'
const TEXT = 'text'

export function planQuestionRow(planning: Planning, table: NamedTable, row: OwnRow, address: string): ImportItem[] {
  const edits = listEdits(planning, table, row, address)
  const [, id] = splitAddress(address)
  const question = planning.view.project.questions.find((one) => one.id === id)
  const items = edits.flatMap((edit): ImportItem[] => {
    if (question === undefined || (edit.column !== ANSWER && edit.column !== TEXT)) {
      const why = question === undefined ? 'The question is no longer in the project.' : 'This column does not come back.'
      const item = editAsQuestion(planning, table, row, edit, address, why)
      return item === undefined ? [] : [item]
    }
    return [editItem(planning, table, row, edit, address, { kind: 'changed', ...questionWrites(planning, question, edit.column, edit.theirs) })]
  })
  return [...items, ...planAddedTexts(planning, table, row, address)]
}

type Written = { readonly message: string; readonly writes: readonly CellWrite[]; readonly accepted: boolean }

function questionWrites(planning: Planning, question: Question, column: string, text: string): Written {
  const { view } = planning
  if (text.length > limits.cellTextCharacters) return { message: tooLong(text), writes: [], accepted: false }
  const back: CellWrite[] = question.deleted === true ? [{ home: 'questions', object: question.id, cell: 'deleted', value: undefined }] : []
  const gone = back.length === 0 ? '' : 'The question was removed from the project since the export; accepting brings it back. '
  if (column === TEXT) {
    const told = question.kind === 'defect' ? text.replace(/^Defect:\s*/, '') : text
    if (told === '') return { message: 'A question without a text is none: remove it in the project.', writes: [], accepted: false }
    return {
      message: `${gone}The question reads like this.`,
      writes: [...back, { home: 'questions', object: question.id, cell: 'text', value: told }],
      accepted: gone === '',
    }
  }
  if (text !== '')
    return {
      message: `${gone}Answers the question.`,
      writes: [...back, ...answerWrites(question, text, { me: view.by, now: view.now })],
      accepted: gone === '',
    }
  const cells = { answer: undefined, answeredBy: undefined, answeredAt: undefined, ...(question.status === 'closed' ? {} : { status: 'open' }) }
  const writes = Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'questions', object: question.id, cell, value }))
  return { message: `${gone}Takes the answer away; the question is open again.`, writes: [...back, ...writes], accepted: false }
}

/** A question needs a place: what it is about begins with a number of ours. */
export function planNewQuestion(planning: Planning, table: NamedTable, row: OwnRow): ImportItem[] {
  const textOf = (column: string) => typedText(row.cells[table.columns.get(column) ?? -1] ?? '')
  const text = textOf(TEXT)
  const others = [...table.columns.keys()].filter((column) => column !== TEXT && textOf(column) !== '')
  const all = [...others.map((column) => `${table.nameOf(column)}: ${textOf(column)}`), ...listAdded(table, row)]
  if (text === '' && all.length === 0) return []
  const at = others.map((column) => findNumbered(planning.view.project, textOf(column))).find((address) => address !== undefined)
  const place = at ?? firstMap(planning.view.project)
  const whole = [text, ...all].filter((line) => line !== '').join('\n')
  const asked = text === '' || at === undefined ? whole : text
  if (place !== undefined && planning.isAsked(place, asked)) return []
  const answer = textOf(ANSWER)
  const { writes, why } =
    place === undefined ? { writes: [], why: 'There is no field map to ask it about.' } : askAnswered(planning, place, asked, at === undefined ? '' : answer)
  return [
    {
      ...itemAt(table, row, undefined),
      kind: at === undefined ? 'unmatched' : 'added',
      ...(place === undefined ? {} : { at: place }),
      title: 'New question',
      theirs: whole,
      message:
        why ??
        (at === undefined
          ? 'It does not say what it is about (R-14, UC-1 ...). Accepting asks it about the first field map.'
          : `Asks it about ${nameOf(planning, at)}.`),
      writes,
      accepted: writes.length > 0,
    },
  ]
}

function askAnswered(
  planning: Planning,
  at: string,
  text: string,
  answer: string,
): { readonly writes: readonly CellWrite[]; readonly why?: string | undefined } {
  const asked = ask(planning, at, text)
  const id = asked.writes.find(({ cell }) => cell === 'text')?.object
  if (answer === '' || id === undefined) return asked
  return { writes: [...asked.writes, ...answerWrites({ id, at, text, order: '' }, answer, { me: planning.view.by, now: planning.view.now })] }
}

const NUMBERED: readonly (readonly [RegExp, NumberedCollection, string])[] = [
  [/^UC-(\d+)\b/i, 'useCases', 'use-case'],
  [/^R-(\d+)\b/i, 'rows', 'row'],
  [/^T-(\d+)\b/i, 'testCases', 'test-case'],
  [/^L-(\d+)\b/i, 'lookupTables', 'lookup'],
  [/^M-(\d+)\b/i, 'fieldMaps', 'map'],
]

function findNumbered(project: Project, text: string): string | undefined {
  for (const [pattern, home, kind] of NUMBERED) {
    const number = Number(pattern.exec(text)?.[1])
    const found = project[home].find((one) => one.number === number && one.deleted !== true)
    if (found !== undefined) return kind === 'map' ? mapAddress(found.id) : `${kind}:${found.id}`
  }
  return undefined
}

function firstMap({ fieldMaps }: Project): string | undefined {
  const map = fieldMaps.find((one) => one.deleted !== true && one.archived !== true)
  return map === undefined ? undefined : mapAddress(map.id)
}

/** What stands in columns that somebody put in, where the row's object has no note: it is asked at its place. */
export function planAddedTexts(planning: Planning, table: NamedTable, row: OwnRow, address: string): ImportItem[] {
  const lines = listAdded(table, row)
  if (lines.length === 0) return []
  const edit: CellEdit = { column: '', title: 'a new column', at: 0, theirs: lines.join('\n'), ours: '', base: '', isConflict: false }
  const item = editAsQuestion(planning, table, row, edit, address, 'Stands in a column that is not ours.')
  if (item === undefined) return []
  const { column: _, cell: __, ...rest } = item
  return [{ ...rest, ...itemAt(table, row, undefined, 'added'), kind: 'note-only' }]
}

export function removedQuestion(
  project: Project,
  id: string,
): { readonly title: string; readonly ours: string; readonly writes: readonly CellWrite[] } | undefined {
  const question = project.questions.find((one) => one.id === id)
  if (question === undefined || question.deleted === true) return undefined
  return {
    title: printNumber('questions', question.number),
    ours: question.text,
    writes: [{ home: 'questions', object: id, cell: 'deleted', value: true }],
  }
}
