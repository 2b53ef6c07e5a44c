// Customers.
import { ProjectFrame } from '../pages/project-frame.tsx'

export function CustomersPage() {
  return <ProjectFrame crumbs={[{ name: 'Customers' }]}>{null}</ProjectFrame>
}
