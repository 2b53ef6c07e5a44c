// History.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function HistoryPage() {
  return <ProjectFrame crumbs={[{ name: 'History' }]}>{null}</ProjectFrame>
}
