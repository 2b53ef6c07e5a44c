// What planning somebody else's spreadsheet keeps while it goes through the sheets: maps with their names and rows, facts of fields, texts for notes. One for each plan.
import type { FieldPath } from '../schema/field-path.ts'
import type { SourceRef } from '../transform/transform.ts'
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import type { CellWrite } from '../project/edits.ts'
import type { Row } from '../project/field-map.ts'
import { placeAt, type Ordered } from '../project/order-keys.ts'
import { compareObjects, type CollectionName, type Project } from '../project/project.ts'
import type { SheetChoice } from './foreign-choice.ts'
import type { FilePlace, ImportItem } from './import-plan.ts'
import { createMatcher, type FieldMatcher } from './match-fields.ts'
import type { ProjectView } from './project-view.ts'
import type { Sheet } from './spreadsheet.ts'

/** A field map that rows go to. `rows`: those of the project and those that this plan makes, by their place; `used`: rows that a line of the file is about already. */
export type TargetMap = {
  readonly context: MapContext
  readonly matcher: FieldMatcher
  readonly rows: Map<string, Row[]>
  readonly used: Set<string>
  /** Rows made for lists, with the item that makes them. */
  readonly eachs: Map<string, { readonly row: Row; readonly item: string }>
}

/** A sheet whose rows stand for one mapping of a type. */
export type GroupSheet = { readonly sheet: Sheet; readonly choice: SheetChoice }

/** `words`: without side effects on the project; `place`: the first cell that says it. */
export type FieldFact = {
  readonly map: TargetMap
  readonly side: 'source' | 'destination'
  readonly ref: SourceRef | FieldPath
  readonly words: string[]
  readonly place: FilePlace
}

export type ForeignPlanning = {
  readonly view: ProjectView
  readonly file: string
  readonly items: ImportItem[]
  readonly targetOf: (map: string) => TargetMap | undefined
  /** Lookup tables by the names that rows may call them. */
  readonly tables: { readonly name: string; readonly id: string; readonly item?: string }[]
  readonly groups: readonly GroupSheet[]
  readonly facts: Map<string, FieldFact>
  /** Lines for the note of a map, by its id. */
  readonly mapNotes: Map<string, { readonly place: FilePlace; readonly line: string }[]>
  readonly nextItem: (place: FilePlace) => string
  readonly orderOfNew: (home: CollectionName, among: readonly Ordered[]) => { readonly order: string; readonly rekeyed: readonly CellWrite[] }
}

export function createForeignPlanning(view: ProjectView, file: string, groups: readonly GroupSheet[]): ForeignPlanning {
  const targets = new Map<string, TargetMap | undefined>()
  const counts = new Map<string, number>()
  const lasts = new Map<string, Ordered>()
  return {
    view,
    file,
    items: [],
    targetOf(map) {
      if (!targets.has(map)) targets.set(map, createTarget(view.project, map, view))
      return targets.get(map)
    },
    tables: view.project.lookupTables.filter(({ deleted }) => deleted !== true).map(({ name, id }) => ({ name, id })),
    groups,
    facts: new Map(),
    mapNotes: new Map(),
    nextItem({ sheet, row }) {
      const key = `${sheet}!${row}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count === 1 ? key : `${key}:${count}`
    },
    orderOfNew(home, among) {
      const last = lasts.get(home)
      const sorted = last === undefined ? among.toSorted(compareObjects) : [last]
      const { order, rekeyed } = placeAt(sorted, sorted.length, view.fresh().randomBit)
      lasts.set(home, { id: '~', order })
      return { order, rekeyed: rekeyed.map((one): CellWrite => ({ home, object: one.id, cell: 'order', value: one.order })) }
    },
  }
}

/** `project`: with the map in it, which may be one that this plan makes. Undefined: there is no such map. */
export function createTarget(project: Project, map: string, { findGraph }: Pick<ProjectView, 'findGraph'>): TargetMap | undefined {
  const context = buildMapContext(project, map, findGraph)
  if (context === undefined || context.fieldMap.deleted === true) return undefined
  const rows = new Map<string, Row[]>()
  for (const row of context.rows) {
    const key = placeKey(row.parent, row.destination)
    const here = rows.get(key)
    if (here === undefined) rows.set(key, [row])
    else here.push(row)
  }
  return { context, matcher: createMatcher(context), rows, used: new Set(), eachs: new Map() }
}

export function placeKey(parent: string | undefined, path: string): string {
  return `${parent ?? ''}:${path}`
}
