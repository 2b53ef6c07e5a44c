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
        // JSON and generated code have none of these: only what people wrote can drive a terminal.
        terminal.stdout.write(text.replaceAll(DRIVING, '\u{FFFD}'), () => resolve())
      }),
    message: (text) => void terminal.stderr.write(`${text.split('\n').map(plainLine).join('\n')}\n`),
  }
}

/** Characters by which a text drives the terminal that shows it; tabs and line ends are not among them. */
const DRIVING = /(?![\t\r\n])[\u0000-\u001F]/gu

/** What people wrote, in one line: a second line could pass for one of ours, or for a command to a CI. */
export function plainLine(text: string): string {
  return text.replaceAll(/\s*[\r\n\u0085\u2028\u2029]\s*/gu, ' ').replaceAll(/(?!\t)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\u{FFFD}')
}

export function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
