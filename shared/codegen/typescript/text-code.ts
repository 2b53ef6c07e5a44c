// The `text` expression as TypeScript: methods of strings where they do the same, small functions where they do not.
import type { Expr } from '../../transform/ir.ts'
import type { TextStep } from '../../transform/transform.ts'
import { operandCode } from './operand-code.ts'
import { literal } from './text.ts'
import { chain, guardInto, issueCode, orElse, type Guarded, type RowPlace } from './guarded-code.ts'
import { helper, primary, sortOfExpr, wrap, type Code, type Scope } from './writer.ts'

/** `isPlain`: only characters of one unit, so that counting units is counting characters. */
type Chain = { readonly code: Code; readonly maybe: boolean; readonly isPlain: boolean }

export function textCode(scope: Scope, place: RowPlace, { from, steps }: Extract<Expr, { op: 'text' }>): Guarded {
  const guards: string[] = []
  const operand = guardInto(operandCode(scope, from), guards)
  const sort = sortOfExpr(scope, from)
  const isLoose = sort === 'loose' || sort === 'null'
  const mayEnd = steps.some((step) => step.do === 'part')
  const read = `${isLoose ? helper(scope, 'toText') : ''}(${operand.text})`
  const refused = () => issueCode(scope, place, 'not-text', operand.text, "''")
  const start = sort === 'text' ? operand : !isLoose ? primary(`String(${operand.text})`) : orElse(read, mayEnd ? "''" : refused())
  const { code, maybe } = steps.reduce((soFar: Chain, step) => stepCode(scope, soFar, step), { code: start, maybe: false, isPlain: sort === 'number' })
  const facts = { guards, bare: false, ...(maybe ? { maybe: 'undefined' as const } : {}) }
  // An issue about the value must not be followed by one about a part that is missing.
  if (isLoose && mayEnd) return { ...chain([`${read} === undefined ? ${refused()}`], code), ...facts }
  return { text: code.text, prec: code.prec, ...facts }
}

function stepCode(scope: Scope, soFar: Chain, step: TextStep): Chain {
  const { code, maybe, isPlain } = soFar
  const method = (call: string): Chain => ({ code: primary(`${wrap(code, 9)}${maybe ? '?' : ''}.${call}`), maybe, isPlain })
  /** `write` makes a call of a text that is there. */
  const call = (write: (text: string) => string): Chain => ({
    ...soFar,
    code: primary(maybe ? `${helper(scope, 'given')}(${code.text}, (text) => ${write('text')})` : write(code.text)),
  })
  switch (step.do) {
    case 'trim':
      return method('trim()')
    case 'upper':
      return method('toUpperCase()')
    case 'lower':
      return method('toLowerCase()')
    case 'pad': {
      const name = step.side === 'start' ? 'padStart' : 'padEnd'
      const filling = literal(step.with)
      if (isPlain && isPlainText(step.with)) return method(`${name}(${step.length}, ${filling})`)
      const fill = isPlainText(step.with) ? name : step.side === 'start' ? 'fillStart' : 'fillEnd'
      return { ...call((text) => `${helper(scope, fill)}(${text}, ${step.length}, ${filling})`), isPlain: isPlain && isPlainText(step.with) }
    }
    case 'slice': {
      const { start, length } = step
      const end = length === undefined ? '' : start < 0 ? `).slice(0, ${length}` : `, ${start + length}`
      if (isPlain) return method(`slice(${start}${end})`)
      return call((text) => `[...${text}].slice(${start}${end}).join('')`)
    }
    case 'before':
      return call((text) => `${helper(scope, 'textBefore')}(${text}, ${literal(step.text)})`)
    case 'after':
      return call((text) => `${helper(scope, 'textAfter')}(${text}, ${literal(step.text)})`)
    case 'part': {
      const at = step.index < 0 ? `.at(${step.index})` : `[${step.index}]`
      return { ...method(`split(${literal(step.separator)})${at}`), maybe: true }
    }
    case 'replace': {
      // In the text that `replaceAll` puts in, a dollar sign has a meaning.
      const by = step.by.includes('$') ? `() => ${literal(step.by)}` : literal(step.by)
      return { ...method(`replaceAll(${literal(step.find)}, ${by})`), isPlain: isPlain && isPlainText(step.by) }
    }
  }
}

function isPlainText(text: string): boolean {
  return [...text].length === text.length
}
