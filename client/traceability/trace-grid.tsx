// The traceability matrix as a table of any size of which only what is seen is in the page. One tab stop; arrows move inside, Enter follows a link.
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { UseCaseItem } from '../../shared/project/use-case.ts'
import type { Trace, TraceLine } from '../../shared/review/traceability.ts'
import { listTracedCases, noteOfLine } from '../../shared/review/traceability-table.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { movePlace, scrollFor, seenRange } from './grid-place.ts'
import { TraceCell, type TraceLinks } from './trace-cell.tsx'
import { CASE_WIDTH, layOut, type TraceColumn } from './trace-columns.ts'
import { useSeen } from '../ui/use-seen.ts'

const LINE = 28
const HEAD = 26

type GridProps = {
  readonly trace: Trace
  /** Those that are shown. */
  readonly lines: readonly TraceLine[]
  readonly links: TraceLinks
  /** Of the whole project: the use case is a column. */
  readonly isWhole: boolean
  /** The outcomes that a row may be for; absent: nothing may be changed. */
  readonly outcomes?: readonly UseCaseItem[] | undefined
  readonly onOutcome?: (line: Extract<TraceLine, { kind: 'row' }>, outcome: string | undefined) => void
}

export function TraceGrid({ trace, lines, links, isWhole, outcomes, onOutcome }: GridProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const seen = useSeen(box, 700)
  const [active, setActive] = useState<{ readonly key: string; readonly line: number; readonly column: number }>({ key: '', line: 0, column: 0 })
  const testCases = useMemo(() => listTracedCases(lines, trace.cases), [lines, trace])
  const columns = useMemo(() => layOut(isWhole, testCases, seen.width), [isWhole, testCases, seen.width])
  const all = useMemo(() => [...columns.facts, ...columns.cases], [columns])
  // The line goes with its content: a changed outcome moves it.
  const found = active.key === '' || lines[active.line]?.key === active.key ? active.line : lines.findIndex(({ key }) => key === active.key)
  const here = { line: Math.min(Math.max(0, found), Math.max(0, lines.length - 1)), column: Math.min(active.column, Math.max(0, all.length - 1)) }
  const shown = seenRange(seen.top, seen.height, LINE, lines.length, 6)
  const shownCases = seenRange(seen.left, seen.width, CASE_WIDTH, columns.cases.length, 4, columns.casesLeft)
  const go = (line: number, column: number) => setActive({ key: lines[line]?.key ?? '', line, column })
  useEffect(() => {
    const element = box.current
    const column = all[here.column]
    if (element === null || active.key === '' || column === undefined) return
    element.scrollTop = scrollFor(here.line * LINE + HEAD, LINE, element.scrollTop, element.clientHeight, HEAD)
    if (column.kind === 'case') element.scrollLeft = scrollFor(column.left, column.width, element.scrollLeft, element.clientWidth, columns.stickyWidth)
    else if (!('sticks' in column)) element.scrollLeft = Math.min(element.scrollLeft, column.left)
  }, [active, here.line, here.column, all, columns])
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLSelectElement) {
      if (event.key === 'Escape' || event.key === 'Enter') box.current?.focus()
      return
    }
    const withControl = event.ctrlKey || event.metaKey
    const next = movePlace(here, event.key, withControl, { lines: lines.length, columns: all.length, page: Math.max(1, Math.floor(seen.height / LINE) - 2) })
    if (next !== undefined) go(next.line, next.column)
    else if (event.key === 'Enter' || event.key === 'F2') openCell(document.getElementById(`${id}-${here.line}-${here.column}`))
    else return
    event.preventDefault()
  }
  const chooseOutcome: GridProps['onOutcome'] = (line, outcome) => {
    onOutcome?.(line, outcome)
    // The line moves to where its outcome is; whoever goes through the lines stays where they are.
    setActive({ key: lines[here.line + 1]?.key ?? '', line: here.line, column: here.column })
    box.current?.focus()
  }
  const cellProps = { trace, links, ...(outcomes === undefined ? {} : { outcomes }), ...(onOutcome === undefined ? {} : { onOutcome: chooseOutcome }) }
  return (
    <div
      ref={box}
      className="trace-grid"
      role="grid"
      aria-label="Traceability"
      aria-rowcount={lines.length + 1}
      aria-colcount={all.length}
      aria-activedescendant={lines.length > 0 ? `${id}-${here.line}-${here.column}` : undefined}
      tabIndex={0}
      style={{ maxHeight: HEAD + lines.length * LINE + 18 }}
      onKeyDown={onKey}
    >
      <div role="presentation" style={{ width: columns.width, minWidth: '100%', height: HEAD + lines.length * LINE, position: 'relative' }}>
        <Head facts={columns.facts} cases={columns.cases.slice(shownCases.first, shownCases.last)} firstCase={shownCases.first} links={links} />
        {lines.slice(shown.first, shown.last).map((line, offset) => {
          const at = shown.first + offset
          return (
            <div
              key={line.key}
              role="row"
              aria-rowindex={at + 2}
              className={`trace-line${at === here.line ? ' active' : ''}${line.kind === 'row' ? '' : ' missing'}`}
              style={{ top: HEAD + at * LINE }}
            >
              {columns.facts.map((column, index) => (
                <TraceCell
                  key={column.kind}
                  {...cellProps}
                  id={`${id}-${at}-${index}`}
                  index={index}
                  column={column}
                  line={line}
                  before={lines[at - 1]}
                  isActive={at === here.line && index === here.column}
                  onGo={() => go(at, index)}
                />
              ))}
              {columns.cases.slice(shownCases.first, shownCases.last).map((column, offsetOfCase) => {
                const index = columns.facts.length + shownCases.first + offsetOfCase
                return (
                  <TraceCell
                    key={column.name}
                    {...cellProps}
                    id={`${id}-${at}-${index}`}
                    index={index}
                    column={column}
                    line={line}
                    before={undefined}
                    isActive={at === here.line && index === here.column}
                    onGo={() => go(at, index)}
                  />
                )
              })}
              {noteOfLine(line) !== '' && (
                <span className="trace-note" style={{ left: columns.casesLeft }} aria-hidden="true">
                  <SeverityMark name="warning" /> {noteOfLine(line)}
                </span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** A choice is opened, anything else is gone to. */
function openCell(cell: HTMLElement | null): void {
  const select = cell?.querySelector('select')
  if (select !== null && select !== undefined) {
    select.focus()
    // Opened, so that arrows go through the choices and nothing is written before Enter.
    select.showPicker()
  } else cell?.querySelector('a')?.click()
}

function Head({
  facts,
  cases,
  firstCase,
  links,
}: {
  readonly facts: readonly TraceColumn[]
  readonly cases: readonly TraceColumn[]
  readonly firstCase: number
  readonly links: TraceLinks
}) {
  return (
    <div role="row" aria-rowindex={1} className="trace-head">
      {facts.map((column, index) => (
        <div
          key={column.kind}
          role="columnheader"
          aria-colindex={index + 1}
          className={`trace-cell of-${column.kind}${'sticks' in column ? ' sticks' : ''}`}
          style={{ width: column.width, ...('sticks' in column ? { left: column.sticks } : {}) }}
        >
          {column.name}
        </div>
      ))}
      {cases.map(
        (column, offset) =>
          column.kind === 'case' && (
            <div
              key={column.testCase.id}
              role="columnheader"
              aria-colindex={facts.length + firstCase + offset + 1}
              aria-label={`${column.name} ${column.testCase.title}`}
              className="trace-cell of-case"
              style={{ position: 'absolute', left: column.left, width: column.width }}
            >
              <Link to={links.testCase(column.testCase.id)} tabIndex={-1} title={column.testCase.title}>
                {column.name}
              </Link>
            </div>
          ),
      )}
    </div>
  )
}
