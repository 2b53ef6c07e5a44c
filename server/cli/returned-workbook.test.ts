// Proof that real files come back: the demo's workbook edited with another program's library, saved by LibreOffice, copied, and as CSV.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ExcelJS, { type Worksheet } from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeDemoFile } from '../../fixtures/make-demo.ts'
import { viewOf } from '../../fixtures/returned-workbook.ts'
import type { Audience } from '../../shared/document/document-options.ts'
import { ROW_COLUMN } from '../../shared/document/returned-table.ts'
import { applyWrites } from '../../shared/project/apply-writes.ts'
import { writesOf } from '../../shared/spreadsheet/import-plan.ts'
import { planOwn } from '../../shared/spreadsheet/plan-own.ts'
import { renderCsv } from '../exporters/csv-rows.ts'
import { documentOfFile } from '../exporters/document-of-file-fixture.ts'
import { renderWorkbook } from '../exporters/excel-workbook.ts'
import { readBytes } from '../importers/spreadsheets/reading-fixture.ts'
import { findOffice } from '../exporters/office-fixture.ts'

const run = promisify(execFile)
const file = makeDemoFile()
const view = viewOf(file.project, (key) => file.schemas[key])
const bytes = new Map<Audience, Uint8Array>()

beforeAll(async () => {
  for (const audience of ['engineers', 'stakeholders'] as const)
    bytes.set(audience, await renderWorkbook(documentOfFile(file, { audience }), { protect: true }))
})

async function plan(name: string, content: string | Uint8Array) {
  return planOwn(await readBytes(name, content), view)
}

async function open(audience: Audience): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((bytes.get(audience) ?? new Uint8Array()).slice().buffer)
  return workbook
}

async function save(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The sheet with this row of ours, and where its columns are. */
function find(workbook: ExcelJS.Workbook, id: string): { readonly sheet: Worksheet; readonly row: number; readonly at: (column: string) => number } {
  for (const sheet of workbook.worksheets) {
    const texts = Array.from({ length: sheet.rowCount }, (_, at) => ((sheet.getRow(at + 1).values as unknown[] | undefined) ?? []).map(String))
    const row = texts.findIndex((cells) => cells.includes(id))
    const head = texts.findLastIndex((cells, at) => at < row && cells.includes(ROW_COLUMN))
    if (row >= 0 && head >= 0) return { sheet, row: row + 1, at: (column) => texts[head]?.indexOf(column) ?? -1 }
  }
  throw new Error(`no sheet has ${id}`)
}

function type(workbook: ExcelJS.Workbook, id: string, column: string, value: string | number | boolean | Date): void {
  const { sheet, row, at } = find(workbook, id)
  if (at(column) < 1) throw new Error(`no column ${column}`)
  sheet.getCell(row, at(column)).value = value
}

const [question] = file.project.questions.filter(({ status = 'open', deleted }) => status === 'open' && deleted !== true)

describe.each(['engineers', 'stakeholders'] as const)('the workbook for %s', (audience) => {
  test('comes back as it was, also when another library saved it', async () => {
    expect((await plan('Spec.xlsx', bytes.get(audience) ?? '')).items).toEqual([])
    expect((await plan('Spec.xlsx', await save(await open(audience)))).items).toEqual([])
  }, 60_000)

  test('gives exactly what was typed into it', async () => {
    const workbook = await open(audience)
    type(workbook, 'row:inv-date', 'note', 'As agreed on Monday\nby phone')
    type(workbook, 'row:pro-quantity', 'question', 'Half pieces too?')
    type(workbook, `question:${question?.id}`, 'answer', 42)
    type(workbook, 'row:pro-item', 'note', new Date('2026-12-02T00:00:00.000Z'))
    const typed = find(workbook, 'row:pro-item')
    // As a spreadsheet program does by itself when somebody types a date.
    const cell = typed.sheet.getCell(typed.row, typed.at('note'))
    cell.style = { ...cell.style, numFmt: 'yyyy-mm-dd' }
    const planned = await plan('Spec.xlsx', await save(workbook))
    expect(planned.items.map(({ kind, at, column, theirs }) => [kind, at, column, theirs].join(' ')).toSorted()).toEqual([
      'added row:pro-quantity question Half pieces too?',
      `changed question:${question?.id} answer 42`,
      'changed row:inv-date note As agreed on Monday\nby phone',
      'changed row:pro-item note 2026-12-02',
    ])
    const { project } = applyWrites(file.project, writesOf(planned, new Set(planned.items.map(({ id }) => id))))
    expect(project.rows.find(({ id }) => id === 'inv-date')?.note).toBe('As agreed on Monday\nby phone')
    expect(project.questions.find(({ id }) => id === question?.id)).toMatchObject({ answer: '42', status: 'answered' })
  }, 60_000)
})

test('a sheet that was copied to another workbook comes back by itself', async () => {
  const workbook = await open('engineers')
  type(workbook, 'row:inv-date', 'note', 'Typed in the copy')
  const { sheet } = find(workbook, 'row:inv-date')
  const other = new ExcelJS.Workbook()
  const copy = other.addWorksheet('For Anna')
  sheet.eachRow({ includeEmpty: true }, (row, number) =>
    row.eachCell((cell, column) => void (cell.isMerged && cell.master !== cell ? undefined : (copy.getCell(number, column).value = cell.text))),
  )
  const { items, notes } = await plan('Other.xlsx', await save(other))
  expect(items.map(({ kind, at, theirs }) => [kind, at, theirs])).toEqual([['changed', 'row:inv-date', 'Typed in the copy']])
  expect(notes).toEqual([])
}, 60_000)

test('the file of rows comes back as it was, and with an edit', async () => {
  const csv = renderCsv(documentOfFile(file, {}), { roundTrip: true })
  expect((await plan('Rows.csv', csv)).items).toEqual([])
  const owned = /Mara Ilves(?=,*(row:[\w-]+),)/.exec(csv)
  const edited = csv.slice(0, owned?.index) + 'Priya Nair' + csv.slice((owned?.index ?? 0) + 'Mara Ilves'.length)
  const { items } = await plan('Rows.csv', edited)
  expect(items.map(({ kind, at, column, theirs }) => [kind, at, column, theirs])).toEqual([['changed', owned?.[1], 'owner', 'Priya Nair']])
}, 60_000)

const office = await findOffice()

describe.skipIf(office === undefined)('LibreOffice', () => {
  test('saves a workbook that comes back as it was, and as it was typed into', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crosswalk-returned-'))
    try {
      const workbook = await open('engineers')
      type(workbook, 'row:inv-date', 'note', 'Typed before')
      await writeFile(join(folder, 'asis.xlsx'), bytes.get('engineers') ?? '')
      await writeFile(join(folder, 'edited.xlsx'), await save(workbook))
      await run(
        office ?? '',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'xlsx:Calc MS Excel 2007 XML',
          '--outdir',
          join(folder, 'out'),
          join(folder, 'asis.xlsx'),
          join(folder, 'edited.xlsx'),
        ],
        { timeout: 110_000 },
      )
      expect((await plan('Spec.xlsx', await readFile(join(folder, 'out', 'asis.xlsx')))).items).toEqual([])
      const { items } = await plan('Spec.xlsx', await readFile(join(folder, 'out', 'edited.xlsx')))
      expect(items.map(({ at, theirs }) => [at, theirs])).toEqual([['row:inv-date', 'Typed before']])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }, 120_000)
})
