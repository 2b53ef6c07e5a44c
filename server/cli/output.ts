// The only place where a command writes: stdout is the result and nothing else, everything for people goes to stderr.
import type { Readable, Writable } from 'node:stream'

/** 0 clean · 1 findings (drift, gaps, failed records) · 2 usage, file or internal error. */
export type ExitCode = 0 | 1 | 2

/** What a command reads from and writes to: the process, or what a test gives. */
export type Terminal = { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable }

/** A failure that is told in one sentence and ends the command with 2. */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal'
}

export type Output = {
  /** The result. Waits for a slow reader, so that large results do not pile up in memory. */
  result(text: string): Promise<void>
  message(text: string): void
}

export function createOutput(terminal: Terminal): Output {
  // A reader that has enough (`| head`) is no failure.
  terminal.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 2))
  return {
    result: (text) =>
      new Promise((resolve) => {
        terminal.stdout.write(text, () => resolve())
      }),
    message: (text) => void terminal.stderr.write(`${text}\n`),
  }
}

export function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
