// Reading back the Excel spec of 10,000 rows: the child that reads it, the event loop meanwhile, what changed, and another reader of workbooks on the same file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import ExcelJS from 'exceljs'
import { buildMap } from '../../fixtures/build.ts'
import { buildDocument } from '../../shared/document/build-document.ts'
import { planOwn } from '../../shared/spreadsheet/plan-own.ts'
import { countCells } from '../../shared/spreadsheet/spreadsheet.ts'
import { renderWorkbook } from '../exporters/excel-workbook.ts'
import { readSpreadsheet } from '../importers/spreadsheets/read-spreadsheet.ts'
import { describeSpreadsheetError } from '../importers/spreadsheets/spreadsheet-error.ts'
import type { BenchResult } from './bench-result.ts'
import { mapOf } from './large-map.ts'

const ROWS = 10_000
const MOST_SECONDS = 10
const MOST_DELAY = 200
const MEGABYTE = 1_048_576

export async function run(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'))
  try {
    const { project, findGraph } = buildMap(mapOf(ROWS))
    const path = join(folder, 'large.xlsx')
    const bytes = await renderWorkbook(buildDocument({ project, findGraph, choice: {} }), {})
    writeFileSync(path, bytes)
    let peak = 0
    let told = 0
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const began = performance.now()
    const read = await readSpreadsheet([{ name: 'large.xlsx', path }], {
      onProgress(progress) {
        told += 1
        peak = Math.max(peak, progress.peakMemory ?? 0)
      },
    })
    const seconds = (performance.now() - began) / 1_000
    delay.disable()
    if (!read.ok) throw new Error(describeSpreadsheetError(read.error))
    const planning = performance.now()
    let ids = 0
    const fresh = () => ({ id: `new-${(ids += 1)}`, randomBit: () => false })
    const { items } = planOwn(read.value, { project, findGraph, fresh, by: 'bench', now: '2026-11-22T09:00:00Z' })
    const planned = (performance.now() - planning) / 1_000
    const other = performance.now()
    await new ExcelJS.Workbook().xlsx.readFile(path)
    const otherSeconds = (performance.now() - other) / 1_000
    const slowest = delay.max / 1e6
    return [
      { name: `spreadsheet: size of the Excel spec of ${ROWS} rows`, value: bytes.length / MEGABYTE, unit: 'MB' },
      { name: 'spreadsheet: cells in it that hold something', value: countCells(read.value.sheets), unit: 'cells' },
      { name: 'spreadsheet: read in the child', value: seconds, unit: 's', goal: `<= ${MOST_SECONDS}`, met: seconds <= MOST_SECONDS },
      { name: 'spreadsheet: longest wait of the server meanwhile', value: slowest, unit: 'ms', goal: `<= ${MOST_DELAY}`, met: slowest <= MOST_DELAY },
      { name: 'spreadsheet: times that progress was told', value: told, unit: 'times' },
      { name: 'spreadsheet: peak memory of the child', value: peak / MEGABYTE, unit: 'MB' },
      { name: `spreadsheet: what changed in it (${items.length} items)`, value: planned, unit: 's' },
      { name: 'spreadsheet: the same file read by exceljs', value: otherSeconds, unit: 's' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
