// The lines and the source fields that a name in a table from elsewhere may mean. Pure.
import type { FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import { listPathsAbove } from '../mapping/field-tree.ts'
import { findItemScope, insideOf } from '../mapping/item-scope.ts'
import { fieldAddress, rowAddress, type Line } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { indexRows, type RowIndex } from '../mapping/row-index.ts'
import { intoItem, parseSource, printSource } from '../mapping/source-text.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import type { SourceRef } from '../transform/transform.ts'
import { indexNames } from './name-index.ts'

/** A line by its field, whether or not it is listed now. `label`: its path, with what tells it from others of that path. */
export type Target = { readonly line: Line; readonly label: string }

export type SourceMatch = { readonly text: string; readonly found: boolean }

export type FieldMatcher = {
  readonly findTargets: (text: string) => readonly Target[]
  /** As it is written on that line; not found: the text itself. */
  readonly matchSource: (text: string, each: Row | undefined) => SourceMatch
  readonly isSource: (text: string) => boolean
}

export function createMatcher(context: MapContext): FieldMatcher {
  const { graph, root } = context.destination
  const names = graph === undefined || root === undefined ? undefined : indexNames(graph, root)
  const rows = indexRows(context.rows)
  const inputs = context.inputs.flatMap(({ input, graph: own, root: record }) =>
    own === undefined || record === undefined ? [] : [{ input: input.id, names: indexNames(own, record) }],
  )
  const targets = new Map<string, readonly Target[]>()
  const findRefs = (text: string): Extract<SourceRef, { of: 'input' }>[] =>
    inputs.flatMap(({ input, names: own }) => own.find(text).map((field) => ({ of: 'input', input, path: field.path }) as const))
  return {
    findTargets(text) {
      const known = targets.get(text) ?? (names?.find(text) ?? []).flatMap((field) => listTargets(context, rows, field))
      targets.set(text, known)
      return known
    },
    matchSource(text, each) {
      const written = text.trim()
      const inside = insideOf(context, undefined, each)
      if (inside !== undefined && findItemScope(context, inside)?.tree?.find(written as FieldPath) !== undefined) return { text: written, found: true }
      const refs = findRefs(text).map((ref) => intoItem(context, ref, inside))
      const ofItem = refs.filter((ref) => ref.of === 'item')
      const [only, ...others] = ofItem.length > 0 ? ofItem : refs
      if (only !== undefined && others.length === 0) return { text: printSource(context, only, each), found: true }
      // Last, because a name that is none is looked for among all that are like it.
      return { text: written, found: written !== '' && parseSource(context, written, each).ok }
    },
    isSource: (text) => findRefs(text).length > 0 || parseSource(context, text).ok,
  }
}

/** One for each row that fills the field, inside each row that goes through its list; else the field without a row. */
function listTargets(context: MapContext, rows: RowIndex, field: Field): Target[] {
  const places = listPlaces(rows, field.path)
  return places.flatMap((each) => {
    const here = rows.at(each, field.path)
    const part = each === undefined || places.length === 1 ? '' : `, inside ${printNumber('rows', each.number)}`
    if (here.length === 0) return [targetOf(context, field, each, undefined, `${field.path}${part}`)]
    return here.map((row, at) => targetOf(context, field, each, row, `${field.path}${part}${here.length === 1 ? '' : `, ${at + 1} of ${here.length}`}`))
  })
}

/** The `each` rows that the lists above the field are filled by; undefined where none is. */
function listPlaces(rows: RowIndex, path: FieldPath): (Row | undefined)[] {
  let places: (Row | undefined)[] = [undefined]
  for (const above of listPathsAbove(path)) {
    if (!above.endsWith('[]') && !above.endsWith('{}')) continue
    const list = above.slice(0, -2) as FieldPath
    places = places.flatMap((place) => {
      const eachs = rows.at(place, list).filter((row) => row.transform?.kind === 'each')
      return eachs.length === 0 ? [place] : eachs
    })
  }
  return places
}

function targetOf(context: MapContext, field: Field, each: Row | undefined, row: Row | undefined, label: string): Target {
  return {
    label,
    line: {
      address: row === undefined ? fieldAddress(context.fieldMap.id, field.path, each) : rowAddress(row),
      kind: row?.transform?.kind === 'each' ? 'each' : 'field',
      path: field.path,
      label: field.name,
      depth: 0,
      field,
      foldable: false,
      folded: false,
      ...(row === undefined ? {} : { row }),
      ...(each === undefined ? {} : { each }),
    },
  }
}
