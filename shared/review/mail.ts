// One person's questions as plain text to paste into a mail, with what somebody who is not in the project needs to answer them: the only place for its words.
import type { Row } from '../project/field-map.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { Question } from '../project/review-parts.ts'
import type { UseCase } from '../project/use-case.ts'
import { describePlace, parsePlace } from './place.ts'
import { countDays, dayOfTime, daysPast } from './progress-days.ts'
import { addressesOfRow } from './questions.ts'
import { sortByNeed } from './questions-list.ts'

/** What a row does now: a sentence, and its two ends as people read them (`order.billing.email`, `Contact.EmailAddress in Xero`). */
export type RowWords = { readonly rule: string; readonly from: readonly string[]; readonly to: string }

export type MailSetting = {
  readonly project: Project
  /** A day (2026-11-18). */
  readonly today: string
  /** Undefined: nothing can be said of it, its schemas are not loaded. */
  readonly wordsOfRow: (row: Row) => RowWords | undefined
}

/** Without a greeting; what is needed first stands first. Empty where there are no questions. The same text for the same project and day. */
export function printMail(setting: MailSetting, questions: readonly Question[]): string {
  const { project } = setting
  const sorted = sortByNeed(questions)
  if (sorted.length === 0) return ''
  const title = `${sorted.length === 1 ? '1 question' : `${sorted.length} questions`} about ${project.info.name}`
  return `${[title, ...sorted.map((question) => printQuestion(setting, question))].join('\n\n')}\n`
}

function printQuestion(setting: MailSetting, question: Question): string {
  const { neededBy, number, kind, text } = question
  const need = neededBy === undefined ? '' : ` (needed by ${printNeed(neededBy, setting.today)})`
  const facts = listFacts(setting, question).map(([name, value]) => `  ${name}: ${oneLine(value)}`)
  return [`${printNumber('questions', number)}${kind === 'defect' ? ', a defect' : ''}${need}`, text.trim(), '', ...facts].join('\n')
}

type Fact = readonly [name: string, value: string]

function listFacts(setting: MailSetting, question: Question): Fact[] {
  const { project } = setting
  const row = rowAt(project, question.at)
  const words = row === undefined ? undefined : setting.wordsOfRow(row)
  const useCases = listUseCasesAt(project, question.at, row)
  const outcome = project.useCaseItems.find(({ id, deleted }) => id === row?.outcome && deleted !== true)
  const asked = [question.askedBy === undefined ? '' : `by ${question.askedBy}`, askedOn(question)].filter((part) => part !== '')
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['About', describePlaceInMap(project, question.at, row)],
    ['Filled from', words === undefined || words.from.length === 0 ? undefined : words.from.join(', ')],
    ['Goes to', words?.to],
    ['The rule now', row === undefined ? undefined : row.transform === undefined ? 'nothing is decided yet' : words?.rule],
    ['Note', row?.note],
    ...useCases.map((one) => ['Use case', `${printNumber('useCases', one.number)} ${one.title}${one.story === undefined ? '' : `. ${one.story}`}`] as const),
    ['So that', outcome?.text],
    ['Waits for the answer', waiting(project, question)],
    ['Asked', asked.length === 0 ? undefined : asked.join(' on ')],
  ]
  return facts.flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [[name, value] as const]))
}

function askedOn({ askedAt }: Question): string {
  const day = dayOfTime(askedAt)
  return day === undefined ? '' : longDay(day)
}

function waiting(project: Project, { blocks = [] }: Question): string | undefined {
  return blocks.length === 0 ? undefined : blocks.map((at) => describePlace(project, at)).join('; ')
}

function rowAt(project: Project, at: string): Row | undefined {
  const place = parsePlace(at)
  if (place?.kind === 'row') return project.rows.find(({ id, deleted }) => id === place.row && deleted !== true)
  if (place?.kind !== 'field') return undefined
  return project.rows.find((row) => row.deleted !== true && addressesOfRow(row).includes(at))
}

function describePlaceInMap(project: Project, at: string, row: Row | undefined): string {
  if (row === undefined) return describePlace(project, at)
  const map = project.fieldMaps.find(({ id }) => id === row.fieldMap)
  const place = `${printNumber('rows', row.number)} ${row.destination}`
  return map === undefined ? place : `${place}, in ${printNumber('fieldMaps', map.number)} ${map.name}`
}

/** Those that the place belongs to or serves; nothing deleted. */
export function listUseCasesAt(project: Project, at: string, row = rowAt(project, at)): UseCase[] {
  const place = parsePlace(at)
  const ofMap = (map: string) => project.fieldMaps.find(({ id }) => id === map)?.useCases ?? []
  const ids = (): readonly string[] => {
    if (row !== undefined) return row.useCases ?? ofMap(row.fieldMap)
    switch (place?.kind) {
      case 'field':
      case 'map':
        return ofMap(place.fieldMap)
      case 'use-case':
        return [place.id]
      case 'step':
        return project.steps.flatMap(({ id, useCase }) => (id === place.id ? [useCase] : []))
      case 'test-case':
        return project.testCases.find(({ id }) => id === place.id)?.useCases ?? []
      default:
        return []
    }
  }
  const wanted = new Set(ids())
  return project.useCases.filter(({ id, deleted }) => deleted !== true && wanted.has(id))
}

/** `27 November 2026, 5 days overdue`: a mail is read later, so the day is whole. */
function printNeed(day: string, today: string): string {
  const late = daysPast(day, today)
  return late === undefined ? longDay(day) : `${longDay(day)}, ${countDays(late)} overdue`
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A text that is no day stays as it is. */
function longDay(day: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  const month = match === null ? undefined : MONTHS[Number(match[2]) - 1]
  return match === null || month === undefined ? day : `${Number(match[3])} ${month} ${match[1]}`
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' / ')
}
