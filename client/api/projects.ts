// The list of projects and what can be done to a whole project.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ProjectSummary } from '../../shared/api/routes.ts'
import { call, getJson, readJson, sendJson } from './request.ts'

const projectsKey = ['projects'] as const

export function useProjects() {
  return useQuery({ queryKey: projectsKey, queryFn: ({ signal }) => getJson<ProjectSummary[]>('/projects', signal) })
}

/** Every change reads the list again. */
export function useProjectActions() {
  const client = useQueryClient()
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work
    await client.invalidateQueries({ queryKey: projectsKey })
    return value
  }
  return {
    create: (name: string, purpose: string) => after(sendJson<ProjectSummary>('POST', '/projects', purpose === '' ? { name } : { name, purpose })),
    duplicate: (id: string, name: string) => after(sendJson<ProjectSummary>('POST', `/projects/${encodeURIComponent(id)}/duplicate`, { name })),
    archive: (id: string, archived: boolean) => after(sendJson<ProjectSummary>('PATCH', `/projects/${encodeURIComponent(id)}`, { archived })),
    importFile: (file: File) =>
      after(call('/projects/import', { method: 'POST', body: file, headers: { 'content-type': 'application/json' } }).then(readJson<ProjectSummary>)),
  }
}
