// Formulas that fail only where a text is no number: the numbers are read first, and what is made of them needs no exception.
import { childrenOf } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'
import { identifier } from './text.ts'
import { bodyOf, closed, rewritten, sureCode, type TermCode } from './term-parts.ts'
import { behind, beside, need, takeName, type TermScope } from './term-scope.ts'
import { fixedNumber } from './term-pictures.ts'
import { choice } from './term-values.ts'
import { pathCode, primary, wrap, type Code } from './writer.ts'

/** Undefined where it fails; no code at all where the formula is not of this kind. `start`: where nothing has been written yet. */
export function numbersCode(start: TermScope, term: Term): Code | undefined {
  const names = new Map<string, string>()
  for (const text of listNumbers(start, term)) names.set(text, takeName(start, numberNames(text)))
  if (names.size > 2) return undefined
  const at: TermScope = {
    ...start,
    write: (place, part) => {
      const name = names.get(numberText(place, part) ?? '')
      return name === undefined ? start.write(place, part) : sureCode(name, { sure: name, hint: name })
    },
  }
  const body = lastStep(at, term)
  const isValue = body.absent === 'never' && body.guards.length === 0 && body.hasNull !== true && body.isLoose !== true && body.failingItems !== true
  if (!isValue || at.state.ends > 0 || at.consts.length > 0 || (body.number !== undefined && term.type.kinds.join() !== 'number')) return undefined
  const made = body.number === undefined ? body : primary(`${need(at, 'finite')}(${body.text})`)
  if (names.size === 0) return made
  const read = [...names.keys()].map((text) => `${need(at, 'finite')}(${need(at, 'parseNumber')}(${text}))`)
  return primary(`${need(at, names.size === 1 ? 'given' : 'both')}(${read.join(', ')}, (${[...names.values()].join(', ')}) => ${bodyOf(made)})`)
}

/** Texts that are always there and are read as numbers whatever else holds, in the order in which they are. */
function listNumbers(at: TermScope, term: Term): string[] {
  const text = numberText(at, term)
  if (text !== undefined) return [text]
  return [...new Set(askedAlways(term).flatMap((part) => listNumbers(at, part)))]
}

/** The path of `$number(path)`, as code. */
function numberText(at: TermScope, term: Term): string | undefined {
  const [arg] = term.op === 'call' && term.name === 'number' ? term.args : []
  if (arg?.op !== 'path' || arg.path === null || arg.type.kinds.join() !== 'text') return undefined
  const { text, optional } = pathCode(at.scope, arg.path)
  return optional ? undefined : text
}

function askedAlways(term: Term): readonly Term[] {
  switch (term.op) {
    case 'if':
      return [term.test]
    case 'logic':
      return [term.left]
    case 'default':
      return [term.of]
    case 'collect':
    case 'keep':
    case 'map':
    case 'filter':
    case 'fold':
      return [term.from]
    default:
      return childrenOf(term)
  }
}

function numberNames(text: string): string[] {
  const name = identifier(text.split('.').at(-1) ?? '', 'camel')
  return [name, `${name}Number`, 'number']
}

/** What the formula gives in the end: here, undefined may say that it failed. */
function lastStep(at: TermScope, term: Term): TermCode {
  if (term.op === 'if' && term.otherwise !== null) {
    const asked = at.test(at, term.test)
    if (asked.text !== 'true' && asked.text !== 'false')
      return choice(asked, lastStep(behind(at, asked), term.then), lastStep(beside(at, asked), term.otherwise))
  }
  const written = fixedNumber(at, term)
  if (written !== undefined) return sureCode(written)
  const [part, ...others] = term.op === 'text' ? term.parts.filter((one) => fixedNumber(at, one) !== undefined) : []
  if (part === undefined || others.length > 0) return at.write(at, term)
  const name = takeName(at, ['formatted', 'formattedNumber'])
  const text = closed(at.write({ ...at, write: (place, one) => (one === part ? sureCode(name) : at.write(place, one)) }, term))
  return rewritten(text, `${need(at, 'given')}(${fixedNumber(at, part)}, (${name}) => ${wrap(text, 0)})`)
}
