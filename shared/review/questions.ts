// What asking, answering, closing and changing a question writes, at whatever place it stands. Pure: ids, times and orders are arguments.
import { fieldAddress, parseLineAddress, rowAddress } from '../mapping/line.ts'
import { isOpen } from '../mapping/question-lines.ts'
import { objectWrites, type CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { placeAt, type Ordered } from '../project/order-keys.ts'
import { compareObjects, type CollectionName, type Project } from '../project/project.ts'
import type { Question } from '../project/review-parts.ts'
import { parsePlace } from './place.ts'

/** What a person fills in. `of`: a name of somebody new is added to the project's people. `blocks`: addresses of places that wait for the answer. */
export type Asked = {
  readonly text: string
  readonly of: { readonly person: string } | { readonly name: string } | undefined
  readonly neededBy: string | undefined
  readonly blocks: readonly string[]
}

/** Who does it, by name, and when (ISO 8601, UTC). */
export type Doing = { readonly me: string; readonly now: string }

/** For an object that may be made. */
export type FreshObject = { readonly id: string; readonly randomBit: () => boolean }

type Asking = Pick<Project, 'questions' | 'people'>

/** A question of `fresh`'s id at the place `at`; who is asked and not among the people yet gets `freshPerson`'s id. */
export function askWrites(project: Asking, at: string, asked: Asked, { me, now }: Doing, fresh: FreshObject, freshPerson: FreshObject): CellWrite[] {
  const person = personOf(project, asked.of, freshPerson)
  const place = putLast('questions', project.questions, fresh)
  const question: Question = {
    id: fresh.id,
    at,
    text: asked.text,
    status: 'open',
    askedBy: me,
    askedAt: now,
    order: place.order,
    ...(person.id === undefined ? {} : { askedOf: person.id }),
    ...(asked.neededBy === undefined ? {} : { neededBy: asked.neededBy }),
    ...(asked.blocks.length === 0 ? {} : { blocks: [...asked.blocks] }),
  }
  return [...person.writes, ...place.writes, ...objectWrites('questions', question)]
}

/** Who asked, when, the answer and the status stay. */
export function changeWrites(project: Asking, question: Question, asked: Asked, freshPerson: FreshObject): CellWrite[] {
  const person = personOf(project, asked.of, freshPerson)
  const cells = {
    text: asked.text,
    askedOf: person.id,
    neededBy: asked.neededBy,
    blocks: asked.blocks.length === 0 ? undefined : [...asked.blocks],
  }
  return [...person.writes, ...cellsOf(question, cells)]
}

/** An answer says who gave it and when. What was closed stays closed. */
export function answerWrites(question: Question, answer: string, { me, now }: Doing): CellWrite[] {
  return cellsOf(question, { answer, answeredBy: me, answeredAt: now, ...(question.status === 'closed' ? {} : { status: 'answered' as const }) })
}

export function closeWrites(question: Question, { now }: Pick<Doing, 'now'>): CellWrite[] {
  return cellsOf(question, { status: 'closed', closedAt: now })
}

/** The answer stays: it may have been the wrong one. */
export function reopenWrites(question: Question): CellWrite[] {
  return cellsOf(question, { status: 'open', closedAt: undefined })
}

function cellsOf(question: Question, cells: { readonly [Cell in keyof Question]?: Question[Cell] | undefined }): CellWrite[] {
  return Object.entries(cells).map(([cell, value]) => ({ home: 'questions', object: question.id, cell, value }))
}

function personOf({ people }: Asking, of: Asked['of'], fresh: FreshObject): { readonly id: string | undefined; readonly writes: readonly CellWrite[] } {
  if (of === undefined) return { id: undefined, writes: [] }
  if ('person' in of) return { id: of.person, writes: [] }
  const { order, writes } = putLast('people', people, fresh)
  return { id: fresh.id, writes: [...writes, ...objectWrites('people', { id: fresh.id, name: of.name, order })] }
}

function putLast(home: CollectionName, all: readonly Ordered[], { randomBit }: FreshObject): { readonly order: string; readonly writes: readonly CellWrite[] } {
  const sorted = all.toSorted(compareObjects)
  const { order, rekeyed } = placeAt(sorted, sorted.length, randomBit)
  return { order, writes: rekeyed.map((one) => ({ home, object: one.id, cell: 'order', value: one.order })) }
}

/** The cell that an answer at this place may go into. */
export type NoteCell = { readonly home: CollectionName; readonly object: string; readonly text: string }

/** Undefined: nothing with a note stands there (a use case, a step, a field that no row fills yet). */
export function noteAt(project: Project, address: string): NoteCell | undefined {
  const place = parsePlace(address)
  const noted = <C extends CollectionName>(
    home: C,
    all: readonly { readonly id: string; readonly note?: string | undefined; readonly deleted?: boolean | undefined }[],
    id: string,
  ) => {
    const found = all.find((one) => one.id === id && one.deleted !== true)
    return found === undefined ? undefined : { home, object: id, text: found.note ?? '' }
  }
  switch (place?.kind) {
    case 'row':
      return noted('rows', project.rows, place.row)
    case 'field': {
      const row = project.rows.find((one) => one.deleted !== true && addressesOfRow(one).includes(address))
      return row === undefined ? undefined : { home: 'rows', object: row.id, text: row.note ?? '' }
    }
    case 'map':
      return noted('fieldMaps', project.fieldMaps, place.fieldMap)
    case 'test-case':
      return noted('testCases', project.testCases, place.id)
    case 'lookup':
      return noted('lookupTables', project.lookupTables, place.id)
    case 'prerequisite':
      return noted('prerequisites', project.prerequisites, place.id)
    case 'profile':
      return noted('customerProfiles', project.customerProfiles, place.id)
    case 'go-live':
      return noted('goLiveItems', project.goLiveItems, place.id)
    default:
      return undefined
  }
}

/** Behind what the note says already; nothing where it says the answer already. */
export function noteWrites({ home, object, text }: NoteCell, answer: string): CellWrite[] {
  if (text.split('\n').join(' ').includes(answer.split('\n').join(' '))) return []
  return [{ home, object, cell: 'note', value: text.trim() === '' ? answer : `${text}\n${answer}` }]
}

/** A question that was asked about a field stands at its row, once there is one. */
export function addressesOfRow(row: Pick<Row, 'id' | 'fieldMap' | 'destination' | 'parent'>): readonly string[] {
  return [rowAddress(row), fieldAddress(row.fieldMap, row.destination, row.parent === undefined ? undefined : { id: row.parent })]
}

/** Every address at which a question is open, or which waits for one that is. */
export function listAskedPlaces(questions: readonly Question[]): ReadonlySet<string> {
  return new Set(questions.flatMap((question) => (question.deleted === true || !isOpen(question) ? [] : [question.at, ...(question.blocks ?? [])])))
}

export function isAsked(row: Pick<Row, 'id' | 'fieldMap' | 'destination' | 'parent'>, asked: ReadonlySet<string>): boolean {
  return addressesOfRow(row).some((address) => asked.has(address))
}

/** Open questions that stand at one of the addresses, and those that stand elsewhere and keep one of them waiting. In the order they were asked. */
export function openQuestionsAt(questions: readonly Question[], addresses: readonly string[]): { readonly here: Question[]; readonly elsewhere: Question[] } {
  const open = questions.filter((question) => question.deleted !== true && isOpen(question))
  const here = open.filter(({ at }) => addresses.includes(at))
  return { here, elsewhere: open.filter(({ at, blocks = [] }) => !addresses.includes(at) && blocks.some((one) => addresses.includes(one))) }
}

/** Open questions by the address they stand at; those at a field stand at its row too, where one is given. */
export function countQuestions({ questions, rows }: Pick<Project, 'questions' | 'rows'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const add = (at: string) => counts.set(at, (counts.get(at) ?? 0) + 1)
  const fields = new Map<string, number>()
  for (const question of questions) {
    if (question.deleted === true || !isOpen(question)) continue
    add(question.at)
    if (parseLineAddress(question.at)?.kind === 'field') fields.set(question.at, (fields.get(question.at) ?? 0) + 1)
  }
  if (fields.size === 0) return counts
  for (const row of rows) {
    if (row.deleted === true) continue
    const [at = '', field = ''] = addressesOfRow(row)
    const more = fields.get(field)
    if (more === undefined) continue
    counts.set(at, (counts.get(at) ?? 0) + more)
    // Of a field's several rows the first has it.
    fields.delete(field)
  }
  return counts
}
