// Test cases.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function TestsPage() {
  return <ProjectFrame crumbs={[{ name: 'Test cases' }]}>{null}</ProjectFrame>
}
