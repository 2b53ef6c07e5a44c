// Where a long line of generated code is broken: before the parts of a condition and after the arguments of a call. The text is our own,
// so that brackets, texts and templates are all there is to know of its syntax; what is not understood stays on its line.

/** The code in lines of at most `most` characters, where that can be: joined without their indents they are the code. */
export function breakCode(code: string, most: number): string[] {
  if (code.length <= most) return [code]
  const arrow = outsideOf(code).find((at) => code.startsWith(' => ', at))
  if (arrow !== undefined) return breakArrow(code, arrow + 4, most)
  const operators = findOperators(code)
  if (operators.length > 0) return splitAt(code, operators).flatMap((part, index) => breakOperand(part, most, index === 0 ? '' : '  '))
  return breakBraces(code, most) ?? breakCall(code, most) ?? [code]
}

/** `{ a: 1, b: 2 }` or `[a, b]` with a field on each line. */
function breakBraces(code: string, most: number): string[] | undefined {
  const isObject = code.startsWith('{ ')
  if ((!isObject && !code.startsWith('[')) || findClose(code, 0) !== code.length - 1) return undefined
  const fields = splitArguments(code.slice(1, -1))
  return [code.charAt(0), ...fields.flatMap((field) => breakCode(field, most - 2)).map((line) => `  ${line}`), code.slice(-1)]
}

/** `(a) => body`, with the body on lines of its own. A block stays as it is. */
function breakArrow(code: string, body: number, most: number): string[] {
  const inner = code.slice(body)
  if (inner.startsWith('{')) return [code]
  // A call begins behind the arrow; what is joined by operators stands below it.
  const call = findOperators(inner).length === 0 ? breakCall(inner, most) : undefined
  if (call !== undefined) return [code.slice(0, body) + (call[0] ?? ''), ...call.slice(1)]
  return [code.slice(0, body - 1), ...breakCode(inner, most - 2).map((line) => `  ${line}`)]
}

/** The operator stays with what follows it. */
function breakOperand(part: string, most: number, indent: string): string[] {
  const [head = ''] = /^(?:\?\? |\? |: )?/.exec(part) ?? []
  const [first = '', ...rest] = breakCode(part.slice(head.length), most - indent.length - head.length)
  return [head + first, ...rest].map((line) => indent + line)
}

/** `name(a, b)` with an argument on each line; undefined where the code is no such call. */
function breakCall(code: string, most: number): string[] | undefined {
  const open = findCall(code)
  const close = open === undefined ? undefined : findClose(code, open)
  if (open === undefined || close === undefined || !/^[,;)]*$/.test(code.slice(close + 1))) return undefined
  const args = splitArguments(code.slice(open + 1, close))
  const [only] = args
  if (only === undefined) return undefined
  const arrow = args.at(-1)?.indexOf(' => ') ?? -1
  const inner =
    args
      .at(-1)
      ?.slice(arrow + 4)
      .replace(/,$/, '') ?? ''
  const head = code.slice(0, close === undefined ? 0 : close - inner.length).trimEnd()
  // A function comes last: what it gives stands below, and the rest in front of it.
  if (
    args.length > 2 &&
    arrow >= 0 &&
    !inner.startsWith('{') &&
    head.endsWith('=>') &&
    head.length <= most &&
    args.slice(0, -1).every((arg) => !arg.includes('=>'))
  )
    return [head, ...breakCode(inner, most - 2).map((line) => `  ${line}`), code.slice(close)]
  if (args.length > 1) return [code.slice(0, open + 1), ...args.flatMap((arg) => breakCode(arg, most - 2)).map((line) => `  ${line}`), code.slice(close)]
  // One argument begins behind the bracket, so that calls in calls do not wander to the right.
  const lines = breakCode(only, Math.min(most, only.length - 1))
  return [...lines.slice(0, -1), `${lines.at(-1)}${code.slice(close)}`].map((line, index) => (index === 0 ? code.slice(0, open + 1) + line : line))
}

/** The places of `?` and `:`, or else of `??`, that stand in no bracket. */
function findOperators(code: string): number[] {
  const outside = outsideOf(code)
  const conditional = outside.filter((at) => /^ [?:] /.test(code.slice(at, at + 3)))
  return conditional.length > 0 ? conditional : outside.filter((at) => code.startsWith(' ?? ', at))
}

/** Positions that stand in no bracket, text or template; none in code that is not balanced. */
function outsideOf(code: string): number[] {
  const places: number[] = []
  let depth = 0
  for (let at = 0; at < code.length; at++) {
    const next = skipText(code, at)
    if (next !== undefined) {
      at = next
      continue
    }
    const char = code.charAt(at)
    if ('([{'.includes(char)) depth += 1
    else if (')]}'.includes(char)) depth -= 1
    else if (depth === 0) places.push(at)
    if (depth < 0) return []
  }
  return depth === 0 ? places : []
}

/** The last character of the text or template that begins here. */
function skipText(code: string, start: number): number | undefined {
  const quote = code.charAt(start)
  if (quote !== "'" && quote !== '`') return undefined
  for (let at = start + 1; at < code.length; at++) {
    if (code.charAt(at) === '\\') at += 1
    else if (code.charAt(at) === quote) return at
    else if (quote === '`' && code.startsWith('${', at)) at = findClose(code, at + 1) ?? code.length
  }
  return code.length
}

function findClose(code: string, open: number): number | undefined {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    const next = skipText(code, at)
    if (next !== undefined) {
      at = next
      continue
    }
    if ('([{'.includes(code.charAt(at))) depth += 1
    else if (')]}'.includes(code.charAt(at)) && --depth === 0) return at
  }
  return undefined
}

/** The bracket of the last call outside of others: what stands before it may be a chain of calls. */
function findCall(code: string): number | undefined {
  const outside = new Set(outsideOf(code))
  let found: number | undefined
  for (let at = 1; at < code.length; at++) {
    const next = skipText(code, at)
    if (next !== undefined) {
      at = next
      continue
    }
    if (code.charAt(at) === '(') {
      const close = findClose(code, at)
      if (outside.has(at - 1) && /\w|>/.test(code.charAt(at - 1))) found = at
      at = close ?? code.length
    }
  }
  return found
}

function splitArguments(code: string): string[] {
  const commas = outsideOf(code).filter((at) => code.startsWith(', ', at))
  const args = splitAt(code, commas).map((part) => part.replace(/^, /, ''))
  return args.length === 1 ? args.filter((arg) => arg !== '') : args.map((arg) => `${arg},`)
}

function splitAt(code: string, places: readonly number[]): string[] {
  const ends = [...places, code.length]
  return ends.map((end, index) => code.slice(index === 0 ? 0 : (places[index - 1] ?? 0), end).trim())
}
