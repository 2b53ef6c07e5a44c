// Laws of moving to a newer schema version, on maps, descriptions and decisions made from a seed. `npm run soak` runs ten times as many.
import { describe, expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { buildRandomCustomer, buildRandomMap, buildRandomRecord, createRandom } from '../../fixtures/random-maps.ts'
import { makeNextVersion, type NextVersion, type Wildness } from '../../fixtures/random-versions.ts'
import { compileMap, type CompiledMap } from '../mapping/compile-map.ts'
import { createMapper } from '../mapping/evaluate-map.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import { revertChanges, writeCells, type CellWrite } from '../project/edits.ts'
import { createProjectDoc, readProject } from '../project/project-doc.ts'
import type { SchemaDecision } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { listProjectWrites } from '../project/project-writes.ts'
import { compareGraphs } from '../schema/compare-graphs.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { planSchemaMove } from './plan-schema-move.ts'
import { findSchemaImpact, type SchemaImpact } from './schema-impact.ts'

const isSoak = process.env['MODE'] === 'soak'
const seed = Number(process.env['SEED'] ?? (isSoak ? Date.now() % 2 ** 31 : 1))
const MOVES = Number(process.env['MOVES'] ?? (isSoak ? 300 : 20))
const NEW = 'next'
const NOW = '2026-11-22T10:00:00.000Z'

type Setting = {
  readonly name: string
  readonly side: 'source' | 'destination'
  readonly version: NextVersion
  readonly old: string
  readonly project: Project
  readonly findGraph: (key: string) => SchemaGraph | undefined
  readonly random: () => number
}

/** A random map, and the next version of one of its descriptions. */
function makeSetting(index: number, wildness: Wildness): Setting {
  const random = createRandom(seed * 1_000 + index)
  const built = buildRandomMap(random)
  const side = random() < 0.7 ? 'source' : 'destination'
  const old = side === 'source' ? 'source-order' : 'destination'
  const root = side === 'source' ? 'Source' : 'Destination'
  const version = makeNextVersion(random, built.graphs[old] as SchemaGraph, root, wildness)
  const graphs = new Map<string, SchemaGraph>([...Object.entries(built.graphs), [old, version.before], [NEW, version.after]])
  const replaced = built.project.schemas.find(({ id }) => id === old)
  if (replaced === undefined) throw new Error('the old version is gone')
  const runsBy =
    random() < 0.3 ? { runs: 'group' as const, runsOver: { of: 'input', input: 'order', path: 'list' as FieldPath } as const, runsBy: 't' as FieldPath } : {}
  const project: Project = {
    ...built.project,
    schemas: [...built.project.schemas, { ...replaced, id: NEW, graph: NEW, version: '2', replaces: old, order: 'z0' }],
    fieldMaps: built.project.fieldMaps.map((map) => ({ ...map, ...runsBy })),
    sourceDecisions: ['any', 'o.deep', 'list[].subs', 'more[].tags'].map((path, i) =>
      buildObject('sourceDecisions', { id: `s${i}`, fieldMap: 'map', input: 'order', path: path as FieldPath }),
    ),
  }
  return { name: `SEED=${seed}, move ${index}, ${side}`, side, version, old, project, findGraph: (key) => graphs.get(key), random }
}

const settings = (wildness: Wildness) => Array.from({ length: MOVES }, (_, index) => makeSetting(index, wildness))
const none = () => undefined

function impactOf({ project, version }: Setting, decisions: readonly SchemaDecision[] = []): SchemaImpact {
  return findSchemaImpact({ ...project, schemaDecisions: decisions }, NEW, version.before, version.after, none)
}

/** One decision for each change, whatever it affects. */
function decideAll(setting: Setting, choose: (kind: string) => SchemaDecision['choice'] | undefined): SchemaDecision[] {
  return impactOf(setting).impacts.flatMap(({ change, affected }, i) => {
    const choice = affected.length === 0 ? undefined : choose(change.kind)
    return choice === undefined ? [] : [{ id: `d${i}`, schema: NEW, change: change.id, choice }]
  })
}

type Moved = { readonly start: Project; readonly moved: Project; readonly back: Project; readonly impact: SchemaImpact }

/** The move and the way back, through a real document. */
function move(setting: Setting, decisions: readonly SchemaDecision[]): Moved {
  const project = { ...setting.project, schemaDecisions: decisions }
  const impact = impactOf(setting, decisions)
  let count = 0
  const plan = planSchemaMove({
    project,
    newVersion: NEW,
    before: setting.version.before,
    after: setting.version.after,
    impact,
    findRecord: none,
    newId: () => `made${(count += 1)}`,
    person: 'Priya',
    command: 'move',
    now: NOW,
  })
  const doc = createProjectDoc()
  const origin = { person: 'Priya', command: 'move' }
  for (const chunk of listProjectWrites(project)) writeCells(doc, chunk, origin)
  const start = readProject(doc)
  const changes = writeCells(doc, plan.writes as CellWrite[], origin)
  const moved = readProject(doc)
  const { skipped } = revertChanges(doc, changes, { person: 'Priya', command: 'back' })
  const back = readProject(doc)
  expect([start.damage, moved.damage, back.damage, skipped], setting.name).toEqual([[], [], [], []])
  return { start: start.project, moved: moved.project, back: back.project, impact }
}

function compile({ findGraph }: Setting, project: Project): CompiledMap {
  const context = buildMapContext(project, 'map', findGraph)
  if (context === undefined) throw new Error('the map is gone')
  return compileMap(context)
}

/** Of rows, and of the map; gaps stand at paths, which have other names after a move. */
const problemsOf = ({ problems }: CompiledMap) => [...new Set(problems.map(({ at, code }) => `${at.startsWith('field:') ? 'field' : at} ${code}`))].toSorted()

/** Of what other rows do: a list without rows, a gap behind the last condition; and defaults that are not needed any more. */
const FOLLOWS: ReadonlySet<string> = new Set(['each-without-rows', 'when-without-otherwise', 'formula-warning'])

/** The map put on the new version as it is, as if nobody had looked at it. */
function onNewVersion({ project, old }: Setting): Project {
  return JSON.parse(JSON.stringify(project).replaceAll(`"schema":"${old}"`, `"schema":"${NEW}"`)) as Project
}

const affectedRows = ({ impacts }: SchemaImpact) =>
  new Set(impacts.flatMap(({ affected }) => affected.flatMap(({ kind, id }) => (kind === 'row' ? [id.slice('row:'.length)] : []))))

describe(`${MOVES} random moves, SEED=${seed}`, () => {
  test('comparing finds exactly what was changed', () => {
    for (const { version, name } of settings('wild')) {
      const found = compareGraphs(version.before, version.after)
      expect(
        found
          .filter(({ what }) => what === 'field')
          .map(({ id }) => id)
          .toSorted(),
        name,
      ).toEqual(version.fieldChanges.toSorted())
      expect(
        found
          .filter(({ what, kind }) => what === 'object' && kind !== 'added')
          .map(({ id }) => id)
          .toSorted(),
        name,
      ).toEqual(version.objectChanges.toSorted())
    }
  })

  test('every row is listed whose problems would be others on the new version, and every row that names a changed field', () => {
    for (const setting of settings('wild')) {
      const { project, version, side, name } = setting
      const listed = affectedRows(impactOf(setting))
      const [before, after] = [compile(setting, project), compile(setting, onNewVersion(setting))]
      for (const row of project.rows) {
        const own = ({ problems }: CompiledMap) => problems.flatMap(({ at, code }) => (at === `row:${row.id}` && !FOLLOWS.has(code) ? [code] : []))
        // A formula with a mistake is looked at no further: once the mistake is gone, more may be found.
        if (own(before).includes('formula-error')) continue
        const fresh = own(after).filter((code) => !own(before).includes(code))
        // Below a list whose group cannot be told any more nothing is known.
        const group = project.rows.find(({ id, transform }) => id === row.parent && transform?.kind === 'each' && transform.groupBy !== undefined)
        if (fresh.length > 0 && (group === undefined || !listed.has(group.id)))
          expect(listed, `${name}: ${fresh.join()} of ${JSON.stringify(row)}`).toContain(row.id)
        if (namesTouched(row, side, version.touched)) expect(listed, `${name}, ${JSON.stringify(row)}`).toContain(row.id)
      }
    }
  })

  test('where all is followed no problem comes, and renamed records give what they gave', () => {
    let mapped = 0
    for (const setting of settings('gentle')) {
      const { project, version, side, random, name } = setting
      const { moved } = move(
        setting,
        decideAll(setting, () => 'follow'),
      )
      const [before, after] = [compile(setting, project), compile(setting, moved)]
      expect(problemsOf(after), name).toEqual(problemsOf(before))
      const [old, now] = [createMapper(before.ir), createMapper(after.ir)]
      const rename = (record: JsonValue) => renameByHand(record, '', version.renames)
      for (let n = 0; n < 30; n++) {
        const [order, customer] = [buildRandomRecord(random), buildRandomCustomer(random)]
        const environment = { now: NOW, config: new Map(Object.entries({ three: true, two: 2 })) }
        const want = old({ order, customer }, environment)
        const got = now({ order: side === 'source' ? rename(order) : order, customer }, environment)
        const issues = (result: typeof want) => (result.ok ? [] : result.issues.map(({ row, code }) => `${row} ${code}`))
        expect(issues(got), `${name}: ${JSON.stringify(order)}`).toEqual(issues(want))
        if (!want.ok || !got.ok) continue
        expect(got.value, `${name}: ${JSON.stringify(order)}`).toEqual(side === 'source' ? want.value : renameResult(want.value, rename))
        mapped += 1
      }
    }
    expect(mapped).toBeGreaterThan(MOVES)
  })

  test('taken back, the project is what it was', () => {
    for (const setting of settings('wild')) {
      const choices = ['follow', 'keep', 'drop', undefined] as const
      const { start, back } = move(
        setting,
        decideAll(setting, () => choices[Math.floor(setting.random() * choices.length)]),
      )
      expect(alive(back), setting.name).toEqual(alive(start))
    }
  })

  test('rows keep their ids and numbers, and go only where somebody drops them', () => {
    for (const setting of settings('wild')) {
      const choices = ['follow', 'keep', 'drop', undefined] as const
      const { start, moved, impact } = move(
        setting,
        decideAll(setting, () => choices[Math.floor(setting.random() * choices.length)]),
      )
      const dropped = new Set(
        impact.impacts.flatMap(({ affected }) => affected.flatMap(({ id, decision }) => (decision?.choice === 'drop' ? [id.slice('row:'.length)] : []))),
      )
      const after = new Map(moved.rows.map((row) => [row.id, row]))
      expect(
        start.rows.map(({ id }) => after.get(id)?.number),
        setting.name,
      ).toEqual(start.rows.map(({ number }) => number))
      expect(
        moved.rows.filter(({ id, deleted }) => deleted === true && !dropped.has(id)),
        setting.name,
      ).toEqual([])
    }
  })

  test('what is kept and what nobody decided is a problem of the row', () => {
    for (const setting of settings('wild')) {
      const choices = ['keep', undefined] as const
      const { moved, impact } = move(
        setting,
        decideAll(setting, () => choices[Math.floor(setting.random() * 2)]),
      )
      const problems = new Set(problemsOf(compile(setting, moved)))
      for (const { affected } of impact.impacts)
        for (const { kind, id, decision } of affected)
          if (kind === 'row') expect(problems, setting.name).toContain(`${id} schema-change-${decision?.choice === 'keep' ? 'kept' : 'undecided'}`)
    }
  })

  test('where nothing is decided no cell changes but the version that the map uses', () => {
    for (const setting of settings('wild')) {
      const { start, moved } = move(setting, [])
      const { schemas: _, schemaDecisions, sampleSets, ...rest } = moved
      const { schemas, schemaDecisions: __, sampleSets: ___, ...want } = start
      expect(rest, setting.name).toEqual(JSON.parse(JSON.stringify(want).replaceAll(`"schema":"${setting.old}"`, `"schema":"${NEW}"`)))
      expect(schemas.length).toBe(moved.schemas.length)
      expect(schemaDecisions.every(({ choice }) => choice === 'undecided')).toBe(true)
      expect(sampleSets).toEqual([])
    }
  })
})

function alive(project: Project): unknown {
  return Object.fromEntries(
    Object.entries(project).map(([name, list]) => [name, Array.isArray(list) ? list.filter((each: { deleted?: boolean }) => each.deleted !== true) : list]),
  )
}

/** Looked for in the row's own text: whole paths of the input or the destination, as they are written. */
function namesTouched(row: Project['rows'][number], side: 'source' | 'destination', touched: ReadonlySet<FieldPath>): boolean {
  const paths = new Set<string>()
  if (side === 'destination') {
    if (row.transform !== undefined) paths.add(row.destination)
  } else
    JSON.stringify([row.transform, row.when], (_, value: unknown) => {
      if (
        typeof value === 'object' &&
        value !== null &&
        'of' in value &&
        value.of === 'input' &&
        'input' in value &&
        value.input === 'order' &&
        'path' in value
      )
        paths.add(String(value.path))
      return value
    })
  return [...paths].some((path) =>
    [...touched].some((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`) || path.startsWith(`${one}{`)),
  )
}

/** Maps of random maps. */
const FREE_NAMES: ReadonlySet<string> = new Set(['rates', 'Bag', 'Things'])

/** Written apart from what the move does. */
function renameByHand(value: JsonValue, path: string, renames: ReadonlyMap<FieldPath, string>): JsonValue {
  if (Array.isArray(value)) return value.map((each) => renameByHand(each, `${path}[]`, renames))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (FREE_NAMES.has(path)) return [name, renameByHand(each, `${path}{}`, renames)]
      const at = `${path}${path === '' ? '' : '.'}${name}`
      return [renames.get(at as FieldPath) ?? name, renameByHand(each, at, renames)]
    }),
  )
}

/** A map that runs per item gives a list of records. */
function renameResult(value: JsonValue, rename: (record: JsonValue) => JsonValue): JsonValue {
  return Array.isArray(value) ? value.map(rename) : rename(value)
}
