// Proof of the routes that read spreadsheets: watched, cancelled, kept for who uploaded them and for nobody else.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spreadsheetAnswer } from '../../shared/api/spreadsheet-routes.ts'
import { limits } from '../../shared/api/limits.ts'
import { makeZip } from '../../fixtures/make-zip.ts'
import { buildApp, type TestApp } from '../app-fixture.ts'
import { createUploads, type Uploads } from '../upload-fixture.ts'
import { createKeptSpreadsheets } from './kept-spreadsheets.ts'

let server: TestApp
let uploads: Uploads
beforeAll(async () => {
  server = await buildApp()
  uploads = await createUploads(server)
})
afterAll(() => server.close())

const csv = 'Source,Target\r\nid,"Invoice;Number\r\nof the order"\r\n'
const read = async (files: Parameters<Uploads['upload']>[1]) => uploads.finish(await uploads.upload('/spreadsheets', files, {}))
const fetchIt = (id: string, cookie = uploads.cookie, project = uploads.project) => server.ask('GET', `/api/projects/${project}/spreadsheets/${id}`, { cookie })

describe('an uploaded spreadsheet', () => {
  test('is read in the child, and fetched by whoever uploaded it', async () => {
    const job = await read({ 'mapping.csv': csv })
    expect(job).toMatchObject({ state: 'done', progress: 1 })
    const answer = await fetchIt(job.result ?? '')
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const spreadsheet = spreadsheetAnswer.parse(await answer.json())
    expect(spreadsheet).toEqual({
      name: 'mapping.csv',
      format: 'csv',
      warnings: [],
      sheets: [
        {
          name: 'mapping',
          hidden: false,
          merges: [],
          remarks: [],
          rows: [
            { number: 1, cells: ['Source', 'Target'] },
            { number: 2, cells: ['id', 'Invoice;Number\nof the order'] },
          ],
        },
      ],
    })
  })

  test('of several files has a sheet for each, also where they are called alike', async () => {
    const job = await read({ 'a/rows.csv': 'a,b\n1,2\n', 'b/rows.csv': 'a,b\n3,4\n' })
    const { sheets } = spreadsheetAnswer.parse(await (await fetchIt(job.result ?? '')).json())
    expect(sheets.map(({ name, rows }) => [name, rows[1]?.cells])).toEqual([
      ['rows', ['1', '2']],
      ['rows (2)', ['3', '4']],
    ])
  })

  test('is not found by others, in other projects, or after a while', async () => {
    const { result = '' } = await read({ 'mapping.csv': csv })
    const other = await server.signIn('owner')
    const elsewhere = await createUploads(server)
    expect((await fetchIt(result, other)).status).toBe(404)
    expect((await fetchIt(result, uploads.cookie, elsewhere.project)).status).toBe(404)
    expect((await fetchIt('none')).status).toBe(404)
    expect((await fetchIt(result)).status).toBe(200)
    server.setNow(new Date('2026-11-22T11:30:00Z'))
    expect((await fetchIt(result)).status).toBe(404)
    server.setNow(new Date('2026-11-22T09:00:00Z'))
    expect(await uploads.leftOvers()).toBe(0)
  })

  test('makes room for the next ones of the same person, and for all where there are too many bytes', async () => {
    const spreadsheet = { name: 'a.csv', format: 'csv', sheets: [], warnings: [] } as const
    let ids = 0
    const dataFolder = await mkdtemp(join(tmpdir(), 'crosswalk-kept-'))
    const kept = createKeptSpreadsheets({ dataFolder, now: () => new Date(0), newId: () => `${(ids += 1)}`, mostBytes: 500 })
    const present = async (person: string, all: readonly string[]) =>
      (await Promise.all(all.map(async (id) => (await kept.find('p', person, id)) !== undefined))).map((one, at) => (one ? all[at] : '')).join('')
    for (let n = 0; n < 6; n++) await kept.keep('p', 'bo', spreadsheet)
    expect(await present('bo', ['1', '2', '3', '4', '5', '6'])).toBe('23456')
    await kept.keep('p', 'ann', { ...spreadsheet, warnings: ['x'.repeat(250)] })
    expect([await present('bo', ['2', '3', '4', '5', '6']), await present('ann', ['7'])]).toEqual(['456', '7'])
    await kept.close()
    expect(await readdir(join(dataFolder, 'tmp'))).toEqual([])
    await rm(dataFolder, { recursive: true })
  })

  test.each([
    { name: 'old.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), says: /an old Excel workbook \(\.xls\).*save it as \.xlsx/ },
    { name: 'empty.csv', bytes: Buffer.alloc(0), says: /is empty/ },
    { name: '../../etc/\u202Epasswd.xlsx', bytes: makeZip([{ name: '[Content_Types].xml', content: '<Types/>' }]), says: /^passwd\.xlsx is damaged/ },
  ])('that cannot be read fails with a sentence, and nothing is kept: $name', async ({ name, bytes, says }) => {
    const before = await uploads.leftOvers()
    const job = await read({ [name]: new Uint8Array(bytes) })
    expect(job.state).toBe('failed')
    expect(job.message).toMatch(says)
    expect(await uploads.leftOvers()).toBe(before)
  })

  test('can be cancelled', async () => {
    const before = await uploads.leftOvers()
    const started = await uploads.upload('/spreadsheets', { 'long.csv': 'a,b\n'.repeat(90_000) }, {})
    const { id } = (await started.clone().json()) as { id: string }
    expect((await server.ask('DELETE', `/api/projects/${uploads.project}/jobs/${id}`, { cookie: uploads.cookie })).status).toBe(204)
    expect(await uploads.finish(started)).toMatchObject({ state: 'failed', message: 'The import was cancelled.' })
    expect(await uploads.leftOvers()).toBe(before)
  })

  test('needs a file, the header against foreign forms, and fewer bytes than the limit', async () => {
    expect((await uploads.upload('/spreadsheets', {}, { a: 'b' })).status).toBe(400)
    const form = new FormData()
    form.append('file', new File([csv], 'a.csv'))
    const path = `/api/projects/${uploads.project}/spreadsheets`
    expect((await server.ask('POST', path, { cookie: uploads.cookie, body: form })).status).toBe(403)
    const large = new FormData()
    large.append('file', new File([new Uint8Array(limits.upload + 1)], 'a.csv'))
    expect((await server.ask('POST', path, { cookie: uploads.cookie, body: large, headers: { 'x-crosswalk': '1' } })).status).toBe(413)
  })
})
