// The sheet of use cases: for each its facts, the four parts side by side, and its steps.
import type { Worksheet } from 'exceljs'
import { failureWords, listStepCells } from '../../shared/codegen/english-step-cells.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { USE_CASE_PARTS, type Step, type UseCase, type UseCasePart } from '../../shared/project/use-case.ts'
import { heightFor, writeText } from './excel-cells.ts'
import { look } from './excel-style.ts'
import { widthOf, writeBand, writeHead, writeMerged, writeRow, writeTitle, type Book } from './excel-book.ts'

const stepColumns = [
  { title: 'Step', width: 6 },
  { title: 'Kind', width: 10 },
  { title: 'What', width: 24 },
  { title: 'System and endpoint', width: 24 },
  { title: 'Field map', width: 18 },
  { title: 'Result is called', width: 14 },
  { title: 'How often', width: 20 },
  { title: 'How much at once', width: 22 },
  { title: 'On success', width: 26 },
  { title: 'On failure', width: 32 },
  { title: 'Details', width: 44 },
] as const
export const USE_CASE_WIDTHS = stepColumns.map((column) => column.width)
const COLUMNS = stepColumns.length

const partTitles: Record<UseCasePart, string> = {
  outcome: 'Outcomes',
  strategy: 'Why: strategy',
  measure: 'How it is measured',
  exclusion: 'Will not help with',
}
/** First and last column of each part. */
const partColumns: Record<UseCasePart, readonly [number, number]> = { outcome: [1, 4], strategy: [5, 7], measure: [8, 9], exclusion: [10, 11] }
const priorities = { must: 'Must have', should: 'Should have', could: 'Could have', later: 'Later' } as const
const statuses = { draft: 'Draft', agreed: 'Agreed', 'signed-off': 'Signed off' } as const

export function writeUseCases(book: Book, sheet: Worksheet, project: Project): void {
  let row = writeTitle(book, sheet, 'Use cases', 'What the integration is for, what it is not for, and how data flows step by step.', COLUMNS)
  for (const useCase of project.useCases.filter((one) => one.deleted !== true)) row = writeUseCase(book, sheet, row, project, useCase) + 2
}

function writeUseCase(book: Book, sheet: Worksheet, start: number, project: Project, useCase: UseCase): number {
  writeBand(sheet, start, COLUMNS, `${printNumber('useCases', useCase.number)}  ${useCase.title}`)
  book.mark(`use-case:${useCase.id}`, sheet, start)
  let row = start + 1
  const stakeholder = project.people.find((person) => person.id === useCase.stakeholder)?.name
  const facts = [
    statuses[useCase.status ?? 'draft'],
    useCase.priority === undefined ? '' : priorities[useCase.priority],
    useCase.estimate === undefined ? '' : `${useCase.estimate} days`,
    useCase.actor === undefined ? '' : `Actor: ${useCase.actor}`,
    stakeholder === undefined ? '' : `Stakeholder: ${stakeholder}`,
  ].filter((text) => text !== '')
  writeMerged(sheet, row++, 1, COLUMNS, facts.join('   ·   '), look.label)
  if (useCase.story !== undefined) writeMerged(sheet, row++, 1, COLUMNS, useCase.story, look.fact)
  row = writeParts(sheet, row + 1, project, useCase)
  row = writeSteps(book, sheet, row + 1, project, useCase)
  const maps = project.fieldMaps.filter((map) => map.deleted !== true && map.useCases.includes(useCase.id))
  if (maps.length > 0) writeText(sheet.getCell(row, 1), 'Field maps', look.overflowing)
  for (const map of maps) book.link(sheet.getCell(row++, 3), `${printNumber('fieldMaps', map.number)}  ${map.name}`, `map:${map.id}`, look.link)
  return row
}

function writeParts(sheet: Worksheet, start: number, project: Project, useCase: UseCase): number {
  const heights: { text: string; width: number }[] = []
  for (const part of USE_CASE_PARTS) {
    const [first, last] = partColumns[part]
    const items = project.useCaseItems.filter((item) => item.useCase === useCase.id && item.part === part && item.deleted !== true)
    const text = items.length === 0 ? 'Nothing written down yet' : items.map((item) => `• ${item.text}`).join('\n')
    writeMerged(sheet, start, first, last, partTitles[part], look.head)
    writeMerged(sheet, start + 1, first, last, text, items.length === 0 ? look.quiet : look.cell)
    heights.push({ text, width: widthOf(sheet, first, last) })
  }
  sheet.getRow(start).height = 20
  sheet.getRow(start + 1).height = heightFor(heights)
  return start + 2
}

function writeSteps(book: Book, sheet: Worksheet, start: number, project: Project, useCase: UseCase): number {
  const steps = project.steps.filter((step) => step.useCase === useCase.id && step.deleted !== true)
  if (steps.length === 0) return start
  writeHead(
    sheet,
    start,
    stepColumns.map((column) => column.title),
  )
  steps.forEach((step, index) => {
    const map = project.fieldMaps.find((one) => one.id === step.fieldMap)
    const system = project.systems.find((one) => one.id === step.system)?.name
    writeRow(
      book,
      sheet,
      start + 1 + index,
      [
        String(index + 1),
        step.kind,
        step.title,
        [system, step.endpoint].filter((text) => text !== undefined).join('\n'),
        map === undefined ? '' : { text: `${printNumber('fieldMaps', map.number)} ${map.name}`, to: `map:${map.id}` },
        step.result ?? '',
        step.frequency ?? '',
        step.volume ?? '',
        step.onSuccess ?? '',
        failureOf(step),
        detailsOf(project, step),
      ],
      [look.quiet, look.quiet, look.strong],
    )
    book.mark(`step:${step.id}`, sheet, start + 1 + index)
  })
  return start + 1 + steps.length
}

/** Cells that have a column of their own. */
const IN_COLUMNS: ReadonlySet<keyof Step> = new Set([
  'system',
  'endpoint',
  'fieldMap',
  'result',
  'frequency',
  'volume',
  'onSuccess',
  'failure',
  'onFailure',
  'alert',
])

/** What happens with the record, then the analyst's own words. */
function failureOf(step: Step): string {
  const said = failureWords(step)
  const isTold = said !== undefined && said.includes(`Tell ${step.alert}`)
  return [said, step.onFailure, step.alert === undefined || isTold ? undefined : `Tell: ${step.alert}`]
    .filter((text) => text !== undefined && text !== '')
    .join('\n')
}

/** All that is stored of a step and stands in no column, in words: parameters, records, look-ups, conditions, pages. */
function detailsOf(project: Project, step: Step): string {
  const cells = listStepCells({ project, step, findGraph: () => undefined }).filter(({ cell }) => !IN_COLUMNS.has(cell))
  return cells.map(({ label, text }) => `${label}: ${text}`).join('\n')
}
