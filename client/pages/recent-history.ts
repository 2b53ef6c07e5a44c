// The newest changes of the open project as lines for people: read from the server page by page, and again when something was saved.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { Project } from '../../shared/project/project.ts'
import { fetchHistory } from '../api/history.ts'
import { useConnectionPart, useGraphs, useProject } from '../collab/project-context.tsx'
import { describeHistory, type HistoryLine } from './describe-history.ts'
import { createHistoryNames, createHistoryPrinter, historyLink } from './print-history.ts'

/** Changed cells in one page. */
const PAGE = 200

export type ShownHistoryLine = HistoryLine & { readonly link?: string }

export type RecentHistory = {
  /** Newest first; undefined until the first page is there. */
  readonly lines: readonly ShownHistoryLine[] | undefined
  readonly error: Error | null
  readonly retry: () => void
  /** Absent: that is all. */
  readonly more?: () => void
  readonly loadingMore: boolean
}

/** `object`: `<collection>:<id>`, only its changes. `project`: as it is now, for names and sentences. */
export function useRecentHistory(project: Project, object?: string): RecentHistory {
  const { project: id, store } = useProject()
  const { graphs } = useGraphs()
  const answer = useInfiniteQuery({
    queryKey: ['history', id, object, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      fetchHistory(id, { limit: PAGE, ...(object === undefined ? {} : { object }), ...(pageParam === undefined ? {} : { before: pageParam }) }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last: HistoryEntry[]) => (last.length < PAGE ? undefined : last.at(-1)?.seq),
  })
  const { refetch, data } = answer
  const saved = useConnectionPart('status') === 'saved'
  // Our own edits are in the history once they are saved, others' when they are seen here.
  useEffect(() => {
    if (saved) void refetch()
  }, [saved, project, refetch])
  const lines = useMemo(() => {
    if (data === undefined) return undefined
    const print = createHistoryPrinter(project, (key) => graphs.get(key))
    const name = createHistoryNames(project)
    return describeHistory(data.pages.flat(), store, print).map((line): ShownHistoryLine => {
      const link = historyLink(id, project, store, line.object)
      return { ...line, what: name(line.object) ?? line.what, ...(link === undefined ? {} : { link }) }
    })
  }, [data, project, graphs, store, id])
  return {
    lines,
    error: answer.error,
    retry: () => void refetch(),
    ...(answer.hasNextPage ? { more: () => void answer.fetchNextPage() } : {}),
    loadingMore: answer.isFetchingNextPage,
  }
}
