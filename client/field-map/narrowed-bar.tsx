// Says that lines are hidden or stand out of their order, why, and how to get them back.
import { useEffect } from 'react'
import { Button } from '@mantine/core'
import { countCells } from '../grid/selected.ts'
import { withoutNarrowing } from '../grid/arrangement.ts'
import { Icon } from '../ui/icon.tsx'
import { useArranged, useShowing } from './arranged.tsx'
import { clearSort, describeSort, listNarrowings } from './narrowing-words.ts'
import { useMapTools, type MapTools } from './tools.tsx'
import './floating.css'

export function NarrowedBar() {
  const tools = useMapTools()
  const { arrangement, arranger } = useArranged()
  const { narrowed, shown, total, left } = useShowing()
  useEscape(tools)
  if (!narrowed) return null
  const narrowings = listNarrowings(arrangement)
  const sorted = describeSort(arrangement)
  const applyAgain = () => {
    arranger.forget()
    // Another object for the same filters: they are applied anew.
    tools.arrange((before) => ({ ...before, filters: { ...before.filters } }))
  }
  return (
    <div className="narrowed-bar" role="region" aria-label="What is shown">
      {narrowings.length > 0 && (
        <b role="status">
          Showing {shown.toLocaleString('en-GB')} of {total.toLocaleString('en-GB')} {total === 1 ? 'line' : 'lines'}
        </b>
      )}
      <span className="narrowed-chips">
        {narrowings.map(({ key, words, clear }) => (
          <button
            key={key}
            type="button"
            className="narrowed-chip"
            aria-label={`Take away: ${words}`}
            title={`${words}: take away`}
            onClick={() => tools.arrange(clear)}
          >
            <span className="ell">{words}</span>
            <Icon name="close" size={12} />
          </button>
        ))}
        {sorted !== undefined && (
          <button type="button" className="narrowed-chip" title={`${sorted}: back to the structure (Esc)`} onClick={() => tools.arrange(clearSort)}>
            <span className="ell">{sorted}. Back to the structure</span>
            <Icon name="tree" size={12} />
          </button>
        )}
      </span>
      {left > 0 && (
        <button type="button" className="link-button" title="They were changed since, and stay until the filters are applied again" onClick={applyAgain}>
          {left === 1 ? '1 line fits no more' : `${left.toLocaleString('en-GB')} lines fit no more`}. Apply again
        </button>
      )}
      <span className="sp" />
      <button type="button" className="link-button" onClick={() => tools.run('clear-filters')}>
        Clear{narrowings.length + (sorted === undefined ? 0 : 1) > 1 ? ' all' : ''}
      </button>
    </div>
  )
}

/** Where every line is hidden: why, and one button. */
export function NothingShown() {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const { narrowed, shown, total } = useShowing()
  if (!narrowed || shown > 0 || total === 0) return null
  const why = listNarrowings(arrangement).map(({ words }) => words)
  return (
    <div className="narrowed-empty">
      <p>
        None of the {total.toLocaleString('en-GB')} lines fits {why.length === 1 ? `“${why[0]}”` : 'all of these filters'}.
      </p>
      <Button variant="default" onClick={() => tools.arrange(withoutNarrowing)}>
        Clear the filters
      </Button>
    </div>
  )
}

/** Esc leaves the innermost thing first: what is open and what is selected, then the sorting. */
function useEscape(tools: MapTools): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || tools.right() !== undefined || tools.arrangement().sort === undefined) return
      if (!(event.target instanceof Element) || event.target.closest('[data-region="grid"] [role="gridcell"]') === null) return
      if (event.target.closest('.ag-cell-inline-editing, .ag-popup') !== null) return
      const selected = tools.selected()
      if (selected !== undefined && countCells(selected) > 1) return
      event.preventDefault()
      tools.arrange(clearSort)
      tools.say('Back to the structure.')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [tools])
}
