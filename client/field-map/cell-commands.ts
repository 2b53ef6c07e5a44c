// Commands that change many cells at once: fill, clear, quick fix, copy, paste.
import { parseCopiedCells, printCopiedCells, type CopiedCells } from '../../shared/project/copied-cells.ts'
import { tableOfClip, type Clip } from '../grid/clip.ts'
import { widthOfTable, type TextTable } from '../grid/read-table-text.ts'
import { countCells, type Selected } from '../grid/selected.ts'
import { writeTableHtml, writeTableText } from '../grid/write-table-text.ts'
import { applySpread, giveText, sheetOf, viewOf } from './bulk-edits.tsx'
import { latestLines } from './latest-lines.ts'
import { READ_ONLY, editing, type CommandRuns } from './command-run.ts'
import { copyLines } from './copy-cells.ts'
import { cutWrites, holdCut, listStaying, type PendingCut } from './cut-cells.ts'
import { fillDown, fillFromHandle, fillRight, type Fill } from './fill-cells.ts'
import { fixEdit } from './line-edits.ts'
import { latestLine } from './model.ts'
import { blockOfCopied, blockOfTable, repeatBlock, shiftBlock, spreadBlock, spreadRows, type Area } from './paste-cells.ts'
import { askHowToPaste } from './paste-matched-dialog.tsx'
import { isTypable, type CellPlan } from './plan-cells.ts'
import { countWords, listNames, nameRow } from './row-words.ts'
import type { MapTools } from './tools.tsx'

export function cellCommands(tools: MapTools): CommandRuns {
  return {
    undo: { anywhere: true, run: tools.undo },
    redo: { anywhere: true, run: tools.redo },
    clear: editing(tools, { run: (selected) => void clearCells(tools, selected) }),
    unmap: editing(tools, { run: (selected) => unmap(tools, selected) }),
    'fill-down': editing(tools, { run: (selected) => fill(tools, fillDown(selected, sheetOf(tools)), 'There is no line above to fill from.') }),
    'fill-right': editing(tools, { run: (selected) => fill(tools, fillRight(selected, sheetOf(tools)), 'There is no column to the left to fill from.') }),
    'paste-matched': editing(tools, { anywhere: true, run: () => askHowToPaste(tools, undefined, byPosition(tools)) }),
    fix: editing(tools, {
      run: ({ line }) => {
        const view = viewOf(tools)
        const fixed =
          view === undefined ? undefined : fixEdit(view.context, latestLine(tools.model, line).line, view.problemsByLine.get(line.address) ?? [], tools.fresh())
        if (fixed === undefined) tools.say('Nothing is proposed for this line.')
        else tools.apply(fixed)
      },
    }),
  }
}

/** What was cut waits here, also while another map of the project is opened; what was copied last, because menus get its texts alone. */
let pending: PendingCut | undefined
let last: Clip | undefined

export function copyCells(tools: MapTools, selected: Selected, cut: boolean): Clip | undefined {
  const view = viewOf(tools)
  if (view === undefined) return undefined
  const cuts = cut && !tools.readOnly
  const id = cuts ? tools.fresh().id : undefined
  const shape = selected.shape === 'rows' || selected.shape === 'all' ? 'rows' : 'cells'
  const lines = selected.lines.map((line) => (selected.lines.length === 1 ? latestLine(tools.model, line) : line))
  const { columns } = selected
  const copied = copyLines({ project: tools.project, view, shape, lines, columns, ...(id === undefined ? {} : { cut: id }) })
  const table = copied.lines.map(({ texts }) => texts)
  pending = id === undefined ? undefined : holdCut(id, tools.project, view.context, shape, lines, columns)
  tools.grid()?.setMarked(cuts ? 'cut' : 'copied')
  const what = shape === 'rows' ? countWords(lines.length, 'row') : countWords(countCells(selected), 'cell')
  tools.say(cuts ? `${what} cut: paste to move. Esc leaves them here.` : cut ? `${what} copied. ${READ_ONLY}` : `${what} copied.`)
  last = { text: writeTableText(table), html: writeTableHtml(table), own: printCopiedCells(copied) }
  return last
}

export function cancelCut(tools: MapTools): void {
  if (pending !== undefined) tools.say('What was cut stays where it is.')
  pending = undefined
}

export function pasteCells(tools: MapTools, selected: Selected, clip: Clip): void {
  if (tools.readOnly) return tools.say(READ_ONLY)
  const own = clip.own ?? (last !== undefined && isSameText(last.text, clip.text) ? last.own : undefined)
  const copied = own === undefined ? undefined : parseCopiedCells(own)
  if (copied !== undefined) return pasteOwn(tools, selected, copied)
  const table = tableOfClip(clip)
  if (clip.text === '' && table.every((row) => row.every((text) => text === ''))) return tools.say('There is no text to paste.')
  const isOpen = selected.shape === 'rows' || countCells(selected) === 1
  if (isOpen && widthOfTable(table) > 1) askHowToPaste(tools, table, (read) => pasteTable(tools, selected, read))
  else pasteTable(tools, selected, table)
}

function pasteOwn(tools: MapTools, selected: Selected, copied: CopiedCells): void {
  const sheet = sheetOf(tools)
  const isRows = copied.shape === 'rows'
  const spread = isRows ? spreadRows(copied, selected, sheet) : spreadBlock(blockOfCopied(copied), selected, sheet)
  const cut = pending?.id === copied.cut && pending?.project === tools.project ? pending : undefined
  const count = isRows ? spread.given.length : spread.given.reduce((sum, { cells }) => sum + cells.length, 0)
  const what = countWords(count, isRows ? 'row' : 'cell')
  const kept = new Set(spread.given.flatMap(({ line }) => (line.row === undefined ? [] : [line.row.id])))
  const rowWords = isRows ? (count === 1 ? 'row ' : 'rows ') : ''
  const plan = applySpread(tools, spread, {
    label: cut === undefined ? `Paste ${what}` : `Move ${what}`,
    done: (made) => `${rowWords}${cut !== undefined && isAllThere(made) ? `moved${tellStaying(tools, cut, made, kept)}` : 'pasted'}`,
    origin: copied,
    besides: (made) => (cut !== undefined && isAllThere(made) ? cutWrites(viewOf(tools)?.context.project.rows ?? [], cut, made.writes, kept) : []),
  })
  if (cut === undefined || plan === undefined) return
  pending = undefined
  tools.grid()?.setMarked(undefined)
}

function tellStaying(tools: MapTools, cut: PendingCut, { writes }: CellPlan, kept: ReadonlySet<string>): string {
  const staying = listStaying(viewOf(tools)?.context.project.rows ?? [], cut, writes, kept)
  return staying.length === 0 ? '' : `, and ${listNames(staying.map(nameRow))} copied, because rows below still need the list`
}

/** What did not arrive is not taken away where it was. */
function isAllThere({ refused, barred }: CellPlan): boolean {
  return refused.length === 0 && barred === 0
}

function pasteTable(tools: MapTools, selected: Selected, table: TextTable): void {
  const block = blockOfTable(table)
  const sheet = sheetOf(tools)
  // Whole rows begin with their number, which nobody types: a block that is no whole row begins where one can.
  const columns = selected.shape === 'rows' && block.width < selected.columns.length ? selected.columns.filter(isTypable).slice(0, 1) : selected.columns
  const spread = spreadBlock(block, { lines: selected.lines, columns }, sheet)
  const count = spread.given.reduce((sum, { cells }) => sum + cells.length, 0)
  applySpread(tools, spread, { label: `Paste ${countWords(count, 'cell')}`, done: 'pasted' })
}

/** For a table that is pasted into the dialog. Undefined: no cell was chosen before. */
function byPosition(tools: MapTools): ((table: TextTable) => void) | undefined {
  const selected = tools.selected()
  return selected === undefined ? undefined : (table) => pasteTable(tools, selected, table)
}

function isSameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n')
}

/** The handle was dragged. */
export function fillCells(tools: MapTools, from: Selected, to: Selected): void {
  if (tools.readOnly) return tools.say(READ_ONLY)
  const filled = fillFromHandle(from, to)
  if (filled !== undefined) fill(tools, filled, '')
}

function fill(tools: MapTools, filled: Fill | undefined, whyNot: string): void {
  const view = viewOf(tools)
  if (view === undefined) return
  if (filled === undefined) return tools.say(whyNot)
  const { from, to, rowShift = 0, columnShift = 0 } = filled
  const origin = copyLines({ project: tools.project, view, shape: 'cells', lines: from.lines, columns: from.columns })
  const block = shiftBlock(blockOfCopied(origin), rowShift, columnShift)
  applySpread(tools, { given: repeatBlock(block, to), outside: [] }, { label: `Fill ${countWords(cellsIn(to), 'cell')}`, done: 'filled', origin })
}

/** True: there was something that may be cleared. */
export function clearCells(tools: MapTools, selected: Selected): boolean {
  const columns = selected.shape === 'cells' ? selected.columns : selected.columns.filter(isTypable)
  const label = `Clear ${countWords(selected.lines.length * columns.length, 'cell')}`
  const plan = applySpread(tools, { given: giveText(selected.lines, columns, ''), outside: [] }, { label, done: 'cleared' })
  return plan !== undefined && plan.taken > 0
}

/** The same text into every selected cell: Ctrl+Enter in a cell's editor. */
export function typeIntoCells(tools: MapTools, selected: Selected, text: string): void {
  if (tools.readOnly) return tools.say(READ_ONLY)
  const label = `Type into ${countWords(countCells(selected), 'cell')}`
  applySpread(tools, { given: giveText(selected.lines, selected.columns, text), outside: [] }, { label, done: 'changed' })
}

/** Rows stay, undecided again. */
function unmap(tools: MapTools, { lines }: Selected): void {
  const latest = latestLines(tools)
  const rows = lines.flatMap(({ line }) => latest(line).row ?? []).filter((row) => row.transform !== undefined || row.unmatched !== undefined)
  if (rows.length === 0) return tools.say('Nothing is mapped here.')
  const what = countWords(rows.length, 'row')
  tools.apply({
    label: `Unmap ${what}`,
    writes: rows.flatMap((row) => (['transform', 'unmatched'] as const).map((cell) => ({ home: 'rows' as const, object: row.id, cell, value: undefined }))),
  })
  tools.say(`${what} unmapped.`)
}

function cellsIn({ lines, columns }: Area): number {
  return lines.length * columns.length
}
