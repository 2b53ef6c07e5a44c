// Traceability of the whole project: every outcome, row and test case of every use case, and what is missing between them.
import { useDeferredValue, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { countMatrix, countViews, filterTrace, type TraceFilter } from '../../shared/review/traceability-filter.ts'
import { ReviewHead } from '../problems/review-tabs.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { TraceGrid } from './trace-grid.tsx'
import { TraceLegend } from './trace-marks.tsx'
import { TraceMatrix } from './trace-matrix.tsx'
import { readView, tellCount, TraceExport, TraceViews } from './trace-views.tsx'
import { statesOf, useTraceLinks } from './use-case-traceability.tsx'
import { useTrace } from './use-trace.ts'
import './traceability.css'

export function TraceabilityPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Traceability' }]}>
      <ReviewHead words="Which row stands for which outcome of which use case, which test case proves it, and what is missing." />
      <div className="page-body">
        <Traceability />
      </div>
    </ProjectFrame>
  )
}

/** What is chosen stands in the address: it can be linked to, and going back finds it again. */
function useTraceFilter(): readonly [filter: TraceFilter, isMatrix: boolean, change: (changed: Readonly<Record<string, string>>) => void] {
  const [search, setSearch] = useSearchParams()
  const filter: TraceFilter = { view: readView(search.get('show')), useCase: search.get('useCase') ?? undefined, map: search.get('map') ?? undefined }
  const change = (changed: Readonly<Record<string, string>>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changed)) {
          if (value === '') next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true },
    )
  return [filter, search.get('as') === 'matrix', change]
}

function Traceability() {
  const { trace, project } = useTrace()
  const links = useTraceLinks()
  const [filter, isMatrix, change] = useTraceFilter()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const { view, useCase, map } = filter
  const narrowed = useMemo(() => filterTrace(trace.lines, { view: 'all', useCase, map, text: wanted }), [trace, useCase, map, wanted])
  const lines = useMemo(() => filterTrace(narrowed, { view }), [narrowed, view])
  const counts = useMemo(() => countViews(narrowed), [narrowed])
  const matrix = useMemo(() => (isMatrix ? countMatrix(lines) : undefined), [isMatrix, lines])
  if (trace.lines.length === 0)
    return (
      <Card>
        <EmptyState title="Nothing to trace yet">
          Write a use case with its outcomes and link a field map to it. Each of its rows is listed here then, with the outcome it is for and the test cases
          that prove it.
        </EmptyState>
      </Card>
    )
  const useCases = project.useCases.filter(({ deleted }) => deleted !== true)
  const maps = project.fieldMaps.filter(({ deleted, archived }) => deleted !== true && archived !== true)
  return (
    <section className="card trace" aria-label="Traceability of the project">
      <div className="trace-bar">
        <TraceViews counts={counts} view={view} isWhole onView={(next) => change({ show: next === 'all' ? '' : next })} />
        <span className="sp" />
        <div className="segments" role="radiogroup" aria-label="Shown as">
          {(['rows', 'matrix'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={isMatrix === (one === 'matrix')}
              onClick={() => change({ as: one === 'matrix' ? one : '' })}
            >
              {one === 'rows' ? 'Rows' : 'By field map'}
            </button>
          ))}
        </div>
        <TraceExport trace={trace} lines={lines} />
      </div>
      <div className="trace-bar second">
        <CellSelect
          label="Use case"
          value={useCase ?? ''}
          choices={[
            { value: '', word: 'All use cases' },
            ...useCases.map(({ id, number, title }) => ({ value: id, word: `${printNumber('useCases', number)} ${title}` })),
          ]}
          onChange={(id) => change({ useCase: id })}
        />
        <CellSelect
          label="Field map"
          value={map ?? ''}
          choices={[{ value: '', word: 'All field maps' }, ...maps.map(({ id, name }) => ({ value: id, word: name }))]}
          onChange={(id) => change({ map: id })}
        />
        <SearchInput placeholder="Find a field, row or outcome" value={text} width={220} onChange={setText} />
        <span className="s11 t3" role="status">
          {tellCount(lines.length, trace.lines.length, trace.notMapped)}
        </span>
        <span className="sp" />
        <TraceLegend states={statesOf(trace)} />
      </div>
      {lines.length === 0 ? (
        <p className="card-body s12 t3">No line is like that.</p>
      ) : matrix === undefined ? (
        <TraceGrid trace={trace} lines={lines} links={links} isWhole />
      ) : (
        <TraceMatrix
          matrix={matrix}
          links={links}
          onOpen={(of, one) => change({ as: '', useCase: of ?? '', map: one, ...(of === undefined ? { show: 'without-use-case' } : {}) })}
        />
      )}
    </section>
  )
}
