// Measures how long the review of a project of 5,000 rows takes: from scratch, and after one edit of a row, as one map and as ten.
import { buildMap } from '../../fixtures/build.ts'
import { reviewable } from '../../fixtures/reviewable.ts'
import type { Project } from '../../shared/project/project.ts'
import { createReviewer, reviewOnce, type ReviewInput } from '../../shared/review/review.ts'
import type { BenchResult } from './bench-result.ts'
import { editOne, mapOf } from './large-map.ts'

const GOAL = 50
const ROWS = 5_000

export async function run(): Promise<BenchResult[]> {
  return [10, 1].flatMap((maps): BenchResult[] => {
    const { first, median, p95, problems } = measure(maps)
    const of = `5,000 rows in ${maps === 1 ? 'one map' : `${maps} maps`}`
    return [
      { name: `review ${of} after an edit, median`, value: median, unit: 'ms', goal: `<= ${GOAL}`, met: median <= GOAL },
      { name: `review ${of} after an edit, 95 of 100`, value: p95, unit: 'ms' },
      { name: `review ${of} from scratch`, value: first, unit: 'ms' },
      { name: `problems found in ${of}`, value: problems, unit: 'problems' },
    ]
  })
}

function measure(maps: number): { first: number; median: number; p95: number; problems: number } {
  const { project, findGraph } = inMaps(maps)
  const scratch: number[] = []
  for (let round = 0; round < 3; round++) {
    const started = performance.now()
    reviewOnce({ project: editOne(project, -1), findGraph })
    scratch.push(performance.now() - started)
  }
  const reviewer = createReviewer()
  let edited: Project = project
  let { problems } = reviewer({ project, findGraph })
  const times: number[] = []
  for (let round = 0; round < 60; round++) {
    edited = editOne(edited, round)
    const started = performance.now()
    problems = reviewer({ project: edited, findGraph }).problems
    times.push(performance.now() - started)
  }
  const warm = times.slice(20).toSorted((a, b) => a - b)
  return {
    first: scratch.toSorted((a, b) => a - b)[1] ?? 0,
    median: warm[Math.floor(warm.length / 2)] ?? 0,
    p95: warm[Math.floor(warm.length * 0.95)] ?? 0,
    problems: problems.length,
  }
}

/** The same rows in so many maps, each run by a step: as ten destinations of one source. */
function inMaps(maps: number): ReviewInput {
  const { project, findGraph } = reviewable(buildMap(mapOf(ROWS / maps)))
  const copies = Array.from({ length: maps - 1 }, (_, index) => copyOf(project, `-${index + 1}`))
  const all = <C extends keyof Copy>(name: C) => [...project[name], ...copies.flatMap((copy): readonly unknown[] => copy[name])]
  const parts = Object.fromEntries(COPIED.map((name) => [name, all(name)]))
  return { findGraph, project: { ...project, ...parts } }
}

const COPIED = ['fieldMaps', 'mapInputs', 'rows', 'sourceDecisions', 'steps'] as const
type Copy = Pick<Project, (typeof COPIED)[number]>

/** Everything of the map under other ids. */
function copyOf(project: Project, name: string): Copy {
  const main: Copy = {
    fieldMaps: project.fieldMaps.filter(({ id }) => id === 'map'),
    mapInputs: project.mapInputs.filter(isMain),
    rows: project.rows.filter(isMain),
    sourceDecisions: project.sourceDecisions.filter(isMain),
    steps: project.steps.filter(isMain),
  }
  const ids = /"(id|fieldMap|parent|input)":"([^"]+)"/g
  const copied: Copy = JSON.parse(JSON.stringify(main).replaceAll(ids, (_, key: string, id: string) => `"${key}":"${id}${name}"`))
  return { ...copied, fieldMaps: copied.fieldMaps.map((map) => ({ ...map, key: map.id })) }
}

function isMain({ fieldMap }: { readonly fieldMap?: string | undefined }): boolean {
  return fieldMap === 'map'
}
