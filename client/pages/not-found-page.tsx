// An address that leads nowhere.
import { Link } from 'wouter'
import { EmptyState } from '../ui/parts.tsx'

export function NotFoundPage() {
  return (
    <main style={{ padding: 24 }}>
      <div className="card">
        <EmptyState title="There is no such page" action={<Link to="/">All projects</Link>}>
          The address may be mistyped, or what was here is gone.
        </EmptyState>
      </div>
    </main>
  )
}
