// From cells of a spreadsheet to entries of a lookup table.
import type { LookupTable } from '../../shared/project/lookup-table.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { checkScalar, parseScalar } from '../../shared/project/parse-scalar.ts'

export type PastedEntries = {
  readonly entries: readonly { readonly from: JsonScalar; readonly to: JsonScalar; readonly note?: string }[]
  readonly left: number
}

const MOST_LINES = 2_000

/** Undefined: one single value, which is pasted as text. Lines whose values do not fit the table's types are counted in `left`. */
export function readPastedEntries(text: string, table: Pick<LookupTable, 'from' | 'to'>): PastedEntries | undefined {
  if (!text.includes('\t')) return undefined
  const lines = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES)
  const entries = lines.flatMap((line) => {
    const [from = '', to = '', note = ''] = line.split('\t').map((cell) => cell.trim())
    if (checkScalar(from, table.from) !== undefined || checkScalar(to, table.to) !== undefined) return []
    return [{ from: parseScalar(from, table.from), to: parseScalar(to, table.to), ...(note === '' ? {} : { note }) }]
  })
  return { entries, left: lines.length - entries.length }
}
