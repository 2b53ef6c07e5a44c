// What is kept of a map's rows changes nothing of what compiling gives: after any edits it is what compiling from scratch gives.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import { DEMO_FILE } from '../../fixtures/make-demo.ts'
import { parseProjectFile } from '../project/project-file.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import { compileMap } from './compile-map.ts'
import { buildMapContext, type MapContext } from './map-context.ts'
import { createCompileMemo } from './row-memo.ts'

const parsed = parseProjectFile(readFileSync(DEMO_FILE, 'utf8'))
if (!parsed.ok) throw new Error(parsed.error.message)
const { project: demo, schemas } = parsed.value

function contextOf(project: Project, map: string): MapContext {
  const context = buildMapContext(project, map, (key) => (Object.hasOwn(schemas, key) ? schemas[key] : undefined))
  if (context === undefined) throw new Error('the field map is gone')
  return context
}

const CELLS = [
  'transform',
  'when',
  'onMissing',
  'onNull',
  'on',
  'note',
  'deleted',
  'destination',
  'parent',
  'unmatched',
] as const satisfies readonly (keyof Row)[]
/** A row gets a cell of another row of its map, or loses it; or the map's own policy changes. */
const edit = fc.record({
  row: fc.nat(),
  from: fc.nat(),
  cell: fc.constantFrom(...CELLS),
  clear: fc.boolean(),
  of: fc.constantFrom('row', 'row', 'row', 'map', 'table', 'config'),
})
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

function apply(project: Project, map: string, { row, from, cell, clear, of: what }: Edit): Project {
  if (what === 'map')
    return { ...project, fieldMaps: project.fieldMaps.map((one): FieldMap => (one.id === map ? { ...one, onNull: clear ? 'pass' : 'as-missing' } : one)) }
  if (what === 'table') return { ...project, lookupEntries: project.lookupEntries.filter((_, at) => at !== row % project.lookupEntries.length) }
  if (what === 'config')
    return { ...project, configValues: project.configValues.map((one, at) => (at === row % project.configValues.length ? { ...one, required: clear } : one)) }
  const own = project.rows.filter((one) => one.fieldMap === map)
  const changed = own[row % own.length]
  const value = clear && cell !== 'destination' ? undefined : own[from % own.length]?.[cell]
  return { ...project, rows: project.rows.map((one) => (one === changed ? ({ ...one, [cell]: value } as Row) : one)) }
}

it('after any edits of rows, policies, tables and config values', () => {
  fc.assert(
    fc.property(fc.constantFrom('invoice-map', 'contact-map', 'payment-map'), fc.array(edit, { minLength: 1, maxLength: 8 }), (map, edits) => {
      const memo = createCompileMemo()
      let project = demo
      compileMap(contextOf(project, map), memo)
      for (const one of edits) {
        project = apply(project, map, one)
        const context = contextOf(project, map)
        expect(compileMap(context, memo)).toEqual(compileMap(context))
      }
    }),
    { numRuns: 25 },
  )
})

it('a row is compiled again when another row lets a missing value through, and kept otherwise', () => {
  const built = buildMap({
    inputs: { order: { a: 'text!', b: 'text!' } },
    destination: { D: 'text', E: 'text' },
    rows: [
      { to: 'D', transform: copy(of('order', 'a')) },
      { to: 'E', transform: copy(of('order', 'a')) },
    ],
  })
  const memo = createCompileMemo()
  const compile = (change: (row: Row) => Row) => {
    const context = buildMapContext({ ...built.project, rows: built.project.rows.map(change) }, 'map', built.findGraph)
    return context === undefined
      ? undefined
      : compileMap(context, memo).ir.destination.node.fields.map(({ node }) => (node.is === 'value' ? node.rows[0] : undefined))
  }
  const first = compile((row) => row)
  const noted = compile((row) => (row.id === 'r2' ? { ...row, note: 'Asked' } : row))
  expect(noted?.[0]).toBe(first?.[0])
  const loose = compile((row) => (row.id === 'r2' ? { ...row, onMissing: { then: 'omit' } } : row))
  expect(loose?.[0]?.value).toMatchObject({ op: 'path', steps: [{ name: 'a', optional: true }] })
})

it('a bad entry of a table is told on the row that asks for it first, whoever asked before', () => {
  const built = buildMap({
    inputs: { order: { a: 'text!' } },
    destination: { D: 'text', E: 'text' },
    rows: (['D', 'E'] as const).map((to) => ({ to, transform: { kind: 'lookup', from: of('order', 'a'), table: 't' } as const })),
    project: {
      lookupTables: [buildObject('lookupTables', { id: 't' })],
      lookupEntries: [buildObject('lookupEntries', { id: 'e', table: 't', from: 1, to: 'x' })],
    },
  })
  const memo = createCompileMemo()
  const told = (rows: readonly Row[]) => {
    const context = buildMapContext({ ...built.project, rows }, 'map', built.findGraph)
    return context === undefined ? [] : compileMap(context, memo).problems.map(({ code, row }) => [code, row])
  }
  expect(told(built.project.rows)).toEqual([['lookup-entry-type', 1]])
  expect(told(built.project.rows.slice(1))).toEqual([['lookup-entry-type', 2]])
})
