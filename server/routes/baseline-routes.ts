// The only routes of baselines: frozen states of a project.
import { baselineAnswer, baselineRequest } from '../../shared/api/review-routes.ts'
import { fail } from '../../shared/schema/result.ts'
import { freezeBaseline } from './freeze-baseline.ts'
import { findNameFault } from './live-objects.ts'
import { json, route, type Route } from './route.ts'

export const baselineRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/projects/:project/baselines',
    summary: 'Freeze the project as it is, with what is found about it and how its test cases come out',
    gate: 'project.edit',
    body: baselineRequest,
    answer: baselineAnswer,
    async handle({ deps, params, who, body }) {
      const fault = findNameFault(who)
      if (fault !== undefined) return fail(fault)
      const frozen = await freezeBaseline(deps, params['project'] ?? '', who, body.note)
      return frozen.ok ? json(frozen.value, 201) : frozen
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/baselines/:baseline',
    summary: 'The frozen state of a baseline; never changes',
    gate: 'project.read',
    answer: 'application/json',
    async handle({ deps, params }) {
      const project = params['project'] ?? ''
      const { baselines } = await deps.rooms.readProject(project)
      const state = baselines.find(({ id, deleted }) => id === params['baseline'] && deleted !== true)?.state ?? ''
      const bytes = (await deps.storage.isBlobLinked(project, 'baseline', state)) ? await deps.storage.findBlob('baseline', state) : undefined
      if (bytes === undefined) return fail({ type: 'NotFound', what: 'baseline' })
      return { ok: true, value: { kind: 'bytes', bytes, packed: true, type: 'application/json; charset=utf-8', etag: `baseline.${state}`, immutable: true } }
    },
  }),
]
