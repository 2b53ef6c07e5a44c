// How a value comes about, as somebody else's spreadsheet says it: what can be run is read, what cannot stays in words. Pure.
import { parseSource } from '../mapping/source-text.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { Line } from '../mapping/line.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { Condition, SourceRef, Transform } from '../transform/transform.ts'
import { parseForeignPath } from './foreign-path.ts'
import type { FieldMatcher } from './match-fields.ts'
import { readConstant, readFormula, sourceCells } from './read-cell.ts'

/** `prose`: words that no program can run; they are in the transform where there is one. */
export type ReadRule = { readonly transform?: Transform; readonly when?: Condition; readonly prose: readonly string[] }

export type RuleTexts = {
  /** In the order of the file: rule, constant. */
  readonly rules: readonly string[]
  readonly constants: readonly string[]
  readonly conditions: readonly string[]
  readonly table?: string
}

const COPIES = /^(?:copy|copied|direct(?:ly)?(?: map(?:ping)?)?|1:1|one[- ]to[- ]one|as[- ]is|straight(?: copy| through)?|move|same|übernehmen|direkt)\.?$/i

/** `sources`: those that were found; `lost`: whether another one was not. */
export function readRule(
  setting: { readonly context: MapContext; readonly matcher: FieldMatcher; readonly line: Line },
  sources: readonly SourceRef[],
  lost: boolean,
  texts: RuleTexts,
): ReadRule {
  const [first, ...others] = sources
  const conditions = texts.conditions.map((text) => ({ text, when: readCondition(setting, text) }))
  const read = conditions.flatMap(({ when }) => (when === undefined ? [] : [when]))
  const proseConditions = conditions.flatMap(({ text, when }) => (when === undefined ? [text] : []))
  const when: Condition | undefined = read.length > 1 ? { test: 'all', of: read } : read[0]
  const exact = [...texts.constants.map((text) => readValue(text, true)), ...texts.rules.map((text) => readValue(text, false))]
  const said = exact.filter((one) => one !== undefined)
  const proseRules = [...texts.constants, ...texts.rules].filter((text, at) => exact[at] === undefined && !COPIES.test(text))
  const words = [...proseRules, ...proseConditions.map((text) => `Only if: ${text}`)]
  const several = said.length > 1 || (said.length === 0 && others.length > 0)
  if (words.length > 0 || several)
    return {
      transform: {
        kind: 'hook',
        words: [...said.map(describeValue), ...words].join('\n') || 'Made from all of these fields.',
        uses: [...sources],
      },
      prose: words.length > 0 ? words : ['Made from all of these fields.'],
      ...(when === undefined ? {} : { when }),
    }
  const transform =
    said[0] ??
    (first === undefined || lost
      ? undefined
      : texts.table === undefined
        ? sourceCells(setting.context, setting.line, first).transform
        : { kind: 'lookup' as const, from: first, table: texts.table })
  return { ...(transform === undefined ? {} : { transform }), prose: [], ...(when === undefined ? {} : { when }) }
}

/** Beside words that no program can run a value is one of the words. */
function describeValue(transform: Transform): string {
  return transform.kind === 'constant'
    ? typeof transform.value === 'string'
      ? `"${transform.value}"`
      : String(transform.value)
    : transform.kind === 'formula'
      ? `=${transform.text}`
      : transform.kind
}

/** `bare`: a column of constants says its values without quotes. */
function readValue(text: string, bare: boolean): Transform | undefined {
  const constant = readConstant(text)
  if (constant !== undefined) return { kind: 'constant', value: constant }
  const formula = readFormula(text)
  if (formula !== undefined) return parseFormula(formula).ok ? { kind: 'formula', text: formula } : undefined
  if (!bare || text.includes('\n') || text.split(/\s+/).length > 3 || text.length > 200) return undefined
  return { kind: 'constant', value: readBare(text) }
}

function readBare(text: string): JsonScalar {
  const quoted = /^'([^']*)'$/.exec(text)?.[1]
  if (quoted !== undefined) return quoted
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text)) return Number(text)
  return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : /^null$/i.test(text) ? null : text
}

/** `status = "paid"`, `PID-3 exists`, `email is not null`, or a formula of ours behind `=`. Undefined: words. */
function readCondition(
  { context, matcher, line }: { readonly context: MapContext; readonly matcher: FieldMatcher; readonly line: Line },
  text: string,
): Condition | undefined {
  const formula = readFormula(text)
  if (formula !== undefined) return parseFormula(formula).ok ? { test: 'formula', text: formula } : undefined
  const plain = text.replace(/^if\s+/i, '').trim()
  const find = (name: string): SourceRef | undefined => {
    const path = parseForeignPath(name)
    if (path === undefined || path.predicates.length > 0) return undefined
    const match = matcher.matchSource(path.names.join('/'), line.each)
    const parsed = match.found ? parseSource(context, match.text, line.each) : undefined
    return parsed?.ok === true ? parsed.value : undefined
  }
  const [, left = '', operator = '', right = ''] =
    /^([^=<>!]{1,300}?)\s*(==?|!=|<>|<=|>=|<|>)\s*("[^"]*"|'[^']*'|-?\d+(?:\.\d+)?|true|false)$/i.exec(plain) ?? []
  const ref = left === '' ? undefined : find(left)
  if (ref !== undefined) {
    const known = ({ '==': '=', '<>': '!=' } as const)[operator as '==' | '<>'] ?? (operator as '=' | '!=' | '<' | '<=' | '>' | '>=')
    return { test: 'compare', left: ref, operator: known, right: { of: 'constant', value: readBare(right.replace(/^"(.*)"$/s, "'$1'")) } }
  }
  const [, name = '', not] = /^(\S{1,300})\s+(?:is\s+)?(not\s+)?(?:valued|present|exists?|filled|populated)$/i.exec(plain) ?? []
  const value = name === '' ? undefined : find(name)
  if (value !== undefined) return not === undefined ? { test: 'filled', value } : { test: 'not', of: { test: 'filled', value } }
  const [, nullable = '', isNot] = /^(\S{1,300})\s+is\s+(not\s+)?null$/i.exec(plain) ?? []
  const looked = nullable === '' ? undefined : find(nullable)
  return looked === undefined ? undefined : isNot === undefined ? { test: 'not', of: { test: 'present', value: looked } } : { test: 'present', value: looked }
}
