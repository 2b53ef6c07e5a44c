// The only three ways in which a person's text gets into generated TypeScript (T-20): literal, identifier, comment.
import type { JsonScalar } from '../../schema/json-value.ts'

// Line and paragraph separators, controls, bidirectional marks, the byte order mark, lone surrogates.
// oxlint-disable-next-line no-control-regex -- these are the characters to be kept out
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A literal in single quotes, a number, `true`, `false` or `null`. The value survives exactly. */
export function literal(value: JsonScalar): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '0' : String(value)
  const safe = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
  return `'${safe.replaceAll(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).replaceAll('</', '<\\/')}'`
}

/** The same text between `${}` of a template literal. */
export function templateText(value: string): string {
  return literal(value).slice(1, -1).replaceAll("\\'", "'").replaceAll('`', '\\`').replaceAll('${', '\\${')
}

/** ASCII letters and digits only, never a reserved word. `style`: lineItem, LineItem, LINE_ITEM. Empty for text without any letter or digit. */
export function identifier(text: string, style: 'camel' | 'pascal' | 'upper'): string {
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  if (words.length === 0) return ''
  if (style === 'upper') return withoutDigit(words.map((word) => word.toUpperCase()).join('_'), 'T_')
  const joined = words
    .map((word, index) =>
      index === 0 && style === 'camel'
        ? word.charAt(0).toLowerCase() + (isUpper(word) ? word.slice(1).toLowerCase() : word.slice(1))
        : word.charAt(0).toUpperCase() + (isUpper(word) ? word.slice(1).toLowerCase() : word.slice(1)),
    )
    .join('')
  return withoutDigit(joined, style === 'pascal' ? 'T' : 'n')
}

/** One line, at most `most` characters, that cannot end the comment it stands in. */
export function comment(text: string, most = 160): string {
  const line = text
    .replaceAll(UNSAFE, ' ')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replaceAll('</', '< /')
    .replaceAll(/@(?=ts-|\w)/g, '@ ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}

/** `.name` or `['odd name']`. */
export function member(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${literal(name)}]`
}

/** `order.billing.email` for `order.billing?.email`: the path where all of it is there. */
export function sureText(path: string): string {
  return path.replaceAll(/'(?:[^'\\]|\\.)*'|\?\.\[|\?\./g, (found) => (found.startsWith("'") ? found : found === '?.' ? '.' : '['))
}

/** The name of a property in an object literal. `__proto__` is written computed, or it would set the prototype. */
export function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}

/** Names that every object has without owning them. */
export const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype))

function isUpper(word: string): boolean {
  return word.length > 2 && word === word.toUpperCase() && /[A-Z]/.test(word)
}

function withoutDigit(name: string, prefix: string): string {
  return /^\d/.test(name) ? prefix + name : name
}
