// The process that the benchmark of exports starts: it makes one workbook, or writes the same cells with bare exceljs, and tells what that cost.
import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { buildMap } from '../../fixtures/build.ts'
import { buildDocument } from '../../shared/document/build-document.ts'
import type { DocumentSource } from '../../shared/document/document-options.ts'
import { textOf, type SpecDocument } from '../../shared/document/document.ts'
import { printBases } from '../../shared/document/returned-table.ts'
import { parseProjectFile } from '../../shared/project/project-file.ts'
import { readBaselineState } from '../../shared/review/frozen-project.ts'
import { renderWorkbook } from '../exporters/excel-workbook.ts'
import { mapOf } from './large-map.ts'

/** Milliseconds and megabytes. `rows`: of all tables. */
export type ExportCost = { readonly document: number; readonly workbook: number; readonly memory: number; readonly bytes: number; readonly rows: number }

const [, , what = 'demo', how = 'ours', count = '10000'] = process.argv
const source = what === 'demo' ? demo() : large(Number(count))
const began = ownTime()
const document = buildDocument(source)
const built = ownTime()
const cells = how === 'ours' ? [] : cellsOf(document)
const started = ownTime()
const bytes = how === 'ours' ? await renderWorkbook(document, {}) : await writeBare(cells)
const cost: ExportCost = {
  document: built - began,
  workbook: ownTime() - started,
  memory: process.resourceUsage().maxRSS / 1024,
  bytes: bytes.length,
  rows: document.sections.reduce((sum, { blocks }) => blocks.reduce((all, block) => all + (block.kind === 'table' ? block.rows.length : 0), sum), 0),
}
process.stdout.write(JSON.stringify(cost))

/** Milliseconds that this process worked, not those that it waited for others on the machine. */
function ownTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function large(rows: number): DocumentSource {
  const { project, findGraph } = buildMap(mapOf(rows))
  return { project, findGraph, choice: {} }
}

function demo(): DocumentSource {
  const parsed = parseProjectFile(readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url), 'utf8'))
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { project, schemas, samples, records, baselines } = parsed.value
  return {
    project,
    choice: {},
    findGraph: (key) => schemas[key],
    findEvidence: (set) => samples[set]?.evidence,
    findSamples: (set) => samples[set]?.records,
    findRecord: (hash) => records[hash],
    findBaseline: (id) => readBaselineState(baselines.find(({ baseline }) => baseline === id)?.state),
  }
}

type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** Of tables alone, with the fingerprints: the other cells are few. */
function cellsOf({ sections }: SpecDocument): Sheet[] {
  return sections.map(({ blocks }, at) => ({
    name: `Sheet ${at + 1}`,
    rows: blocks.flatMap((block) =>
      block.kind !== 'table'
        ? []
        : [
            block.columns.map(({ title }) => title),
            ...block.rows.map(({ id = '', cells }) => {
              const texts = block.columns.map((column) => textOf(cells[column.id]))
              return block.comesBack === true && id !== ''
                ? [...texts, id, printBases(Object.fromEntries(block.columns.map((column, index) => [column.id, texts[index] ?? ''])))]
                : texts
            }),
          ],
    ),
  }))
}

async function writeBare(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  for (const { name, rows } of sheets) workbook.addWorksheet(name).addRows(rows.map((cells) => [...cells]))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
