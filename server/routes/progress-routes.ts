// The only routes of how far the rows of a project were, day by day.
import { z } from 'zod'
import { progressDay } from '../../shared/api/review-routes.ts'
import { readProgress } from './read-progress.ts'
import { json, route, type Route } from './route.ts'

export const progressRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/projects/:project/progress',
    summary: 'How many rows had at least each status at the end of each day on which something changed, oldest first',
    gate: 'project.read',
    answer: z.array(progressDay),
    async handle({ deps, params }) {
      const id = params['project'] ?? ''
      return json(await readProgress(deps.storage, id, await deps.rooms.readProject(id)))
    },
  }),
]
