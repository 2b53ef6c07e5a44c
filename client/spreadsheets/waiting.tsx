// What stands on the import page while something is worked out.
import { Card, LoadingBars } from '../ui/parts.tsx'

export function Waiting({ words }: { readonly words: string }) {
  return (
    <div className="page-body">
      <Card>
        <LoadingBars rows={8} label={words} />
        <p className="s12 t3 card-body" role="status">
          {words} …
        </p>
      </Card>
    </div>
  )
}
