// Searches texts by a person's own expression, away from the page: an expression that takes for ever stops nothing but itself.
import { compilePattern, findRanges, replaceIn, type Pattern, type Range } from './find-in-cells.ts'

export type FindQuestion = { readonly pattern: Pattern; readonly texts: readonly string[]; readonly replacement?: string }
/** In the order of the texts. `replaced` only where a replacement was given. */
export type FindAnswer = { readonly ranges: readonly (readonly Range[])[]; readonly replaced: readonly string[] }

addEventListener('message', ({ data }: MessageEvent<FindQuestion>) => {
  const pattern = compilePattern(data.pattern)
  const { replacement } = data
  const answer: FindAnswer = {
    ranges: data.texts.map((text) => findRanges(pattern, text)),
    replaced: replacement === undefined ? [] : data.texts.map((text) => replaceIn(pattern, text, replacement, data.pattern.literal)),
  }
  postMessage(answer)
})
