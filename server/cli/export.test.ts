// Tests of the command `export` for the formats that people read: what it writes where, and that what is chosen is all there is.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoFile, runCommand } from '../command-fixture.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-export-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const exportAs = (format: string, ...args: string[]) => runCommand(['export', demoFile, '--format', format, ...args])
const readCsv = (text: string) => Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', newline: '\r\n' }).data.slice(0, -1)

describe('as text', () => {
  test.each([
    ['html', /^<!doctype html>/],
    ['md', /^<a id="top"><\/a>\n\n# WooCommerce → Xero\n/],
    ['csv', /^\uFEFFField map,Row,/],
  ])('%s goes to standard output, the same each time', async (format, begins) => {
    const ended = await exportAs(format)
    expect([ended.code, ended.err]).toEqual([0, ''])
    expect(ended.out).toMatch(begins)
    expect((await exportAs(format)).out).toBe(ended.out)
  })

  test('with --json the text is one of the answer', async () => {
    const { out } = await exportAs('csv', '--raw', '--json')
    expect(JSON.parse(out)).toEqual({ format: 'csv', text: (await exportAs('csv', '--raw')).out })
  })
})

test('Markdown is a folder of files, one for each field map, or one file where the name says so', async () => {
  const out = join(folder, 'spec')
  const ended = await exportAs('md', '--out', out, '--json')
  const { files } = JSON.parse(ended.out) as { files: string[] }
  expect(files.filter((file) => file.startsWith('maps/'))).toEqual(['maps/m-1-order-contact.md', 'maps/m-2-order-invoice.md', 'maps/m-3-order-payment.md'])
  const written = (await readdir(out, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  expect(written).toHaveLength(files.length)
  expect(await readFile(join(out, 'README.md'), 'utf8')).toContain('(maps/m-2-order-invoice.md)')
  const one = join(folder, 'spec.md')
  expect((await exportAs('md', '--out', one)).err).toBe(`Wrote ${one}.\n`)
  expect(await readFile(one, 'utf8')).toBe((await exportAs('md')).out)
})

test('only the chosen field maps are in it, and with a use case those that serve it', async () => {
  const maps = async (...args: string[]) => [
    ...new Set(
      readCsv((await exportAs('csv', ...args)).out)
        .slice(1)
        .map(([map]) => map),
    ),
  ]
  expect(await maps()).toEqual(['M-1 Order → Contact', 'M-2 Order → Invoice', 'M-3 Order → Payment'])
  expect(await maps('--map', 'order-to-payment', '--map', 'M-1')).toEqual(['M-1 Order → Contact', 'M-3 Order → Payment'])
  const served = await maps('--use-case', 'UC-1')
  expect(served.length).toBeGreaterThan(0)
  expect(await maps('--use-case', 'UC-1', '--map', 'order-to-invoice')).toEqual(['M-2 Order → Invoice'])
})

test('stakeholders get fewer columns than engineers', async () => {
  const columns = async (readers: string) => readCsv((await exportAs('csv', '--for', readers)).out)[0]?.length ?? 0
  expect(await columns('stakeholders')).toBeLessThan(await columns('engineers'))
})

test('with --round-trip each map is a table of its own with the marks by which it comes back', async () => {
  const rows = readCsv((await exportAs('csv', '--round-trip')).out)
  const heads = rows.filter((row) => row.includes('_cw_row'))
  expect(heads).toHaveLength(3)
  for (const head of heads) expect(head).toEqual(expect.arrayContaining(['row', 'source', 'status', 'note', '_cw_base', '_cw_table']))
})
