// One line of the list of problems.
import type { Project } from '../../shared/project/project.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { PathText } from '../ui/parts.tsx'
import { placeWords } from './listed-problems.ts'

type Props = { readonly problem: ReviewProblem; readonly project: Project; readonly chosen: boolean; readonly onToggle: (() => void) | undefined }

export function ProblemLine({ problem, project, chosen, onToggle }: Props) {
  const { number, ...place } = placeWords(project, problem)
  return (
    <>
      {/* The list tells what is chosen; this shows it, and takes the pointer. */}
      <span
        className="problems-box"
        data-state={onToggle === undefined ? 'none' : chosen ? 'chosen' : 'free'}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          onToggle?.()
        }}
      >
        {chosen && <Icon name="check" size={12} />}
      </span>
      <SeverityMark name={problem.severity} />
      <span className="sr-only">{problem.severity}</span>
      <span className="problems-words ell" title={problem.message}>
        {problem.message}
      </span>
      {problem.waiver !== undefined && <span className="tag">waived</span>}
      {'path' in place ? (
        <span className="problems-path ell">
          <PathText path={place.path} />
        </span>
      ) : (
        <span className="problems-path ell t2" title={place.words}>
          {place.words}
        </span>
      )}
      <span className="problems-number mono t3">{number}</span>
    </>
  )
}
