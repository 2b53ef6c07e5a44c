// The only HTTP routes of a project's live document: its whole state, an update too big for a frame, and its history.
import { z } from 'zod'
import { limits } from '../../shared/api/limits.ts'
import { isCommandId } from '../../shared/api/wire-frames.ts'
import { epochHeader, historyEntry, type HistoryEntry } from '../../shared/api/routes.ts'
import { fail } from '../../shared/schema/result.ts'
import { empty, json, route, type Route } from './route.ts'

const MOST_ENTRIES = 500

export const documentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/projects/:project/state',
    summary: 'The whole document as one Yjs update',
    gate: 'project.read',
    answer: 'application/octet-stream',
    async handle({ deps, params }) {
      const id = params['project'] ?? ''
      const { state, etag } = await deps.rooms.state(id)
      const epoch = (await deps.storage.findProject(id))?.epoch ?? 0
      // The project is part of the tag, because compressed states are kept by it.
      const headers = { [epochHeader]: String(epoch) }
      return { ok: true, value: { kind: 'bytes', bytes: state, type: 'application/octet-stream', headers, etag: `${id}.${etag}` } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/updates',
    summary: 'A Yjs update too big for a frame; answered when it is on disk',
    gate: 'project.edit',
    body: 'bytes',
    mostBytes: limits.catchUp,
    query: { command: 'The command it belongs to, as before a frame; absent: one of its own' },
    async handle({ deps, params, query, who, body }) {
      const command = query.get('command') ?? undefined
      if (command !== undefined && !isCommandId(command)) return fail({ type: 'InvalidRequest', message: '`command` is up to 100 ASCII characters.' })
      const applied = await deps.rooms.applyUpdate(params['project'] ?? '', who.subject.person, body, command)
      return applied.ok ? empty : fail({ type: 'UpdateRefused', message: applied.error.message })
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/history',
    summary: 'Changed cells, newest first',
    gate: 'project.read',
    query: {
      object: '`<collection>:<id>`, only this object',
      command: 'Only the changes of this command',
      limit: `At most so many, up to ${MOST_ENTRIES}; the oldest edit is always whole`,
      before: 'Only changes before this number',
    },
    answer: z.array(historyEntry),
    async handle({ deps, params, query }) {
      const limit = readCount(query.get('limit'), 50)
      const before = readCount(query.get('before'), undefined)
      if (limit === 'wrong' || before === 'wrong') return fail({ type: 'InvalidRequest', message: '`limit` and `before` are whole numbers above 0.' })
      const object = query.get('object') ?? undefined
      const command = query.get('command') ?? undefined
      const filter = {
        limit: Math.min(limit ?? 50, MOST_ENTRIES),
        ...(object === undefined ? {} : { object }),
        ...(command === undefined ? {} : { command }),
        ...(before === undefined ? {} : { before }),
      }
      const [changes, people] = await Promise.all([deps.storage.listCellChanges(params['project'] ?? '', filter), deps.storage.listPeople()])
      const names = new Map(people.map((person) => [person.id, person.name]))
      return json(changes.map((change): HistoryEntry => ({ ...change, personName: names.get(change.person) ?? '' })))
    },
  }),
]

function readCount(text: string | null, otherwise: number | undefined): number | undefined | 'wrong' {
  if (text === null) return otherwise
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 'wrong'
}
