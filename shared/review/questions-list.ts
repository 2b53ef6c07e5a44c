// Which questions a list shows and in which order, by whom they were asked of. Pure.
import { isOpen } from '../mapping/question-lines.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { Person } from '../project/people-and-systems.ts'
import type { Question } from '../project/review-parts.ts'
import { live } from './group.ts'
import { describePlace, parsePlace, PLACE_KINDS, type Place } from './place.ts'
import { daysPast } from './progress-days.ts'

export const QUESTION_STATES = ['open', 'answered', 'closed'] as const
export type QuestionState = (typeof QUESTION_STATES)[number]

/** `person`: an id, or `NOBODY`. `kind`: of the place it stands at. Absent ones narrow nothing. */
export type QuestionFilter = {
  readonly state?: QuestionState | undefined
  readonly defects?: boolean | undefined
  readonly mine?: boolean | undefined
  readonly overdue?: boolean | undefined
  readonly person?: string | undefined
  readonly kind?: Place['kind'] | undefined
  readonly text?: string | undefined
}
export const NOBODY = ''

/** `me`: a name; `today`: a day (2026-11-18). */
export type Looking = { readonly me: string; readonly today: string }

export function stateOf({ status = 'open' }: Pick<Question, 'status'>): QuestionState {
  return status
}

/** Days since an open question's answer was needed; undefined: it is not late. */
export function daysLate(question: Pick<Question, 'status' | 'neededBy'>, today: string): number | undefined {
  return isOpen(question) ? daysPast(question.neededBy, today) : undefined
}

export function filterQuestions(project: Project, filter: QuestionFilter, looking: Looking): Question[] {
  const people = new Map(project.people.map((person) => [person.id, person]))
  const words = (filter.text ?? '')
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return live(project.questions).filter((question) => {
    const { state, defects, mine, overdue, person, kind } = filter
    if (state !== undefined && stateOf(question) !== state) return false
    if (defects === true && question.kind !== 'defect') return false
    if (mine === true && !isMine(question, people, looking.me)) return false
    if (overdue === true && daysLate(question, looking.today) === undefined) return false
    if (person !== undefined && (question.askedOf ?? NOBODY) !== person) return false
    if (kind !== undefined && parsePlace(question.at)?.kind !== kind) return false
    if (words.length === 0) return true
    const text = [printNumber('questions', question.number), question.text, question.answer ?? '', question.askedBy ?? '', describePlace(project, question.at)]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function isMine({ askedBy, askedOf }: Question, people: ReadonlyMap<string, Person>, me: string): boolean {
  return askedBy === me || (askedOf !== undefined && people.get(askedOf)?.name === me)
}

export type PersonQuestions = {
  /** Undefined: nobody was asked yet. */
  readonly person: Person | undefined
  readonly questions: readonly Question[]
  readonly open: number
  readonly overdue: number
}

/** Nobody first, then people in their order; in each the most overdue first, then what is needed soonest, then the oldest. */
export function groupByPerson(project: Project, questions: readonly Question[], today: string): PersonQuestions[] {
  const byPerson = new Map<string, Question[]>()
  const known = new Map(project.people.map((person) => [person.id, person]))
  for (const question of questions) {
    const of = question.askedOf !== undefined && known.has(question.askedOf) ? question.askedOf : NOBODY
    const group = byPerson.get(of)
    if (group === undefined) byPerson.set(of, [question])
    else group.push(question)
  }
  return [undefined, ...project.people].flatMap((person) => {
    const own = byPerson.get(person?.id ?? NOBODY)
    if (own === undefined) return []
    const sorted = sortByNeed(own)
    return [{ person, questions: sorted, open: own.filter(isOpen).length, overdue: own.filter((one) => daysLate(one, today) !== undefined).length }]
  })
}

/** Open ones first; what is needed first stands first, then what was asked first. The same for everybody. */
export function sortByNeed(questions: readonly Question[]): Question[] {
  const keyOf = (question: Question) => [isOpen(question) ? '0' : '1', question.neededBy ?? LAST, question.askedAt ?? LAST, question.order, question.id]
  return questions
    .map((question) => ({ question, key: keyOf(question) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ question }) => question)
}

/** After every day. */
const LAST = '~'

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}

export type QuestionCounts = Readonly<Record<QuestionState | 'defects' | 'mine' | 'overdue', number>>

/** Of all questions by state; of open ones how many are defects, mine, overdue. */
export function countStates(project: Project, { me, today }: Looking): QuestionCounts {
  const people = new Map(project.people.map((person) => [person.id, person]))
  const all = live(project.questions)
  const open = all.filter(isOpen)
  return {
    open: open.length,
    answered: all.filter((one) => stateOf(one) === 'answered').length,
    closed: all.filter((one) => stateOf(one) === 'closed').length,
    defects: open.filter(({ kind }) => kind === 'defect').length,
    mine: open.filter((one) => isMine(one, people, me)).length,
    overdue: open.filter((one) => daysLate(one, today) !== undefined).length,
  }
}

const kindWords: Readonly<Record<Place['kind'], string>> = {
  row: 'Rows',
  field: 'Fields',
  map: 'Field maps',
  'use-case': 'Use cases',
  step: 'Steps',
  'test-case': 'Test cases',
  lookup: 'Lookup tables',
  config: 'Config values',
  profile: 'Customers',
  system: 'Systems',
  prerequisite: 'Prerequisites',
  schema: 'Schemas',
  'go-live': 'Go-live items',
}

/** The kinds of places that questions stand at, each with its word. */
export function listKinds(questions: readonly Question[]): { readonly kind: Place['kind']; readonly word: string }[] {
  const found = new Set(questions.map(({ at }) => parsePlace(at)?.kind))
  return (['row', 'field', 'map', ...PLACE_KINDS] as const).flatMap((kind) => (found.has(kind) ? [{ kind, word: kindWords[kind] }] : []))
}
