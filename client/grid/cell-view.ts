// What one cell shows, as plain parts: the only language between the cell texts and the DOM that draws them.
import type { IconName } from './grid-icons.ts'

export type Tone = 'quiet' | 'second' | 'strong' | 'ok' | 'warn' | 'err' | 'accent'

export type CellPart =
  /** `to`: the end of the cell, where numbers stand. */
  | { readonly part: 'words' | 'mono'; readonly text: string; readonly tone?: Tone; readonly to?: 'end' }
  /** A field path gives up its prefix first, never its last name. */
  | { readonly part: 'path'; readonly prefix: string; readonly name: string; readonly tone?: Tone }
  | { readonly part: 'icon'; readonly icon: IconName; readonly tone?: Tone; readonly title?: string }
  | { readonly part: 'count'; readonly icon: IconName; readonly count: number; readonly tone: Tone; readonly title: string }
  | { readonly part: 'tag'; readonly text: string; readonly title: string }
  | { readonly part: 'indent'; readonly levels: number }
  | { readonly part: 'required' }
  /** At the right edge: never cut. */
  | { readonly part: 'end'; readonly text: string }
  | { readonly part: 'endIcon'; readonly icon: IconName; readonly title: string }
  | { readonly part: 'fold'; readonly folded: boolean }

/** `text`: the whole cell in plain words, for copying, searching and screen readers. `key`: equal keys look the same. */
export type CellView = { readonly text: string; readonly parts: readonly CellPart[]; readonly tip?: string; readonly key: string }

export const EMPTY_CELL: CellView = { text: '', parts: [], key: '' }

export function cell(text: string, parts: readonly CellPart[], tip?: string): CellView {
  return {
    text,
    parts,
    ...(tip === undefined ? {} : { tip }),
    key: `${parts.map((part) => Object.values(part).join('\u0001')).join('\u0002')}\u0002${tip ?? ''}`,
  }
}

export function wordsCell(text: string, tone?: Tone): CellView {
  return text === '' ? EMPTY_CELL : cell(text, [{ part: 'words', text, ...(tone === undefined ? {} : { tone }) }], text)
}
