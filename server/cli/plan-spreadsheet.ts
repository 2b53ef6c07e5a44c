// The only place where the command line reads a spreadsheet and plans what it would change: one of ours, or somebody else's as the flags say.
import { randomInt, randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ForeignChoice, SheetReport } from '../../shared/spreadsheet/foreign-choice.ts'
import { guessForeign } from '../../shared/spreadsheet/guess-foreign.ts'
import type { ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import { planForeign } from '../../shared/spreadsheet/plan-foreign.ts'
import { listOwnSheets, planOwn } from '../../shared/spreadsheet/plan-own.ts'
import type { ProjectView } from '../../shared/spreadsheet/project-view.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { readSpreadsheet } from '../importers/spreadsheets/read-spreadsheet.ts'
import { describeSpreadsheetError } from '../importers/spreadsheets/spreadsheet-error.ts'
import { changeChoice, findSheets, parseColumns, parseHeaderRows, type NamedColumns } from './import-choice.ts'
import { CommandRefusal, plainLine, type Output } from './output.ts'
import { findMap, type ReadProject } from './read-project.ts'

export type PlanFlags = {
  readonly map?: string
  readonly sheet?: readonly string[]
  readonly headerRow?: string
  readonly columns?: string
  readonly by?: string
}

/** What the flags say, read before any file is. */
export type Wishes = {
  readonly map?: string
  readonly sheets: readonly string[]
  readonly headerRows?: readonly number[]
  readonly columns?: NamedColumns
  readonly by?: string
}

/** `choice`, `reports`: of somebody else's spreadsheet. */
export type Planned = ImportPlan & { readonly choice?: ForeignChoice; readonly reports?: readonly SheetReport[] }

/** Throws CommandRefusal. */
export function parseWishes({ map, sheet = [], headerRow, columns, by }: PlanFlags): Wishes {
  return {
    sheets: sheet,
    ...(map === undefined ? {} : { map }),
    ...(by === undefined ? {} : { by }),
    ...(headerRow === undefined ? {} : { headerRows: parseHeaderRows(headerRow) }),
    ...(columns === undefined ? {} : { columns: parseColumns(columns) }),
  }
}

/** Throws CommandRefusal with the sentence of the fault. */
export async function readFiles(output: Output, paths: readonly string[]): Promise<Spreadsheet> {
  for (const path of paths) {
    if (!existsSync(path)) throw new CommandRefusal(`there is no file ${path}`)
    if (statSync(path).isDirectory()) throw new CommandRefusal(`${path} is a folder, not a file`)
  }
  let told: string | undefined
  // The child that reads them works in a folder of its own.
  const files = paths.map((path) => ({ name: basename(path), path: resolve(path) }))
  const spreadsheet = await readSpreadsheet(files, {
    onProgress({ stage, sheet, fraction = 0 }) {
      const text = stage === 'reading' ? `Reading${sheet === undefined ? '' : ` the sheet ${sheet}`}: ${Math.round(fraction * 100)} %` : undefined
      if (!process.stderr.isTTY || text === undefined || text === told) return
      told = text
      output.message(plainLine(text))
    },
  })
  if (!spreadsheet.ok) throw new CommandRefusal(describeSpreadsheetError(spreadsheet.error))
  return spreadsheet.value
}

/** Whoever says what columns mean or where rows go means somebody else's file, whatever stands in it. */
export function planSpreadsheet(spreadsheet: Spreadsheet, { project, findGraph }: ReadProject, wishes: Wishes): Planned {
  const { columns, headerRows } = wishes
  const map = wishes.map === undefined ? undefined : findMap(project, wishes.map).id
  const view: ProjectView = {
    project,
    findGraph,
    fresh: () => ({ id: randomUUID(), randomBit: () => randomInt(2) === 1 }),
    by: wishes.by ?? spreadsheet.name,
    now: new Date().toISOString(),
  }
  const sheets = findSheets(spreadsheet, wishes.sheets)
  const asked: Spreadsheet = { ...spreadsheet, sheets: spreadsheet.sheets.filter(({ name }) => sheets.has(name)) }
  const isForeign = columns !== undefined || headerRows !== undefined || map !== undefined
  if (!isForeign && listOwnSheets(asked).length > 0) return planOwn(asked, view)
  const choice = changeChoice(
    guessForeign(spreadsheet, view, {}, new Map([...sheets].flatMap((sheet) => (headerRows === undefined ? [] : [[sheet, headerRows]])))),
    {
      sheets,
      named: wishes.sheets.length > 0,
      ...(columns === undefined ? {} : { columns }),
      ...(map === undefined ? {} : { map }),
    },
  )
  return { ...planForeign(spreadsheet, choice, view), choice }
}
