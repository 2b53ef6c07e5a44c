// Tests of the specification over HTTP, on the demo project: each format, what was chosen, and what the page may do that is shown.
import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProblemAnswer, ProjectSummary } from '../../shared/api/routes.ts'
import type { Project } from '../../shared/project/project.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'
import { demoFile } from '../command-fixture.ts'

let server: TestApp
let cookie: string
let id: string
let project: Project
beforeAll(async () => {
  server = await buildApp()
  cookie = await server.signIn('viewer')
  const made = await server.ask('POST', '/api/projects/import', {
    cookie: await server.signIn('owner'),
    body: await readFile(demoFile, 'utf8'),
    headers: { 'content-type': 'application/json' },
  })
  id = ((await made.json()) as ProjectSummary).id
  project = await server.deps.rooms.readProject(id)
})
afterAll(() => server.close())

const read = (path: string) => server.ask('GET', `/api/projects/${id}/export/${path}`, { cookie })
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())
const mapsOf = async (query: string) => {
  const text = await (await read(`csv?${query}`)).text()
  const rows = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', newline: '\r\n' }).data
  return [...new Set(rows.slice(1, -1).map(([map]) => map))]
}

test.each([
  ['xlsx', '.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['html', '.html', 'text/html; charset=utf-8'],
  ['md.zip', '.md.zip', 'application/zip'],
  ['csv', '.csv', 'text/csv; charset=utf-8'],
])('%s is a download with the name of the project, the same bytes each time', async (name, ending, type) => {
  const answer = await read(name)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
  expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''WooCommerce%20%E2%86%92%20Xero${ending}`)
  expect(answer.headers.get('content-security-policy')).toBe('sandbox')
  expect(Buffer.from(await bytesOf(answer)).equals(Buffer.from(await bytesOf(await read(name))))).toBe(true)
})

test('the workbook is one, and the Markdown has a file for each field map', async () => {
  expect(Object.keys(unzipSync(await bytesOf(await read('xlsx'))))).toContain('xl/workbook.xml')
  const files = unzipSync(await bytesOf(await read('md.zip')))
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['README.md', 'maps/m-1-order-contact.md', 'maps/m-2-order-invoice.md', 'maps/m-3-order-payment.md']),
  )
  expect(strFromU8(files['README.md'] ?? new Uint8Array())).toContain('# WooCommerce → Xero')
})

test('the page can be shown, and then may do nothing in our name', async () => {
  const answer = await read('html?view=1')
  expect(answer.headers.get('content-disposition')).toBe('inline')
  expect(answer.headers.get('content-security-policy')).toBe(
    "sandbox; frame-ancestors 'none'; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  )
  expect(await answer.text()).toBe(await (await read('html')).text())
})

test('only what was chosen is in it', async () => {
  const [first, second] = project.fieldMaps
  const [useCase] = project.useCases
  expect(await mapsOf('')).toHaveLength(project.fieldMaps.length)
  expect(await mapsOf(`map=${second?.id}`)).toEqual([expect.stringContaining(second?.name ?? '?')])
  expect(await mapsOf(`map=${second?.id}&map=${first?.id}`)).toHaveLength(2)
  expect((await mapsOf(`useCase=${useCase?.id}`)).length).toBeGreaterThan(0)
  expect(await (await read('csv?audience=stakeholders')).text()).not.toBe(await (await read('csv')).text())
})

test.each([
  ['csv?map=none', 404, /field map/],
  ['xlsx?useCase=none', 404, /use case/],
  ['html?audience=all', 400, /engineers or stakeholders/],
  ['csv?raw=1&roundTrip=1', 400, /choose one/],
])('%s is refused with a sentence', async (path, status, says) => {
  const answer = await read(path)
  expect(answer.status).toBe(status)
  expect(((await answer.json()) as ProblemAnswer).detail).toMatch(says)
})
