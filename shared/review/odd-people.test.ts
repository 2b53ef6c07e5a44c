// Odd moves: one description on both sides, swaps, fields that move, archived and deleted parts, and people who move or edit at the same time.
import { describe, expect, test } from 'vitest'
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import { buildGraph, buildObject, buildProject, copy, of, ofItem, orderAt, type MapSetup } from '../../fixtures/build.ts'
import { newerGraph, type NewerGraph } from '../../fixtures/newer-graph.ts'
import { changeProject, eachLine } from '../../fixtures/newer-project.ts'
import { compileMap } from '../mapping/compile-map.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import { revertChanges, setTransform, writeCells, addRow, type CellWrite } from '../project/edits.ts'
import { createProjectDoc, readProject } from '../project/project-doc.ts'
import type { Project } from '../project/project.ts'
import { listProjectWrites } from '../project/project-writes.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import type { Transform } from '../transform/transform.ts'
import { planSchemaMove } from './plan-schema-move.ts'
import { findSchemaImpact } from './schema-impact.ts'

const formula = (text: string): Transform => ({ kind: 'formula', text })

describe('fields that change places', () => {
  const retype = (newer: NewerGraph) => newer.change('Source', 'email', { types: ['number'] }).change('Source', 'number', { types: ['boolean'] })

  test('two fields that swapped their names are each taken for the other, in formulas too', () => {
    const rows: MapSetup['rows'] = [
      { to: 'A', transform: copy(of('order', 'email')) },
      { to: 'B', transform: formula('email & "-" & order.number & "-" & email') },
    ]
    const { written } = changeProject({ rows }, retype, (impacts) =>
      impacts.map(({ change }) => ({ change: change.id, choice: 'remap' as const, to: change.place.path === 'email' ? 'number' : 'email' })),
    )
    expect(written('rows', 'r1')['transform']).toEqual(copy(of('order', 'number')))
    expect(written('rows', 'r2')['transform']).toEqual(formula('number & "-" & order.email & "-" & number'))
  })

  test('a field that moved to the parent is taken from there', () => {
    const path = 'billing.`vat number`'
    const rows: MapSetup['rows'] = [
      { to: 'A', transform: copy(of('order', path)) },
      { to: 'B', transform: formula(`${path} & ""`) },
    ]
    const { written } = changeProject(
      { rows },
      (newer) => newer.remove('Source', path).add('Source', 'vat number', { types: ['text'] }),
      ([impact]) => [{ change: impact?.change.id ?? '', choice: 'remap', to: '`vat number`' }],
    )
    expect(written('rows', 'r1')['transform']).toEqual(copy(of('order', '`vat number`')))
    expect(written('rows', 'r2')['transform']).toEqual(formula('`vat number` & ""'))
  })

  test('a list that is a single object now: each row says so until it is taken from elsewhere', () => {
    const rows = [eachLine([{ to: 'L[].X', transform: copy(ofItem('sku')) }])]
    const toObject = (newer: NewerGraph) => {
      const { graph } = newer
      const root = Object.values(graph.nodes).find(({ properties }) => properties?.some(({ name }) => name === 'lines'))
      const list = root?.properties?.find(({ name }) => name === 'lines')?.node ?? ''
      const item = graph.nodes[list]?.items ?? ''
      return newer.change('Source', 'lines', { types: ['object'], items: undefined, properties: graph.nodes[item]?.properties ?? [] } as never)
    }
    const { open, made } = changeProject({ rows }, toObject)
    expect(open.impacts[0]?.affected.map(({ id }) => id)).toEqual(['row:r1', 'row:r2'])
    expect(made('schemaDecisions').map(({ item, choice }) => [item, choice])).toEqual([
      ['row:r1', 'undecided'],
      ['row:r2', 'undecided'],
    ])
  })
})

type Sides = { readonly project: Project; readonly before: SchemaGraph; readonly after: SchemaGraph; readonly graphs: Readonly<Record<string, SchemaGraph>> }

function planOf({ project, before, after }: Sides, prefix: string, choice: 'follow' | 'keep' = 'follow') {
  const open = findSchemaImpact(project, 'next', before, after, () => undefined)
  const decided: Project = {
    ...project,
    schemaDecisions: open.impacts.flatMap(({ change, affected }, i) =>
      affected.length === 0 ? [] : [buildObject('schemaDecisions', { id: `${prefix}d${i}`, schema: 'next', change: change.id, choice })],
    ),
  }
  const impact = findSchemaImpact(decided, 'next', before, after, () => undefined)
  let count = 0
  return planSchemaMove({
    ...{
      project: decided,
      newVersion: 'next',
      before,
      after,
      impact,
      findRecord: () => undefined,
      person: prefix,
      command: `move-${prefix}`,
      now: '2026-11-22',
    },
    newId: () => `${prefix}${(count += 1)}`,
  })
}

function problems({ graphs }: Sides, project: Project): string[] {
  return project.fieldMaps.flatMap(({ id }) => {
    const context = buildMapContext(project, id, (key) => graphs[key])
    return context === undefined ? [] : compileMap(context).problems.map(({ at, code }) => `${at} ${code}`)
  })
}

function docOf(project: Project) {
  const doc = createProjectDoc()
  for (const chunk of listProjectWrites(project)) writeCells(doc, chunk, { person: 'a', command: 'start' })
  return doc
}

/** Order to Order in one system, and an archived map, a deleted row and a deleted map beside it. */
function sameSystem(): Sides {
  const before = buildGraph({ objects: { Order: { id: 'integer', total: 'text', lines: [{ sku: 'text' }] } } })
  const after = newerGraph(before).rename('Order', 'total', 'total_').rename('Order', 'lines', 'Lines').graph
  const order = { schema: 'v1', object: { kind: 'object', name: 'Order' } } as const
  const project = buildProject({
    systems: [buildObject('systems', { id: 'system' })],
    schemas: [
      buildObject('schemas', { id: 'v1', graph: 'old', order: 'a0' }),
      buildObject('schemas', { id: 'next', graph: 'new', replaces: 'v1', order: 'a1' }),
    ],
    fieldMaps: ['map', 'archived', 'deleted'].map((id, i) =>
      buildObject('fieldMaps', { id, number: i + 1, key: id, destination: order, order: orderAt(i), ...(id === 'map' ? {} : { [id]: true }) }),
    ),
    mapInputs: ['map', 'archived', 'deleted'].map((fieldMap, i) =>
      buildObject('mapInputs', { id: `in-${fieldMap}`, fieldMap, name: 'order', source: order, order: orderAt(i) }),
    ),
    rows: [
      ...['map', 'archived', 'deleted'].map((fieldMap, i) =>
        buildObject('rows', {
          id: `r-${fieldMap}`,
          number: i + 1,
          fieldMap,
          destination: 'total' as FieldPath,
          transform: copy(of(`in-${fieldMap}`, 'total')),
          order: orderAt(i),
        }),
      ),
      buildObject('rows', {
        id: 'r-gone',
        number: 9,
        fieldMap: 'map',
        destination: 'total' as FieldPath,
        transform: copy(of('in-map', 'total')),
        deleted: true,
        order: 'b',
      }),
    ],
    sampleSets: [buildObject('sampleSets', { id: 'set', schema: 'v1', set: 'hash' })],
  })
  return { project, before, after, graphs: { old: before, new: after } }
}

describe('parts of a project', () => {
  test('one description on both sides: both paths follow', () => {
    const sides = sameSystem()
    const doc = docOf(sides.project)
    writeCells(doc, planOf(sides, 'p').writes as CellWrite[], { person: 'p', command: 'move' })
    const moved = readProject(doc).project
    expect(moved.rows.find(({ id }) => id === 'r-map')).toMatchObject({ destination: 'total_', transform: copy(of('in-map', 'total_')) })
    expect(problems(sides, moved).filter((problem) => problem.startsWith('row:r-map'))).toEqual([])
  })

  test('archived maps move along; deleted maps stay on the old version, and deleted rows keep what they held', () => {
    const sides = sameSystem()
    const doc = docOf(sides.project)
    writeCells(doc, planOf(sides, 'p').writes as CellWrite[], { person: 'p', command: 'move' })
    const moved = readProject(doc).project
    expect(moved.fieldMaps.map(({ id, destination }) => [id, destination.schema])).toEqual([
      ['map', 'next'],
      ['archived', 'next'],
      ['deleted', 'v1'],
    ])
    expect(moved.rows.find(({ id }) => id === 'r-archived')?.destination).toBe('total_')
    expect(moved.rows.find(({ id }) => id === 'r-gone')).toEqual(sides.project.rows.find(({ id }) => id === 'r-gone'))
    expect(moved.rows.find(({ id }) => id === 'r-deleted')?.destination).toBe('total')
  })

  test('a map that comes back after the move is moved by another one, with what was decided', () => {
    const sides = sameSystem()
    const doc = docOf(sides.project)
    const first = planOf(sides, 'p')
    writeCells(doc, first.writes as CellWrite[], { person: 'p', command: 'move' })
    writeCells(doc, [{ home: 'fieldMaps', object: 'deleted', cell: 'deleted', value: undefined }], { person: 'p', command: 'undelete' })
    const again = planOf({ ...sides, project: readProject(doc).project }, 'q')
    writeCells(doc, again.writes as CellWrite[], { person: 'q', command: 'again' })
    const moved = readProject(doc).project
    expect(moved.fieldMaps.every(({ destination }) => destination.schema === 'next')).toBe(true)
    expect(moved.rows.find(({ id }) => id === 'r-deleted')).toMatchObject({ destination: 'total_', transform: copy(of('in-deleted', 'total_')) })
    expect(moved.sampleSets.filter(({ schema }) => schema === 'next')).toHaveLength(1)
    expect(again.writes.filter(({ object }) => object === 'r-map' || object === 'map')).toEqual([])
  })
})

describe('at the same time', () => {
  const twoOf = (project: Project) => {
    const first = docOf(project)
    const second = createProjectDoc()
    applyUpdate(second, encodeStateAsUpdate(first))
    return [first, second] as const
  }
  const merge = ([first, second]: ReturnType<typeof twoOf>) => {
    applyUpdate(first, encodeStateAsUpdate(second))
    applyUpdate(second, encodeStateAsUpdate(first))
    const [a, b] = [readProject(first), readProject(second)]
    expect(a).toEqual(b)
    expect(a.damage).toEqual([])
    return a.project
  }

  test('two people who move unseen by each other make one move; going back takes it back', () => {
    const sides = sameSystem()
    const docs = twoOf(sides.project)
    const changes = docs.map((doc, i) => writeCells(doc, planOf(sides, i === 0 ? 'p' : 'q').writes as CellWrite[], { person: `${i}`, command: `${i}` }))
    const moved = merge(docs)
    expect(moved.rows.find(({ id }) => id === 'r-map')).toMatchObject({ destination: 'total_', transform: copy(of('in-map', 'total_')) })
    expect(problems(sides, moved).filter((problem) => problem.startsWith('row:'))).toEqual([])
    const winner = moved.schemas.find(({ id }) => id === 'next')?.movedBy === 'move-p' ? 0 : 1
    expect(revertChanges(docs[0], changes[winner] ?? [], { person: 'p', command: 'back' }).skipped).toEqual([])
    const back = readProject(docs[0]).project
    expect(back.rows).toEqual(readProject(docOf(sides.project)).project.rows)
    expect(back.fieldMaps.every(({ destination }) => destination.schema === 'v1')).toBe(true)
  })

  test('who edits and adds rows meanwhile loses nothing: their rows name the old fields, and say so', () => {
    const sides = sameSystem()
    const docs = twoOf(sides.project)
    const [first, second] = docs
    writeCells(first, planOf(sides, 'p').writes as CellWrite[], { person: 'p', command: 'move' })
    const origin = { person: 'q', command: 'offline' }
    addRow(
      second,
      { id: 'r-new', fieldMap: 'map', destination: 'lines' as FieldPath, transform: { kind: 'each', list: of('in-map', 'lines') }, order: 'c' },
      origin,
    )
    setTransform(second, 'r-map', { kind: 'text', from: of('in-map', 'total'), steps: [{ do: 'trim' }] }, origin)
    writeCells(second, [{ home: 'rows', object: 'r-map', cell: 'note', value: 'Trimmed' }], origin)
    const merged = merge(docs)
    expect(merged.rows.find(({ id }) => id === 'r-new')).toMatchObject({ destination: 'lines', transform: { kind: 'each' } })
    expect(merged.rows.find(({ id }) => id === 'r-map')).toMatchObject({ note: 'Trimmed', destination: 'total_' })
    expect(problems(sides, merged).filter((problem) => problem.startsWith('row:r-new unknown-'))).toHaveLength(1)
    const kept = merged.rows.find(({ id }) => id === 'r-map')?.transform
    if (kept?.kind === 'text') expect(problems(sides, merged)).toContain('row:r-map unknown-source')
  })
})
