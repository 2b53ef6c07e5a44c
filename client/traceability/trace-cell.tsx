// One cell of the traceability matrix: what stands in it, and where it leads.
import type { CSSProperties, ReactNode } from 'react'
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCaseItem } from '../../shared/project/use-case.ts'
import { caseWords, markOfLine, noteOfLine } from '../../shared/review/traceability-table.ts'
import { rowOfLine, statusOfLine, type Trace, type TraceLine } from '../../shared/review/traceability.ts'
import { SeverityMark, StatusMark } from '../ui/marks.tsx'
import { PathText } from '../ui/parts.tsx'
import type { TraceColumn } from './trace-columns.ts'
import { TraceShape } from './trace-marks.tsx'

/** Addresses of pages. */
export type TraceLinks = {
  readonly useCase: (id: string) => string
  readonly map: (id: string, line?: string) => string
  readonly testCase: (id: string) => string
  readonly questions: string
}

type CellProps = {
  readonly id: string
  readonly index: number
  readonly column: TraceColumn
  readonly line: TraceLine
  /** The line above: what it says already is not said again. */
  readonly before: TraceLine | undefined
  readonly trace: Trace
  readonly links: TraceLinks
  readonly isActive: boolean
  readonly onGo: () => void
  readonly outcomes?: readonly UseCaseItem[]
  readonly onOutcome?: (line: Extract<TraceLine, { kind: 'row' }>, outcome: string | undefined) => void
}

export function TraceCell(props: CellProps) {
  const { id, index, column, line, isActive, onGo, trace } = props
  const isCase = column.kind === 'case'
  const mark = isCase ? markOfLine(line, column.testCase, trace.cases) : undefined
  const style: CSSProperties = {
    width: column.width,
    ...(isCase ? { position: 'absolute', left: column.left } : 'sticks' in column ? { left: column.sticks } : {}),
  }
  const className = ['trace-cell', `of-${column.kind}`, 'sticks' in column ? 'sticks' : '', isActive ? 'at' : ''].filter((name) => name !== '').join(' ')
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 1}
      className={className}
      style={style}
      {...(isCase ? { 'aria-label': `${column.name}: ${mark === undefined ? 'says nothing of it' : caseWords[mark]}` } : {})}
      onMouseDown={onGo}
    >
      {isCase ? (
        mark === undefined ? (
          <span className="trace-dot" aria-hidden="true">
            ·
          </span>
        ) : (
          <Link to={props.links.testCase(column.testCase.id)} tabIndex={-1} title={`${column.name} ${column.testCase.title}: ${caseWords[mark]}`}>
            <TraceShape state={mark} />
          </Link>
        )
      ) : (
        factCells[column.kind](props)
      )}
    </div>
  )
}

const factCells: Readonly<Record<Exclude<TraceColumn['kind'], 'case'>, (props: CellProps) => ReactNode>> = {
  useCase: ({ line, before, links }) => {
    const { useCase } = line
    if (before !== undefined && before.useCase?.id === useCase?.id) return <span className="sr-only">{useCase === undefined ? 'none' : useCase.title}</span>
    if (useCase === undefined) return <span className="warn b5">Serves no use case</span>
    return (
      <Link to={links.useCase(useCase.id)} tabIndex={-1} title={useCase.title} className="plain-link ell">
        <span className="mono t3">{printNumber('useCases', useCase.number)}</span> <span className="b5">{useCase.title}</span>
      </Link>
    )
  },
  outcome: (props) => <OutcomeCell {...props} />,
  map: ({ line, links }) =>
    'map' in line && (
      <Link to={links.map(line.map.id)} tabIndex={-1} title={line.map.name} className="plain-link ell t2">
        {line.map.name}
      </Link>
    ),
  row: ({ line, links }) =>
    line.kind === 'row' || line.kind === 'gap' ? (
      <Link to={linkOf(line, links)} tabIndex={-1} className="mono plain-link t2">
        {rowOfLine(line) === '' ? 'none' : rowOfLine(line)}
      </Link>
    ) : null,
  destination: ({ line, links }) =>
    line.kind === 'row' || line.kind === 'gap' ? (
      <Link to={linkOf(line, links)} tabIndex={-1} className="plain-link ell">
        <PathText path={line.kind === 'gap' ? line.path : line.row.destination} />
      </Link>
    ) : null,
  status: ({ line, links }) => (
    <>
      {line.kind === 'row' && <StatusMark name={statusOfLine(line)} />}
      {line.kind === 'gap' && (
        <span className="row warn">
          <SeverityMark name="warning" /> Gap
        </span>
      )}
      {noteOfLine(line) !== '' && <span className="sr-only">, {noteOfLine(line)}</span>}
      {line.kind === 'row' && line.isAsked && (
        <Link to={links.map(line.map.id, `row:${line.row.id}`)} tabIndex={-1} title="A question is open">
          <SeverityMark name="question" />
          <span className="sr-only">a question is open</span>
        </Link>
      )}
    </>
  ),
}

function linkOf(line: Extract<TraceLine, { kind: 'row' | 'gap' }>, links: TraceLinks): string {
  return links.map(line.map.id, line.kind === 'row' ? `row:${line.row.id}` : line.at)
}

function OutcomeCell({ line, before, outcomes, onOutcome }: CellProps) {
  const isSame = before !== undefined && before.useCase?.id === line.useCase?.id && before.outcome?.id === line.outcome?.id
  const text = line.outcome?.text ?? (line.kind === 'nothing' ? '' : 'no outcome said')
  const words = (
    <span className={`ell ${line.outcome === undefined ? 't3' : 'b5'}${isSame ? ' sr-only' : ''}`} title={text}>
      {text}
    </span>
  )
  if (line.kind !== 'row' || outcomes === undefined || onOutcome === undefined || outcomes.length === 0) return words
  return (
    <>
      {words}
      <select
        className="cell-input"
        tabIndex={-1}
        aria-label={`Outcome that ${rowOfLine(line)} is for`}
        value={line.outcome?.id ?? ''}
        onChange={(event) => onOutcome(line, event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      >
        <option value="">no outcome said</option>
        {outcomes.map((outcome) => (
          <option key={outcome.id} value={outcome.id}>
            {outcome.text}
          </option>
        ))}
      </select>
    </>
  )
}
