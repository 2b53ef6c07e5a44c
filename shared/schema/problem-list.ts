// The only place that collects findings about a document. Bounded: a hostile document must not answer with a million sentences.
import { printPlace, type Place } from './json-pointer.ts'
import type { SchemaProblem, SchemaProblemCode } from './schema-graph.ts'

export const MOST_PROBLEMS = 500

export type ProblemList = {
  readonly add: (code: SchemaProblemCode, place: Place, message: string, file?: string) => void
  /** The same, for a place that is printed already. */
  readonly addAt: (code: SchemaProblemCode, at: string, message: string, file?: string) => void
  readonly list: () => SchemaProblem[]
}

export function createProblemList(): ProblemList {
  const problems: SchemaProblem[] = []
  const seen = new Set<string>()
  let more = false
  const addAt: ProblemList['addAt'] = (code, at, message, file) => {
    if (problems.length >= MOST_PROBLEMS) {
      more = true
      return
    }
    const key = `${code} ${at} ${message}`
    if (seen.has(key)) return
    seen.add(key)
    problems.push({ code, at, message, ...(file === undefined ? {} : { file }) })
  }
  return {
    add(code, place, message, file) {
      if (problems.length >= MOST_PROBLEMS) more = true
      else addAt(code, printPlace(place), message, file)
    },
    addAt,
    list: () => (!more ? problems : [...problems, { code: 'not-expanded', at: '#', message: 'There are more findings than are listed here.' }]),
  }
}
