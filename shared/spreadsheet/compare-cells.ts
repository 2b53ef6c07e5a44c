// Whether somebody changed a cell since it was exported: the only place for what counts as an edit and what programs do to texts by themselves.
import { hashOfCell, settleText, type CellBases } from '../document/returned-table.ts'

/** `theirs`: only the file changed it. `both`: the project did too, and they differ. */
export type CellChangedBy = 'nobody' | 'theirs' | 'both'

type CellTexts = {
  /** Of all cells of the row as exported; undefined: not known. */
  readonly bases: CellBases | undefined
  readonly column: string
  readonly theirs: string
  /** Undefined: the row or column is no longer there. */
  readonly ours: string | undefined
}

/** `retyped`: the format holds no types, so that programs write numbers, dates and truths in their own way when they save it. */
export type Comparing = { readonly retyped: boolean; readonly hash: (text: string) => string }

/** Texts that stand in a table often come early; keeping all the others costs more than it saves. */
const MOST_KEPT = 2_000

export function createComparing(retyped: boolean): Comparing {
  const known = new Map<string, string>()
  return {
    retyped,
    hash(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      const hash = text === '' ? '' : hashOfCell(text)
      if (known.size < MOST_KEPT) known.set(text, hash)
      return hash
    },
  }
}

/** Without the fingerprint of its row, a cell that says something else than the project counts as changed by both: nobody knows who did it. */
export function whoChanged({ bases, column, theirs, ours }: CellTexts, comparing: Comparing): CellChangedBy {
  if (ours !== undefined && isSameText(theirs, ours, comparing)) return 'nobody'
  if (bases === undefined) return 'both'
  const base = Object.hasOwn(bases, column) ? (bases[column] ?? '') : ''
  const isBase = (text: string) => hashOfSettled(text, comparing) === base
  if (variantsOf(theirs).some(isBase)) return 'nobody'
  return ours === undefined || isBase(ours) ? 'theirs' : 'both'
}

function hashOfSettled(text: string, { hash }: Comparing): string {
  return hash(settleText(text))
}

/** What may have been exported where a program saved the text as it does. */
function variantsOf(text: string): string[] {
  const settled = settleText(text)
  const plain = withoutGuard(settled)
  const variants = plain === settled ? [settled] : [settled, plain]
  return /^(?:true|false)$/i.test(plain) ? [...variants, plain.toLowerCase()] : variants
}

export function isSameText(a: string, b: string, { retyped }: Pick<Comparing, 'retyped'>): boolean {
  if (a === b) return true
  const [left, right] = [looseText(a), looseText(b)]
  if (left === right || withoutGuard(left) === right) return true
  if (/^(?:true|false)$/i.test(left) && left.toLowerCase() === right.toLowerCase()) return true
  return retyped && NUMBER.test(left) && NUMBER.test(right) && Number(left) === Number(right)
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

function looseText(text: string): string {
  return settleText(text).replaceAll(/[^\S\n]+/g, ' ')
}

/** The mark that keeps programs from reading a text as a formula (T-23) is no part of the text. */
function withoutGuard(text: string): string {
  return text.replace(/^'(?=\s*[=+\-@＝＋－＠])/, '')
}

/** As it is stored when it is taken over. */
export function typedText(text: string): string {
  return withoutGuard(settleText(text))
}
