// Review.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function ReviewPage() {
  return <ProjectFrame crumbs={[{ name: 'Review' }]}>{null}</ProjectFrame>
}
