// A CSV with its marks comes back: untouched it changes nothing, and an edit of a text that begins like a formula is that edit alone.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoFile, runCommand } from '../command-fixture.ts'

let folder = ''
let file = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-csv-'))
  file = join(folder, 'rows.csv')
  await runCommand(['export', demoFile, '--format', 'csv', '--round-trip', '--out', file])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const importBack = async (path: string) => {
  const { out, err } = await runCommand(['import', path, '--into', demoFile, '--dry-run', '--json'])
  return { err, told: JSON.parse(out) as { added: number; changed: number; removed: number; conflicts: number; items: { theirs?: string }[] } }
}

test('untouched, it changes nothing, though formulas in it begin with an apostrophe', { timeout: 60_000 }, async () => {
  expect(await readFile(file, 'utf8')).toMatch(/,'=|,"'=/)
  const { told } = await importBack(file)
  expect(told).toMatchObject({ added: 0, changed: 0, removed: 0, conflicts: 0, items: [] })
})

test('an edited cell is the only change', { timeout: 60_000 }, async () => {
  const text = await readFile(file, 'utf8')
  const edited = join(folder, 'edited.csv')
  const note = 'Only what an edit says'
  const ids = (text.split('\r\n')[0] ?? '').replace(/^\uFEFF/, '').split(',')
  const rows = text.split('\r\n')
  const at = rows.findIndex((row) => row.startsWith('R-') && row.includes('row:'))
  expect([ids.includes('note'), at > 0]).toEqual([true, true])
  const cells = Papa.parse<string[]>(rows[at] ?? '').data[0] ?? []
  cells[ids.indexOf('note')] = `=${note}`
  await writeFile(edited, [...rows.slice(0, at), Papa.unparse([cells]), ...rows.slice(at + 1)].join('\r\n'))
  const { told } = await importBack(edited)
  expect(told).toMatchObject({ added: 0, changed: 1, removed: 0, conflicts: 0 })
  expect(told.items.map(({ theirs }) => theirs)).toEqual([`=${note}`])
})
