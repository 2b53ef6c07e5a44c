// The third tab of a use case: which rows and test cases stand for each of its outcomes. Which outcome a row is for is chosen here.
import { useDeferredValue, useMemo, useState } from 'react'
import { setCell } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { countViews, filterTrace, type TraceView } from '../../shared/review/traceability-filter.ts'
import { rowOfLine, type Trace } from '../../shared/review/traceability.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { Card, EmptyState } from '../ui/parts.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import type { TraceLinks } from './trace-cell.tsx'
import { TraceGrid } from './trace-grid.tsx'
import { TraceLegend } from './trace-marks.tsx'
import { tellCount, TraceExport, TraceViews } from './trace-views.tsx'
import { useTrace } from './use-trace.ts'
import './traceability.css'

export function UseCaseTraceability({ useCase }: { readonly useCase: UseCase }) {
  const { trace } = useTrace(useCase.id)
  const number = printNumber('useCases', useCase.number)
  if (trace.lines.every(({ kind }) => kind === 'nothing'))
    return (
      <Card title="Traceability">
        <EmptyState title="No row serves this use case yet">
          Link a field map to it on the Business tab. Its rows are listed here then, each with the outcome it is for and the test cases that prove it, so that
          nothing that was promised is left without a row and a test.
        </EmptyState>
      </Card>
    )
  return <Traced trace={trace} useCase={useCase} number={number} />
}

function Traced({ trace, useCase, number }: { readonly trace: Trace; readonly useCase: UseCase; readonly number: string }) {
  const { edit, mayEdit } = useProject()
  const links = useTraceLinks()
  const outcomes = useCollection('useCaseItems').filter((item) => item.useCase === useCase.id && item.part === 'outcome')
  const [view, setView] = useState<TraceView>('all')
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const lines = useMemo(() => filterTrace(trace.lines, { view, text: wanted }), [trace, view, wanted])
  const counts = useMemo(() => countViews(trace.lines), [trace])
  return (
    <section className="card trace use-case-trace" aria-label="Traceability">
      <div className="trace-bar">
        <h2>Traceability</h2>
        <span className="s11 t3" role="status">
          {tellCount(lines.length, trace.lines.length, trace.notMapped)}
        </span>
        <span className="sp" />
        <TraceViews counts={counts} view={view} isWhole={false} onView={setView} />
      </div>
      <div className="trace-bar second">
        <SearchInput placeholder="Find a field, row or outcome" value={text} width={220} onChange={setText} />
        <TraceLegend states={statesOf(trace)} />
        <span className="sp" />
        <TraceExport trace={trace} lines={lines} of={number} />
      </div>
      {lines.length === 0 ? (
        <p className="card-body s12 t3">Nothing of this use case is like that.</p>
      ) : (
        <TraceGrid
          trace={trace}
          lines={lines}
          links={links}
          isWhole={false}
          outcomes={mayEdit ? outcomes : undefined}
          onOutcome={(line, outcome) =>
            edit(`Set the outcome of ${rowOfLine(line)}`, (doc, origin) => setCell(doc, 'rows', line.row.id, 'outcome', outcome, origin))
          }
        />
      )}
    </section>
  )
}

export function useTraceLinks(): TraceLinks {
  const { project } = useProject()
  return useMemo(() => {
    const { useCase, map, test, questions } = projectLinks(project)
    return { useCase: (id) => `${useCase(id)}/traceability`, map, testCase: test, questions }
  }, [project])
}

export function statesOf({ cases }: Trace) {
  return new Set(cases.all.map(({ id }) => cases.stateOf(id)))
}
