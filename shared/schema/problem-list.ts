// The only place that collects findings about a document. Bounded: a hostile document must not answer with a million sentences.
import { printPlace, type Place } from './json-pointer.ts'
import type { SchemaProblem, SchemaProblemCode } from './schema-graph.ts'

export const MOST_PROBLEMS = 500

export type ProblemList = {
  readonly add: (code: SchemaProblemCode, place: Place, message: string) => void
  readonly list: () => SchemaProblem[]
}

export function createProblemList(): ProblemList {
  const problems: SchemaProblem[] = []
  const seen = new Set<string>()
  let more = false
  return {
    add(code, place, message) {
      if (problems.length >= MOST_PROBLEMS) {
        more = true
        return
      }
      const at = printPlace(place)
      const key = `${code} ${at} ${message}`
      if (seen.has(key)) return
      seen.add(key)
      problems.push({ code, at, message })
    },
    list: () => (!more ? problems : [...problems, { code: 'not-expanded', at: '#', message: 'There are more findings than are listed here.' }]),
  }
}
