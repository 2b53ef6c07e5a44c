// Everything in a project that one schema version's fields, objects and endpoints stand in, with the changes that reach it. The only place that gathers it.
import { appendStep, nameStep } from '../schema/compare-units.ts'
import { breaks } from '../schema/change-breaks.ts'
import { ENTRY, ITEM, ROOT_PATH, type FieldPath } from '../schema/field-path.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import type { ObjectAddress, SchemaGraph } from '../schema/schema-graph.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import type { FoundItem, Gathering } from './affected.ts'
import { listAffectedLines } from './affected-lines.ts'
import { listAffectedLookups } from './affected-lookups.ts'
import { listCaseEndpoints } from './case-endpoints.ts'
import { rewriteIssueOfMap } from './issue-paths.ts'
import { listCaseRecords, type CaseReading } from './case-records.ts'
import { indexChanges, type ChangeIndex } from './field-places.ts'
import { createPathRewriter, type FindChild, type PathVisitor } from './map-paths.ts'
import { listRecordPaths } from './record-fields.ts'
import { stepOperands } from './step-paths.ts'

export type Gathered = { readonly items: readonly FoundItem[]; readonly index: ChangeIndex; readonly contexts: readonly MapContext[] }

export function gatherItems(gathering: Gathering): Gathered {
  const { project, version, before } = gathering
  const index = indexChanges(before, gathering.changes)
  const contexts = contextsOf(project, version, before)
  const items = contexts.flatMap((context) => ofMap(gathering, index, context))
  const lookups = listAffectedLookups(project, contexts, index, findChildIn(index, version.id), version.id)
  const steps = stepItems(gathering, index)
  const tests = testItems(gathering, index, contexts, [...items, ...steps])
  return { items: [...items, ...lookups, ...tests, ...steps, ...overlayItems(gathering, index)], index, contexts }
}

/** The maps that use the version, on either side. Facts of analysts are in the graph already. */
export function contextsOf(project: Project, version: { readonly id: string; readonly graph: string }, graph: SchemaGraph): MapContext[] {
  const plain: Project = { ...project, overlays: [] }
  const used = project.fieldMaps.filter(
    (map) =>
      map.deleted !== true &&
      (map.destination.schema === version.id ||
        project.mapInputs.some((input) => input.fieldMap === map.id && input.deleted !== true && input.source.schema === version.id)),
  )
  return used.flatMap((map) => buildMapContext(plain, map.id, (key) => (key === version.graph ? graph : undefined)) ?? [])
}

/** A name in a formula as a field of the version, through lists and free names. */
export function findChildIn({ places }: ChangeIndex, schema: string): FindChild {
  const nodesOf = (object: ObjectAddress, path: FieldPath) => places.spotsAlong(object, path)
  return ({ ref }, path, name) => {
    if (ref.schema !== schema) return undefined
    for (let at = path, depth = 0; depth < 16; depth++) {
      const field = appendStep(at, nameStep(name))
      const spots = nodesOf(ref.object, at)
      if (nodesOf(ref.object, field).length > spots.length) return field
      const item = appendStep(at, ITEM)
      if (nodesOf(ref.object, item).length > spots.length) at = item
      else return nodesOf(ref.object, appendStep(at, ENTRY)).length > spots.length ? appendStep(at, ENTRY) : undefined
    }
    return undefined
  }
}

function ofMap(gathering: Gathering, index: ChangeIndex, context: MapContext): FoundItem[] {
  const { version } = gathering
  const { fieldMap } = context
  const findChild = findChildIn(index, version.id)
  const items = new Map<string, FoundItem>()
  const add = (item: Omit<FoundItem, 'changes'>, change: SchemaChange, side: 'source' | 'destination') => {
    const known = items.get(item.id) ?? { ...item, changes: new Map() }
    items.set(item.id, known)
    if (!known.changes.has(change)) known.changes.set(change, side)
  }
  /** Notes what reaches an item by its paths. */
  const noting =
    (item: Omit<FoundItem, 'changes'>, counts: (change: SchemaChange) => boolean = () => true): PathVisitor =>
    (origin, path) => {
      if (origin.ref.schema === version.id)
        for (const change of index.ofField(origin.ref.object, path)) if (isFelt(change, origin.side) && counts(change)) add(item, change, origin.side)
      return path
    }

  const aboutMap = {
    id: `map:${fieldMap.id}`,
    kind: 'map',
    number: printNumber('fieldMaps', fieldMap.number),
    label: fieldMap.name,
    fieldMap: fieldMap.id,
  } as const
  for (const row of context.rows) {
    const about = { id: `row:${row.id}`, kind: 'row', number: printNumber('rows', row.number), label: row.destination, fieldMap: fieldMap.id } as const
    const rewriter = createPathRewriter(context, noting(about), findChild)
    // What is not mapped cares for its field's name, not for what it takes.
    const isMapped = row.transform !== undefined && row.transform.kind !== 'notMapped'
    createPathRewriter(
      context,
      noting(about, ({ kind }) => isMapped || kind === 'removed' || kind === 'renamed'),
      findChild,
    ).destination(row)
    rewriter.transform(row)
    rewriter.when(row)
  }
  const whole = createPathRewriter(context, noting(aboutMap), findChild)
  whole.runsOver()
  whole.runsBy()
  whole.appliesWhen()
  whole.invariants()
  if (fieldMap.destination.schema === version.id) for (const change of index.ofObject(fieldMap.destination.object)) add(aboutMap, change, 'destination')
  for (const { input } of context.inputs) {
    if (input.source.schema !== version.id) continue
    const about = { id: `input:${input.id}`, kind: 'input', number: '', label: `${fieldMap.name}: ${input.name}`, fieldMap: fieldMap.id } as const
    for (const change of index.ofObject(input.source.object)) add(about, change, 'source')
  }
  for (const decision of context.decisions) {
    const about = { id: `decision:${decision.id}`, kind: 'decision', number: '', label: decision.path, fieldMap: fieldMap.id } as const
    // A field that was left out and is gone, or takes longer values, is nothing to decide again.
    createPathRewriter(
      context,
      noting(about, ({ kind }) => kind === 'renamed'),
      findChild,
    ).decision(decision)
  }
  const lines = fieldMap.destination.schema === version.id ? listAffectedLines(gathering, index, context) : []
  return [...items.values(), ...lines]
}

/** Whether a change of a field matters to what reads it, or fills it. */
export function isFelt(change: SchemaChange, side: 'source' | 'destination'): boolean {
  const { kind, before, after } = change
  const facts = {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    come: 0,
    gone: change.valuesRemoved?.length ?? 0,
    hasDefault: false,
  }
  switch (kind) {
    case 'added':
    case 'description':
      return false
    case 'removed':
    case 'renamed':
    case 'retyped':
      return true
    case 'now-optional':
    case 'now-nullable':
      return side === 'source'
    case 'now-required':
    case 'never-null':
      return side === 'destination'
    case 'limits':
    case 'enum':
      return side === 'source' || breaks[kind].sending(facts)
    case 'read-only':
      return side === 'source' ? breaks[kind].reading(facts) : breaks[kind].sending(facts)
    case 'deprecated':
      return after?.deprecated === true
  }
}

const HELD: ReadonlySet<SchemaChange['kind']> = new Set(['removed', 'renamed', 'retyped'])

function testItems(
  { project, version, before, findRecord }: Gathering,
  index: ChangeIndex,
  contexts: readonly MapContext[],
  others: readonly FoundItem[],
): FoundItem[] {
  const affectedRows = new Map(others.flatMap((item) => (item.kind === 'row' ? [[item.id.slice(4), item] as const] : [])))
  const used = usedChanges(others)
  const byMap = new Map(contexts.map((context) => [context.fieldMap.id, context]))
  const reading: CaseReading = { project, schema: version.id, graph: before, findContext: (id) => byMap.get(id), findRecord }
  const pathsOf = new WeakMap<object, ReadonlySet<FieldPath>>()
  const remember = (value: JsonValue) => {
    if (typeof value !== 'object' || value === null) return listRecordPaths(value)
    const known = pathsOf.get(value) ?? listRecordPaths(value)
    pathsOf.set(value, known)
    return known
  }
  return project.testCases.flatMap((testCase): FoundItem[] => {
    if (testCase.deleted === true) return []
    const changes = new Map<SchemaChange, 'source' | 'destination'>()
    const held = new Set<SchemaChange>()
    let shows: string | undefined
    for (const { object, side, value, cell } of listCaseRecords(reading, testCase))
      for (const path of remember(value))
        for (const change of path === ROOT_PATH ? [] : index.ofField(object, path)) {
          // Given records are whole: what they hold and nothing reads says nothing of the case.
          if (!HELD.has(change.kind) || (cell === 'given' && used.get(testCase.fieldMap ?? '')?.has(change) !== true)) continue
          held.add(change)
          changes.set(change, side)
          shows ??= `${cell === 'given' ? 'gives' : 'expects'} ${path}`
        }
    const context = byMap.get(testCase.fieldMap ?? '')
    for (const { path: place } of context === undefined ? [] : (testCase.expectedIssues ?? []))
      if (context !== undefined && place !== undefined)
        rewriteIssueOfMap(context, version.id, index.places, place, (object, path, name) => {
          for (const change of index.exactly(object, path)) {
            if (!HELD.has(change.kind)) continue
            held.add(change)
            changes.set(change, 'source')
            shows ??= `expects an issue at ${place}`
          }
          return name
        })
    for (const { cell, id, parameters } of listCaseEndpoints(reading, testCase))
      for (const change of index.ofEndpoint(id)) {
        // What no step calls says nothing of the case; after the move no step calls the old one.
        if (!HELD.has(change.kind) || used.get('')?.has(change) !== true || (change.what === 'parameter' && !isNamed(change.place.path, parameters))) continue
        held.add(change)
        changes.set(change, cell === 'given' ? 'source' : 'destination')
        shows ??= `names ${id}`
      }
    for (const row of testCase.rows ?? [])
      for (const [change, side] of affectedRows.get(row)?.changes ?? []) if (!changes.has(change)) changes.set(change, side)
    if (changes.size === 0) return []
    const label = shows === undefined ? testCase.title : `${testCase.title} ${shows}`
    const fieldMap = testCase.fieldMap === undefined ? {} : { fieldMap: testCase.fieldMap }
    return [{ id: `test:${testCase.id}`, kind: 'test', number: printNumber('testCases', testCase.number), label, ...fieldMap, changes, held }]
  })
}

/** By field map, what its rows and its own cells use; '' for all maps and steps together. */
function usedChanges(items: readonly FoundItem[]): ReadonlyMap<string, ReadonlySet<SchemaChange>> {
  const used = new Map<string, Set<SchemaChange>>([['', new Set()]])
  for (const { kind, fieldMap, changes } of items) {
    if (kind === 'decision') continue
    for (const key of ['', fieldMap ?? '']) {
      const known = used.get(key) ?? new Set()
      used.set(key, known)
      for (const change of changes.keys()) known.add(change)
    }
  }
  return used
}

function stepItems({ project, version, before }: Gathering, index: ChangeIndex): FoundItem[] {
  const reading = { project, schema: version.id, graph: before, findChild: findChildIn(index, version.id) }
  const steps = project.steps.filter((step) => step.deleted !== true)
  return steps.flatMap((step): FoundItem[] => {
    const changes = new Map<SchemaChange, 'source' | 'destination'>()
    const add = (found: readonly SchemaChange[], side: 'source' | 'destination') => {
      for (const change of found) if (!changes.has(change)) changes.set(change, side)
    }
    // Paths are of earlier results, which the step reads, whatever it does with them.
    for (const { object, path } of stepOperands(reading, step))
      add(
        index.ofField(object, path).filter((change) => isFelt(change, 'source')),
        'source',
      )
    const side = step.kind === 'send' ? 'destination' : 'source'
    for (const { endpoint, objects, names } of endpointsOfStep(step, version.id)) {
      add(
        index.ofEndpoint(endpoint).filter((change) => change.what === 'endpoint' || isFeltByCall(change, names)),
        side,
      )
      for (const object of objects) add(index.ofObject(object), side)
    }
    return changes.size === 0 ? [] : [{ id: `step:${step.id}`, kind: 'step', number: '', label: step.title, changes }]
  })
}

export type StepEndpoint = { readonly endpoint: string; readonly objects: readonly ObjectAddress[]; readonly names: readonly string[] }

/** The endpoints of the version that a step calls, with the records it takes from them and the parameters it gives. */
export function endpointsOfStep(step: Step, schema: string): StepEndpoint[] {
  const found: StepEndpoint[] = []
  const namesOf = (parameters: Step['parameters']) => (parameters ?? []).map(({ name }) => name)
  const objects = (...list: (ObjectAddress | undefined)[]) => list.flatMap((one) => one ?? [])
  if (step.schema === schema && step.endpoint !== undefined)
    found.push({ endpoint: step.endpoint, objects: objects(step.object, step.answer), names: namesOf(step.parameters) })
  if (step.schema === schema && step.update !== undefined)
    found.push({ endpoint: step.update.endpoint, objects: [step.update.object], names: namesOf(step.update.parameters) })
  if (step.lookup !== undefined && (step.lookup.schema ?? step.schema) === schema)
    found.push({ endpoint: step.lookup.endpoint, objects: [step.lookup.answer], names: namesOf(step.lookup.parameters) })
  return found
}

/** Changes of parameters that the call gives, or has to give now. */
function isFeltByCall({ what, kind, place, breaksSending }: SchemaChange, names: readonly string[]): boolean {
  if (what !== 'parameter') return false
  if (kind === 'added' || kind === 'now-required') return breaksSending
  return isNamed(place.path, names)
}

function isNamed(parameter: FieldPath, names: readonly string[]): boolean {
  return names.some((name) => appendStep(ROOT_PATH, nameStep(name)) === parameter || parameter.startsWith(`${appendStep(ROOT_PATH, nameStep(name))}[`))
}

function overlayItems({ project, version }: Gathering, index: ChangeIndex): FoundItem[] {
  return project.overlays.flatMap((overlay): FoundItem[] => {
    if (overlay.deleted === true || overlay.system !== version.system) return []
    const found = [...index.ofField(overlay.object, overlay.path), ...index.ofObject(overlay.object)].filter(
      ({ kind }) => kind === 'removed' || kind === 'renamed',
    )
    if (found.length === 0) return []
    return [
      {
        id: `overlay:${overlay.id}`,
        kind: 'overlay',
        number: '',
        label: `${overlay.path}: ${overlay.fact}`,
        changes: new Map(found.map((change) => [change, 'source'])),
      },
    ]
  })
}
