// Searches many texts: plain text at once, a person's own expression in a worker that is given up after a while.
import { compilePattern, findRanges, replaceIn, type Pattern } from './find-in-cells.ts'
import type { FindAnswer, FindQuestion } from './find-worker.ts'

/** Undefined: it took too long. */
export type AskTexts = (question: FindQuestion, answer: (found: FindAnswer | undefined) => void) => () => void

const LONGEST = 1_500

/** Gives back how to stop waiting. */
export const askTexts: AskTexts = (question, answer) => {
  if (question.pattern.literal) {
    answer(findNow(question))
    return () => {}
  }
  const worker = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' })
  const end = (found: FindAnswer | undefined) => {
    clearTimeout(timer)
    worker.terminate()
    answer(found)
  }
  const timer = setTimeout(() => end(undefined), LONGEST)
  worker.addEventListener('message', ({ data }: MessageEvent<FindAnswer>) => end(data))
  worker.addEventListener('error', () => end(undefined))
  worker.postMessage(question)
  return () => {
    clearTimeout(timer)
    worker.terminate()
  }
}

function findNow({ pattern, texts, replacement }: FindQuestion): FindAnswer {
  const compiled = compilePattern(pattern satisfies Pattern)
  return {
    ranges: texts.map((text) => findRanges(compiled, text)),
    replaced: replacement === undefined ? [] : texts.map((text) => replaceIn(compiled, text, replacement, pattern.literal)),
  }
}
