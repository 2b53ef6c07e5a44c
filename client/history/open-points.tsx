// What was open at a moment, as a list: the place and what is the matter with it.
import type { Project } from '../../shared/project/project.ts'
import type { OpenPoint } from '../../shared/project/review-parts.ts'
import { describePlace } from '../../shared/review/place.ts'

const MOST_SHOWN = 200

/** `project`: whose places they are. `total`: how many there were, where not all were kept. */
export function OpenPoints({
  points,
  project,
  total = points.length,
}: {
  readonly points: readonly OpenPoint[]
  readonly project: Project
  readonly total?: number
}) {
  const shown = points.slice(0, MOST_SHOWN)
  return (
    <ul className="open-points">
      {shown.map((point, at) => (
        <li key={at}>
          <span className="t3">{describePlace(project, point.at)}</span> {point.message}
        </li>
      ))}
      {total > shown.length && <li className="t3">and {total - shown.length} more</li>}
    </ul>
  )
}
