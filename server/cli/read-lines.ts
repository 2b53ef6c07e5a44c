// The only place that reads records line by line, from a file or from standard input.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { unreadable } from './read-project.ts'

/** Lines with something on them, with their number from 1. Without a file, or with `-`, of what is piped in. */
export async function* readLines(file: string | undefined, piped: () => Readable): AsyncGenerator<{ text: string; number: number }> {
  const input = file === undefined || file === '-' ? piped() : createReadStream(file)
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
