// Reads what a baseline froze: an older program may have frozen it, or a project file may hold it. The only place that fills in what was not there then.
import { printNumber, type Project } from '../project/project.ts'
import { collectionNames } from '../project/project-doc.ts'
import type { ProjectFile } from '../project/project-file.ts'
import { fail, ok, type Result } from '../schema/result.ts'
import type { BaselineState } from './baseline-state.ts'

/** Collections and findings that a state leaves out are empty. Undefined: no state of a project. */
export function readBaselineState(value: unknown): BaselineState | undefined {
  if (!isObject(value) || !isObject(value['project']) || !isObject(value['project']['info'])) return undefined
  const project = value['project']
  const lists = Object.fromEntries(collectionNames.map((home) => [home, Array.isArray(project[home]) ? project[home] : []]))
  const list = (name: string) => (Array.isArray(value[name]) ? value[name] : [])
  // What the server froze was checked when it was written; a file's is compared and never stored.
  return { project: { ...project, ...lists } as unknown as Project, problems: list('problems'), outcomes: list('outcomes'), coverage: list('coverage') }
}

/** Of a project file, by its number. The failure is a sentence. */
export function findBaseline(file: ProjectFile, number: number): Result<BaselineState, string> {
  const known = file.project.baselines.filter(({ deleted }) => deleted !== true)
  const baseline = known.find((one) => one.number === number)
  const listed = known.map((one) => printNumber('baselines', one.number)).join(', ')
  if (baseline === undefined) return fail(`there is no baseline ${number}; ${listed === '' ? 'the file has none' : `the file has ${listed}`}`)
  const state = readBaselineState(file.baselines.find((one) => one.baseline === baseline.id)?.state)
  return state === undefined ? fail(`the file names baseline ${number}, but its state is not in it: export the project again`) : ok(state)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
