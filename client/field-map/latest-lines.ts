// Many lines as they are now: the grid's may be older than the document, because somebody may have stored a first row since they were drawn.
import type { Line } from '../../shared/mapping/line.ts'
import { placeKey } from '../grid/grid-movement.ts'
import type { MapTools } from './tools.tsx'

/** Looks the model up once for all of them. */
export function latestLines(tools: Pick<MapTools, 'model'>): (line: Line) => Line {
  const lines = tools.model.state()?.lines ?? []
  const byAddress = new Map(lines.map((held) => [held.address, held.line]))
  let byPlace: ReadonlyMap<string, Line> | undefined
  return (line) => {
    const same = byAddress.get(line.address)
    if (same !== undefined) return same
    // The first of a place, as the map lists them.
    byPlace ??= new Map(lines.toReversed().map((held) => [placeKey(held), held.line]))
    const held = byPlace.get(placeKey({ address: line.address, line }))
    // Of a row that is gone another alternative of its field is no successor.
    return held === undefined || (line.row !== undefined && held.row !== undefined) ? line : held
  }
}
