// The cells that make a row out of a line that has none yet. Pure: ids and random bits are arguments.
import type { Line } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import type { CellWrite } from '../project/edits.ts'
import { placeAt } from '../project/order-keys.ts'
import type { JsonValue } from '../schema/json-value.ts'

/** For a row that is stored now for the first time. */
export type Fresh = { readonly id: string; readonly randomBit: () => boolean }

/** Behind the rows that fill the same field. */
export function placeOfNew(context: MapContext, line: Line, fresh: Fresh): NewPlace {
  const alternatives = context.rows.filter((row) => row.destination === line.path && row.parent === line.each?.id)
  return placeAt(alternatives, alternatives.length, fresh.randomBit)
}

export type NewPlace = ReturnType<typeof placeAt>

/** The cells without which a row is none. */
export function newRow(line: Line, id: string, { order, rekeyed }: NewPlace, fieldMap: string): CellWrite[] {
  const cells: Record<string, JsonValue> = {
    fieldMap,
    destination: line.path,
    order,
    ...(line.each === undefined ? {} : { parent: line.each.id }),
  }
  return [
    ...Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'rows', object: id, cell, value })),
    ...rekeyed.map((row): CellWrite => ({ home: 'rows', object: row.id, cell: 'order', value: row.order })),
  ]
}
