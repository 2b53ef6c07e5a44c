// What is said of a test case besides its records: what it runs with, what is compared, how it came out here and elsewhere.
import { caseEnvironment } from '../mapping/run-test-case.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { TestCase, TestRun } from '../project/review-parts.ts'
import { listDefects, listRuns } from '../review/case-state.ts'
import { live } from '../review/group.ts'
import { caseOutcomes, caseStates, caseStateWords, NOW_OF_CASES } from './case-results.ts'
import { chosenMaps, compiledMap } from './chosen-maps.ts'
import type { Cell } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { customerName, factsOf, listFact, mapCell, placeCell, printTime, textFact, useCaseCell, type Fact } from './told-cells.ts'

const kinds = {
  mapping: 'Of a field map: the map takes the given inputs and makes the expected record.',
  flow: 'Of a flow: the steps of the use case run, systems answer as is given, and make the expected calls in this order.',
  manual: 'By hand: a person does it and looks.',
} as const

const comparisons = {
  exact: 'Exactly: no field more, none less.',
  containing: 'Only the fields that are named here. Lists are compared item by item and have the same length.',
} as const

export function caseFacts(source: DocumentSource, one: TestCase): Fact[] {
  const { project } = source
  const isRun = one.kind !== 'manual'
  const outcome = project.useCaseItems.find(({ id, deleted }) => id === one.outcome && deleted !== true)
  return factsOf([
    { label: 'Kind', value: kinds[one.kind] },
    one.fieldMap === undefined ? undefined : { label: 'Field map', value: mapCell(project, one.fieldMap) },
    listFact(
      'Use cases',
      (one.useCases ?? []).map((id) => useCaseCell(project, id)),
    ),
    textFact('Proves the outcome', outcome?.text),
    listFact(
      'Rows',
      (one.rows ?? []).map((id) => placeCell(project, `row:${id}`)),
    ),
    textFact('Note', one.note),
    textFact('Tags', one.tags?.join(', ')),
    textFact('Before', one.preconditions),
    textFact('What to do', one.action),
    textFact('Where to look', one.lookAt),
    textFact('Customer', customerName(project, one.profile)),
    listFact('Config values', configLines(source, one)),
    isRun || one.now !== undefined ? { label: 'Now', value: one.now ?? `Not said. It was run here with ${NOW_OF_CASES}.` } : undefined,
    isRun || one.operation !== undefined
      ? {
          label: 'Operation',
          value: one.operation === 'update' ? 'Update: rows for creating only take no part.' : 'Create: rows for updating only take no part.',
        }
      : undefined,
    one.expectedIssues === undefined
      ? isRun || one.compare !== undefined
        ? { label: 'Compared', value: comparisons[one.compare ?? 'exact'] }
        : undefined
      : { label: 'Expected', value: ['No record, but exactly these issues, in any order:', ...issueLines(project, one)] },
    listFact(
      'Not compared',
      (one.ignore ?? []).map((text) => ({ text, tone: 'mono' })),
    ),
    { label: 'How it came out', value: outcomeCells(source, one) },
    listFact(
      'Runs elsewhere',
      listRuns(project.testRuns, one.id).map((run) => runLine(project, run)),
    ),
    listFact(
      'Defects',
      listDefects(project.questions, one.id).map(({ id, number, text, status }) => ({
        text: `${printNumber('questions', number)} ${status ?? 'open'}: ${text}`,
        to: `question:${id}`,
      })),
    ),
  ])
}

/** What its map reads, with the value that counts in this case; of a flow, and of a case by hand, what the case itself says and what its steps may read. Never a secret. */
function configLines(source: DocumentSource, one: TestCase): string[] {
  const { project, findGraph, findRecord } = source
  const environment = caseEnvironment({ project, findGraph, findRecord: findRecord ?? (() => undefined), now: NOW_OF_CASES }, one)
  const own = new Set((one.config ?? []).map(({ config }) => config))
  const context = chosenMaps(source).find(({ context: { fieldMap } }) => fieldMap.id === one.fieldMap)?.context
  const used = one.kind === 'flow' ? undefined : new Set(context === undefined ? [] : compiledMap(context).ir.config.map(({ name }) => name))
  return live(project.configValues).flatMap(({ id, name, type }) => {
    if (type === 'secret' || !(own.has(id) || used === undefined || used.has(name))) return []
    const value = environment?.config.get(name)
    return [`${name} = ${value === undefined || value === null ? 'nothing' : JSON.stringify(value)}${own.has(id) ? ' (in this case)' : ''}`]
  })
}

export function issueLines(project: Project, { expectedIssues }: TestCase): string[] {
  return (expectedIssues ?? []).map(({ code, path, row }) => {
    const number = row == null ? undefined : project.rows.find(({ id }) => id === row)?.number
    const who =
      row === null
        ? code === 'invariant'
          ? ', asked after the rows'
          : ', in the check before the rows'
        : row === undefined
          ? ''
          : `, of ${printNumber('rows', number)}`
    const where = path === undefined ? '' : path === '' ? ', at the record' : `, at ${path}`
    return `${code}${where}${who}`
  })
}

export function outcomeCells(source: DocumentSource, one: TestCase): Cell[] {
  const outcome = caseOutcomes(source).get(one.id)
  const state = caseStates(source).get(one.id) ?? 'not-run'
  const tone = state === 'passed' ? 'ok' : state === 'failed' || state === 'cannot-run' ? 'error' : 'warn'
  const word: Cell = {
    text: `It ${state === 'to-retest' || state === 'blocked' || state === 'not-run' ? `is ${caseStateWords[state]}` : caseStateWords[state]}.`,
    tone,
  }
  if (outcome === undefined || outcome.state === 'passed') return [word]
  if (outcome.state !== 'failed') return one.kind === 'manual' ? [word] : [word, outcome.message]
  const lines = outcome.differences
    .slice(0, MOST_DIFFERENCES)
    .map(({ path, expected, actual }) => `${path === '' ? 'The record' : path}: expected ${printShort(expected)}, is ${printShort(actual)}`)
  const more = outcome.differences.length - lines.length
  return [word, ...lines, ...(more > 0 ? [`And ${more} more.`] : [])]
}

const MOST_DIFFERENCES = 20

function printShort(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

/** `2026-11-18 11:05 passed in Xero demo, build 0.4.0, by Lea Roth. Three orders.` */
export function runLine(project: Project, { environment, build, by, at, result, note }: TestRun): string {
  const place = project.environments.find(({ id, deleted }) => id === environment && deleted !== true)?.name
  const parts = [`${printTime(at)} ${result}${place === undefined ? '' : ` in ${place}`}`, ...(build === undefined ? [] : [`build ${build}`]), `by ${by}`]
  const said = note?.trim() ?? ''
  return `${parts.join(', ')}.${said === '' ? '' : ` ${said}`}`
}
