// What is wrong with a sound formula in its place: it gives several values, or is no condition. Worded as the checker words its own findings.
import type { FormulaFinding, QuickFix } from '../transform/formula/ast.ts'
import type { Term } from '../transform/formula/term.ts'

export function isTrueOrFalse({ type }: Term): boolean {
  return type.many !== true && type.kinds.every((kind) => kind === 'boolean' || kind === 'null')
}

export function notACondition(text: string): FormulaFinding {
  return finding(text, 'not-a-condition', 'A condition is needed here that is true or false. Compare two values, or test one.', [
    ['Ask whether it is there', `$exists(${text})`],
    ['Ask whether it is filled', `$boolean(${text})`],
  ])
}

/** `field`: the destination that takes one value. */
export function severalValues(text: string, { type }: Term, field: string): FormulaFinding {
  const kinds = type.items?.kinds ?? []
  return finding(text, 'several-values', `This may give several values, and ${field} takes one. Take one, or combine them.`, [
    ['Take the first', `(${text})[0]`],
    ...(kinds.every((kind) => kind === 'number') ? [['Add them up', `$sum(${text})`] as const] : []),
    ...(kinds.every((kind) => kind === 'text') ? [['Join them', `$join(${text}, ", ")`] as const] : []),
  ])
}

function finding(text: string, code: string, message: string, rewrites: readonly (readonly [title: string, text: string])[]): FormulaFinding {
  const span = { from: 0, to: text.length }
  return { severity: 'error', code, span, message, fixes: rewrites.map(([title, written]): QuickFix => ({ title, edit: { span, text: written } })) }
}
