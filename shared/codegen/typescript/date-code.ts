// The `date` expression as TypeScript: digits moved from one form to the other, or a moment that is read, moved and told.
import { ISO_READ, parseDatePattern, readSource } from '../../transform/date-pattern.ts'
import type { Expr } from '../../transform/ir.ts'
import { chain, guardInto, issueCode, orElse, type Guarded, type RowPlace } from './guarded-code.ts'
import { numberCode } from './number-code.ts'
import { operandCode } from './operand-code.ts'
import { literal, templateText } from './text.ts'
import type { HelperName } from './written-functions.ts'
import { helper, primary, sortOfExpr, wrap, type Code, type Scope } from './writer.ts'

type DateExpr = Extract<Expr, { op: 'date' }>

const INSTANT = "yyyy-MM-dd'T'HH:mm:ss'Z'"
const NUMBER_READS = new Set(['unix-seconds', 'unix-milliseconds'])
const MOMENT_READS = new Set(['instant', 'unix-seconds', 'unix-milliseconds', 'ms-json'])

export function dateCode(scope: Scope, place: RowPlace, expr: DateExpr): Guarded {
  const guards: string[] = []
  const operand = guardInto(operandCode(scope, expr.from), guards)
  const sort = sortOfExpr(scope, expr.from)
  const zones = [expr.zone?.from, expr.zone?.to].map((zone) => (zone == null ? undefined : zoneCode(scope, zone, guards)))
  const amount = expr.add === null ? undefined : { expr: expr.add.amount, code: guardInto(operandCode(scope, expr.add.amount), guards) }
  const failed = issueCode(scope, place, 'not-a-date', operand.text, "''")
  const isNumber = NUMBER_READS.has(expr.read)
  const isUnreadable = isNumber ? sort === 'boolean' : sort === 'number' || sort === 'boolean'
  const text = sort === 'text' || isNumber || isUnreadable ? operand.text : `${helper(scope, 'asText')}(${operand.text}) ?? ''`
  const write = `(date) => \`${writtenParts(expr.write === 'instant' ? INSTANT : expr.write)}\``

  const isRewriting = !MOMENT_READS.has(expr.read) && expr.write !== 'instant' && expr.zone === null && expr.add === null
  const checks = zones.flatMap((zone) =>
    zone === undefined || zone.isKnown ? [] : [`${zone.text} === undefined ? ${issueCode(scope, place, 'not-a-zone', zone.given, "''")}`],
  )
  if (amount !== undefined && amount.expr.op !== 'literal') {
    const number = numberCode(scope, amount.expr, amount.code).text
    checks.push(`!Number.isSafeInteger(${number}) ? ${issueCode(scope, place, 'not-an-integer', amount.code.text, "''")}`)
  }
  const told = (): Code => {
    if (isUnreadable) return primary(failed)
    if (isRewriting) return orElse(`${helper(scope, 'reformatDate')}(${text}, ${patternName(scope, expr.read)}, ${write})`, failed)
    const [from, to] = zones
    const moment = momentCode(scope, expr, operand, text, from?.text)
    const moved = amount === undefined ? moment : movedCode(scope, expr, moment, numberCode(scope, amount.expr, amount.code), to?.text)
    const shown = expr.write === 'instant' || to?.text === undefined ? moved : `${helper(scope, 'inZone')}(${moved}, ${to.text})`
    return orElse(`${helper(scope, 'writeTime')}(${shown}, ${write})`, failed)
  }
  return { ...chain(checks, told()), guards, bare: false }
}

/** What was read, as milliseconds: a moment, or without a zone what the clock showed. */
function momentCode(scope: Scope, { from, read, zone }: DateExpr, operand: Code, text: string, fromZone: string | undefined): string {
  switch (read) {
    case 'instant':
      return `${helper(scope, 'readInstant')}(${text}, ${patternName(scope, read)})`
    case 'unix-seconds':
      return `Math.floor(${wrap(numberCode(scope, from, operand), 7)} * 1000)`
    case 'unix-milliseconds':
      return `Math.floor(${numberCode(scope, from, operand).text})`
    case 'ms-json':
      return `${helper(scope, 'readJsonDate')}(${text})`
    default: {
      const clock = `${helper(scope, 'readClock')}(${text}, ${patternName(scope, read)})`
      if (zone === null) return clock
      const inZone = fromZone === undefined ? clock : `${helper(scope, 'momentOf')}(${clock}, ${fromZone})`
      return read === 'iso'
        ? `(${helper(scope, 'hasOffset')}(${text}) ? ${helper(scope, 'readInstant')}(${text}, ${patternName(scope, 'iso')}) : ${inZone})`
        : inZone
    }
  }
}

const adders: Record<NonNullable<DateExpr['add']>['unit'], HelperName> = {
  minutes: 'addMinutes',
  hours: 'addHours',
  days: 'addDays',
  months: 'addMonths',
  years: 'addMonths',
}

/** Days, months and years are counted on the calendar of the zone. */
function movedCode(scope: Scope, { add }: DateExpr, moment: string, amount: Code, zone: string | undefined): string {
  const unit = add?.unit ?? 'days'
  const by = unit === 'years' ? `12 * ${wrap(amount, 8)}` : amount.text
  const move = (time: string) => `${helper(scope, adders[unit])}(${time}, ${by})`
  if (zone === undefined || unit === 'minutes' || unit === 'hours') return move(moment)
  return `${helper(scope, 'momentOf')}(${move(`${helper(scope, 'inZone')}(${moment}, ${zone})`)}, ${zone})`
}

type ZoneCode = { readonly text: string | undefined; readonly given: string; readonly isKnown: boolean }

/** UTC needs no code. A zone that was written down is known to be one. */
function zoneCode(scope: Scope, expr: Expr, guards: string[]): ZoneCode {
  if (expr.op === 'literal' && expr.value === 'UTC') return { text: undefined, given: '', isKnown: true }
  const { text } = guardInto(operandCode(scope, expr), guards)
  return { text: `${helper(scope, 'zoneOf')}(${text})`, given: text, isKnown: expr.op === 'literal' }
}

function writtenParts(pattern: string): string {
  const parts = parseDatePattern(pattern)
  return (parts.ok ? parts.value : []).map((part) => ('token' in part ? `\${date.${part.token}}` : templateText(part.text))).join('')
}

function patternName(scope: Scope, read: string): string {
  const name = scope.writer.plan.value(`date:${read}`)
  scope.writer.patterns.set(name, patternCode(read))
  return name
}

function patternCode(read: string): string {
  if (read === 'iso' || read === 'instant') return ISO_READ.toString()
  const parts = parseDatePattern(read)
  const source = parts.ok ? readSource(parts.value) : '(?!)'
  return /^[\x20-\x7e]*$/.test(source) ? `/${source}/u` : `new RegExp(${literal(source)}, 'u')`
}
