// Proof of `crosswalk import`: an edited workbook comes back into a project file, what is left to a person is told by the exit code, and nothing else changes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ROW_COLUMN } from '../../shared/document/returned-table.ts'
import { parseProjectFile, printProjectFile, type ProjectFile } from '../../shared/project/project-file.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { demoFile, runCommand } from '../command-fixture.ts'
import { toXlsxText } from '../exporters/xlsx-text.ts'
import { readBytes } from '../importers/spreadsheets/reading-fixture.ts'

vi.setConfig({ testTimeout: 60_000 })
let folder: string
let exported: Uint8Array
let original: Spreadsheet
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-import-'))
  const book = join(folder, 'demo.xlsx')
  expect((await runCommand(['export', demoFile, '--format', 'xlsx', '--out', book])).code).toBe(0)
  exported = readFileSync(book)
  original = await readBytes('demo.xlsx', exported)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const put = (ending: string, content: string | Uint8Array) => {
  const path = join(folder, `${(files += 1)}.${ending}`)
  writeFileSync(path, content)
  return path
}
const projectText = readFileSync(demoFile, 'utf8')
const readFile = (path: string): ProjectFile => {
  const parsed = parseProjectFile(readFileSync(path, 'utf8'))
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

/** The demo's map of invoices, as somebody opened it: the columns by their ids, and the rows that come back. */
type Opened = { readonly column: (id: string) => number; readonly rows: readonly SheetCells[]; readonly remove: (row: SheetCells) => void }
type SheetCells = string[]

/** The sheet after a person edited it and copied it into a workbook of their own. */
async function edit(change: (opened: Opened) => void): Promise<string> {
  const sheet = original.sheets.find(({ name }) => name.startsWith('M-2'))
  if (sheet === undefined) throw new Error('the demo has no such sheet')
  let all = sheet.rows.map(({ cells }) => [...cells])
  const ids = all.find((cells) => cells.includes(ROW_COLUMN)) ?? []
  const column = (id: string) => {
    if (!ids.includes(id)) throw new Error(`there is no column ${id}`)
    return ids.indexOf(id)
  }
  const rows = all.filter((cells) => cells[column(ROW_COLUMN)]?.startsWith('row:') === true)
  change({ column, rows, remove: (row) => (all = all.filter((one) => one !== row)) })
  const workbook = new ExcelJS.Workbook()
  const copy = workbook.addWorksheet(sheet.name)
  for (const cells of all) copy.addRow(cells.map(toXlsxText))
  return put('xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
}

const run = async (book: string, flags: readonly string[] = [], into = put('json', projectText)) => {
  const ended = await runCommand(['import', book, '--into', into, '--json', ...flags])
  return { ...ended, into, result: ended.out === '' ? undefined : (JSON.parse(ended.out) as Record<string, unknown>) }
}
const counts = (more: object = {}) => ({ added: 0, changed: 0, removed: 0, conflicts: 0, unmatched: 0, proseOnly: 0, ...more })

/** The first row of the map, its id in the project and as it is there. */
const idOf = ({ column, rows }: Opened, at = 0) => rows[at]?.[column(ROW_COLUMN)]?.slice('row:'.length) ?? ''
/** Into the first row. */
const write = ({ rows, column }: Opened, id: string, text: string, at = 0) => {
  const row = rows[at]
  if (row === undefined) throw new Error('there is no such row')
  row[column(id)] = text
}

describe('an exported workbook', () => {
  test('that nobody touched changes nothing, not one byte', async () => {
    const { code, result, into } = await run(relative(process.cwd(), put('xlsx', exported)))
    expect([code, result]).toEqual([0, expect.objectContaining({ ...counts(), ours: true, format: 'xlsx', items: [], applied: 0, cells: 0 })])
    expect(readFileSync(into, 'utf8')).toBe(projectText)
  })

  test('brings a note and a question back, and new objects get numbers', async () => {
    let id = ''
    const book = await edit((opened) => {
      id = idOf(opened)
      write(opened, 'note', 'Agreed on the phone')
      write(opened, 'question', 'Which number is meant?')
    })
    const { code, result, into } = await run(book, ['--by', 'Bo Example'])
    expect([code, result]).toEqual([0, expect.objectContaining(counts({ added: 1, changed: 1 }))])
    const { project } = readFile(into)
    const before = readFile(demoFile).project
    expect(project.rows.find((row) => row.id === id)?.note).toBe('Agreed on the phone')
    const asked = project.questions.filter(({ text }) => text === 'Which number is meant?')
    expect(asked).toMatchObject([
      { at: `row:${id}`, askedBy: 'Bo Example', status: 'open', number: Math.max(...before.questions.map(({ number }) => number ?? 0)) + 1 },
    ])
    expect({ ...project, rows: [], questions: [] }).toEqual({ ...before, rows: [], questions: [] })
    expect(project.rows.filter((row) => row.id !== id)).toEqual(before.rows.filter((row) => row.id !== id))
    const again = await run(book, [], into)
    expect(readFile(again.into).project.rows).toEqual(project.rows)
  })

  test('with --dry-run, or with --accept none, is only told', async () => {
    const book = await edit((opened) => write(opened, 'note', 'Agreed'))
    const dry = await run(book, ['--dry-run'])
    expect([dry.code, dry.result]).toEqual([0, expect.objectContaining({ ...counts({ changed: 1 }), applied: 0 })])
    expect(dry.result?.['items']).toEqual([expect.objectContaining({ kind: 'changed', theirs: 'Agreed', applicable: true, chosen: true })])
    const none = await run(book, ['--accept', 'none'])
    expect([none.code, none.result?.['applied']]).toEqual([1, 0])
    for (const { into } of [dry, none]) expect(readFileSync(into, 'utf8')).toBe(projectText)
  })

  test('leaves a cell that both sides changed to a person, until somebody says theirs', async () => {
    let id = ''
    const book = await edit((opened) => {
      id = idOf(opened)
      write(opened, 'note', 'Theirs')
    })
    const file = readFile(demoFile)
    const rows = file.project.rows.map((row) => (row.id === id ? { ...row, note: 'Ours' } : row))
    const into = put('json', printProjectFile({ ...file, project: { ...file.project, rows } }))
    const left = await run(book, [], into)
    expect([left.code, left.result]).toEqual([1, expect.objectContaining(counts({ conflicts: 1 }))])
    expect(readFile(into).project.rows.find((row) => row.id === id)?.note).toBe('Ours')
    expect((await run(book, ['--accept', 'all'], into)).code).toBe(1)
    const taken = await run(book, ['--theirs'], into)
    expect(taken.code).toBe(0)
    expect(readFile(into).project.rows.find((row) => row.id === id)?.note).toBe('Theirs')
  })

  test('takes rows away only where that is said', async () => {
    let id = ''
    const book = await edit((opened) => {
      const at = opened.rows.length - 1
      id = idOf(opened, at)
      opened.remove(opened.rows[at] ?? [])
    })
    const safe = await run(book)
    expect([safe.code, safe.result]).toEqual([1, expect.objectContaining(counts({ removed: 1 }))])
    expect(readFileSync(safe.into, 'utf8')).toBe(projectText)
    const all = await run(book, ['--accept', 'all'])
    expect([all.code, readFile(all.into).project.rows.find((row) => row.id === id)?.deleted]).toEqual([0, true])
  })

  test('approves nothing', async () => {
    let id = ''
    const book = await edit((opened) => {
      const at = opened.rows.findIndex((row) => row[opened.column('status')] === 'Ready')
      id = idOf(opened, at)
      write(opened, 'status', 'Approved', at)
    })
    const { code, into } = await run(book, ['--accept', 'all', '--theirs'])
    expect([code, readFile(into).project.rows.find((row) => row.id === id)?.approvedBy]).toEqual([1, undefined])
    expect(readFile(into).project.rows.find((row) => row.id === id)?.status).not.toBe('approved')
  })

  test('is written to another file where one is named', async () => {
    const book = await edit((opened) => write(opened, 'note', 'Agreed'))
    const out = join(folder, 'other.json')
    const { code, into } = await run(book, ['--out', out])
    expect([code, readFileSync(into, 'utf8') === projectText, readFile(out).project.rows.some(({ note }) => note === 'Agreed')]).toEqual([0, true, true])
  })

  test('is told in sentences without --json', async () => {
    const book = await edit((opened) => write(opened, 'note', 'Agreed'))
    const { code, out, err } = await runCommand(['import', book, '--into', put('json', projectText)])
    expect([code, out.split('\n').slice(0, 2)]).toEqual([0, ['added 0, changed 1, removed 0, conflicts 0, unmatched 0, prose only 0', 'Taken:']])
    expect(out).toMatch(/^ {2}changed {2}M-2 .*, row \d+: .*, Note\. /m)
    expect(err).toMatch(/^Wrote .*: 1 cell changed\.$/m)
  })
})

describe("somebody else's spreadsheet", () => {
  const mapping = 'Payments as agreed in March;;;\r\nZiel;Quelle;Bemerkung;Wer\r\nReference;order.number;Kept as it is;Bo\r\nNothing.Like.This;total;;\r\n'
  const payments = ['--map', 'order-to-payment']

  test('becomes rows with numbers; what names no field is left to a person, and nothing is lost', async () => {
    const { code, result, into } = await run(put('csv', mapping), [...payments, '--theirs'])
    expect([code, result]).toEqual([1, expect.objectContaining({ ...counts({ conflicts: 1, unmatched: 1 }), ours: false, format: 'csv' })])
    expect(result?.['reports']).toEqual([expect.objectContaining({ rows: 2, withBoth: 2, parsed: 2, matched: 1, lost: 0 })])
    const before = readFile(demoFile).project
    const { project } = readFile(into)
    const added = project.rows.filter(({ id }) => !before.rows.some((row) => row.id === id))
    expect(added).toMatchObject([{ destination: 'Nothing.Like.This', number: Math.max(...before.rows.map(({ number }) => number ?? 0)) + 1 }])
    for (const text of ['Kept as it is', 'Bo', 'Payments as agreed in March']) expect(JSON.stringify(project)).toContain(text)
    const changed = project.rows.filter((row) => JSON.stringify(row) !== JSON.stringify(before.rows.find(({ id }) => id === row.id)))
    expect(changed.map(({ destination }) => destination).toSorted()).toEqual(['Nothing.Like.This', 'Reference'])
  })

  test('is read as the flags say, and tells what was taken for what', async () => {
    const flags = [...payments, '--header-row', '2', '--columns', '{"Wer":"owner","A":"destination"}', '--dry-run']
    const { result, into } = await run(put('csv', mapping), flags)
    const { choice } = result as {
      choice: { sheets: readonly { headerRows: readonly number[]; use: string; columns: readonly { title: string; meaning: string }[] }[] }
    }
    expect(choice.sheets).toMatchObject([{ use: 'rows', headerRows: [2] }])
    expect(choice.sheets[0]?.columns.map(({ title, meaning }) => `${title}: ${meaning}`)).toEqual([
      'Ziel: destination',
      'Quelle: source',
      'Bemerkung: note',
      'Wer: owner',
    ])
    expect(readFileSync(into, 'utf8')).toBe(projectText)
  })

  test('that says nothing about fields is left to a person, who is told what to say', async () => {
    const into = put('json', projectText)
    const { code, err } = await runCommand(['import', put('csv', 'a,b\n1,2\n3,4\n'), '--into', into])
    expect(code).toBe(1)
    expect(err).toMatch(/No sheet looks like a mapping|say it with --map/)
    expect(readFileSync(into, 'utf8')).toBe(projectText)
  })
})

describe('what cannot be done', () => {
  test.each([
    { what: 'a file that is not there', args: () => ['none.xlsx'], says: /there is no file none\.xlsx/ },
    { what: 'an old workbook', args: () => [put('xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]))], says: /\.xls\).*save it as \.xlsx/ },
    { what: 'a sheet that is not there', args: () => [put('csv', 'a,b\n1,2\n'), '--sheet', 'Rows'], says: /there is no sheet "Rows"/ },
    { what: 'an unknown way to accept', args: () => [put('csv', 'a,b\n1,2\n'), '--accept', 'some'], says: /--accept is all, safe or none/ },
    { what: 'columns that are no JSON', args: () => [put('csv', 'a,b\n1,2\n'), '--columns', '{'], says: /--columns is not JSON/ },
    { what: 'an unknown meaning', args: () => [put('csv', 'a,b\n1,2\n'), '--columns', '{"a":"x"}'], says: /"x" is no meaning of a column\. There are: source/ },
    { what: 'an unknown map', args: () => [put('csv', 'a,b\n1,2\n'), '--map', 'none'], says: /there is no field map "none"/ },
    { what: 'a row that is no number', args: () => [put('csv', 'a,b\n1,2\n'), '--header-row', '0'], says: /--header-row is a row's number/ },
    { what: 'a place where nothing can be written', args: () => [put('xlsx', exported), '--out', join(folder, 'no', 'such.json')], says: /cannot be written/ },
  ])('ends with 2 and a sentence: $what', async ({ args, says }) => {
    const into = put('json', projectText)
    const { code, out, err } = await runCommand(['import', ...args(), '--into', into])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(says)
    expect(readFileSync(into, 'utf8')).toBe(projectText)
  })
})
