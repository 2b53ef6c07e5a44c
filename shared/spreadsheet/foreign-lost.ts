// Counts what an import of somebody else's spreadsheet would lose: it looks at what would be written and what is there, not at what the planner meant to do.
import type { CellWrite } from '../project/edits.ts'
import type { Project } from '../project/project.ts'
import { listForeignLines, type ForeignCell } from './foreign-line.ts'
import { parseForeignPaths, type ForeignPath } from './foreign-path.ts'
import type { GroupSheet, TargetMap } from './foreign-planning.ts'
import { readConstant, readFormula } from './read-cell.ts'
import { looseName } from './name-index.ts'

const textHomes = ['rows', 'fieldMaps', 'lookupTables', 'lookupEntries', 'overlays', 'sourceDecisions', 'questions'] as const

/** `target`: where the sheet's rows go; a path that its schemas know is not lost, whether or not a row says it. */
export type LossCounter = (one: GroupSheet, target: TargetMap | undefined) => number

/** Cells whose text stands nowhere afterwards. A path counts where each of its names does. */
export function createLossCounter(project: Project, writes: readonly CellWrite[]): LossCounter {
  const lines = new Set<string>()
  const names = new Set<string>()
  const notes: string[] = []
  const add = (value: unknown): void => {
    if (typeof value === 'string') addText(value)
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) lines.add(String(value))
    else if (typeof value === 'object') for (const each of Object.values(value)) add(each)
  }
  const addText = (text: string) => {
    for (const line of text.split('\n')) {
      const trimmed = line.trim()
      lines.add(trimmed)
      lines.add(unquoted(trimmed))
      const at = trimmed.indexOf(': ')
      if (at > 0) lines.add(trimmed.slice(at + 2))
      for (const name of trimmed.split(/[.[\]{}/`;,: ]+/)) names.add(looseName(name))
    }
    if (text.includes('; ') || text.includes(' → ') || text.includes('  ')) notes.push(text)
  }
  for (const { value } of writes) add(value)
  for (const home of textHomes) for (const object of project[home]) add(object)
  let joined: string | undefined
  const isKnown = ({ names: parts }: ForeignPath, meaning: ForeignCell['meaning'], target: TargetMap | undefined) => {
    const path = parts.join('/')
    return target !== undefined && (meaning === 'source' ? target.matcher.isSource(path) : target.matcher.findTargets(path).length > 0)
  }
  const holds = (cell: ForeignCell, target: TargetMap | undefined): boolean => {
    const own = cell.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (own.every((line) => waysOf(line).some((way) => lines.has(way)))) return true
    const paths = cell.meaning === 'source' || cell.meaning === 'destination' ? parseForeignPaths(cell.text) : undefined
    if (
      paths?.every(
        (path) =>
          isKnown(path, cell.meaning, target) ||
          path.names.every((name) => names.has(looseName(name)) || names.has(looseName(name.split(/[.[\]{}/`;,: ]+/).at(-1) ?? ''))),
      ) === true
    )
      return true
    // One that can be run is stored as one: its fields and values are there.
    if (cell.meaning === 'condition' && namesOfCondition(cell.text).every((name) => names.has(name))) return true
    joined ??= notes.join('\n')
    const all = joined
    return own.every((line) => all.includes(line))
  }
  return ({ sheet, choice }, target) =>
    listForeignLines(sheet, choice).lines.reduce((sum, line) => sum + line.cells.filter((cell) => !holds(cell, target)).length, 0)
}

function namesOfCondition(text: string): string[] {
  return text
    .split(/\b(?:if|is|not|valued|present|exists?|filled|populated|null|equals|and|or|in)\b|[=<>!"'(),\s]+|[.[\]{}/`;:]+/i)
    .map(looseName)
    .filter((name) => name !== '')
}

/** Constants are stored as values, formulas without their sign. */
function waysOf(line: string): string[] {
  const constant = readConstant(line)
  const number = /^-?\d+(?:\.\d+)?$/.test(line) ? [String(Number(line))] : []
  return [line, unquoted(line), readFormula(line) ?? line, constant === undefined ? line : String(constant), ...number]
}

/** A constant is stored without its quotes. */
function unquoted(text: string): string {
  return text.replace(/^=?\s*["'“](.*)["'”]$/s, '$1').replaceAll('""', '"')
}
