// The only place that reads and writes field paths.
import { fail, ok, type Result } from './result.ts'

/** Where a field sits inside an object, e.g. `customer.addresses[].city`. A path never holds an index; '' is the object itself. */
export type FieldPath = string & { readonly __brand: 'FieldPath' }

/** `name`: a property; `item`: each item of a list, printed `[]`; `entry`: each value of a map (additionalProperties), printed `{}`. */
export type PathStep = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'item' } | { readonly kind: 'entry' }

/** `at`: UTF-16 offset of the first character that does not fit. */
export type NotAFieldPath = { readonly type: 'NotAFieldPath'; readonly text: string; readonly at: number; readonly message: string }

export const ROOT_PATH = '' as FieldPath
export const ITEM: PathStep = { kind: 'item' }
export const ENTRY: PathStep = { kind: 'entry' }

/** Names printed bare; every other name stands in back-quotes, with a back-quote inside doubled. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u
const PLAIN_NAME_START = /[\p{L}_]/u
const PLAIN_NAME_PART = /[\p{L}\p{N}_-]/u

export function printName(name: string): string {
  return PLAIN_NAME.test(name) ? name : `\`${name.replaceAll('`', '``')}\``
}

export function printFieldPath(steps: readonly PathStep[]): FieldPath {
  let text = ''
  for (const step of steps) {
    if (step.kind === 'item') text += '[]'
    else if (step.kind === 'entry') text += '{}'
    else text += (text === '' ? '' : '.') + printName(step.name)
  }
  return text as FieldPath
}

/** `parseFieldPath(printFieldPath(steps))` is `steps`, for every list of steps. */
export function parseFieldPath(text: string): Result<PathStep[], NotAFieldPath> {
  const steps: PathStep[] = []
  let at = 0
  const refuse = (message: string) => fail<NotAFieldPath>({ type: 'NotAFieldPath', text, at, message })
  while (at < text.length) {
    if (text.startsWith('[]', at)) {
      steps.push(ITEM)
      at += 2
      continue
    }
    if (text.startsWith('{}', at)) {
      steps.push(ENTRY)
      at += 2
      continue
    }
    if (text[at] === '[') {
      const index = /^\[-?\d+\]/.exec(text.slice(at))
      return refuse(index ? `a field path holds no index: use \`${text.slice(0, at)}[]${text.slice(at + index[0].length)}\`` : 'expected `[]`')
    }
    if (at > 0) {
      if (text[at] !== '.') return refuse('expected `.`, `[]` or `{}`')
      at += 1
    }
    const name = readName(text, at)
    if (name === undefined) return refuse(at >= text.length ? 'the path ends after a dot' : 'expected a field name; put unusual names in back-quotes')
    steps.push({ kind: 'name', name: name.name })
    at = name.end
  }
  return ok(steps)
}

/** For paths that this program printed itself; a path from a person goes through parseFieldPath. */
export function pathSteps(path: FieldPath): PathStep[] {
  const parsed = parseFieldPath(path)
  if (!parsed.ok) throw new Error(`not a field path: ${path}`)
  return parsed.value
}

export function joinPaths(parent: FieldPath, child: FieldPath): FieldPath {
  return printFieldPath([...pathSteps(parent), ...pathSteps(child)])
}

function readName(text: string, start: number): { name: string; end: number } | undefined {
  if (text[start] !== '`') {
    let end = start
    while (end < text.length) {
      const char = String.fromCodePoint(text.codePointAt(end) ?? 0)
      if (!(end === start ? PLAIN_NAME_START : PLAIN_NAME_PART).test(char)) break
      end += char.length
    }
    return end === start ? undefined : { name: text.slice(start, end), end }
  }
  let name = ''
  let end = start + 1
  while (end < text.length) {
    if (text[end] !== '`') name += text[end++]
    else if (text[end + 1] === '`') {
      name += '`'
      end += 2
    } else return { name, end: end + 1 }
  }
  return undefined
}
