// Questions.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function QuestionsPage() {
  return <ProjectFrame crumbs={[{ name: 'Questions' }]}>{null}</ProjectFrame>
}
