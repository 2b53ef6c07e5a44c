// Dates as closures (SPEC.md, D rules).
import { addToLocal, isInRange, readMoment, toParts, writeInstant, type Reading } from './date-moment.ts'
import { parseReadForm, parseWriteForm, readDate, writeDate, type PatternPart, type ReadForm } from './date-pattern.ts'
import { findZone, instantOf, type Zone } from './date-zone.ts'
import type { Expr } from './ir.ts'
import { Failure, isEmptyOrFailed, type Evaluate } from './outcome.ts'
import { toNumber } from './scalar-conversion.ts'
import type { DateUnit } from './transform.ts'

type DateExpr = Extract<Expr, { op: 'date' }>

export function compileDate(expr: DateExpr, from: Evaluate, compileOperand: (expr: Expr) => Evaluate): Evaluate {
  const read = parseReadForm(expr.read)
  const write = parseWriteForm(expr.write)
  if (!read.ok || !write.ok) return () => new Failure('not-a-date', null)
  if (read.value.gives === 'local' && write.value !== 'instant' && expr.zone === null && expr.add === null)
    return compileRewriting(from, read.value.form, write.value)
  return compileMoment(expr, from, read.value, write.value, compileOperand)
}

/** Nothing is converted, so the digits move from one form to the other. */
function compileRewriting(from: Evaluate, form: RegExp, parts: readonly PatternPart[]): Evaluate {
  return (scope) => {
    const value = from(scope)
    if (isEmptyOrFailed(value)) return value
    const date = typeof value === 'string' ? readDate(value, form) : undefined
    return date === undefined ? new Failure('not-a-date', value) : writeDate(date, parts)
  }
}

function compileMoment(
  expr: DateExpr,
  from: Evaluate,
  read: ReadForm,
  write: readonly PatternPart[] | 'instant',
  compileOperand: (expr: Expr) => Evaluate,
): Evaluate {
  const operands = [expr.zone?.from, expr.zone?.to, expr.add?.amount].map((operand) => (operand == null ? undefined : compileOperand(operand)))
  return (scope) => {
    const value = from(scope)
    if (isEmptyOrFailed(value)) return value
    const given = operands.map((operand) => operand?.(scope))
    for (const one of given) if (one !== undefined && isEmptyOrFailed(one)) return one
    const [fromZone, toZone] = given.slice(0, 2).map((name) => (name === undefined ? UTC : findZone(name)))
    if (fromZone === undefined || toZone === undefined) return new Failure('not-a-zone', given[fromZone === undefined ? 0 : 1])
    const amount = given[2] === undefined ? undefined : toNumber(given[2])
    if (amount !== undefined && !Number.isSafeInteger(amount)) return new Failure('not-an-integer', given[2])
    const reading = readMoment(value, read)
    const written = reading === undefined ? undefined : writeMoment(expr, reading, fromZone, toZone, amount, write)
    return written ?? new Failure('not-a-date', value)
  }
}

/** Undefined where the time leaves the years 0000 to 9999, or its offset is none. */
function writeMoment(
  { zone, add }: DateExpr,
  { local, offset }: Reading,
  from: Zone,
  to: Zone,
  amount: number | undefined,
  write: readonly PatternPart[] | 'instant',
): string | undefined {
  // Without a zone no offset is applied: what was written is what is told.
  const instant = zone === null ? local : offset === undefined ? instantOf(local, from) : local - offset
  if (!isInRange(instant)) return undefined
  const moved = add === null || amount === undefined ? instant : addTo(instant, amount, add.unit, to)
  if (!isInRange(moved)) return undefined
  if (write === 'instant') return writeInstant(moved)
  const told = moved + to(moved)
  return isInRange(told) ? writeDate(toParts(told), write) : undefined
}

/** Minutes and hours pass; days, months and years are counted on the calendar of the zone. */
function addTo(instant: number, amount: number, unit: DateUnit, zone: Zone): number {
  if (unit === 'minutes' || unit === 'hours') return addToLocal(instant, amount, unit)
  const local = addToLocal(instant + zone(instant), amount, unit)
  return isInRange(local) ? instantOf(local, zone) : Number.NaN
}

/** Also where no zone is given: adding is then the same on the clock and in time. */
const UTC: Zone = () => 0
