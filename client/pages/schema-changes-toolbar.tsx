// Which changes are shown: those that need a decision, those without effect, all; by kind; by words.
import type { ChangeImpact } from '../../shared/review/schema-impact.ts'
import { changeKinds } from '../../shared/schema/schema-change.ts'
import { SearchInput } from '../ui/search-input.tsx'
import { countKinds, inSegment, type ChangesView, type Counts, type Segment } from './schema-changes-model.ts'
import { changeWords } from './schema-changes-words.ts'

const segments: readonly { readonly segment: Segment; readonly name: string }[] = [
  { segment: 'decide', name: 'Needs a decision' },
  { segment: 'none', name: 'No effect' },
  { segment: 'all', name: 'All' },
]

export type ToolbarProps = {
  readonly impacts: readonly ChangeImpact[]
  readonly counts: Counts
  readonly moved: boolean
  readonly view: ChangesView
  readonly onView: (changed: Partial<ChangesView>) => void
}

export function ChangesToolbar({ impacts, counts, moved, view, onView }: ToolbarProps) {
  const kinds = countKinds(impacts)
  return (
    <div className="change-toolbar s12">
      <div className="choice-buttons segments" role="group" aria-label="Which changes">
        {segments.map(({ segment, name }) => (
          <button key={segment} type="button" aria-pressed={view.segment === segment} onClick={() => onView({ segment })}>
            {moved && segment === 'decide' ? 'With effect' : name}{' '}
            <span className="num">{impacts.filter((one) => inSegment(counts(one), segment)).length.toLocaleString('en-GB')}</span>
          </button>
        ))}
      </div>
      <div className="change-kinds" role="group" aria-label="By kind">
        {changeKinds
          .filter((kind) => kinds.has(kind))
          .map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={view.kind === kind}
              onClick={() => onView(view.kind === kind ? { kind: undefined } : { kind, ...(view.segment === 'decide' ? { folded: false } : {}) })}
            >
              {changeWords(kind)} <b className="b6 num">{kinds.get(kind)?.toLocaleString('en-GB')}</b>
            </button>
          ))}
      </div>
      <SearchInput
        value={view.search}
        placeholder="Search changes"
        width={180}
        onChange={(search) => onView({ search, ...(search === '' ? {} : { folded: false }) })}
      />
    </div>
  )
}
