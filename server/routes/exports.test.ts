// Tests of exports over HTTP, on the demo project: workbook, TypeScript to look at and as a zip, project file.
import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodePreview, ProblemAnswer, ProjectSummary } from '../../shared/api/routes.ts'
import { buildFlowProject } from '../../fixtures/flow-vectors.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'
import { demoFile } from '../command-fixture.ts'

let server: TestApp
let cookie: string
let project: string
const maps = new Map<string, string>()
beforeAll(async () => {
  server = await buildApp()
  cookie = await server.signIn('owner')
  const made = await server.ask('POST', '/api/projects/import', {
    cookie,
    body: await readFile(demoFile, 'utf8'),
    headers: { 'content-type': 'application/json' },
  })
  project = ((await made.json()) as ProjectSummary).id
  for (const { key, id } of (await server.deps.rooms.readProject(project)).fieldMaps) maps.set(key, id)
})
afterAll(() => server.close())

const read = (path: string) => server.ask('GET', `/api/projects/${project}/export/${path}`, { cookie })

describe('an export', () => {
  test('as a workbook is a download with the name of the project', async () => {
    const answer = await read('xlsx')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''WooCommerce%20%E2%86%92%20Xero.xlsx")
    expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toContain('xl/workbook.xml')
  })

  test('as the project file is the file that the project came from', async () => {
    expect(await (await read('json')).text()).toBe(await readFile(demoFile, 'utf8'))
  })

  test('as TypeScript to look at has the files, and the gaps with their lines', async () => {
    const whole = (await (await read(`typescript?map=${maps.get('order-to-invoice')}`)).json()) as CodePreview
    expect(whole.files.map(({ path }) => path)).toContain('mapper.ts')
    expect(whole.gaps).toEqual([])
    const gapped = (await (await read(`typescript?map=${maps.get('order-to-payment')}`)).json()) as CodePreview
    expect(gapped.gaps).toEqual([
      { row: expect.any(Number), line: expect.stringMatching(/^row:/), path: 'Date', message: expect.stringContaining('Date is required') },
    ])
  })

  test('as a zip has the same bytes each time, in a folder named by the map', async () => {
    const path = `typescript.zip?map=${maps.get('order-to-invoice')}`
    const first = Buffer.from(await (await read(path)).arrayBuffer())
    expect(Object.keys(unzipSync(first))).toContain('order-to-invoice/mapper.ts')
    expect(first.equals(Buffer.from(await (await read(path)).arrayBuffer()))).toBe(true)
  })

  test('as a zip is refused while required fields are not mapped, unless gaps are allowed', async () => {
    const path = `typescript.zip?map=${maps.get('order-to-payment')}`
    const refused = await read(path)
    expect(refused.status).toBe(409)
    expect((await refused.json()) as ProblemAnswer).toMatchObject({
      type: 'GapsInTheWay',
      detail: expect.stringContaining('1 destination field is required and not mapped'),
    })
    expect((await read(`${path}&allowGaps=1`)).status).toBe(200)
  })

  test('of the whole project has every package and the flows with their cases, and says why a flow cannot be made', async () => {
    const zipOf = async (change?: (step: Step) => Step) => {
      const { project: own, graphs, records } = buildFlowProject(change)
      const body = printProjectFile({ format: 'crosswalk-project', formatVersion: 1, project: own, schemas: graphs, samples: {}, records, baselines: [] })
      const made = await server.ask('POST', '/api/projects/import', { cookie, body, headers: { 'content-type': 'application/json' } })
      return server.ask('GET', `/api/projects/${((await made.json()) as ProjectSummary).id}/export/typescript.zip`, { cookie })
    }
    const names = Object.keys(unzipSync(new Uint8Array(await (await zipOf()).arrayBuffer())))
    expect(names).toEqual(
      expect.arrayContaining(['order-to-contact/mapper.ts', 'order-to-payment/index.ts', 'uc-1.flow.ts', 'uc-1.flow.cases.ts', 'uc-3.flow.ts']),
    )
    const refused = await zipOf((step) => (step.id === 'pause' ? { ...step, waitSeconds: undefined } : step))
    expect(((await refused.json()) as ProblemAnswer).detail).toContain('step 2 Let things settle: It is not said how long to wait.')
  })

  test('of a field map that is not there, or not named, says so', async () => {
    expect((await read('typescript?map=none')).status).toBe(404)
    expect((await read('typescript')).status).toBe(400)
  })
})
