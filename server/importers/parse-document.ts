// The only place that parses uploaded JSON, YAML and lines of JSON. Unprotected: runs in the killable child only (T-11).
import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'
import { DOCUMENT, printPlace, type Place } from '../../shared/schema/json-pointer.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { MOST_NODES } from '../../shared/schema/schema-read-error.ts'
import { findJsonError, lineAndColumn, type JsonFault } from './find-json-error.ts'
import type { ImportError } from './import-error.ts'

export type ParsedDocument = {
  readonly value: unknown
  readonly syntax: 'json' | 'yaml' | 'json-lines'
}

/** Levels of any value in a description. Schemas have their own, lower limit; this one is for all that stands around them. */
export const MOST_DOCUMENT_DEPTH = 256
/** How often YAML aliases may repeat a part (T-17). */
const MOST_ALIASES = 50

/** The first place deeper than `limit`, or too many values; undefined when all is well. Iterative. */
export function checkNesting(root: unknown, limit: number, file: string): ImportError | undefined {
  let count = 0
  const stack: { value: object; place: Place; depth: number }[] = typeof root === 'object' && root !== null ? [{ value: root, place: DOCUMENT, depth: 1 }] : []
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, place, depth } = next
    if (depth > limit) return { type: 'TooDeep', at: printPlace(place), limit, file }
    const keys = Array.isArray(value) ? undefined : Object.keys(value)
    const length = keys?.length ?? (value as unknown[]).length
    count += length
    if (count > MOST_NODES) return { type: 'TooManyNodes', limit: MOST_NODES, file }
    for (let i = 0; i < length; i++) {
      const child: unknown = keys === undefined ? (value as unknown[])[i] : (value as Record<string, unknown>)[keys[i] as string]
      if (typeof child === 'object' && child !== null) stack.push({ value: child, place: { above: place, token: keys?.[i] ?? String(i) }, depth: depth + 1 })
    }
  }
  return undefined
}

/** Plain data: own properties only, also for names such as `__proto__`. `json-lines` gives the list of the lines' values. */
export function parseJson(text: string, file: string): Result<ParsedDocument, ImportError> {
  try {
    return shallow({ value: JSON.parse(text) as unknown, syntax: 'json' })
  } catch {
    const lines = parseLines(text)
    if (lines !== undefined) return shallow({ value: lines, syntax: 'json-lines' })
    const fault = findJsonError(text) ?? { at: 0, wanted: 'a value', ended: false }
    // A flow mapping of YAML begins like JSON too.
    const yaml = /\.ya?ml$/i.test(file) && !fault.ended ? parseYaml(text, file) : undefined
    return yaml?.ok === true ? yaml : fail(jsonError(text, fault, file))
  }

  /** The text is looked through first: a walk over the values of a large document takes as long as its readers. */
  function shallow(parsed: ParsedDocument): Result<ParsedDocument, ImportError> {
    const refused = isNestedDeeper(text, MOST_DOCUMENT_DEPTH) ? checkNesting(parsed.value, MOST_DOCUMENT_DEPTH, file) : undefined
    return refused === undefined ? ok(parsed) : fail(refused)
  }
}

/** Of a text that is JSON. */
function isNestedDeeper(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
    else if (code === 0x22) {
      for (at = text.indexOf('"', at + 1); at > 0 && isEscaped(text, at);) at = text.indexOf('"', at + 1)
      if (at < 0) return false
    }
  }
  return false
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0
  while (text.charCodeAt(quote - slashes - 1) === 0x5c) slashes += 1
  return slashes % 2 === 1
}

function jsonError(text: string, fault: JsonFault, file: string): ImportError {
  const { line, column } = lineAndColumn(text, fault.at)
  return fault.ended ? { type: 'Truncated', file, line, column } : { type: 'NotJson', file, line, column, wanted: fault.wanted }
}

/** One JSON value per line, at least two; undefined when a line is none. */
function parseLines(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2) return undefined
  const values: unknown[] = []
  try {
    for (const line of lines) values.push(JSON.parse(line))
  } catch {
    return undefined
  }
  return values
}

/** `schema` holds even where a `%YAML 1.1` line asks for another: `no` stays a text, dates stay texts, nothing is merged or constructed. */
const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: true,
  strict: true,
  prettyErrors: false,
  // `silent` would leave out all documents but the first without a word.
  logLevel: 'error',
} as const

/** Loaded only when needed: it is larger than all the rest of the child. */
function loadYaml(): typeof Yaml {
  return createRequire(import.meta.url)('yaml') as typeof Yaml
}

/** Where the value stands in a YAML text that has been parsed before; of a member from the beginning of its name. */
export function findInYaml(text: string, tokens: readonly string[]): { readonly from: number; readonly to: number } | undefined {
  const { parseDocument: parseYamlDocument, isAlias, isMap, isScalar, isSeq } = loadYaml()
  const document = parseYamlDocument(text, YAML_OPTIONS)
  let node: unknown = document.contents
  let range: Yaml.Range | null | undefined = document.contents?.range
  let from = range?.[0] ?? 0
  for (const token of tokens) {
    if (isAlias(node)) node = node.resolve(document)
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && keyText(key.value) === token)
      next = pair?.value
      from = isScalar(pair?.key) ? (pair.key.range?.[0] ?? from) : from
    } else if (isSeq(node)) {
      next = /^\d{1,9}$/.test(token) ? node.items[Number(token)] : undefined
      from = (next as Yaml.Node | undefined)?.range?.[0] ?? from
    }
    if (next === undefined || next === null) return undefined
    node = next
    range = (next as Yaml.Node).range
  }
  return range === undefined || range === null ? undefined : { from, to: Math.max(from, range[1]) }
}

/** As a key of plain data. */
function keyText(value: unknown): string {
  return typeof value === 'object' ? '' : String(value as string | number | boolean)
}

/** Plain data, as of JSON. */
export function parseYaml(text: string, file: string): Result<ParsedDocument, ImportError> {
  const { LineCounter, parseDocument: parseYamlDocument } = loadYaml()
  const lines = new LineCounter()
  const document = parseYamlDocument(text, { ...YAML_OPTIONS, lineCounter: lines })
  const [error] = document.errors
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0])
    if (error.code === 'RESOURCE_EXHAUSTION') return fail({ type: 'TooDeep', at: '', limit: MOST_DOCUMENT_DEPTH, file })
    if (error.code === 'MULTIPLE_DOCS')
      return fail({ type: 'NotYaml', file, line, column: col, reason: 'a second document begins here. Save each document as a file of its own.' })
    if (error.pos[1] >= text.trimEnd().length) return fail({ type: 'Truncated', file, line, column: col })
    return fail({ type: 'NotYaml', file, line, column: col, reason: `${error.message.split('\n')[0] ?? ''}.`.replace(/[.:]+$/, '.') })
  }
  const custom = document.warnings.find((warning) => warning.code === 'TAG_RESOLVE_FAILED')
  if (custom !== undefined) {
    const { line, col } = lines.linePos(custom.pos[0])
    return fail({ type: 'NotYaml', file, line, column: col, reason: 'tags of its own (`!name`) are not read. Remove the tag.' })
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES })
    // Aliases can make a value its own part; JSON cannot, and its readers have limits of their own.
    const refused = checkNesting(value, MOST_DOCUMENT_DEPTH, file)
    return refused === undefined ? ok({ value, syntax: 'yaml' }) : fail(refused)
  } catch (cause) {
    if (cause instanceof ReferenceError) return fail({ type: 'TooManyAliases', file, limit: MOST_ALIASES })
    throw cause
  }
}
