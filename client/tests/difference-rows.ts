// Which fields of a comparison are shown: the differences, these with their neighbours, or all. Pure.
import { isDifference, type ComparedField } from '../../shared/mapping/compare-fields.ts'

export const SHOWINGS = ['differences', 'neighbours', 'all'] as const
export type Showing = (typeof SHOWINGS)[number]

/** `hidden`: of those that are not shown, how many agree and how many are not compared. */
export type ShownFields = { readonly fields: readonly ComparedField[]; readonly agree: number; readonly ignored: number }

/** A neighbour stands directly before or behind a difference. */
export function chooseFields(fields: readonly ComparedField[], showing: Showing): ShownFields {
  const shown = fields.filter((field, at) => {
    if (showing === 'all' || isDifference(field)) return true
    const [before, behind] = [fields[at - 1], fields[at + 1]]
    return showing === 'neighbours' && ((before !== undefined && isDifference(before)) || (behind !== undefined && isDifference(behind)))
  })
  const left = new Set(shown)
  const hidden = fields.filter((field) => !left.has(field))
  const ignored = hidden.filter(({ state }) => state === 'ignored').length
  return { fields: shown, agree: hidden.length - ignored, ignored }
}

/** `11 more fields agree, 2 are not compared`; undefined: all are shown. */
export function describeHidden({ agree, ignored, fields }: ShownFields): string | undefined {
  if (agree + ignored === 0) return undefined
  const more = fields.length === 0 ? '' : 'more '
  const compared = agree === 0 ? '' : agree === 1 ? `1 ${more}field agrees` : `${agree} ${more}fields agree`
  const rest = ignored === 0 ? '' : ignored === 1 ? '1 is not compared' : `${ignored} are not compared`
  return [compared, rest].filter((text) => text !== '').join(', ')
}

/** A value as the table shows it. */
export function printValue(value: ComparedField['expected']): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}
