// What happened to a row: its changed cells from the server, newest first.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { describeFailure, getJson } from '../api/request.ts'

export function RowHistory({
  project,
  row,
  print,
}: {
  readonly project: string
  readonly row: string
  readonly print: (cell: string, value: HistoryEntry['after']) => string
}) {
  const [open, setOpen] = useState(false)
  const { data, error, isLoading } = useQuery({
    queryKey: ['history', project, 'rows', row],
    queryFn: () => getJson<HistoryEntry[]>(`/projects/${encodeURIComponent(project)}/history?object=${encodeURIComponent(`rows:${row}`)}&limit=50`),
    enabled: open,
    gcTime: 0,
    staleTime: 2_000,
  })
  return (
    <details className="pn-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      {isLoading && <p className="s12 t3">Loading</p>}
      {error !== null && <p className="s12 err">{describeFailure(error)}</p>}
      {data?.length === 0 && <p className="s12 t3">Nothing yet.</p>}
      <ul>
        {data?.map((entry) => (
          <li key={`${entry.seq}.${entry.cell}`} className="s12">
            <span className="b5">{entry.personName === '' ? 'Somebody' : entry.personName}</span> <span className="t3">{printTime(entry.time)}</span>
            <br />
            {cellWords[entry.cell] ?? entry.cell}:{' '}
            <span className="t2">{entry.after === undefined || entry.after === null ? 'cleared' : print(entry.cell, entry.after)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

const cellWords: Readonly<Record<string, string>> = {
  transform: 'Transform',
  when: 'Condition',
  on: 'Takes part when',
  status: 'Status',
  note: 'Note',
  useCases: 'Use cases',
  owner: 'Owner',
  scope: 'Scope',
  onMissing: 'If missing',
  onNull: 'If null',
  unmatched: 'Unmatched text',
  destination: 'Destination',
  number: 'Number',
  order: 'Place',
  deleted: 'Deleted',
  fieldMap: 'Field map',
  parent: 'List',
}

function printTime(time: string): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
