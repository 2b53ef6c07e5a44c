// The only place that puts together what a description says and what readers add to it.

/** One below the other; undefined where there is nothing to say. */
export function joinSentences(...parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== '')
  return said.length === 0 ? undefined : said.join('\n')
}
