// Comparison.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function ComparisonPage() {
  return <ProjectFrame crumbs={[{ name: 'Comparison' }]}>{null}</ProjectFrame>
}
