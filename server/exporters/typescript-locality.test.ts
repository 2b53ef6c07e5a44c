// DESIGN §9.15: an edit that changes neither kind nor field touches only lines that name its row, and what comes or goes with it;
// and the order in which things are stored or edited changes nothing.
import { describe, expect, it } from 'vitest'
import { makeDemoFile } from '../../fixtures/make-demo.ts'
import { buildRandomMap, createRandom } from '../../fixtures/random-maps.ts'
import { helpers } from '../../shared/codegen/typescript/written-functions.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { collections, compareObjects, printNumber, type CollectionName, type Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { hashCanonical } from '../../shared/transform/canonical.ts'
import { editAnything, type Edit } from './typescript-locality-edits.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'

const EDITS = 500
const RANDOM_MAPS = 12
const seed = Number(process.env['SEED'] ?? 1)

type Subject = {
  readonly name: string
  readonly project: Project
  readonly map: string
  readonly findGraph: (key: string) => SchemaGraph | undefined
  readonly tests: boolean
}
const demo = makeDemoFile()
const demoMaps = demo.project.fieldMaps.map(({ id, key }): Subject => ({
  name: key,
  project: demo.project,
  map: id,
  findGraph: (graph) => demo.schemas[graph],
  tests: true,
}))
const randomMaps = Array.from({ length: RANDOM_MAPS }, (_, index): Subject => {
  const { project, findGraph } = buildRandomMap(createRandom(seed * 1000 + index))
  return { name: `random map ${index}`, project, map: 'map', findGraph, tests: false }
})

describe('edit locality', () => {
  it(`touches in ${EDITS} random edits nothing but lines of the row, its helpers, its table, its types and the hash`, async () => {
    console.info(`${EDITS} edits from seed ${seed}; SEED=${seed} before the command runs them again`)
    const random = createRandom(seed)
    const before = new Map<string, readonly ExportedFile[]>()
    let changed = 0
    for (let n = 0, tries = 0; n < EDITS; tries++) {
      expect(tries, 'too few edits change anything').toBeLessThan(EDITS * 8)
      const subjects = n % 2 === 0 ? demoMaps : randomMaps
      const subject = subjects[Math.floor(random() * subjects.length)]
      const edit = subject === undefined ? undefined : editAnything(subject.project, random)
      if (subject === undefined || edit === undefined || !isSameKind(subject, edit)) continue
      const old = before.get(subject.name) ?? (await filesOf(subject, subject.project))
      before.set(subject.name, old)
      n += 1
      for (const file of await filesOf(subject, edit.project)) {
        const given = old.find((one) => one.path === file.path)?.text ?? ''
        const isOwn = ownLine(subject, edit, file.path)
        for (const line of changedLines(given.split('\n'), file.text.split('\n'))) {
          changed += 1
          expect(isOwn(line), `${subject.name}, edit ${n} (${edit.says}) touches ${file.path}: ${line}`).toBe(true)
        }
      }
    }
    // Edits that change no line prove nothing.
    expect(changed).toBeGreaterThan(EDITS)
  }, 600_000)
})

describe('determinism', () => {
  it('gives the same bytes whatever the order in which objects and their cells are stored', async () => {
    for (const [index, subject] of [...demoMaps, ...randomMaps.slice(0, 3)].entries())
      expect(await filesOf(subject, shuffled(subject.project, createRandom(seed + index))), subject.name).toEqual(await filesOf(subject, subject.project))
  }, 120_000)

  it('gives the same bytes whatever the order in which edits were made', async () => {
    for (const [index, subject] of [demoMaps[1], randomMaps[0]].entries()) {
      if (subject === undefined) throw new Error('there is no such map')
      const random = createRandom(seed + index)
      const edits = new Map<string, (project: Project) => Project>()
      for (let n = 0; n < 12; n++) {
        const row = subject.project.rows[Math.floor(random() * subject.project.rows.length)]
        if (row === undefined) continue
        // An edited object goes to the end of its collection, as in a store that only appends.
        edits.set(row.id, (project) => ({ ...project, rows: [...project.rows.filter((one) => one.id !== row.id), { ...row, note: `edit ${n}` }] }))
      }
      const list = [...edits.values()]
      const forwards = list.reduce((project, edit) => edit(project), subject.project)
      const backwards = list.toReversed().reduce((project, edit) => edit(project), subject.project)
      expect(await filesOf(subject, backwards), subject.name).toEqual(await filesOf(subject, forwards))
    }
  }, 60_000)
})

async function filesOf({ map, findGraph, tests }: Subject, project: Project): Promise<readonly ExportedFile[]> {
  const cases = tests ? { tests: 'vitest' as const, findRecord: (hash: string) => demo.records[hash] } : {}
  const code = await exportTypeScript(project, map, findGraph, { allowGaps: true, ...cases })
  if (!code.ok) throw new Error(JSON.stringify(code.error))
  return code.value.files
}

/** An edit after which another set of rows is sound is one of their kind. */
function isSameKind(subject: Subject, edit: Edit): boolean {
  const [old, now] = [subject.project, edit.project].map((project) => {
    const context = buildMapContext(project, subject.map, subject.findGraph)
    return context === undefined ? undefined : compileMap(context).ir
  })
  if (old === undefined || now === undefined || JSON.stringify(old.leftOut) !== JSON.stringify(now.leftOut)) return false
  // Notes are no part of the IR; anything else that changes nothing is no edit.
  return edit.says.startsWith('note') || hashCanonical(old) !== hashCanonical(now)
}

/** What the edit may touch in a file. */
function ownLine(subject: Subject, edit: Edit, path: string): (line: string) => boolean {
  const rows = new Set([...edit.rows, ...rowsUsing(subject, edit)])
  const own = subject.project.rows.filter((row) => rows.has(row.id))
  const labels = own.map((row) => new RegExp(`(?:// (?:.*[;,] )?|/\\*\\* |"row":")${printNumber('rows', row.number)}(?![0-9])`))
  const isHash = (line: string) => line.startsWith('// Rules: sha256 ') || /^ {2}"sha256": /.test(line)
  const named = (line: string) => isHash(line) || labels.some((label) => label.test(line))
  switch (path) {
    case 'mapper.ts':
      return (line) =>
        named(line) || line.startsWith('import ') || /^const [A-Z0-9_]+(?:_[0-9a-f]{8})? = (?:\/|new RegExp)/.test(line) || HELPER_LINES.has(line)
    case 'lookup-tables.ts':
      return () => edit.tables.length > 0
    case 'types.ts':
      return (line) => own.some((row) => fieldLine(row.destination, line))
    default:
      return named
  }
}

const HELPER_LINES = new Set(['', ...Object.values(helpers).flatMap(({ code }) => code.split('\n'))])

/** Rows whose lines hold a table's otherwise or a config value's default. */
function rowsUsing({ project }: Subject, { tables, config }: Edit): string[] {
  const ids = [...tables, ...project.configValues.filter((value) => config.includes(value.name)).map((value) => value.id)]
  const names = config.map((name) => `$config.${name}`)
  return project.rows.flatMap((row) => {
    const text = JSON.stringify([row.transform, row.when])
    return ids.some((id) => text.includes(`"${id}"`)) || names.some((name) => text.includes(name)) ? [row.id] : []
  })
}

/** A property of that name. */
function fieldLine(destination: string, line: string): boolean {
  const name = /(?:^|\.)(?:`([^`]*)`|([^.[\]{}]+))(?:\[\]|\{\})*$/.exec(destination)
  return line
    .trimStart()
    .replace(/^'|'(?=\??:)/g, '')
    .startsWith(name?.[1] ?? name?.[2] ?? destination)
}

/** Lines that are in one of the two only, by the longest common subsequence. */
function changedLines(old: readonly string[], now: readonly string[]): string[] {
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const a = old.slice(start, old.length - end)
  const b = now.slice(start, now.length - end)
  const common: number[][] = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) (common[i] ?? [])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1]
    else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) lines.push(a[i++] ?? '')
    else lines.push(b[j++] ?? '')
  }
  return lines
}

/** Every collection in another order, and the cells of every object too. */
function shuffled(project: Project, random: () => number): Project {
  const mix = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value)
  const lists = (Object.keys(collections) as CollectionName[]).map((name) => [
    name,
    mix<object>(project[name]).map((object) => Object.fromEntries(mix(Object.entries(object)))),
  ])
  // A project's arrays are sorted by their order wherever they are read from; what is equal in that goes by id.
  const sorted = lists.map(([name, list]) => [name, ORDERED.has(name as CollectionName) ? (list as { id: string }[]).toSorted(compareObjects) : list])
  return { info: project.info, ...Object.fromEntries(sorted) } as Project
}

/** Collections that the compiler takes in their order. */
const ORDERED: ReadonlySet<CollectionName> = new Set()
