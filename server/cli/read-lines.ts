// The only place that reads records line by line, from a file or from standard input.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { unreadable } from './read-project.ts'

/** Lines with something on them, with their number from 1. */
export async function* readLines(file: string | undefined): AsyncGenerator<{ text: string; number: number }> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  let broken: Error | undefined
  input.once('error', (cause: Error) => {
    broken = cause
  })
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
      if (text.trim() !== '') yield { text, number }
    }
  } catch (cause) {
    broken ??= cause as Error
  }
  if (broken !== undefined) throw unreadable(file ?? 'standard input', broken)
}
