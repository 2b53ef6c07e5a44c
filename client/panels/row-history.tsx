// What happened to a row: its changed cells from the server, newest first, with the way back to each value.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Row } from '../../shared/project/field-map.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fetchHistory } from '../api/history.ts'
import { describeFailure } from '../api/request.ts'
import { useConnectionPart } from '../collab/project-context.tsx'
import { Avatar } from '../ui/parts.tsx'
import { rowCellWords } from './row-cell-words.ts'
import { listRowHistory, type CellOfPast, type RowHistoryEntry } from './row-history-entries.ts'
import './together.css'

const PAGE = 40
/** The server has an edit of ours a moment after it says so. Milliseconds. */
const SETTLES = 150

type Props = {
  readonly project: string
  readonly row: Row
  readonly print: (cell: string, value: JsonValue | undefined) => string
  /** Absent: the person may not edit. */
  readonly onPutBack?: (cell: string, value: JsonValue | undefined) => void
}

export function RowHistory({ project, row, print, onPutBack }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <details className="pn-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      {open && <Entries project={project} row={row} print={print} {...(onPutBack === undefined ? {} : { onPutBack })} />}
    </details>
  )
}

function Entries({ project, row, print, onPutBack }: Props) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['history', project, 'rows', row.id],
    queryFn: ({ pageParam, signal }) =>
      fetchHistory(project, { object: `rows:${row.id}`, limit: PAGE, ...(pageParam === undefined ? {} : { before: pageParam }) }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.seq),
    gcTime: 0,
    staleTime: 0,
  })
  const status = useConnectionPart('status')
  // A row is another object after each of its changes, ours and others'.
  useEffect(() => {
    if (status !== 'saved') return
    const timer = setTimeout(() => void refetch(), SETTLES)
    return () => clearTimeout(timer)
  }, [row, status, refetch])
  const entries = useMemo(() => listRowHistory(data?.pages.flat() ?? [], row), [data, row])
  if (isPending) return <p className="s12 t3">Loading</p>
  if (error !== null && data === undefined) return <p className="s12 err">{describeFailure(error)}</p>
  if (entries.length === 0) return <p className="s12 t3">Nothing has been changed since the row came with its project.</p>
  return (
    <>
      {status === 'offline' && <p className="s12 t3">You are offline: the newest changes come when the server is back.</p>}
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.key} entry={entry} print={print} {...(onPutBack === undefined ? {} : { onPutBack })} />
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="link-button s12" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading' : 'Show older changes'}
        </button>
      )}
    </>
  )
}

function Entry({ entry, print, onPutBack }: Pick<Props, 'print' | 'onPutBack'> & { readonly entry: RowHistoryEntry }) {
  return (
    <li className="s12">
      <Avatar name={entry.person} small />
      <div>
        <div>
          <span className="b5">{entry.person}</span>{' '}
          <time className="t3" dateTime={entry.time}>
            {printTime(entry.time)}
          </time>
          {entry.isFirst && <span className="t2"> stored this row</span>}
        </div>
        {entry.cells.map((cell) => (
          <Changed key={cell.cell} cell={cell} print={print} isFirst={entry.isFirst} {...(onPutBack === undefined ? {} : { onPutBack })} />
        ))}
      </div>
    </li>
  )
}

function Changed({ cell, print, onPutBack, isFirst }: Pick<Props, 'print' | 'onPutBack'> & { readonly cell: CellOfPast; readonly isFirst: boolean }) {
  const name = rowCellWords[cell.cell] ?? cell.cell
  const after = print(cell.cell, cell.after)
  return (
    <div className="pn-changed">
      <span className="t3">{name}</span>
      <span className="pn-changed-values">
        {!isFirst && cell.cell !== 'deleted' && (
          <>
            <del>{print(cell.cell, cell.before)}</del> <span aria-hidden="true">→</span>{' '}
          </>
        )}
        <ins>{after}</ins>
      </span>
      {cell.canPutBack && onPutBack !== undefined && (
        <button
          type="button"
          className="link-button"
          aria-label={`Put this value back: ${name}, ${after}`}
          title="Put this value back"
          onClick={() => onPutBack(cell.cell, cell.after)}
        >
          Put back
        </button>
      )}
    </div>
  )
}

function printTime(time: string): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}
