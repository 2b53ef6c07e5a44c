// Many lines as they are now: the grid's may be older than the document, because somebody may have stored a first row since they were drawn.
import type { Line } from '../../shared/mapping/line.ts'
import { isSamePlace } from '../grid/grid-movement.ts'
import type { MapTools } from './tools.tsx'

/** Looks the model up once for all of them. */
export function latestLines(tools: Pick<MapTools, 'model'>): (line: Line) => Line {
  const lines = tools.model.state()?.lines ?? []
  const byAddress = new Map(lines.map((held) => [held.address, held.line]))
  return (line) => byAddress.get(line.address) ?? lines.find((held) => isSamePlace(held, { address: line.address, line }))?.line ?? line
}
