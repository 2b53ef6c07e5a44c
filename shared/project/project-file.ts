// The project file (`*.crosswalk.json`): the only reader and printer of it. Lossless: parse(print(f)) is f.
import { z } from 'zod'
import type { FieldEvidence } from '../schema/evidence.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { printPointer } from '../schema/json-pointer.ts'
import { fail, ok, type Result } from '../schema/result.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { id, json } from './parts.ts'
import { PICTURE_TYPES, type PictureType } from './picture-type.ts'
import { printJson } from './print-json.ts'
import { collectionNames } from './project-doc.ts'
import { collections, compareObjects, projectInfo, type Project } from './project.ts'
import { evidenceShape, findMissingNode, schemaGraphShape } from './schema-graph-shape.ts'

export const FORMAT = 'crosswalk-project'
export const FORMAT_VERSION = 1

export type ProjectFile = {
  readonly format: typeof FORMAT
  readonly formatVersion: typeof FORMAT_VERSION
  readonly project: Project
  /** By graph key, as SchemaVersion.graph names it. */
  readonly schemas: Readonly<Record<string, SchemaGraph>>
  /** By set key, as SampleSet.set names it. */
  readonly samples: Readonly<Record<string, { readonly records: readonly JsonValue[]; readonly evidence: readonly FieldEvidence[] }>>
  /** Given and expected records of test cases and the actual ones of their runs, by hash. */
  readonly records: Readonly<Record<string, JsonValue>>
  readonly baselines: readonly FrozenBaseline[]
  /** Of use cases, by hash, as Attachment.picture names it. Absent: there are none. */
  readonly pictures?: Readonly<Record<string, { readonly mediaType: PictureType; readonly base64: string }>>
}

/** The frozen state of one baseline of the project (shared/review/baseline-state.ts). What the state names is in the file, too. */
export type FrozenBaseline = {
  /** Id of the baseline. */
  readonly baseline: string
  readonly state: {
    readonly project: Project
    readonly problems: readonly unknown[]
    readonly outcomes: readonly unknown[]
    readonly coverage: readonly unknown[]
  }
}

/** `at`: JSON pointer to the place (`#/project/rows/3`); `#` is the whole file. The message names it and says what to do. */
export type ProjectFileError = { readonly type: 'NotAProjectFile'; readonly at: string; readonly message: string }

const key = z.string().max(200)
const samplesShape = z.looseObject({ records: z.array(json), evidence: z.array(evidenceShape) })
const projectShape = z
  .looseObject({
    info: z.looseObject(projectInfo.shape),
    ...Object.fromEntries(collectionNames.map((home) => [home, z.array(z.looseObject(collections[home].shape)).optional()])),
  })
  .meta({ id: 'Project' })
const frozenShape = z.looseObject({
  baseline: id,
  state: z.looseObject({
    project: projectShape,
    problems: z.array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning', 'hint']), at: z.string(), message: z.string() })),
    outcomes: z.array(z.looseObject({ testCase: id, outcome: z.looseObject({ state: z.enum(['passed', 'failed', 'not-run', 'cannot-run']) }) })),
    coverage: z.array(z.looseObject({ map: id, coverage: z.looseObject({}) })),
  }),
})
/** Keys that are not listed are kept, so that a file of a newer minor version survives a round trip. */
export const projectFileShape = z.looseObject({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  project: projectShape,
  schemas: z.record(key, schemaGraphShape).optional(),
  samples: z.record(key, samplesShape).optional(),
  records: z.record(key, json).optional(),
  baselines: z.array(frozenShape).optional(),
  pictures: z.record(key, z.looseObject({ mediaType: z.enum(PICTURE_TYPES), base64: z.string() })).optional(),
})

/** Arrays by order, then id; keys of objects as their shape lists them, unknown ones after; so equal projects print equal bytes. */
export function printProjectFile(file: ProjectFile): string {
  const { format, formatVersion, project, schemas, samples, records, baselines, pictures, ...unknown } = file
  const { info, ...rest } = project
  const lists = collectionNames.map((home) => [
    home,
    [...project[home]].sort(compareObjects).map((object) => inOrder(object, ['id', ...Object.keys(collections[home].shape)])),
  ])
  const others = Object.entries(rest).filter(([name]) => !(collectionNames as string[]).includes(name))
  return printJson({
    format,
    formatVersion,
    project: { info: inOrder(info, Object.keys(projectInfo.shape)), ...Object.fromEntries([...lists, ...others]) },
    schemas: byKey(schemas),
    samples: byKey(samples),
    records: byKey(records),
    baselines: baselines.toSorted((a, b) => (a.baseline < b.baseline ? -1 : 1)).map((one) => inOrder(one, ['baseline', 'state'])),
    ...(pictures === undefined ? {} : { pictures: byKey(pictures) }),
    ...unknown,
  } as unknown as JsonValue)
}

/** Never throws. Collections that a file leaves out are empty. */
export function parseProjectFile(text: string): Result<ProjectFile, ProjectFileError> {
  let value: unknown
  try {
    value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    return damaged([], `This is not JSON: ${error instanceof SyntaxError ? error.message : 'it is nested too deep'}.`)
  }
  try {
    return readProjectFile(value)
  } catch (error) {
    // Only the stack can overflow here: a value nested thousands of levels deep.
    if (error instanceof RangeError) return damaged([], 'A value in this file is nested too deep.')
    throw error
  }
}

function readProjectFile(value: unknown): Result<ProjectFile, ProjectFileError> {
  if (typeof value !== 'object' || value === null || (value as { format?: unknown }).format !== FORMAT) {
    return damaged([], `This is not a Crosswalk project file: it lacks "format": "${FORMAT}" at the top.`)
  }
  const version = (value as { formatVersion?: unknown }).formatVersion
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    return damaged(
      ['formatVersion'],
      `This file was written by a newer Crosswalk (format ${version}; this one reads up to ${FORMAT_VERSION}). Open it with that version.`,
    )
  }
  const checked = projectFileShape.safeParse(value)
  if (!checked.success) {
    const issue = deepest(checked.error.issues)
    return damaged(issue.path.map(String), `${issue.message}. Correct it there, or export the project again.`)
  }
  // The value itself, not what the check gave: that would drop keys which reach a prototype.
  const file = value as Partial<ProjectFile> & Pick<ProjectFile, 'format' | 'formatVersion' | 'project'>
  // The shapes of records pass the key `__proto__` over, so what lies under it is checked here.
  for (const [home, shape] of [['schemas', schemaGraphShape] as const, ['samples', samplesShape] as const]) {
    const record = file[home] ?? {}
    if (Object.hasOwn(record, '__proto__') && !shape.safeParse(record['__proto__']).success) return damaged([home, '__proto__'], 'It does not fit. Rename it.')
  }
  if (Object.hasOwn(file.pictures ?? {}, '__proto__')) return damaged(['pictures'], prototypeKey)
  const frozen = new Set<string>()
  for (const [index, one] of (file.baselines ?? []).entries()) {
    if (frozen.has(one.baseline)) return damaged(['baselines', String(index), 'baseline'], `Two states are of the baseline "${one.baseline}". Take one away.`)
    frozen.add(one.baseline)
    if (hasPrototypeKey(one)) return damaged(['baselines', String(index)], prototypeKey)
  }
  if (hasPrototypeKey(file.project.info)) return damaged(['project', 'info'], prototypeKey)
  for (const home of collectionNames) {
    const fault = findListFault((file.project[home] ?? []) as readonly { readonly id: string }[])
    if (fault !== undefined) return damaged(['project', home, ...fault.at], fault.message)
  }
  for (const [graphKey, graph] of Object.entries(file.schemas ?? {})) {
    if (Object.hasOwn(graph.nodes, '__proto__')) return damaged(['schemas', graphKey, 'nodes'], prototypeKey)
    const missing = findMissingNode(graph)
    if (missing !== undefined)
      return damaged(['schemas', graphKey, ...missing.at], `It refers to the node "${missing.node}", which is not in the file. Export the project again.`)
  }
  const empty = Object.fromEntries(collectionNames.map((home) => [home, []]))
  return ok({
    ...file,
    schemas: file.schemas ?? {},
    samples: file.samples ?? {},
    records: file.records ?? {},
    baselines: file.baselines ?? [],
    project: { ...empty, ...file.project } as unknown as Project,
  })
}

const prototypeKey = 'A key is called "__proto__", which a project cannot hold. Rename it.'

function findListFault(objects: readonly { readonly id: string }[]): { at: string[]; message: string } | undefined {
  const seen = new Set<string>()
  for (const [index, object] of objects.entries()) {
    if (seen.has(object.id)) return { at: [String(index), 'id'], message: `Two objects have the id "${object.id}". Give one of them another.` }
    seen.add(object.id)
    // The live document cannot hold such a key: reading it back would change a prototype instead.
    const cell = Object.entries(object).find(([name, value]) => name === '__proto__' || hasPrototypeKey(value))
    if (cell !== undefined) return { at: [String(index), cell[0]], message: prototypeKey }
  }
  return undefined
}

function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') ? !Array.isArray(value) : Object.values(value).some(hasPrototypeKey)
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string; readonly errors?: readonly (readonly Issue[])[] }

/** Of a value that may be several things, the finding that got furthest: the one the author meant. */
function deepest(issues: readonly Issue[]): Issue {
  const found = issues.flatMap((issue) => {
    const inner = (issue.errors ?? []).filter((each) => each.length > 0).map((each) => deepest(each))
    return inner.length === 0 ? [issue] : inner.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
  })
  return found.reduce((best, each) => (each.path.length > best.path.length ? each : best))
}

function damaged(path: readonly string[], message: string): Result<never, ProjectFileError> {
  const at = printPointer(path)
  return fail({ type: 'NotAProjectFile', at, message: path.length === 0 ? message : `At ${at}: ${message}` })
}

/** The listed keys first, in that order, then the others by code unit; inside, every object's keys by code unit. */
function inOrder(object: object, keys: readonly string[]): Record<string, unknown> {
  const names = [...new Set([...keys, ...Object.keys(object).sort()])].filter((name) => (object as Record<string, unknown>)[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, sorted((object as Record<string, unknown>)[name])]))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(sorted) : inOrder(value, [])
}

function byKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
