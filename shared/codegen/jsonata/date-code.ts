// Dates as JSONata: read to milliseconds, moved, written. Named zones cannot be said (fidelity.ts).
import { DATE_TOKENS, parseDatePattern, type DateToken, type PatternPart } from '../../transform/date-pattern.ts'
import { findZone } from '../../transform/date-zone.ts'
import type { Expr } from '../../transform/ir.ts'
import type { DateUnit, NullPolicy } from '../../transform/transform.ts'
import { literalCode } from './constant-code.ts'
import { overOperands, type Operand } from './operand-code.ts'
import { literal, patternText, regularExpression } from './text.ts'
import { call, helper, primary, refusal, rowText, wrap, type Code, type Scope, type Value } from './writer.ts'

type DateExpr = Extract<Expr, { op: 'date' }>

/** Milliseconds that a zone is ahead of UTC, for ever; undefined for a zone with a name, or one that only the record or the settings know. */
export function fixedOffset(zone: Expr): number | undefined {
  if (zone.op !== 'literal' || typeof zone.value !== 'string') return undefined
  return zone.value === 'UTC' || /^[+-]/.test(zone.value) ? findZone(zone.value)?.(0) : undefined
}

export function dateValue(scope: Scope, expr: DateExpr, nulls: NullPolicy): Value {
  const zones = expr.zone === null ? [] : [expr.zone.from, expr.zone.to]
  if (zones.some((zone) => zone !== null && fixedOffset(zone) === undefined))
    return { code: refusal(scope, 'not exported: a zone with a name'), absent: 'never' }
  const operands = [expr.from, ...(expr.add === null ? [] : [expr.add.amount])]
  return overOperands(scope, operands, nulls, ([from, amount]) => {
    const read = readCode(scope, expr, from)
    const moved = addCode(scope, expr, read, amount)
    return writeCode(scope, expr, moved)
  })
}

function readCode(scope: Scope, { read, zone }: DateExpr, operand: Operand | undefined): Code {
  const value = operand?.raw.text ?? '()'
  const { writer } = scope
  const inRange = (code: Code) => helper(writer, 'inRange', code.text, rowText(scope))
  const number = () => helper(writer, 'toNumber', value, rowText(scope)).text
  const told = zone?.from === undefined || zone.from === null ? 0 : (fixedOffset(zone.from) ?? 0)
  switch (read) {
    case 'instant':
      return inRange(helper(writer, 'readInstant', value, rowText(scope)))
    case 'unix-seconds':
      return inRange(call('floor', `${number()} * 1000`))
    case 'unix-milliseconds':
      return inRange(call('floor', number()))
    case 'ms-json':
      return inRange(helper(writer, 'readJsonDate', value, rowText(scope)))
    case 'iso':
      return zone === null ? helper(writer, 'readIso', value, rowText(scope)) : inRange(helper(writer, 'readIsoIn', value, literal(told), rowText(scope)))
  }
  const local = helper(writer, 'readDate', value, ...readForm(read), rowText(scope))
  return told === 0 ? local : inRange({ text: `${local.text} - ${literalText(told)}`, prec: 4 })
}

/** The regular expression of a pattern, and its groups in the order of ISO 8601. */
function readForm(pattern: string): readonly [form: string, as: string] {
  const parsed = parseDatePattern(pattern)
  const parts = parsed.ok ? parsed.value : []
  const tokens = parts.flatMap((part) => ('token' in part ? [part.token] : []))
  const source = parts.map((part) => ('token' in part ? `([0-9]{${part.token.length}})` : patternText(part.text))).join('')
  const group = (token: DateToken) => (tokens.includes(token) ? `$${tokens.indexOf(token) + 1}` : token === 'MM' || token === 'dd' ? '01' : '00')
  const [yyyy, MM, dd, HH, mm, ss] = DATE_TOKENS.map(group)
  return [regularExpression(`^${source}$`), literal(`${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}`)]
}

const MILLISECONDS: Record<Exclude<DateUnit, 'months' | 'years'>, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

function addCode(scope: Scope, { add, zone }: DateExpr, time: Code, operand: Operand | undefined): Code {
  if (add === null || operand === undefined) return time
  const { writer } = scope
  const inRange = (code: Code) => helper(writer, 'inRange', code.text, rowText(scope))
  const { unit, amount } = add
  const whole =
    amount.op === 'literal' && typeof amount.value === 'number' ? literalCode(amount.value) : helper(writer, 'toInteger', operand.raw.text, rowText(scope))
  if (unit !== 'months' && unit !== 'years') return inRange({ text: `${wrap(time, 4)} + ${wrap(whole, 6)} * ${MILLISECONDS[unit]}`, prec: 4 })
  const months = unit === 'years' ? `${wrap(whole, 6)} * 12` : whole.text
  // Months are counted on the calendar of the zone that the date is told in.
  const ahead = zone === null ? 0 : (fixedOffset(zone.to) ?? 0)
  const local = ahead === 0 ? time.text : `${wrap(time, 4)} + ${literalText(ahead)}`
  const added = helper(writer, 'addMonths', local, months)
  return inRange(ahead === 0 ? added : { text: `${added.text} - ${literalText(ahead)}`, prec: 4 })
}

function writeCode(scope: Scope, { write, zone }: DateExpr, time: Code): Code {
  if (write === 'instant') return call('fromMillis', time.text, literal('[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z'))
  const ahead = zone === null ? 0 : (fixedOffset(zone.to) ?? 0)
  const told = ahead === 0 ? time : helper(scope.writer, 'inRange', `${wrap(time, 4)} + ${literalText(ahead)}`, rowText(scope))
  return call('fromMillis', told.text, literal(picture(write)))
}

const MARKERS: Record<DateToken, string> = { yyyy: '[Y0001]', MM: '[M01]', dd: '[D01]', HH: '[H01]', mm: '[m01]', ss: '[s01]' }

/** Brackets are doubled, because they begin and end a marker. */
function picture(pattern: string): string {
  const parsed = parseDatePattern(pattern)
  const write = (part: PatternPart) => ('token' in part ? MARKERS[part.token] : part.text.replaceAll('[', '[[').replaceAll(']', ']]'))
  return (parsed.ok ? parsed.value : []).map(write).join('')
}

function literalText(value: number): string {
  return wrap(primary(literal(value)), value < 0 ? 10 : 0)
}
