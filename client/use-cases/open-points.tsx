// The list of what is open when somebody signs, and of what was when somebody did.
import { Link } from 'wouter'
import type { OpenPoint } from '../../shared/project/review-parts.ts'
import { shortPlace } from '../../shared/review/use-case-scope.ts'
import { useProject } from '../collab/project-context.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { placeLink } from '../pages/place-link.ts'

const MOST_SHOWN = 200

export function OpenPoints({ points, count = points.length }: { readonly points: readonly OpenPoint[]; readonly count?: number }) {
  const { project, store } = useProject()
  const value = store.project()
  const shown = points.slice(0, MOST_SHOWN)
  return (
    <ul className="open-points s12" aria-label="Open points" tabIndex={0}>
      {shown.map((point, at) => {
        const to = placeLink(project, value, point.at)
        const place = shortPlace(value, point.at)
        return (
          <li key={`${at} ${point.code} ${point.at}`}>
            <SeverityMark name={point.code === 'question-open' ? 'question' : point.code === 'test-failing' ? 'fails' : 'warning'} />
            <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {place !== '' &&
                (to === undefined ? (
                  <span className="mono t3">{place} </span>
                ) : (
                  <Link to={to} className="mono">
                    {place}
                  </Link>
                ))}{' '}
              {point.message}
            </span>
          </li>
        )
      })}
      {count > shown.length && <li className="t3">and {count - shown.length} more</li>}
    </ul>
  )
}
