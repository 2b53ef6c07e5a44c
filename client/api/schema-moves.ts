// What moving to a newer schema version needs of the server: records of test cases, and all changes of one command.
import { useQueries } from '@tanstack/react-query'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { getJson, sendJson } from './request.ts'

const path = (project: string) => `/projects/${encodeURIComponent(project)}`

export type RecordsAnswer = {
  /** By hash. Stable while no answer changes. */
  readonly records: ReadonlyMap<string, JsonValue>
  readonly loading: boolean
  readonly error: Error | undefined
  /** Hashes of records that are not there. */
  readonly retry: () => void
}

/** Given and expected records of test cases, read once: they never change. */
export function useRecords(project: string, hashes: readonly string[]): RecordsAnswer {
  return useQueries({
    queries: hashes.map((hash) => ({
      queryKey: ['record', project, hash],
      queryFn: ({ signal }: { signal: AbortSignal }) => getJson<JsonValue>(`${path(project)}/records/${encodeURIComponent(hash)}`, signal),
      staleTime: Infinity,
      retry: 1,
    })),
    combine: (answers) => ({
      records: new Map(hashes.flatMap((hash, at) => (answers[at]?.data === undefined ? [] : [[hash, answers[at].data] as const]))),
      loading: answers.some((answer) => answer.isLoading),
      error: answers.find((answer) => answer.error !== null)?.error ?? undefined,
      retry: () => {
        for (const answer of answers) if (answer.error !== null) void answer.refetch()
      },
    }),
  })
}

export async function storeRecord(project: string, record: JsonValue): Promise<string> {
  return (await sendJson<{ hash: string }>('POST', `${path(project)}/records`, record)).hash
}

/** Entries in one question, at most. */
const PAGE = 500

/** All changes of a command, newest first, whole however many. */
export async function listCommandChanges(project: string, command: string): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for (;;) {
    const before = entries.at(-1)?.seq
    const query = new URLSearchParams({ command, limit: String(PAGE), ...(before === undefined ? {} : { before: String(before) }) })
    const page = await getJson<HistoryEntry[]>(`${path(project)}/history?${query}`)
    entries.push(...page)
    if (page.length < PAGE) return entries
  }
}

/** The command that wrote this value into a cell, as the history knows it; undefined where it does not. */
export async function findCommandOf(project: string, object: string, cell: string, value: JsonValue): Promise<string | undefined> {
  const entries = await getJson<HistoryEntry[]>(`${path(project)}/history?${new URLSearchParams({ object, limit: String(PAGE) })}`)
  return entries.find((entry) => entry.cell === cell && entry.after === value)?.command
}
