// What changed in the plan because somebody edited the project while it was reviewed: told above the list until it was read.
import { useState } from 'react'
import { SeverityMark } from '../ui/marks.tsx'
import { comparePlans, type PlanChange } from './decisions.ts'
import { count } from './import-words.ts'
import type { Planned } from './use-planning.ts'

export type Meanwhile = { readonly change: PlanChange | undefined; readonly dismiss: () => void }

/** Compared with the plan that was read last; a plan that was asked for differently (other columns, a correction) is read at once. */
export function useMeanwhile(planned: Planned | undefined): Meanwhile {
  const [read, setRead] = useState(planned)
  const [seen, setSeen] = useState<Planned>()
  const [change, setChange] = useState<PlanChange>()
  if (planned !== seen) {
    setSeen(planned)
    if (read === undefined || planned === undefined || planned.corrections !== read.corrections || planned.choice !== read.choice) {
      setRead(planned)
    } else {
      const found = comparePlans(read.plan, planned.plan)
      setChange(found.gone.length + found.come.length + found.other.length === 0 ? undefined : found)
    }
  }
  return {
    change,
    dismiss: () => {
      setRead(planned)
      setChange(undefined)
    },
  }
}

export function describeMeanwhile({ gone, come, other }: PlanChange): string {
  const parts = [
    ...(other.length === 0 ? [] : [`${count(other.length, 'change says', 'changes say')} something else now`]),
    ...(come.length === 0 ? [] : [`${count(come.length, 'change is', 'changes are')} new`]),
    ...(gone.length === 0
      ? []
      : [`${count(gone.length, 'change is', 'changes are')} gone, because the project says the same or has no place for ${gone.length === 1 ? 'it' : 'them'}`]),
  ]
  return `Somebody edited the project meanwhile: ${parts.join('; ')}.`
}

export function MeanwhileBar({ meanwhile: { change, dismiss }, onShow }: { readonly meanwhile: Meanwhile; readonly onShow: (id: string) => void }) {
  if (change === undefined) return null
  const first = change.other[0] ?? change.come[0]
  return (
    <div className="import-meanwhile s12" role="status">
      <p className="message">
        <SeverityMark name="warning" />
        <span>{describeMeanwhile(change)}</span>
      </p>
      <span className="sp" />
      {first !== undefined && (
        <button type="button" className="link-button" onClick={() => onShow(first.id)}>
          Show {change.other.length + change.come.length === 1 ? 'it' : 'the first'}
        </button>
      )}
      <button type="button" className="link-button" onClick={dismiss}>
        Done
      </button>
    </div>
  )
}
