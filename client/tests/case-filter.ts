// Which test cases the list shows, and in which order: what needs somebody first. Pure.
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { CASE_STATES, type CaseState } from '../../shared/review/case-state.ts'

/** '' is no filter. */
export type CaseFilter = {
  readonly search: string
  readonly state: CaseState | ''
  readonly kind: TestCase['kind'] | ''
  readonly useCase: string
  readonly fieldMap: string
}

export const NO_FILTER: CaseFilter = { search: '', state: '', kind: '', useCase: '', fieldMap: '' }

/** Every word of the search stands in the number, the title, a tag or the note. `states`: by case id. */
export function filterCases(cases: readonly TestCase[], states: ReadonlyMap<string, CaseState>, filter: CaseFilter): TestCase[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return cases.filter((testCase) => {
    const { id, kind, fieldMap, useCases = [], title, number, tags = [], note = '' } = testCase
    if (filter.state !== '' && (states.get(id) ?? 'not-run') !== filter.state) return false
    if (filter.kind !== '' && kind !== filter.kind) return false
    if (filter.useCase !== '' && !useCases.includes(filter.useCase)) return false
    if (filter.fieldMap !== '' && fieldMap !== filter.fieldMap) return false
    const text = [printNumber('testCases', number), title, ...tags, note].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What fails comes first, what passes last unless it only waits for a person; else as people ordered them. */
export function sortCases(cases: readonly TestCase[], states: ReadonlyMap<string, CaseState>): TestCase[] {
  const rank = ({ id }: TestCase) => {
    const state = states.get(id) ?? 'not-run'
    return state === 'not-run' || state === 'passed' ? CASE_STATES.length : CASE_STATES.indexOf(state)
  }
  return [...cases].sort((a, b) => rank(a) - rank(b))
}

export function isFiltered(filter: CaseFilter): boolean {
  return Object.values(filter).some((value) => value !== '')
}
