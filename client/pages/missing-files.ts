// Which files a description lacks, told in words. Pure.
import type { SchemaProblem } from '../../shared/schema/schema-graph.ts'

/** Names that a sentence can hold. */
const MOST_NAMED = 3

/** Every file that references name and the upload lacks. */
export function listMissingFiles(problems: readonly SchemaProblem[]): string[] {
  return [...new Set(problems.flatMap(({ file }) => (file === undefined || file === '' ? [] : [file])))]
}

/** A sentence in parts, of which some are names: `a.xsd`, ` and `, `b.xsd`, ` are missing, ...`. No names: no sentence. */
export function describeMissing(names: readonly string[]): readonly { readonly name?: string; readonly words?: string }[] {
  if (names.length === 0) return []
  // One more is as short as `1 more file`.
  const named = names.length <= MOST_NAMED + 1 ? names : names.slice(0, MOST_NAMED)
  const more = names.length - named.length
  const parts: { name?: string; words?: string }[] = named.flatMap((name, at) => [
    ...(at === 0 ? [] : [{ words: at === named.length - 1 && more === 0 ? ' and ' : ', ' }]),
    { name },
  ])
  const rest = more === 0 ? '' : ` and ${more.toLocaleString('en-GB')} more files`
  return [...parts, { words: names.length === 1 ? ' is missing, so its types are unknown.' : `${rest} are missing, so their types are unknown.` }]
}
