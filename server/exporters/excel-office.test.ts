// Proof that a spreadsheet program opens the workbook as it is: LibreOffice writes it anew, and every cell says the same.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ExcelJS, { type Cell } from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDemoFile } from '../../fixtures/make-demo.ts'
import { documentOf } from './document-fixture.ts'
import { documentOfFile } from './document-of-file-fixture.ts'
import { renderWorkbook } from './excel-workbook.ts'
import { findOffice } from './office-fixture.ts'

const run = promisify(execFile)

const office = await findOffice()

// No tab: LibreOffice drops it from the text of a link.
const hostile = '=1+1\n_x0041_ <b>&amp; "quoted" \'x\' 😀 \uFFFE\u0000 ＝1'

const textIn = (cell: Cell) => (cell.value === null || cell.value === undefined || (cell.isMerged && cell.master !== cell) ? '' : cell.text)

/** Sheet → address → text, of cells that say something. */
async function read(bytes: Uint8Array): Promise<Map<string, Map<string, string>>> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  return new Map(
    workbook.worksheets.map((sheet) => {
      const cells = new Map<string, string>()
      sheet.eachRow((row) => row.eachCell((cell) => void (textIn(cell) === '' ? undefined : cells.set(cell.address, textIn(cell)))))
      return [sheet.name, cells]
    }),
  )
}

describe.skipIf(office === undefined)('LibreOffice', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crosswalk-office-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('opens the demo and a document full of hostile text, and gives back every cell of every sheet', async () => {
    const given = new Map([
      ['hostile.xlsx', await renderWorkbook(documentOf(hostile), { protect: true })],
      ['demo.xlsx', await renderWorkbook(documentOfFile(makeDemoFile(), {}), {})],
    ])
    for (const [name, bytes] of given) await writeFile(join(folder, name), bytes)
    // A profile of its own, so that a running LibreOffice is left alone.
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    await run(office ?? '', [
      profile,
      '--headless',
      '--convert-to',
      'xlsx',
      '--outdir',
      join(folder, 'back'),
      ...[...given.keys()].map((name) => join(folder, name)),
    ])
    for (const [name, bytes] of given) {
      const want = await read(bytes)
      const back = await read(new Uint8Array(await readFile(join(folder, 'back', name))))
      expect([...back.keys()]).toEqual([...want.keys()])
      let cells = 0
      for (const [sheet, texts] of want) {
        cells += texts.size
        expect(Object.fromEntries(back.get(sheet) ?? []), `${name}: ${sheet}`).toEqual(Object.fromEntries(texts))
      }
      expect(cells, name).toBeGreaterThan(60)
    }
  }, 120_000)
})
