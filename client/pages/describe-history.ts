// From changed cells to lines that people read: one line for what a person did to one object in one command.
import type { HistoryEntry } from '../../shared/api/routes.ts'
import type { CellHome } from '../../shared/project/project-doc.ts'
import { numberPrefix, printNumber, type CollectionName, type NumberedCollection } from '../../shared/project/project.ts'
import { nameCell } from '../../shared/review/compare-projects-words.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { CollectionsStore } from '../collab/collections-store.ts'

/** `object`: `<collection>:<id>` of what was changed; of several, the one that is named. */
export type HistoryLine = {
  readonly key: string
  readonly person: string
  readonly object: string
  readonly what: string
  /** Objects that the command changed besides the one that is named. */
  readonly others: number
  readonly words: string
  readonly time: string
}

/** A value of a cell in words; empty for none. Without it only plain values are told. */
export type PrintHistoryCell = (object: string, cell: string, value: JsonValue | undefined) => string

/** Cells that change by themselves with an edit and say nothing to people. */
const SILENT = new Set(['order', 'number', 'statusHash'])

/** `entries`: newest first, as the server gives them. A command over several objects is one line. */
export function describeHistory(entries: readonly HistoryEntry[], store: Pick<CollectionsStore, 'find'>, print: PrintHistoryCell = printPlain): HistoryLine[] {
  const byCommand = new Map<string, HistoryEntry[]>()
  // What had no place in its list before was made by that command, however little is written in it.
  const made = new Set<string>()
  for (const entry of entries) {
    const key = `${entry.person} ${entry.command}`
    if (entry.cell === 'order' && entry.before === undefined) made.add(`${key} ${entry.object}`)
    if (SILENT.has(entry.cell)) continue
    byCommand.set(key, [...(byCommand.get(key) ?? []), entry])
  }
  return [...byCommand].flatMap(([key, changes]) => {
    const first = changes[0]
    if (first === undefined) return []
    const objects = [...new Set(changes.map((change) => change.object))]
    const named = objects.at(-1) ?? first.object
    return [
      {
        key: `${key} ${first.seq}`,
        person: first.personName === '' ? 'Crosswalk' : first.personName,
        object: named,
        what: nameObject(named, store),
        others: objects.length - 1,
        words: objects.every((object) => made.has(`${key} ${object}`)) ? 'added' : describeCells(changes, objects.length, print),
        time: first.time,
      },
    ]
  })
}

function describeCells(changes: readonly HistoryEntry[], objects: number, print: PrintHistoryCell): string {
  const cells = [...new Set(changes.map((change) => change.cell))]
  const deleted = changes.find((change) => change.cell === 'deleted')
  if (deleted !== undefined) return deleted.after === true ? 'deleted' : 'brought back'
  const archived = cells.length === 1 ? changes.find((change) => change.cell === 'archived') : undefined
  if (archived !== undefined) return archived.after === true ? 'archived' : 'brought back'
  if (cells.length > 2 && changes.every((change) => change.before === undefined)) return 'added'
  const names = printCells(changes)
  const only = changes[0]
  if (objects > 1 || cells.length > 1 || only === undefined) return `${names} changed`
  if (only.after === undefined || only.after === null) return `${names} cleared`
  const value = print(only.object, only.cell, only.after)
  return value === '' ? `${names} changed` : `${names}: ${value}`
}

function printPlain(_object: string, _cell: string, value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** `rule, note`: each once. */
function printCells(changes: readonly HistoryEntry[]): string {
  return [...new Set(changes.map(({ object, cell }) => nameCell(object.slice(0, object.indexOf(':')) as CellHome, cell).toLowerCase()))].join(', ')
}

const singular: Partial<Record<CollectionName, string>> = {
  people: 'Person',
  systems: 'System',
  environments: 'Environment',
  prerequisites: 'Prerequisite',
  schemas: 'Schema',
  sampleSets: 'Samples',
  configValues: 'Config value',
  useCaseItems: 'Use case item',
  attachments: 'Attachment',
  steps: 'Step',
  mapInputs: 'Input',
  sourceDecisions: 'Source field',
  lookupEntries: 'Lookup entry',
  customerProfiles: 'Customer',
  profileValues: 'Customer value',
  overlays: 'Field fact',
  schemaDecisions: 'Schema change decision',
  gridViews: 'Saved view',
  testRuns: 'Test run',
  waivers: 'Waiver',
  signOffs: 'Sign-off',
}

/** `R-14 Reference`: an object as people know it. `address`: `<collection>:<id>`. */
export function nameObject(address: string, store: Pick<CollectionsStore, 'find'>): string {
  const at = address.indexOf(':')
  const home = address.slice(0, at)
  if (home === 'info') return 'Project'
  const object = store.find(home as CollectionName, address.slice(at + 1)) as
    | { number?: number; name?: string; title?: string; destination?: unknown; text?: string; note?: string }
    | undefined
  const words =
    object === undefined
      ? ''
      : (object.name ??
        object.title ??
        (typeof object.destination === 'string' ? object.destination : (object.text ?? (home === 'baselines' ? object.note : undefined))) ??
        '')
  if (home in numberPrefix) return `${printNumber(home as NumberedCollection, object?.number)} ${words}`.trim()
  return `${singular[home as CollectionName] ?? home} ${words}`.trim()
}
