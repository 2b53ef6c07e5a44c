// Proof on real spreadsheets that no cell is lost: each is counted by a second program or by other means, also in copies that LibreOffice saved.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, describe, expect, test } from 'vitest'
import { corpusFolder } from '../../../fixtures/corpus.ts'
import { countCells, type Spreadsheet } from '../../../shared/spreadsheet/spreadsheet.ts'
import { readBytes, textsOf } from './reading-fixture.ts'

const corpus = corpusFolder()
const specs = corpus === undefined ? undefined : join(corpus, 'mapping-specs')
const files =
  specs === undefined ? [] : readdirSync(specs, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:csv|xlsx|md)$/.test(name) && !/README/.test(name))
const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0)
if (office === undefined) console.info('Skipped: copies saved by LibreOffice need soffice (package libreoffice-calc)')
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-corpus-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string): Promise<Spreadsheet> => readBytes(basename(name), readFileSync(join(specs ?? '', name)))

/** By another reader of workbooks. */
async function countWorkbook(path: string): Promise<number> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  let cells = 0
  workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => (cells += cell.text !== '' && cell.master === cell ? 1 : 0))))
  return cells
}

/** Letter by letter, as RFC 4180 says. */
function countCsv(text: string): number {
  let cells = 0
  let quoted = false
  let empty = true
  for (const char of text.replaceAll('\r\n', '\n')) {
    if (char === '"') quoted = !quoted
    else if (!quoted && (char === ',' || char === '\n')) {
      if (!empty) cells += 1
      empty = true
      continue
    }
    // Two quotation marks alone are an empty cell; a doubled one inside ends and begins again.
    if (char !== '"' || !empty) empty = false
  }
  return empty ? cells : cells + 1
}

function countMarkdown(text: string): number {
  const lines = text.split('\n').filter((line) => line.trim().startsWith('|') && !/^[\s|:-]+$/.test(line))
  return lines.reduce(
    (sum, line) =>
      sum +
      line
        .trim()
        .replace(/^\|/, '')
        .replace(/\|$/, '')
        .split('|')
        .filter((cell) => cell.trim() !== '').length,
    0,
  )
}

async function count(name: string): Promise<number> {
  const path = join(specs ?? '', name)
  if (name.endsWith('.xlsx')) return countWorkbook(path)
  const text = readFileSync(path, 'utf8')
  return name.endsWith('.md') ? countMarkdown(text) : countCsv(text)
}

describe.runIf(specs !== undefined)('a spreadsheet of the corpus', () => {
  test.each(files)('loses no cell: %s', async (name) => {
    const { sheets } = await read(name)
    const counted = await count(name)
    expect(counted).toBeGreaterThan(10)
    expect(countCells(sheets)).toBe(counted)
  })

  test.runIf(office !== undefined)(
    'says the same when LibreOffice saved it as a workbook',
    async () => {
      const tables = files.filter((name) => !name.endsWith('.md')).map((name) => join(specs ?? '', name))
      // UTF-8, comma, quotation mark, every column as text: what LibreOffice would take for a date stays as it is.
      const texts = Array.from({ length: 60 }, (_, i) => `${i + 1}/2`).join('/')
      const run = spawnSync(office ?? '', [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        'xlsx',
        `--infilter=CSV:44,34,76,1,${texts}`,
        '--outdir',
        folder,
        ...tables.filter((name) => name.endsWith('.csv')),
      ])
      const book = spawnSync(office ?? '', [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        'xlsx',
        '--outdir',
        folder,
        ...tables.filter((name) => name.endsWith('.xlsx')),
      ])
      expect([run.status, book.status]).toEqual([0, 0])
      for (const path of tables) {
        const original = await readBytes(basename(path), readFileSync(path))
        const copy = await readBytes('copy.xlsx', readFileSync(join(folder, basename(path).replace(/\.(?:csv|xlsx)$/, '.xlsx'))))
        expect([basename(path), copy.sheets.map((sheet) => textsOf(sheet))]).toEqual([basename(path), original.sheets.map((sheet) => textsOf(sheet))])
      }
    },
    120_000,
  )
})
