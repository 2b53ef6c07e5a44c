// The list of what narrows the grid, with a way to add and to take away.
import type { DecisionFilter } from '../grid/arrangement.ts'
import { withDecision } from '../grid/arrangement.ts'
import { nameColumn } from '../grid/columns.ts'
import { Icon } from '../ui/icon.tsx'
import { useArranged, useShowing } from './arranged.tsx'
import { showColumnFilter } from './filter-popover.tsx'
import { Floating, toolAnchor } from './floating.tsx'
import { clearSort, decisionWords, describeSort, listNarrowings } from './narrowing-words.ts'
import { useMapTools, type MapTools } from './tools.tsx'

export function showFilterList(tools: MapTools): void {
  tools.show((close) => <FilterList onClose={close} />)
}

const decisions: readonly DecisionFilter[] = ['mapped', 'not-mapped', 'undecided', 'gaps']

function FilterList({ onClose }: { readonly onClose: () => void }) {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const { shown, total, narrowed } = useShowing()
  const narrowings = listNarrowings(arrangement)
  const sorted = describeSort(arrangement)
  return (
    <Floating anchor={toolAnchor('filter')} label="Filters" width={288} onClose={onClose}>
      <h2>
        Filters
        <span className="sp" />
        {narrowed && narrowings.length > 0 && (
          <span className="t3 s11 num">
            {shown.toLocaleString('en-GB')} of {total.toLocaleString('en-GB')} lines
          </span>
        )}
      </h2>
      <div className="floating-part">
        {narrowings.length === 0 && sorted === undefined && <p className="floating-empty">Nothing is filtered. Every line stands in its place.</p>}
        {narrowings.map(({ key, words, clear }) => (
          <button key={key} type="button" className="floating-row" aria-label={`Take away: ${words}`} onClick={() => tools.arrange(clear)}>
            <Icon name="filter" size={14} />
            <span className="ell" style={{ flex: 1 }} title={words}>
              {words}
            </span>
            <Icon name="close" size={12} />
          </button>
        ))}
        {sorted !== undefined && (
          <button type="button" className="floating-row" aria-label={`${sorted}. Back to the structure`} onClick={() => tools.arrange(clearSort)}>
            <Icon name="tree" size={14} />
            <span className="ell" style={{ flex: 1 }}>
              {sorted}
            </span>
            <Icon name="close" size={12} />
          </button>
        )}
        {narrowed && (
          <button type="button" className="floating-row" onClick={() => tools.run('clear-filters')}>
            Clear all
          </button>
        )}
      </div>
      <h3>Show by decision</h3>
      <div className="floating-part">
        {decisions.map((decision) => (
          <button
            key={decision}
            type="button"
            className="floating-row"
            aria-pressed={arrangement.decision === decision}
            onClick={() => tools.arrange((before) => withDecision(before, before.decision === decision ? undefined : decision))}
          >
            {decisionWords[decision]}
          </button>
        ))}
      </div>
      <h3>Filter or sort a column</h3>
      <div className="floating-part floating-pair" style={{ paddingBottom: 8 }}>
        {arrangement.columns.map(({ id }) => (
          <button key={id} type="button" className="floating-row" onClick={() => showColumnFilter(tools, id)}>
            <span className="ell">{nameColumn(id)}</span>
          </button>
        ))}
      </div>
    </Floating>
  )
}
