// The only command that evaluates formulas by themselves: JSON lines of expression and data in, a result for each line out.
import type { Readable } from 'node:stream'
import { runFormula, type DataOutcome } from '../../shared/transform/formula/run-formula.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { CommandRefusal, type ExitCode, type Output } from './output.ts'
import { readLines } from './read-lines.ts'
import { readNow } from './read-project.ts'

type Flags = { readonly input?: string; readonly now?: string; readonly json?: boolean }
type Question = { readonly id: JsonValue; readonly expr: string; readonly data: JsonValue | undefined; readonly bindings: ReadonlyMap<string, JsonValue> }

/** The result is JSON lines with and without `--json`. Exit code 1 when a formula was refused or gave a problem. */
export async function formula(output: Output, flags: Flags, piped: () => Readable): Promise<ExitCode> {
  const now = readNow(flags.now)
  let hasFindings = false
  for await (const { text, number } of readLines(flags.input, piped)) {
    const { id, expr, data, bindings } = readQuestion(text, number)
    const result = runFormula(expr, data, bindings, now)
    if (result.outcome === 'refused' || result.outcome === 'problem') hasFindings = true
    await output.result(`${printLine(id, result)}\n`)
  }
  return hasFindings ? 1 : 0
}

function printLine(id: JsonValue, result: DataOutcome): string {
  try {
    return JSON.stringify({ id, ...printOutcome(result) })
  } catch {
    return JSON.stringify({ id, outcome: 'problem', message: 'the value is nested too deeply to be written' })
  }
}

function printOutcome(result: DataOutcome): object {
  switch (result.outcome) {
    case 'value':
      return { outcome: 'value', value: result.value, ...(result.many ? { many: true } : {}) }
    case 'missing':
      return { outcome: 'missing' }
    case 'problem':
      return { outcome: 'problem', message: `the formula gives the issue ${result.code}` }
    case 'refused':
      return { outcome: 'refused', message: result.findings.map((finding) => finding.message).join(' ') }
  }
}

function readQuestion(text: string, line: number): Question {
  const value = parseLine(text, line)
  if (!isObject(value)) throw new CommandRefusal(`line ${line} of the input is not a JSON object`)
  const { id, expr, data, bindings } = value
  if (typeof expr !== 'string') throw new CommandRefusal(`line ${line} of the input has no "expr" with the formula as text`)
  if (bindings !== undefined && !isObject(bindings)) throw new CommandRefusal(`line ${line} of the input has "bindings" that are no JSON object`)
  return { id: id ?? null, expr, data, bindings: new Map(Object.entries(bindings ?? {})) }
}

function parseLine(text: string, line: number): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch (cause) {
    throw new CommandRefusal(`line ${line} of the input is not JSON: ${(cause as Error).message}`, { cause })
  }
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
