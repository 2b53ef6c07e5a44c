// The `date` kind: its sources and its meaning as IR. The only place that checks a date's patterns, zones and amounts before any record is seen.
import { parseReadForm, parseWriteForm } from './date-pattern.ts'
import { findZone } from './date-zone.ts'
import type { Expr } from './ir.ts'
import { lowerNumber, lowerOperand, operandSources, type Lowering } from './lowering.ts'
import type { Operand, SourceRef, ValueTransform } from './transform.ts'

type DateTransform = Extract<ValueTransform, { kind: 'date' }>

export function dateSources({ from, zone, add }: DateTransform): SourceRef[] {
  return [from, zone?.from, zone?.to, add?.amount].flatMap((operand) => (operand === undefined ? [] : operandSources(operand)))
}

export function lowerDate({ from, read, write, zone, add }: DateTransform, lowering: Lowering): Expr | undefined {
  const value = lowerOperand(from, lowering)
  const reads = parseReadForm(read)
  const writes = parseWriteForm(write)
  for (const form of [reads, writes]) if (!form.ok) lowering.report('not-a-date-pattern', form.error.message)
  // What was read without an offset is a moment only when it is known where it was told.
  const needsFrom = reads.ok && reads.value.gives === 'local' && (zone !== undefined || (writes.ok && writes.value === 'instant')) && zone?.from === undefined
  if (needsFrom) lowering.report('zone-from-missing', read)
  const zones = zone === undefined ? null : lowerZones(zone, lowering)
  const added = add === undefined ? null : lowerAmount(add, lowering)
  if (value === undefined || !reads.ok || !writes.ok || needsFrom || zones === undefined || added === undefined) return undefined
  return { op: 'date', from: value, read, write, zone: zones, add: added }
}

function lowerZones(zone: NonNullable<DateTransform['zone']>, lowering: Lowering): Extract<Expr, { op: 'date' }>['zone'] | undefined {
  const from = zone.from === undefined ? null : lowerZone(zone.from, lowering)
  const to = lowerZone(zone.to, lowering)
  return from === undefined || to === undefined ? undefined : { from, to }
}

function lowerZone(operand: Operand, lowering: Lowering): Expr | undefined {
  if (operand.of !== 'constant' || findZone(operand.value) !== undefined) return lowerOperand(operand, lowering)
  return void lowering.report('not-a-zone', JSON.stringify(operand.value))
}

function lowerAmount({ amount, unit }: NonNullable<DateTransform['add']>, lowering: Lowering): Extract<Expr, { op: 'date' }>['add'] | undefined {
  const lowered = lowerNumber(amount, lowering)
  if (lowered === undefined) return undefined
  if (lowered.op !== 'literal' || Number.isSafeInteger(lowered.value)) return { amount: lowered, unit }
  return void lowering.report('not-a-whole-number', JSON.stringify(lowered.value))
}
