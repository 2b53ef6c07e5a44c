// The section of test cases: what each is about, what is given, what is expected, and how it came out.
import { printNumber, type Project } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'
import { listRuns } from '../review/case-state.ts'
import { caseBlocks } from './case-blocks.ts'
import { issueLines, outcomeCells, runLine } from './case-facts.ts'
import { caseStates, caseStateWords } from './case-results.ts'
import type { Block, Cell, Column, Section, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { shownParts } from './shown-parts.ts'
import { customerName, joinedCell, mapCell, toned, useCaseCell } from './told-cells.ts'

const caseKindWords = { mapping: 'Field map', flow: 'Flow', manual: 'By hand' } as const

export function testCasesSection(source: DocumentSource): Section | undefined {
  const { testCases } = shownParts(source)
  if (testCases.length === 0) return undefined
  const isFull = source.choice.audience !== 'stakeholders'
  const overview = overviewTable(source, testCases)
  return {
    id: 'test-cases',
    title: 'Test cases',
    what: isFull ? 'What is given and what is expected, field by field and as exact JSON, and how each case came out.' : 'What is tested, and how it came out.',
    lead: isFull
      ? 'Records of test cases are made up for the tests; they are shown as they are, because one tests with them. A value in quotes is a text, one without is a number, true, false or null. A field that is not listed is not there.'
      : 'What is tested, and how it came out. Records of test cases are in the specification for engineers.',
    kind: 'tests',
    blocks: isFull ? [overview, ...testCases.flatMap((one): Block[] => [caseHeading(one), ...caseBlocks(source, one)])] : [overview],
  }
}

function caseHeading({ id, number, title }: TestCase): Block {
  return { kind: 'heading', text: `${printNumber('testCases', number)} ${title}`, id: `test-case:${id}`, level: 2 }
}

const columns: readonly Column[] = [
  { id: 'number', title: 'Number', width: 9 },
  { id: 'title', title: 'What it proves', width: 54 },
  { id: 'kind', title: 'Kind', width: 11 },
  { id: 'map', title: 'Field map', width: 22 },
  { id: 'useCases', title: 'Use cases', width: 28 },
  { id: 'customer', title: 'Customer', width: 18 },
  { id: 'result', title: 'How it came out', width: 22 },
  { id: 'run', title: 'Last run elsewhere', width: 40 },
]
/** Those who get no details of a case find here what is said of it in words. */
const wordColumns: readonly Column[] = [
  { id: 'preconditions', title: 'Before', width: 34 },
  { id: 'action', title: 'What to do', width: 34 },
  { id: 'lookAt', title: 'Where to look', width: 34 },
  { id: 'issues', title: 'Issues expected', width: 34 },
  { id: 'note', title: 'Note', width: 44 },
]

function overviewTable(source: DocumentSource, testCases: readonly TestCase[]): Table {
  const { project, choice } = source
  const isFull = choice.audience !== 'stakeholders'
  const states = caseStates(source)
  const rows = testCases.map((one) => {
    const state = states.get(one.id) ?? 'not-run'
    const [last] = listRuns(project.testRuns, one.id)
    const tone = state === 'passed' ? 'ok' : state === 'failed' || state === 'cannot-run' ? 'error' : 'warn'
    const cells: Readonly<Record<string, Cell>> = {
      number: toned(printNumber('testCases', one.number), 'quiet'),
      title: isFull ? { text: one.title, tone: 'strong', to: `test-case:${one.id}` } : toned(one.title, 'strong'),
      kind: caseKindWords[one.kind],
      map: one.fieldMap === undefined ? '' : mapCell(project, one.fieldMap),
      useCases: joinedCell(
        (one.useCases ?? []).map((id) => useCaseCell(project, id)),
        '\n',
      ),
      customer: customerName(project, one.profile),
      result: { text: caseStateWords[state], tone },
      run: last === undefined ? '' : runLine(project, last),
      ...(isFull ? {} : { ...wordsOf(project, one), result: joinedCell(outcomeCells(source, one), '\n') }),
    }
    return { ...(isFull ? {} : { id: `test-case:${one.id}` }), cells }
  })
  const words = isFull ? [] : wordColumns.filter(({ id }) => rows.some(({ cells }) => cells[id] !== undefined && cells[id] !== ''))
  return { kind: 'table', id: 'test-cases', columns: [...columns, ...words], rows }
}

function wordsOf(project: Project, one: TestCase): Readonly<Record<string, Cell>> {
  return {
    preconditions: one.preconditions ?? '',
    action: one.action ?? '',
    lookAt: one.lookAt ?? '',
    issues: issueLines(project, one).join('\n'),
    note: one.note ?? '',
  }
}
