// What somebody else's spreadsheet says of fields: descriptions, types, cardinalities, allowed values. Where the schema is silent it becomes the field's description.
import { findSourceField } from '../mapping/item-scope.ts'
import type { Line } from '../mapping/line.ts'
import { objectWrites } from '../project/edits.ts'
import type { ObjectRef } from '../project/parts.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { placeOfFact } from '../schema/overlay.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { ForeignPlanning, TargetMap } from './foreign-planning.ts'
import { told, type ForeignCell, type ForeignLine } from './foreign-line.ts'
import type { FilePlace } from './import-plan.ts'
import type { ColumnMeaning } from './foreign-choice.ts'

const factsOfSide: Readonly<Record<'source' | 'destination', readonly ColumnMeaning[]>> = {
  source: ['sourceDescription', 'order', 'sourceObject', 'sourceType', 'sourceRequired', 'sourceValues'],
  destination: ['destinationDescription', 'destinationObject', 'destinationType', 'destinationRequired', 'destinationValues'],
}

export function cellsOfSide({ cells }: Pick<ForeignLine, 'cells'>, side: 'source' | 'destination'): ForeignCell[] {
  return factsOfSide[side].flatMap((meaning) => cells.filter((cell) => cell.meaning === meaning))
}

/** A description as it is, everything else with its title. */
function wordsOf(cells: readonly ForeignCell[]): string[] {
  return cells.flatMap((cell) => (cell.meaning === 'sourceDescription' || cell.meaning === 'destinationDescription' ? [cell.text] : told([cell])))
}

/** Undefined: the schema has a description of its own that does not say this; then it has no place there. */
export function keepFacts(
  planning: ForeignPlanning,
  target: TargetMap,
  of: { readonly source: SourceRef } | { readonly destination: Line },
  cells: readonly ForeignCell[],
  place: FilePlace,
): true | undefined {
  const words = wordsOf(cells)
  if (words.length === 0) return true
  const isSource = 'source' in of
  const documented = isSource ? findSourceField(target.context, of.source)?.facts.description : of.destination.field?.facts.description
  if (documented !== undefined && documented !== '') return words.every((word) => documented.includes(word)) ? true : undefined
  const ref = isSource ? of.source : of.destination.path
  const key = JSON.stringify([target.context.fieldMap.id, isSource, ref])
  const known = planning.facts.get(key)
  if (known === undefined) planning.facts.set(key, { map: target, side: isSource ? 'source' : 'destination', ref, words: [...new Set(words)], place })
  else known.words.push(...words.filter((word) => !known.words.includes(word)))
  return true
}

/** One item for each field. */
export function planFacts(planning: ForeignPlanning): void {
  const { view } = planning
  const written = new Set<string>()
  for (const { map, side, ref, words, place } of planning.facts.values()) {
    const at = objectOf(map, ref)
    const schema = view.project.schemas.find(({ id }) => id === at?.object.schema)
    const graph = schema === undefined ? undefined : view.findGraph(schema.graph)
    if (at === undefined || schema === undefined || graph === undefined) continue
    const kept = placeOfFact(graph, at.object.object, at.path)
    const key = JSON.stringify([schema.system, kept])
    if (written.has(key)) continue
    written.add(key)
    const value = words.join('\n')
    const { id } = view.fresh()
    planning.items.push({
      id: planning.nextItem(place),
      kind: 'added',
      place,
      title: `${side === 'source' ? 'Source' : 'Destination'} field ${at.path}`,
      cell: 'Description',
      ours: '',
      theirs: value,
      message: 'The schema says nothing about this field. Accepting makes this its description, as a correction that keeps this file’s name.',
      writes: objectWrites('overlays', {
        id,
        system: schema.system,
        object: kept.object,
        path: kept.path,
        fact: 'description',
        value,
        by: `${view.by} (${planning.file})`,
        at: view.now,
      }),
      accepted: true,
    })
  }
}

function objectOf({ context }: TargetMap, ref: SourceRef | FieldPath): { readonly object: ObjectRef; readonly path: FieldPath } | undefined {
  if (typeof ref === 'string') return { object: context.fieldMap.destination, path: ref }
  if (ref.of !== 'input') return undefined
  const input = context.inputs.find(({ input: one }) => one.id === ref.input)?.input
  return input === undefined ? undefined : { object: input.source, path: ref.path }
}
