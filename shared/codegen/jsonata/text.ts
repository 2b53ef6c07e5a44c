// The only ways in which a person's text gets into generated JSONata (T-20): literal, step, variable, remark.
import type { JsonScalar } from '../../schema/json-value.ts'
import { comment } from '../typescript/text.ts'

// All but printable ASCII, letters and signs that stand for themselves; lone surrogates among them.
const UNSAFE =
  /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u2bff\u3041-\ud7ff\ud800-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** Read as they stand by the lexer: no operator in them, none a word of the language. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/
const WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])
/** Names that jsonata keeps for functions: an object with such a field cannot be made. */
const REFUSED = new Set(['_jsonata_lambda', '_jsonata_function'])

/** A literal in double quotes, a number, `true`, `false` or `null`. The value survives exactly. */
export function literal(value: JsonScalar): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '0' : String(value)
  const safe = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return `"${safe.replaceAll(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
}

/** `.name` or `."odd name"`: a step in quotes may hold any character, which a name in back-quotes may not. */
export function step(name: string): string {
  return `.${PLAIN.test(name) && !WORDS.has(name) ? name : literal(name)}`
}

/** False for the two names that jsonata refuses in an object. */
export function isPossibleName(name: string): boolean {
  return !REFUSED.has(name)
}

/** A comment on one line, that nothing in it can end. Empty for an empty text. */
export function remark(text: string, most = 160): string {
  const line = comment(text, most)
  return line === '' ? '' : `/* ${line} */`
}

/** `/.../` of a regular expression's source; its brackets have to be balanced, because jsonata counts them. */
export function regularExpression(source: string): string {
  return `/${source.replaceAll(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}/`
}

/** A text inside a regular expression: letters and digits as they are, everything else by its code. */
export function patternText(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9 _-]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
