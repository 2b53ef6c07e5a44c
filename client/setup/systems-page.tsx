// Systems.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function SystemsPage() {
  return <ProjectFrame crumbs={[{ name: 'Systems' }]}>{null}</ProjectFrame>
}
