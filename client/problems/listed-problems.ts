// Which problems are listed on the review page, in which order and under which heads. Pure.
import { describePlace, parsePlace } from '../../shared/review/place.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { Severity } from '../../shared/mapping/problem.ts'

export type ProblemFilter = {
  readonly severity: Severity | undefined
  readonly code: string | undefined
  /** A field map's id; `around`: what belongs to none. */
  readonly map: string | undefined
  readonly text: string
  /** Show the waived ones, and only those. */
  readonly waived: boolean
}

export const EVERYTHING: ProblemFilter = { severity: undefined, code: undefined, map: undefined, text: '', waived: false }

/** Tells two findings apart, as waivers do. */
export function problemKey({ code, at, message }: Pick<ReviewProblem, 'code' | 'at' | 'message'>): string {
  return JSON.stringify([code, at, message])
}

export function filterProblems(project: Project, problems: readonly ReviewProblem[], filter: ProblemFilter): ReviewProblem[] {
  const words = filter.text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return problems.filter((problem) => {
    if ((problem.waiver !== undefined) !== filter.waived) return false
    if (filter.severity !== undefined && problem.severity !== filter.severity) return false
    if (filter.code !== undefined && problem.code !== filter.code) return false
    if (filter.map !== undefined && (problem.map ?? 'around') !== filter.map) return false
    if (words.length === 0) return true
    const text = `${problem.message} ${describePlace(project, problem.at)} ${problem.code}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 }

export type ListedLine =
  | { readonly kind: 'head'; readonly key: string; readonly name: string; readonly count: number; readonly map?: string }
  | { readonly kind: 'problem'; readonly key: string; readonly problem: ReviewProblem }

/** Under a head for each field map, then what stands around them; the worst first, then as they were found. */
export function listLines(project: Project, problems: readonly ReviewProblem[]): ListedLine[] {
  const groups = new Map<string, ReviewProblem[]>()
  for (const map of project.fieldMaps) groups.set(map.id, [])
  for (const problem of problems) {
    const key = problem.map ?? 'around'
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [problem])
    else group.push(problem)
  }
  return [...groups].flatMap(([key, group]): ListedLine[] => {
    if (group.length === 0) return []
    const map = project.fieldMaps.find(({ id }) => id === key)
    const name = map === undefined ? 'Around the field maps' : `${printNumber('fieldMaps', map.number)} ${map.name}`
    const sorted = group.toSorted((a, b) => weights[a.severity] - weights[b.severity])
    return [
      { kind: 'head', key, name, count: group.length, ...(map === undefined ? {} : { map: map.id }) },
      ...sorted.map((problem): ListedLine => ({ kind: 'problem', key: problemKey(problem), problem })),
    ]
  })
}

export function countSeverities(problems: readonly ReviewProblem[]): Readonly<Record<Severity | 'waived', number>> {
  const counts = { error: 0, warning: 0, hint: 0, waived: 0 }
  for (const { severity, waiver } of problems) counts[waiver === undefined ? severity : 'waived'] += 1
  return counts
}

/** Each code with how many there are, most first. */
export function countCodes(problems: readonly ReviewProblem[]): readonly { readonly code: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { code, waiver } of problems) if (waiver === undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}

/** `R-14` and `LineItems[].ItemCode`, of a line without a row its path; of anything else `UC-3` and what it is called. */
export function placeWords(project: Project, problem: ReviewProblem): { readonly number: string } & ({ readonly path: string } | { readonly words: string }) {
  const place = parsePlace(problem.at)
  if (place?.kind === 'row') {
    const row = project.rows.find(({ id }) => id === place.row)
    return { number: printNumber('rows', row?.number), path: row?.destination ?? '' }
  }
  if (place?.kind === 'field') return { number: 'open', path: place.path }
  if (place?.kind === 'map') return { number: '', words: 'the map itself' }
  const words = describePlace(project, problem.at)
  const step = /^(step \d+) of (UC-\w+)(.*)$/s.exec(words)
  if (step !== null) return { number: step[2] ?? '', words: `${step[1]}${step[3]}` }
  const [first = '', ...rest] = words.split(' ')
  return /^[A-Z]+-/.test(first) ? { number: first, words: rest.join(' ') } : { number: '', words }
}
