// The only command that takes a spreadsheet into a project file: what is chosen of the plan is written, the rest is told.
import { rename, rm, writeFile } from 'node:fs/promises'
import { limits } from '../../shared/api/limits.ts'
import { applyWrites, numberNew, type AppliedWrites } from '../../shared/project/apply-writes.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Project } from '../../shared/project/project.ts'
import { parseProjectFile, printProjectFile } from '../../shared/project/project-file.ts'
import { isReserved } from '../../shared/project/reserved-cells.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import { writesOf, type ImportItem, type ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { CommandRefusal, plainLine, printJson, type ExitCode, type Output } from './output.ts'
import { parseWishes, planSpreadsheet, readFiles, type PlanFlags, type Planned } from './plan-spreadsheet.ts'
import { readProject, type ReadProject } from './read-project.ts'

type Flags = PlanFlags & {
  readonly into: string
  readonly accept: string
  readonly theirs?: boolean
  readonly dryRun?: boolean
  readonly out?: string
  readonly json?: boolean
}

const ACCEPTS = ['all', 'safe', 'none'] as const
type Accept = (typeof ACCEPTS)[number]

export async function importSpreadsheet(output: Output, paths: readonly string[], flags: Flags): Promise<ExitCode> {
  const accept = ACCEPTS.find((one) => one === flags.accept)
  if (accept === undefined) throw new CommandRefusal(`--accept is all, safe or none, not "${flags.accept}"`)
  const wishes = parseWishes(flags)
  const read = await readProject(flags.into)
  const spreadsheet = await readFiles(output, paths)
  const planned = planSpreadsheet(spreadsheet, read, wishes)
  for (const note of new Set([...spreadsheet.warnings, ...planned.notes])) output.message(note)
  const chosen = chooseItems(planned, accept, flags.theirs === true)
  const applied = stampStatuses(applyWrites(read.project, writesOf(planned, chosen), isReserved))
  refuseTooManyRows(read.project, applied.project)
  if (applied.left.length > 0)
    output.message(`${applied.left.length} of the cells (approvals, sign-offs) can only be written by people in the running program. They stay as they are.`)
  const isWritten = flags.dryRun !== true && applied.changes.length > 0
  // Nothing is written over where nothing changes; a file that was asked for is always made.
  if (isWritten || (flags.dryRun !== true && flags.out !== undefined)) await writeProject(flags.out ?? flags.into, read, numberNew(applied.project))
  const left = planned.items.filter((item) => isLeft(item, chosen, planned.choice === undefined))
  if (flags.json === true) await output.result(printJson(toJson(spreadsheet, planned, chosen, flags, applied.changes.length)))
  else await output.result(describePlan(planned, chosen, left))
  if (flags.json !== true) output.message(describeEnd(flags, isWritten, applied.changes.length, left.length))
  const open = describeOpenChoice(planned)
  if (open !== undefined) output.message(open)
  return left.length > 0 || open !== undefined ? 1 : 0
}

/** What a person has to say before anything of a sheet can be taken. */
function describeOpenChoice({ choice }: Planned): string | undefined {
  if (choice === undefined) return undefined
  const homeless = choice.sheets.filter(({ use, map }) => use === 'rows' && map === undefined).map(({ sheet }) => `"${plainLine(sheet)}"`)
  if (homeless.length > 0) return `It is not known which field map the rows of ${homeless.join(', ')} go to: say it with --map.`
  return choice.sheets.every(({ use }) => use === 'skip')
    ? 'No sheet looks like a mapping or a code list. Say which it is with --sheet, which row names the columns with --header-row, and what they mean with --columns.'
    : undefined
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

/** Whether a person has to look at it still. What came into a note of somebody else's file has its place; a line that ours cannot take has none. */
function isLeft(item: ImportItem, chosen: ReadonlySet<string>, isOurs: boolean): boolean {
  if (item.kind === 'unmatched' || item.kind === 'prose-only') return true
  return !chosen.has(item.id) && (item.kind !== 'note-only' || isOurs)
}

/** A status is kept with what its row says: of the row as it is now, whatever else of the file was not taken. */
function stampStatuses(applied: AppliedWrites): AppliedWrites {
  const rows = new Set(
    applied.changes.flatMap(({ home, object, cell, after }) => (home === 'rows' && cell === 'status' && after !== undefined ? [object] : [])),
  )
  const writes = applied.project.rows.flatMap((row): CellWrite[] =>
    rows.has(row.id) ? [{ home: 'rows', object: row.id, cell: 'statusHash', value: rowFingerprint(row) }] : [],
  )
  return { ...applied, project: applyWrites(applied.project, writes).project }
}

/** As the server does; a project that has more already may still be put right. */
function refuseTooManyRows(before: Project, after: Project): void {
  if (after.rows.length > limits.storedRowsMost && after.rows.length > before.rows.length)
    throw new CommandRefusal(
      `the project would hold ${after.rows.length.toLocaleString('en-GB')} rows; at most ${limits.storedRowsMost.toLocaleString('en-GB')} are kept. Import fewer sheets with --sheet`,
    )
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
  const open = new Set(left)
  const list = (title: string, items: readonly ImportItem[]) => (items.length === 0 ? [] : [title, ...items.map((item) => plainLine(line(item)))])
  return [
    counts,
    ...reports,
    ...list(
      'Taken:',
      planned.items.filter((item) => chosen.has(item.id) && !open.has(item)),
    ),
    ...list(
      'Taken, to be looked at:',
      left.filter(({ id }) => chosen.has(id)),
    ),
    ...list(
      'Left to you:',
      left.filter(({ id }) => !chosen.has(id)),
    ),
    '',
  ].join('\n')
}

function describeEnd({ dryRun, out, into }: Flags, isWritten: boolean, cells: number, left: number): string {
  const open = left === 0 ? '' : ` ${left} ${left === 1 ? 'item is' : 'items are'} left to you.`
  if (dryRun === true) return `Nothing was written. Without --dry-run ${cells} ${cells === 1 ? 'cell' : 'cells'} would change.${open}`
  if (!isWritten) return `Nothing changes${out === undefined ? '' : `; wrote ${out}`}.${open}`
  return `Wrote ${out ?? into}: ${cells} ${cells === 1 ? 'cell' : 'cells'} changed.${open}`
}
