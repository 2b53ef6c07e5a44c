// The only routes of the list of projects: list, new, import of a project file, duplicate, archive and bring back.
import { z } from 'zod'
import { changeProjectRequest, createProjectRequest, duplicateProjectRequest, projectSummary, type ProjectSummary } from '../../shared/api/routes.ts'
import { fail } from '../../shared/schema/result.ts'
import { addEmptyProject, addImportedProject, duplicateProject } from './add-project.ts'
import { importProjectFile } from '../importers/import-project-file.ts'
import type { ProjectRecord } from '../storage/storage.ts'
import { json, route, type Route } from './route.ts'

export const projectRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/projects',
    summary: 'All projects, archived ones included',
    gate: 'project.list',
    answer: z.array(projectSummary),
    handle: async ({ deps }) => json((await deps.storage.listProjects()).map(recordToSummary)),
  }),
  route({
    method: 'POST',
    path: '/api/projects',
    summary: 'Make an empty project',
    gate: 'project.create',
    body: createProjectRequest,
    answer: projectSummary,
    handle: async ({ deps, who, body }) => json(recordToSummary(await addEmptyProject(deps, who.subject.person, body.name, body.purpose)), 201),
  }),
  route({
    method: 'POST',
    path: '/api/projects/import',
    summary: 'Make a project from a project file (the body)',
    gate: 'project.create',
    body: 'file',
    answer: projectSummary,
    async handle({ deps, who, body }) {
      const read = await importProjectFile(body.path)
      if (read.ok) return json(recordToSummary(await addImportedProject(deps, who.subject.person, read.value)), 201)
      if (read.error.type === 'refused') return fail({ type: 'NotAProjectFile', message: read.error.message })
      const reference = deps.newId().slice(0, 8)
      deps.log.error({ reference, reason: read.error.reason }, 'a project file could not be read')
      return fail({ type: 'Broken', reference })
    },
  }),
  route({
    method: 'POST',
    path: '/api/projects/:project/duplicate',
    summary: 'Copy a project under another name',
    gate: 'project.create',
    body: duplicateProjectRequest,
    answer: projectSummary,
    handle: async ({ deps, who, params, body }) =>
      json(recordToSummary(await duplicateProject(deps, who.subject.person, params['project'] ?? '', body.name)), 201),
  }),
  route({
    method: 'PATCH',
    path: '/api/projects/:project',
    summary: 'Archive a project or bring it back',
    gate: 'project.manage',
    body: changeProjectRequest,
    answer: projectSummary,
    async handle({ deps, params, body }) {
      const id = params['project'] ?? ''
      await deps.storage.commit([{ write: 'change-project', id, changes: { archived: body.archived } }])
      const record = await deps.storage.findProject(id)
      return record === undefined ? fail({ type: 'NotFound', what: 'project' }) : json(recordToSummary(record))
    },
  }),
]

function recordToSummary({ id, name, purpose, archived, createdAt, changedAt, fieldMaps, useCases }: ProjectRecord): ProjectSummary {
  return { id, name, purpose, archived, createdAt, changedAt, fieldMaps, useCases }
}
