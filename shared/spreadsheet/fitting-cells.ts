// Whether cells of a row are short enough to be stored, and what to say where they are not. Pure.
import { limits } from '../api/limits.ts'
import { row, type Row } from '../project/field-map.ts'

const shapes: Readonly<Record<string, { readonly safeParse: (value: unknown) => { readonly success: boolean } }>> = row.shape

/** Undefined: they fit. */
export function whyNotFit(cells: { readonly [Cell in keyof Row]?: Row[Cell] | undefined }): string | undefined {
  for (const [cell, value] of Object.entries(cells)) {
    if (value === undefined) continue
    if (typeof value === 'string' && value.length > limits.cellTextCharacters) return tooLong(value)
    if (cell === 'transform' && cells.transform?.kind === 'formula' && cells.transform.text.length > limits.formulaCharacters)
      return tooLong(cells.transform.text, 'formula', limits.formulaCharacters)
    const constant = cell === 'transform' && cells.transform?.kind === 'constant' ? cells.transform.value : undefined
    if (typeof constant === 'string' && constant.length > limits.cellTextCharacters) return tooLong(constant)
    if (Object.hasOwn(shapes, cell) && shapes[cell]?.safeParse(value).success === false) return 'It is too long or too deep to be stored in this cell.'
  }
  return undefined
}

export function tooLong(text: string, what = 'cell', most: number = limits.cellTextCharacters): string {
  return `A ${what} holds at most ${count(most)} characters, and this text has ${count(text.length)}.`
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
