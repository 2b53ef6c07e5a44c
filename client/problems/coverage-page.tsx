// Coverage.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function CoveragePage() {
  return <ProjectFrame crumbs={[{ name: 'Coverage' }]}>{null}</ProjectFrame>
}
