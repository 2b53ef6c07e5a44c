// The only place that runs a schema's `pattern`. Patterns are anybody's text, so none becomes a RegExp (T-1A): a pattern is read into
// states that are all followed at once, in time proportional to the text. What is not understood is not decided.

/** States of one pattern and characters of a text, at most: beyond them nothing is decided. */
const MOST_STATES = 2_000
const LONGEST_TEXT = 10_000

type Takes = (point: number) => boolean
/** `next`: states that are entered without a character. `start` and `end` hold only there. */
type State =
  | { readonly is: 'take'; readonly takes: Takes; next: number }
  | { readonly is: 'split'; next: number[] }
  | { readonly is: 'start' | 'end'; next: number }
  | { readonly is: 'match' }

type Piece =
  | { readonly is: 'take'; readonly takes: Takes }
  | { readonly is: 'start' | 'end' }
  | { readonly is: 'sequence' | 'choice'; readonly of: readonly Piece[] }
  | { readonly is: 'repeat'; readonly of: Piece; readonly least: number; readonly most: number }

const known = new Map<string, readonly State[] | undefined>()
const MOST_KNOWN = 500

/** As JSON Schema means it: anywhere in the text unless it is anchored. Undefined: the pattern is not understood, or there is too much of it. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  if (text.length > LONGEST_TEXT) return undefined
  if (!known.has(pattern)) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(pattern, compile(pattern))
  }
  const states = known.get(pattern)
  return states === undefined
    ? undefined
    : run(
        states,
        [...text].map((character) => character.codePointAt(0) ?? 0),
      )
}

function compile(pattern: string): State[] | undefined {
  const piece = parsePattern(pattern)
  if (piece === undefined) return undefined
  const states: State[] = [{ is: 'match' }]
  const add = (state: State): number => {
    if (states.length >= MOST_STATES) throw new TooMany()
    return states.push(state) - 1
  }
  /** The state to enter so that the piece is matched, and then `next`. */
  const build = (one: Piece, next: number): number => {
    switch (one.is) {
      case 'take':
        return add({ is: 'take', takes: one.takes, next })
      case 'start':
      case 'end':
        return add({ is: one.is, next })
      case 'sequence':
        return one.of.reduceRight((after, part) => build(part, after), next)
      case 'choice':
        return add({ is: 'split', next: one.of.map((part) => build(part, next)) })
      case 'repeat': {
        let after = next
        if (one.most === Infinity) {
          const loop: State = { is: 'split', next: [next] }
          after = add(loop)
          loop.next.push(build(one.of, after))
        } else for (let at = one.least; at < one.most; at++) after = add({ is: 'split', next: [build(one.of, after), next] })
        for (let at = 0; at < one.least; at++) after = build(one.of, after)
        return after
      }
    }
  }
  try {
    const first = build(piece, 0)
    states.push({ is: 'split', next: [first] })
    return states
  } catch (error) {
    if (error instanceof TooMany) return undefined
    throw error
  }
}

class TooMany extends Error {}

function run(states: readonly State[], points: readonly number[]): boolean {
  let here = new Set<number>()
  for (let at = 0; at <= points.length; at++) {
    // A match may begin at each place.
    if (enter(states, states.length - 1, at, points.length, here)) return true
    const point = points[at]
    if (point === undefined) return false
    const next = new Set<number>()
    for (const index of here) {
      const state = states[index]
      if (state?.is === 'take' && state.takes(point) && enter(states, state.next, at + 1, points.length, next)) return true
    }
    here = next
  }
  return false
}

/** Adds all that is reached without a character; true where that is the end of the pattern. */
function enter(states: readonly State[], first: number, at: number, length: number, into: Set<number>): boolean {
  const stack = [first]
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (into.has(index)) continue
    into.add(index)
    const state = states[index]
    if (state?.is === 'match') return true
    if (state?.is === 'split') stack.push(...state.next)
    else if (state?.is === 'start' && at === 0) stack.push(state.next)
    else if (state?.is === 'end' && at === length) stack.push(state.next)
  }
  return false
}

const MOST_NESTING = 30

function parsePattern(pattern: string): Piece | undefined {
  const source = [...pattern]
  let at = 0
  const refuse = (): never => {
    throw new NotUnderstood()
  }
  const choice = (depth: number): Piece => {
    if (depth > MOST_NESTING) refuse()
    const options = [sequence(depth)]
    while (source[at] === '|') {
      at += 1
      options.push(sequence(depth))
    }
    return options.length === 1 ? (options[0] as Piece) : { is: 'choice', of: options }
  }
  const sequence = (depth: number): Piece => {
    const parts: Piece[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(one(depth)))
    return { is: 'sequence', of: parts }
  }
  const one = (depth: number): Piece => {
    const character = source[at++]
    switch (character) {
      case '^':
        return { is: 'start' }
      case '$':
        return { is: 'end' }
      case '.':
        return { is: 'take', takes: (point) => ![10, 13, 0x2028, 0x2029].includes(point) }
      case '(': {
        if (source[at] === '?') {
          if (source[at + 1] !== ':') refuse()
          at += 2
        }
        const inner = choice(depth + 1)
        if (source[at++] !== ')') refuse()
        return inner
      }
      case '[':
        return { is: 'take', takes: readClass() }
      case '\\':
        return { is: 'take', takes: readEscape() }
      case '*':
      case '+':
      case '?':
      case '{':
      case undefined:
        return refuse()
      default:
        return { is: 'take', takes: isPoint(character) }
    }
  }
  const repeated = (piece: Piece): Piece => {
    const rest = source.slice(at, at + 16).join('')
    const counted = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(rest)
    const limits =
      source[at] === '*' ? [0, Infinity] : source[at] === '+' ? [1, Infinity] : source[at] === '?' ? [0, 1] : counted === null ? undefined : countsOf(counted)
    if (limits === undefined) return piece
    at += counted === null ? 1 : counted[0].length
    // A match is a match, however little of the text it takes.
    if (source[at] === '?') at += 1
    if (/[*+?]/.test(source[at] ?? '')) refuse()
    const [least = 0, most = 0] = limits
    if (piece.is === 'start' || piece.is === 'end' || most < least) refuse()
    return { is: 'repeat', of: piece, least, most }
  }
  const readEscape = (): Takes => {
    const character = source[at++] ?? refuse()
    const shorthand = shorthands[character]
    if (shorthand !== undefined) return shorthand
    const control = controls[character]
    if (control !== undefined) return isPoint(control)
    if (character === 'x' || character === 'u') {
      const digits = source.slice(at, at + (character === 'x' ? 2 : 4)).join('')
      if (!/^(?:[0-9a-fA-F]{2}|[0-9a-fA-F]{4})$/.test(digits)) refuse()
      at += digits.length
      const point = Number.parseInt(digits, 16)
      return (given) => given === point
    }
    // Letters and digits mean something else: a boundary, a reference, a kind of character.
    if (/[A-Za-z0-9]/.test(character)) refuse()
    return isPoint(character)
  }
  const readClass = (): Takes => {
    const negated = source[at] === '^'
    if (negated) at += 1
    const takes: Takes[] = []
    while (source[at] !== ']') {
      const first = source[at++] ?? refuse()
      if (first === '\\') {
        takes.push(readEscape())
        if (source[at] === '-' && source[at + 1] !== ']') refuse()
        continue
      }
      if (source[at] !== '-' || source[at + 1] === ']') {
        takes.push(isPoint(first))
        continue
      }
      at += 1
      const last = source[at++] ?? refuse()
      if (last === '\\') refuse()
      const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]
      if (to < from) refuse()
      takes.push((point) => point >= from && point <= to)
    }
    at += 1
    return (point) => takes.some((take) => take(point)) !== negated
  }
  try {
    const piece = choice(0)
    return at === source.length ? piece : undefined
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined
    throw error
  }
}

class NotUnderstood extends Error {}

function countsOf([, least = '', comma, most = '']: RegExpExecArray): number[] {
  return [Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most)]
}

function isPoint(character: string): Takes {
  const point = character.codePointAt(0) ?? 0
  return (given) => given === point
}

const isDigit: Takes = (point) => point >= 48 && point <= 57
const isWord: Takes = (point) => isDigit(point) || (point >= 65 && point <= 90) || (point >= 97 && point <= 122) || point === 95
const isSpace: Takes = (point) => /\s/u.test(String.fromCodePoint(point))
const shorthands: Readonly<Record<string, Takes | undefined>> = {
  d: isDigit,
  D: (point) => !isDigit(point),
  w: isWord,
  W: (point) => !isWord(point),
  s: isSpace,
  S: (point) => !isSpace(point),
}
const controls: Readonly<Record<string, string | undefined>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' }
