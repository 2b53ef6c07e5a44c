// What a draft gives for the sample record before it is stored: the draft alone, in the item it stands in, run in the page itself.
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createEvaluator, type RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import { eachAbove, MOST_NESTED_EACH } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { FieldMap, Row } from '../../shared/project/field-map.ts'
import { rootField } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { NodeId, SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { NullPolicy } from '../../shared/transform/transform.ts'
import type { Draft, DraftValue } from '../panels/transform-scope.tsx'
import { environmentOf, type PreviewSample } from './derive.ts'

/** `each`: the row it stands in. `outside`: it is asked before any item is looked at. `onNull`: the row's own. */
export type DraftPlace = { readonly each: Row | undefined; readonly outside?: boolean; readonly onNull?: NullPolicy | undefined }

const DRAFT = 'draft'
const LONGEST_VALUE = 300

/** Undefined: the draft is not sound yet, so that its findings say more. */
export function tryDraft(context: MapContext, sample: PreviewSample, draft: Draft, place: DraftPlace): DraftValue | undefined {
  const chain = listEachs(context, place.each)
  const alone = aloneContext(context, chain, draft, place)
  const { ir } = compileMap(alone)
  if (ir.leftOut.some(({ row }) => row === DRAFT)) return undefined
  const { values } = createEvaluator(ir)(sample.records, environmentOf(context, sample), sample.items === undefined ? {} : { items: sample.items })
  const list = chain.length === 0 ? undefined : values.get(chain.at(-1)?.id ?? '')
  return wordOutcome(values.get(DRAFT), chain.length > 0, list)
}

/** From the top to the one it stands in. */
function listEachs(context: MapContext, each: Row | undefined): Row[] {
  const chain: Row[] = []
  for (let here = each; here !== undefined && chain.length < MOST_NESTED_EACH; here = eachAbove(context, here)) chain.unshift(here)
  return chain
}

/** A map of the draft's row and those it stands in. Its destination takes whatever they give, so that nothing else has a say. */
function aloneContext(context: MapContext, chain: readonly Row[], draft: Draft, { outside, onNull }: DraftPlace): MapContext {
  const { appliesWhen: _, runs, onMissing: _missing, ...ofMap } = context.fieldMap
  const fieldMap: FieldMap = { ...ofMap, ...(runs === undefined || outside === true ? {} : { runs }) }
  const eachs = chain.map((row, depth): Row => {
    const { on: _on, ...kept } = row
    return { ...kept, destination: listPath(depth), ...(row.transform?.kind === 'each' ? { transform: withoutKey(row.transform) } : {}) }
  })
  const parent = chain.at(-1)
  const row: Row = {
    id: DRAFT,
    fieldMap: fieldMap.id,
    destination: (chain.length === 0 ? 'value' : `${listPath(chain.length - 1)}[].value`) as FieldPath,
    order: 'a0',
    transform:
      'transform' in draft
        ? draft.transform
        : { kind: 'when', cases: [{ if: draft.condition, then: { kind: 'constant', value: true } }], otherwise: { kind: 'constant', value: false } },
    onMissing: { then: 'omit' },
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(onNull === undefined ? {} : { onNull }),
  }
  const graph = takesAnything(chain.length)
  return {
    ...context,
    project: { ...context.project, invariants: [] },
    fieldMap,
    rows: [...eachs, row],
    destination: { ref: context.destination.ref, graph, root: rootField(graph, 'object 0') },
    missing: [],
  }
}

type Each = Extract<Row['transform'], { kind: 'each' }>

function withoutKey(each: Each): Each {
  const { key: _, ...transform } = each
  return transform
}

/** `list`, `list[].list`. */
function listPath(depth: number): FieldPath {
  return Array.from({ length: depth + 1 }, () => 'list').join('[].') as FieldPath
}

const graphs = new Map<number, SchemaGraph>()

/** One value of any type, in so many lists. */
function takesAnything(depth: number): SchemaGraph {
  const known = graphs.get(depth)
  if (known !== undefined) return known
  const nodes: Record<NodeId, SchemaNode> = { value: { types: ['any', 'list'], nullable: true } }
  for (let level = 0; level <= depth; level++) {
    const name = level === depth ? 'value' : 'list'
    nodes[`object ${level}`] = { types: ['object'], properties: [{ name, node: name === 'value' ? name : `list ${level}`, required: false }] }
    if (name === 'list') nodes[`list ${level}`] = { types: ['list'], items: `object ${level + 1}` }
  }
  const graph: SchemaGraph = {
    readerVersion: 1,
    format: 'samples',
    title: '',
    version: '',
    servers: [],
    endpoints: [],
    objects: [],
    nodes,
    fieldCount: 0,
    problems: [],
  }
  graphs.set(depth, graph)
  return graph
}

/** `isItem`: it is worked out for each item, and the first or the chosen one is shown. `list`: what the list gave. */
function wordOutcome(outcome: RowOutcome | undefined, isItem: boolean, list: RowOutcome | undefined): DraftValue {
  if (outcome === undefined) return { is: 'nothing', text: isItem ? 'this record has no such item' : 'nothing' }
  const shown = list !== undefined && 'shown' in list ? list.shown : undefined
  const many = isItem && outcome.count !== undefined && outcome.count > 1
  const which = shown === undefined ? `first of ${outcome.count}` : `item ${shown + 1} of ${list?.count ?? outcome.count}`
  const aside = many ? { aside: which } : {}
  switch (outcome.state) {
    case 'value':
      return { is: 'value', text: printDraftValue(outcome.value), ...aside }
    case 'missing':
      return { is: 'nothing', text: 'missing', ...aside }
    case 'null':
      return { is: 'nothing', text: 'null', ...aside }
    case 'issue':
      return { is: 'issue', text: outcome.message, ...aside }
  }
}

/** As formulas write it: a text in quotes is told from a number. */
function printDraftValue(value: JsonValue): string {
  const text = JSON.stringify(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
