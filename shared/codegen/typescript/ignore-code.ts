// What generated test cases do not compare: the only place for how such paths are written and for the code that leaves them out. The same as
// ignored paths in shared/mapping/compare-records.ts.
import { parseFieldPath } from '../../schema/field-path.ts'

/** Names, and null for each item of a list. */
export type IgnoredPath = readonly (string | null)[]

/** What is no path, and a path through a map's entries, ignores nothing. */
export function ignoredPaths(paths: readonly string[] | undefined): IgnoredPath[] {
  return (paths ?? []).flatMap((text) => {
    const read = parseFieldPath(text)
    if (!read.ok || read.value.some(({ kind }) => kind === 'entry')) return []
    return [read.value.map((step) => (step.kind === 'name' ? step.name : null))]
  })
}

export const PATH_TYPE = ['/** What is not compared: names, and null for each item of a list. */', 'export type Path = readonly (string | null)[]']

/** Needs `isRecord`. */
export const WITHOUT = `/** The same without what the paths name. */
function without(value: unknown, paths: readonly Path[] = []): unknown {
  return paths.reduce<unknown>((left, path) => remove(left, path), value)
}

function remove(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return undefined
  if (step === null) return !Array.isArray(value) ? value : rest.length === 0 ? [] : value.map((item) => remove(item, rest))
  if (!isRecord(value) || !Object.hasOwn(value, step)) return value
  const { [step]: inner, ...others } = value
  return rest.length === 0 ? others : { ...others, [step]: remove(inner, rest) }
}`
