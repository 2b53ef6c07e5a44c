// Changes of a text as JSONata.
import type { Expr } from '../../transform/ir.ts'
import type { NullPolicy, TextStep } from '../../transform/transform.ts'
import { asText } from './as-text.ts'
import { overOperands } from './operand-code.ts'
import { literal } from './text.ts'
import { call, type Code, type Scope, type Value } from './writer.ts'

type StepOf<Do, Step = TextStep> = Step extends { readonly do: infer Some } ? (Do extends Some ? Step : never) : never

export function textValue(scope: Scope, { from, steps }: Extract<Expr, { op: 'text' }>, nulls: NullPolicy): Value {
  const value = overOperands(scope, [from], nulls, ([operand]) => {
    if (operand === undefined) throw new Error('a text has one operand')
    return steps.reduce(changed, asText(scope, from, operand))
  })
  return value.absent === 'never' && steps.some((step) => step.do === 'part') ? { ...value, absent: 'missing' } : value
}

function changed(text: Code, step: TextStep): Code {
  const write = changes[step.do] as unknown as (text: string, step: TextStep) => Code
  return write(text.text, step)
}

const changes: { readonly [Do in TextStep['do']]: (text: string, step: StepOf<Do>) => Code } = {
  trim: (text) => call('replace', text, '/^\\s+|\\s+$/', '""'),
  upper: (text) => call('uppercase', text),
  lower: (text) => call('lowercase', text),
  pad: (text, step) => call('pad', text, literal(step.side === 'start' ? -step.length : step.length), literal(step.with)),
  slice: (text, { start, length }) => call('substring', text, literal(start), ...(length === undefined ? [] : [literal(length)])),
  before: (text, step) => call('substringBefore', text, literal(step.text)),
  after: (text, step) => call('substringAfter', text, literal(step.text)),
  part: (text, { separator, index }) => ({ text: `$split(${text}, ${literal(separator)})[${literal(index)}]`, prec: 7 }),
  replace: (text, { find, by }) => call('replace', text, literal(find), literal(by)),
}
