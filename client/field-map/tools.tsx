// What every part of the field map page may use: one value, the same for the page's life, always about the latest state.
import { createContext, useContext, type ReactNode } from 'react'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Arrangement } from '../grid/arrangement.ts'
import type { CommandId } from '../grid/commands.ts'
import type { LineGridHandle } from '../grid/line-grid.tsx'
import type { Selected } from '../grid/selected.ts'
import type { Finder } from './finder-contract.ts'
import type { MapEdit } from './line-edits.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import type { MapModel } from './model.ts'
import type { SampleChoice } from './samples.ts'

/** What stands at the right of the grid; one at a time. */
export type RightSide =
  | { readonly kind: 'row'; readonly line: string; readonly part: 'row' | 'transform' | 'when' | 'questions'; readonly opened: number }
  | { readonly kind: 'settings' | 'destination' | 'json' }

export type MapTools = {
  readonly project: string
  readonly mapId: string
  /** Who uses this page: a person's id. */
  readonly me: string
  readonly readOnly: boolean
  readonly model: MapModel
  /** With the latest rows. Undefined: the map is gone. */
  readonly context: () => MapContext | undefined
  readonly grid: () => LineGridHandle | undefined
  /** The last selection, also while the focus is elsewhere on the page. */
  readonly selected: () => Selected | undefined
  /** A new id and random bits, for a row that is stored now. */
  readonly fresh: () => Fresh
  /** One step of undo; nothing happens where there are no writes. */
  readonly apply: (edit: MapEdit) => void
  readonly undo: () => void
  readonly redo: () => void
  /** In the status line, and spoken. */
  readonly say: (message: string) => void
  /** Shows what `draw` gives over the page until it calls `close`; one at a time. Use `Dialog` of client/ui for dialogs. */
  readonly show: (draw: (close: () => void) => ReactNode) => void
  readonly right: () => RightSide | undefined
  readonly showRight: (side: RightSide | undefined) => void
  readonly isSourcePanelOpen: () => boolean
  readonly openSourcePanel: (open: boolean) => void
  readonly arrangement: () => Arrangement
  readonly arrange: (change: (arrangement: Arrangement) => Arrangement) => void
  readonly sample: () => SampleChoice
  /** Does a command, or says why it cannot be done now. */
  readonly run: (command: CommandId) => void
  /** Why a command cannot be done now; undefined: it can. */
  readonly whyNot: (command: CommandId) => string | undefined
  /** Find and replace of this page. */
  readonly finder: () => Finder
  readonly openPalette: () => void
  /** The grid in pages of 100 lines, for screen readers; kept per person. */
  readonly isPaged: () => boolean
  readonly setPaged: (paged: boolean) => void
}

const Tools = createContext<MapTools | undefined>(undefined)
export const MapToolsProvider = Tools.Provider

export function useMapTools(): MapTools {
  const tools = useContext(Tools)
  if (tools === undefined) throw new Error('no field map is open here')
  return tools
}
