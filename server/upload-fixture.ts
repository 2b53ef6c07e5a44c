// Uploads to a test app, as the page sends them, for tests of routes.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobAnswer } from '../shared/api/routes.ts'
import type { TestApp } from './app-fixture.ts'

export type Uploads = {
  readonly cookie: string
  /** A new one. */
  readonly project: string
  upload(path: string, files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>, fields: Readonly<Record<string, string>>): Promise<Response>
  /** Waits until the job has ended. */
  finish(answer: Response): Promise<JobAnswer>
  /** Folders that uploads left behind. */
  leftOvers(): Promise<number>
}

export const openApi = {
  openapi: '3.0.3',
  info: { title: 'Shop API', version: '1.2' },
  paths: {
    '/orders': { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } } } } },
  },
  components: { schemas: { Order: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, total: { type: 'string' } } } } },
}

export async function createUploads(server: TestApp): Promise<Uploads> {
  const cookie = await server.signIn('editor')
  const project = ((await (await server.ask('POST', '/api/projects', { cookie, json: { name: 'Shop' } })).json()) as { id: string }).id
  return {
    cookie,
    project,
    async upload(path, files, fields) {
      const form = new FormData()
      for (const [name, content] of Object.entries(files)) form.append('file', new File([content], name))
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      return server.ask('POST', `/api/projects/${project}${path}`, { cookie, body: form, headers: { 'x-crosswalk': '1' } })
    },
    async finish(answer) {
      let job = (await answer.json()) as JobAnswer
      for (const end = Date.now() + 60_000; Date.now() < end && (job.state === 'waiting' || job.state === 'running');) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        job = (await (await server.ask('GET', `/api/projects/${project}/jobs/${job.id}`, { cookie })).json()) as JobAnswer
      }
      return job
    },
    leftOvers: async () => (await readdir(join(server.deps.settings.dataFolder, 'tmp')).catch(() => [])).length,
  }
}
