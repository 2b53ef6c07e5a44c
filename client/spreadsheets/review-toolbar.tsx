// Which changes are shown: by decision, by kind, by words.
import { IMPORT_KINDS, type ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import { SearchInput } from '../ui/search-input.tsx'
import type { Stand } from './decisions.ts'
import { kindSentences, kindWords } from './import-words.ts'
import { countKinds, type ReviewView } from './review-lines.ts'

type Props = {
  readonly items: readonly ImportItem[]
  readonly counts: Readonly<Record<Stand, number>>
  readonly view: ReviewView
  readonly onView: (view: ReviewView) => void
}

export function ReviewToolbar({ items, counts, view, onView }: Props) {
  const kinds = countKinds(items)
  const segments: readonly { readonly stand: Stand | undefined; readonly name: string; readonly count: number }[] = [
    { stand: undefined, name: 'All', count: items.length },
    { stand: 'undecided', name: 'To decide', count: counts.undecided },
    { stand: 'accepted', name: 'Accepted', count: counts.accepted },
    { stand: 'rejected', name: 'Rejected', count: counts.rejected },
    ...(counts.told > 0 ? [{ stand: 'told' as const, name: 'Cannot be applied', count: counts.told }] : []),
  ]
  return (
    <div className="import-toolbar s12" data-region="toolbar">
      <div className="segments" role="group" aria-label="Which changes">
        {segments.map(({ stand, name, count }) => (
          <button key={name} type="button" aria-pressed={view.stand === stand} onClick={() => onView({ ...view, stand })}>
            {name} <span className="num">{count.toLocaleString('en-GB')}</span>
          </button>
        ))}
      </div>
      <div className="import-kinds-filter" role="group" aria-label="By kind">
        {IMPORT_KINDS.filter((kind) => (kinds.get(kind) ?? 0) > 0).map((kind) => (
          <button
            key={kind}
            type="button"
            title={kindSentences[kind]}
            aria-pressed={view.kind === kind}
            onClick={() => onView({ ...view, kind: view.kind === kind ? undefined : kind })}
          >
            {kindWords[kind]} <b className="b6 num">{kinds.get(kind)?.toLocaleString('en-GB')}</b>
          </button>
        ))}
      </div>
      <SearchInput value={view.search} placeholder="Search the changes" width={200} onChange={(search) => onView({ ...view, search })} />
    </div>
  )
}
