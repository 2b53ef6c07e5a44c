// How far an import is, or why it failed.
import { Progress } from '@mantine/core'
import { SeverityMark } from '../ui/marks.tsx'
import type { ImportWork } from './use-import.ts'

export function ImportProgress({ work }: { readonly work: ImportWork }) {
  if (work.failure !== undefined) {
    return (
      <p className="message" role="alert">
        <SeverityMark name="error" />
        <span className="pre-wrap">{work.failure}</span>
      </p>
    )
  }
  if (!work.busy) return null
  return (
    <div role="status">
      <Progress value={(work.progress ?? 0.02) * 100} size="sm" aria-label="Import" transitionDuration={200} />
      <p className="s12 t2" style={{ marginTop: 4 }}>
        {work.message}
      </p>
    </div>
  )
}
