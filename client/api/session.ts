// The only place that knows who is signed in.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionAnswer } from '../../shared/api/routes.ts'
import { ApiError, getJson, sendJson } from './request.ts'

export const sessionKey = ['session'] as const

/** Null: nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    staleTime: 60_000,
    retry: (count, error) => error instanceof ApiError && error.status === 0 && count < 3,
  })
}

async function readSession(): Promise<SessionAnswer | null> {
  try {
    return await getJson<SessionAnswer>('/session')
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

/** The signed-in person. Only below the part of the page that is shown after entry. */
export function useMe(): SessionAnswer {
  const me = useQueryClient().getQueryData<SessionAnswer | null>(sessionKey)
  const session = useSession().data ?? me
  if (session === undefined || session === null) throw new Error('nobody is signed in here')
  return session
}

export function enter(token: string): Promise<SessionAnswer> {
  return sendJson('POST', '/session/enter', { token })
}

export function nameMe(name: string, jobTitle: string): Promise<SessionAnswer> {
  return sendJson('PATCH', '/session', { name, jobTitle })
}

export function signOut(): Promise<void> {
  return sendJson('DELETE', '/session')
}
