// The only place that turns a problem that keeps code from being whole into the gap that people are shown.
import { parseLineAddress } from '../../shared/mapping/line.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { Project } from '../../shared/project/project.ts'
import type { ExportedGap } from './export-protocol.ts'

/** `path`: the destination field, also where the problem is a row's; '' where it is the whole map's. */
export function problemToGap(project: Project, { at, row, message }: Problem): ExportedGap {
  const place = parseLineAddress(at)
  const path = place?.kind === 'row' ? project.rows.find(({ id }) => id === place.row)?.destination : place?.path
  return { row, line: at, path: path ?? '', message }
}
