// Addresses of exported files and the code preview.
import { useQuery } from '@tanstack/react-query'
import type { CodePreview, JsonataPreview } from '../../shared/api/routes.ts'
import { getJson } from './request.ts'

const path = (project: string, rest: string) => `/api/projects/${encodeURIComponent(project)}/export/${rest}`

/** Plain links: the browser downloads them with the session's cookie. */
export const exportLinks = {
  /** `format`: the last part of the route with its query. */
  specification: path,
  projectFile: (project: string) => path(project, 'json'),
  typescript: (project: string, map: string, allowGaps: boolean) =>
    path(project, `typescript.zip?map=${encodeURIComponent(map)}${allowGaps ? '&allowGaps=1' : ''}`),
  jsonata: (project: string, map: string) => path(project, `mapper.jsonata?map=${encodeURIComponent(map)}&allowGaps=1`),
}

/** Read again on every visit: it follows the map as it stands on the server. */
export function useCodePreview(project: string, map: string | undefined) {
  return useQuery({
    queryKey: ['code', project, map],
    queryFn: ({ signal }) => getJson<CodePreview>(`/projects/${encodeURIComponent(project)}/export/typescript?map=${encodeURIComponent(map ?? '')}`, signal),
    enabled: map !== undefined,
    gcTime: 0,
  })
}

/** Read again on every visit, like the code. */
export function useJsonataPreview(project: string, map: string | undefined) {
  return useQuery({
    queryKey: ['jsonata', project, map],
    queryFn: ({ signal }) => getJson<JsonataPreview>(`/projects/${encodeURIComponent(project)}/export/jsonata?map=${encodeURIComponent(map ?? '')}`, signal),
    enabled: map !== undefined,
    gcTime: 0,
  })
}
