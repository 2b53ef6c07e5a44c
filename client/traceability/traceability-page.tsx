// Traceability.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function TraceabilityPage() {
  return <ProjectFrame crumbs={[{ name: 'Traceability' }]}>{null}</ProjectFrame>
}
