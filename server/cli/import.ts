// The only command that takes a spreadsheet into a project file: a workbook of ours that comes back, or somebody else's.
import { randomInt, randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { applyWrites, numberNew } from '../../shared/project/apply-writes.ts'
import type { Project } from '../../shared/project/project.ts'
import { parseProjectFile, printProjectFile } from '../../shared/project/project-file.ts'
import { isReserved } from '../../shared/project/reserved-cells.ts'
import type { ForeignChoice, SheetReport } from '../../shared/spreadsheet/foreign-choice.ts'
import { guessForeign } from '../../shared/spreadsheet/guess-foreign.ts'
import { writesOf, type ImportItem, type ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import { planForeign } from '../../shared/spreadsheet/plan-foreign.ts'
import { listOwnSheets, planOwn } from '../../shared/spreadsheet/plan-own.ts'
import type { ProjectView } from '../../shared/spreadsheet/project-view.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { readSpreadsheet } from '../importers/spreadsheets/read-spreadsheet.ts'
import { describeSpreadsheetError } from '../importers/spreadsheets/spreadsheet-error.ts'
import { changeChoice, findSheets, parseColumns, parseHeaderRows } from './import-choice.ts'
import { CommandRefusal, plainLine, printJson, type ExitCode, type Output } from './output.ts'
import { findMap, readProject, type ReadProject } from './read-project.ts'

type Flags = {
  readonly into: string
  readonly map?: string
  readonly sheet?: readonly string[]
  readonly headerRow?: string
  readonly columns?: string
  readonly accept: string
  readonly theirs?: boolean
  readonly by?: string
  readonly dryRun?: boolean
  readonly out?: string
  readonly json?: boolean
}

/** `choice`, `reports`: of somebody else's spreadsheet. */
type Planned = ImportPlan & { readonly choice?: ForeignChoice; readonly reports?: readonly SheetReport[] }

const ACCEPTS = ['all', 'safe', 'none'] as const
type Accept = (typeof ACCEPTS)[number]

export async function importSpreadsheet(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const accept = ACCEPTS.find((one) => one === flags.accept)
  if (accept === undefined) throw new CommandRefusal(`--accept is all, safe or none, not "${flags.accept}"`)
  const read = await readProject(flags.into)
  const spreadsheet = await readFiles(output, path)
  for (const warning of spreadsheet.warnings) output.message(warning)
  const planned = plan(spreadsheet, read, flags)
  for (const note of planned.notes) output.message(note)
  const chosen = chooseItems(planned, accept, flags.theirs === true)
  const applied = applyWrites(read.project, writesOf(planned, chosen), isReserved)
  if (applied.left.length > 0)
    output.message(`${applied.left.length} of the cells (approvals, sign-offs) can only be written by people in the running program. They stay as they are.`)
  const isWritten = flags.dryRun !== true && applied.changes.length > 0
  // Nothing is written over where nothing changes; a file that was asked for is always made.
  if (isWritten || (flags.dryRun !== true && flags.out !== undefined)) await writeProject(flags.out ?? flags.into, read, numberNew(applied.project))
  const left = planned.items.filter((item) => isLeft(item, chosen))
  if (flags.json === true) await output.result(printJson(toJson(spreadsheet, planned, chosen, flags, applied.changes.length)))
  else await output.result(describePlan(planned, chosen, left))
  if (flags.json !== true) output.message(describeEnd(flags, isWritten, applied.changes.length, left.length))
  return left.length > 0 ? 1 : 0
}

async function readFiles(output: Output, path: string): Promise<Spreadsheet> {
  if (!existsSync(path)) throw new CommandRefusal(`there is no file ${path}`)
  if (statSync(path).isDirectory()) throw new CommandRefusal(`${path} is a folder, not a file`)
  let told: string | undefined
  const spreadsheet = await readSpreadsheet([{ name: basename(path), path }], {
    onProgress({ stage, sheet, fraction }) {
      const text =
        stage !== 'reading'
          ? undefined
          : sheet === undefined
            ? `Reading ${basename(path)} ...`
            : `Reading the sheet ${sheet}: ${Math.round((fraction ?? 0) * 100)} %`
      if (!process.stderr.isTTY || text === undefined || text === told) return
      told = text
      output.message(plainLine(text))
    },
  })
  if (!spreadsheet.ok) throw new CommandRefusal(describeSpreadsheetError(spreadsheet.error))
  return spreadsheet.value
}

function plan(spreadsheet: Spreadsheet, { project, findGraph }: ReadProject, flags: Flags): Planned {
  const view: ProjectView = {
    project,
    findGraph,
    fresh: () => ({ id: randomUUID(), randomBit: () => randomInt(2) === 1 }),
    by: flags.by ?? spreadsheet.name,
    now: new Date().toISOString(),
  }
  const sheets = findSheets(spreadsheet, flags.sheet ?? [])
  const asked: Spreadsheet = { ...spreadsheet, sheets: spreadsheet.sheets.filter(({ name }) => sheets.has(name)) }
  const isForeign = flags.columns !== undefined || flags.headerRow !== undefined || flags.map !== undefined
  if (!isForeign && listOwnSheets(asked).length > 0) return planOwn(asked, view)
  const columns = flags.columns === undefined ? undefined : parseColumns(flags.columns)
  const map = flags.map === undefined ? undefined : findMap(project, flags.map).id
  const headerRows = flags.headerRow === undefined ? undefined : parseHeaderRows(flags.headerRow)
  const guessed = guessForeign(spreadsheet, view, Object.fromEntries(columns ?? []))
  void headerRows
  const choice = changeChoice(guessed, {
    sheets,
    named: flags.sheet !== undefined,
    ...(columns === undefined ? {} : { columns }),
    ...(map === undefined ? {} : { map }),
  })
  return { ...planForeign(spreadsheet, choice, view), choice }
}

/** `safe`: what needs nobody's decision. `all`: also what takes rows away. Where both sides changed a cell, theirs counts only where somebody said so. */
function chooseItems({ items }: ImportPlan, accept: Accept, theirs: boolean): ReadonlySet<string> {
  const isChosen = (item: ImportItem) => {
    if (item.writes.length === 0) return false
    if (item.kind === 'conflict') return theirs
    return accept === 'all' || (accept === 'safe' && item.accepted)
  }
  return new Set(items.filter(isChosen).map(({ id }) => id))
}

/** Whether a person has to look at it still. */
function isLeft(item: ImportItem, chosen: ReadonlySet<string>): boolean {
  if (item.kind === 'unmatched' || item.kind === 'prose-only') return true
  return item.kind !== 'note-only' && !chosen.has(item.id)
}

/** Beside the old file first: a full disk must not cost the project. */
async function writeProject(path: string, { file }: ReadProject, project: Project): Promise<void> {
  const text = printProjectFile({ ...file, project })
  const checked = parseProjectFile(text)
  if (!checked.ok) throw new Error(`the project that came out cannot be read: ${checked.error.message}`)
  const beside = `${path}.${process.pid}.tmp`
  try {
    await writeFile(beside, text, { flag: 'wx' })
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true })
    throw new CommandRefusal(`${path} cannot be written: ${(cause as Error).message}`, { cause })
  }
}

function toJson(spreadsheet: Spreadsheet, planned: Planned, chosen: ReadonlySet<string>, flags: Flags, cells: number): object {
  const { counts, items, notes, choice, reports } = planned
  return {
    file: spreadsheet.name,
    format: spreadsheet.format,
    ours: choice === undefined,
    ...counts,
    applied: flags.dryRun === true ? 0 : chosen.size,
    cells: flags.dryRun === true ? 0 : cells,
    // What is written is in the project file; here it would be most of the text.
    items: items.map(({ writes, ...item }) => ({ ...item, applicable: writes.length > 0, chosen: chosen.has(item.id) })),
    ...(choice === undefined ? {} : { choice, reports }),
    notes,
    warnings: spreadsheet.warnings,
  }
}

const COUNT_WORDS = [
  ['added', 'added'],
  ['changed', 'changed'],
  ['removed', 'removed'],
  ['conflicts', 'conflicts'],
  ['unmatched', 'unmatched'],
  ['proseOnly', 'prose only'],
] as const

function describePlan(planned: Planned, chosen: ReadonlySet<string>, left: readonly ImportItem[]): string {
  const counts = COUNT_WORDS.map(([key, words]) => `${words} ${planned.counts[key]}`).join(', ')
  const reports = (planned.reports ?? []).map(
    ({ sheet, rows, withBoth, parsed, matched, lost }) =>
      `${plainLine(sheet)}: ${rows} rows, ${withBoth} with both paths, ${parsed} read as paths, ${matched} found in the schemas, ${lost} cells lost`,
  )
  const line = ({ kind, place, title, cell, message }: ImportItem) =>
    `  ${kind}  ${place.sheet}, row ${place.row}: ${title}${cell === undefined ? '' : `, ${cell}`}. ${message}`
  const taken = planned.items.filter(({ id }) => chosen.has(id))
  return [
    counts,
    ...reports,
    ...(taken.length === 0 ? [] : ['Taken:', ...taken.map((item) => plainLine(line(item)))]),
    ...(left.length === 0 ? [] : ['Left to you:', ...left.map((item) => plainLine(line(item)))]),
    '',
  ].join('\n')
}

function describeEnd({ dryRun, out, into }: Flags, isWritten: boolean, cells: number, left: number): string {
  const open = left === 0 ? '' : ` ${left} ${left === 1 ? 'item is' : 'items are'} left to you.`
  if (dryRun === true) return `Nothing was written. Without --dry-run ${cells} ${cells === 1 ? 'cell' : 'cells'} would change.${open}`
  if (!isWritten) return `Nothing changes${out === undefined ? '' : `; wrote ${out}`}.${open}`
  return `Wrote ${out ?? into}: ${cells} ${cells === 1 ? 'cell' : 'cells'} changed.${open}`
}
