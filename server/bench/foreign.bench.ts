// Somebody else's spreadsheets: what of real ones finds its place, and what planning a large one costs.
import { corpusFolder } from '../../fixtures/corpus.ts'
import { leaveOutUnknown, listCorpusSpecs, type CorpusSpec } from '../../fixtures/corpus-specs.ts'
import { findLostCells, listFieldNames } from '../../fixtures/find-lost-cells.ts'
import { buildMap, type Fields } from '../../fixtures/build.ts'
import { applyWrites } from '../../shared/project/apply-writes.ts'
import type { SheetReport } from '../../shared/spreadsheet/foreign-choice.ts'
import { guessForeign } from '../../shared/spreadsheet/guess-foreign.ts'
import { writesOf } from '../../shared/spreadsheet/import-plan.ts'
import { planForeign } from '../../shared/spreadsheet/plan-foreign.ts'
import type { ProjectView } from '../../shared/spreadsheet/project-view.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import type { BenchResult } from './bench-result.ts'

const ROWS = 10_000
const ROUNDS = 5
const MOST_MS = 3_000

export async function run(): Promise<BenchResult[]> {
  const corpus = corpusFolder()
  const specs = corpus === undefined ? [] : await listCorpusSpecs(corpus)
  return [...specs.flatMap(measureSpec), ...measureLarge()]
}

function measureSpec({ name, spreadsheet, view, remembered, unwanted }: CorpusSpec): BenchResult[] {
  const guessed = guessForeign(spreadsheet, view, remembered)
  const choice = unwanted ? leaveOutUnknown(guessed) : guessed
  const plan = planForeign(spreadsheet, choice, view)
  const { project } = applyWrites(view.project, writesOf(plan, new Set(plan.items.map(({ id }) => id))))
  const lost = findLostCells(spreadsheet, choice, plan.items, project, listFieldNames(project.schemas.map(({ graph }) => view.findGraph(graph)))).length
  const sum = (key: Exclude<keyof SheetReport, 'sheet'>) => plan.reports.reduce((total, report) => total + report[key], 0)
  const of = (part: number, whole: number) => (whole === 0 ? 100 : (part / whole) * 100)
  const parsed = of(sum('parsed'), sum('withBoth'))
  const noted = sum('cells') === 0 ? 0 : of(sum('noteOnly'), sum('cells'))
  return [
    { name: `${name}: rows`, value: sum('rows'), unit: 'rows' },
    { name: `${name}: rows with both paths`, value: sum('withBoth'), unit: 'rows' },
    { name: `${name}: both read as paths`, value: parsed, unit: '%', goal: '>= 90', met: parsed >= 90 },
    { name: `${name}: found in the schemas`, value: sum('matched'), unit: 'rows' },
    { name: `${name}: prose only`, value: sum('proseOnly'), unit: 'rows' },
    { name: `${name}: cells in a note alone`, value: noted, unit: '%', goal: '<= 10', met: noted <= 10 },
    { name: `${name}: lost, by a count of its own`, value: lost, unit: 'cells', goal: '0', met: lost === 0 && sum('lost') === 0 },
  ]
}

function measureLarge(): BenchResult[] {
  const names = Array.from({ length: 400 }, (_, at) => `field_${at}`)
  const fields: Fields = Object.fromEntries(names.map((name) => [name, { value: 'text', code: 'text' }]))
  const { project, findGraph } = buildMap({ inputs: { order: { ...fields, lines: [fields] } }, destination: { ...fields, items: [fields] } })
  let made = 0
  const view: ProjectView = {
    project,
    findGraph,
    fresh: () => ({ id: `made-${made++}`, randomBit: () => false }),
    by: 'Mara Ilves',
    now: '2026-11-22T10:00:00.000Z',
  }
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const path = `${at % 2 === 0 ? '' : 'X'}field_${at % 400}.${at % 3 === 0 ? 'value' : 'code'}`
    const inside = at % 5 === 0 ? [`lines[].${path}`, `items[].${path}`] : [path, path]
    return { number: at + 2, cells: [...inside, at % 7 === 0 ? 'Only the first four letters' : '', 'text', `Remark ${at}`] }
  })
  const header = { number: 1, cells: ['Source field', 'Target field', 'Rule', 'Target type', 'Comment'] }
  const spreadsheet: Spreadsheet = {
    name: 'large.xlsx',
    format: 'xlsx',
    sheets: [{ name: 'Mapping', hidden: false, rows: [header, ...rows], merges: [], remarks: [] }],
    warnings: [],
  }
  let [guessed, planned, items] = [Infinity, Infinity, 0]
  // The least of some rounds: what else runs on the machine only adds to it.
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const choice = guessForeign(spreadsheet, view)
    const between = performance.now()
    items = planForeign(spreadsheet, choice, view).items.length
    guessed = Math.min(guessed, between - start)
    planned = Math.min(planned, performance.now() - between)
  }
  return [
    { name: 'foreign: guess at 10,000 rows', value: guessed, unit: 'ms' },
    { name: 'foreign: plan 10,000 rows', value: planned, unit: 'ms', goal: `<= ${MOST_MS}`, met: planned <= MOST_MS },
    { name: 'foreign: items of it', value: items, unit: 'items' },
  ]
}
