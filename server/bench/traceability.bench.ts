// Measures the traceability matrix of 50 use cases and 5,000 rows in this process: the lines, the links, one filter, the CSV.
import { buildLinks } from '../../shared/review/links.ts'
import { countViews, filterTrace } from '../../shared/review/traceability-filter.ts'
import { printCsv } from '../../shared/review/delimited-text.ts'
import { traceTable } from '../../shared/review/traceability-table.ts'
import { traceProject } from '../../shared/review/traceability.ts'
import type { BenchResult } from './bench-result.ts'
import { tracedProject } from './traced-project.ts'

const GOAL = 500
const RUNS = 9

export async function run(): Promise<BenchResult[]> {
  const { project } = tracedProject()
  // Rows that were never looked at: their fingerprints are not known yet.
  const fresh = () => ({ ...project, rows: project.rows.map((row) => ({ ...row })) })
  const trace = traceProject({ project, outcomes: undefined, problems: [] })
  const took = measure(fresh, (value) => countViews(traceProject({ project: value, outcomes: undefined, problems: [] }).lines))
  const again = measure(
    () => project,
    (value) => traceProject({ project: value, outcomes: undefined, problems: [] }),
  )
  const filtered = measure(
    () => trace.lines,
    (lines) => filterTrace(lines, { view: 'failing', text: 'field_4' }),
  )
  const linked = measure(fresh, (value) => buildLinks(value).linksOf('use-case:uc-1'))
  const exported = measure(
    () => trace,
    ({ lines, cases }) => printCsv(traceTable(lines, cases)),
  )
  return [
    { name: `traceability of ${trace.lines.length} lines, from scratch`, value: took, unit: 'ms', goal: `<= ${GOAL}`, met: took <= GOAL },
    { name: 'traceability again after an edit', value: again, unit: 'ms' },
    { name: 'a filter by state and text', value: filtered, unit: 'ms' },
    { name: 'links of everything, both ways', value: linked, unit: 'ms' },
    { name: 'CSV of all lines and cases', value: exported, unit: 'ms' },
  ]
}

/** The middle of several runs, without what prepares them. */
function measure<T>(prepare: () => T, work: (prepared: T) => unknown): number {
  const times: number[] = []
  for (let at = 0; at < RUNS; at++) {
    const prepared = prepare()
    const started = performance.now()
    work(prepared)
    times.push(performance.now() - started)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
}
