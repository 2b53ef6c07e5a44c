// Comparing two versions of a large generated description: what it costs, and that all and only what was changed is found.
import { compareGraphs } from '../../shared/schema/compare-graphs.ts'
import { readOpenApi } from '../../shared/schema/read-openapi.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { BenchResult } from './bench-result.ts'

const TYPES = 220
const FIELDS_PER_TYPE = 40
const MEGABYTE = 1_048_576
const ROUNDS = 5
const MOST_MILLISECONDS = 2_000

type RawField = Record<string, unknown>
type RawType = { type: 'object'; description: string; required: string[]; properties: Record<string, RawField> }
type Document = { readonly openapi: string; readonly info: object; readonly paths: object; readonly components: { readonly schemas: Record<string, RawType> } }

/** Changes one field of one type, and says which change has to be found. */
type Mutation = (type: RawType, name: string, field: string) => string

const mutations: readonly Mutation[] = [
  (type, name, field) => {
    delete type.properties[field]
    return `removed:object ${name}:${field}`
  },
  (type, name) => {
    type.properties['fresh_thing'] = { type: 'boolean', description: 'Something nobody had before.' }
    return `added:object ${name}:fresh_thing`
  },
  (type, name, field) => {
    const renamed: [string, RawField][] = Object.entries(type.properties).map(([key, value]) => [key === field ? `${field}_value` : key, value])
    type.properties = Object.fromEntries(renamed)
    return `renamed:object ${name}:${field}`
  },
  (type, name, field) => {
    type.properties[field] = { ...type.properties[field], type: type.properties[field]?.['type'] === 'boolean' ? 'number' : 'boolean' }
    return `retyped:object ${name}:${field}`
  },
  (type, name, field) => {
    type.required.push(field)
    return `now-required:object ${name}:${field}`
  },
  (type, name, field) => {
    type.properties[field] = { ...type.properties[field], nullable: true }
    return `now-nullable:object ${name}:${field}`
  },
  (type, name, field) => {
    type.properties[field] = { ...type.properties[field], maxLength: 1_234 }
    return `limits:object ${name}:${field}`
  },
  (type, name, field) => {
    type.properties[field] = { ...type.properties[field], readOnly: true }
    return `read-only:object ${name}:${field}`
  },
  (type, name, field) => {
    type.properties[field] = { ...type.properties[field], deprecated: true }
    return `deprecated:object ${name}:${field}`
  },
  (type, name, field) => {
    type.properties[field] = { ...type.properties[field], description: 'Said in other words now.' }
    return `description:object ${name}:${field}`
  },
]

export function run(): Promise<BenchResult[]> {
  const before = describeApi()
  const after = structuredClone(before)
  const truth = new Set<string>()
  for (let i = 0; i < 200; i++) {
    const name = `Type${i}`
    const type = after.components.schemas[name]
    // Only the first fields are plain ones: the last four refer to other types.
    const field = Object.keys(type?.properties ?? {})[(i * 7) % (FIELDS_PER_TYPE - 5)]
    if (type !== undefined && field !== undefined) truth.add((mutations[i % mutations.length] as Mutation)(type, name, field))
  }
  const [left, right] = [readGraph(before), readGraph(after)]
  const times: number[] = []
  let found: ReadonlySet<string> = new Set()
  for (let round = 0; round < ROUNDS; round++) {
    // Fresh copies: an index that an earlier round made must not count.
    const [a, b] = [structuredClone(left), structuredClone(right)]
    const started = performance.now()
    const changes = compareGraphs(a, b)
    times.push(performance.now() - started)
    found = new Set(changes.map(({ id }) => id))
  }
  const missed = [...truth].filter((id) => !found.has(id))
  const invented = [...found].filter((id) => !truth.has(id))
  const time = times.toSorted((x, y) => x - y)[Math.floor(ROUNDS / 2)] ?? Number.NaN
  return Promise.resolve([
    { name: 'compare: size of each version', value: JSON.stringify(before, null, 2).length / MEGABYTE, unit: 'MB' },
    { name: 'compare: fields of each version', value: left.fieldCount, unit: 'fields' },
    { name: 'compare: two versions', value: time, unit: 'ms', goal: `<= ${MOST_MILLISECONDS}`, met: time <= MOST_MILLISECONDS },
    { name: 'compare: changes made and not found', value: missed.length, unit: 'changes', goal: '0', met: missed.length === 0 },
    { name: 'compare: changes found and not made', value: invented.length, unit: 'changes', goal: '0', met: invented.length === 0 },
  ])
}

function readGraph(document: Document): SchemaGraph {
  const read = readOpenApi(document)
  if (!read.ok) throw new Error(`the generated description was refused: ${JSON.stringify(read.error)}`)
  return read.value
}

/** About 3 MB: types in circles, each used in several bodies. */
function describeApi(): Document {
  const schemas: Record<string, RawType> = {}
  const ref = (type: number) => ({ $ref: `#/components/schemas/Type${type % TYPES}` })
  const words = [
    'total',
    'tax',
    'customer',
    'order',
    'billing',
    'paid',
    'currency',
    'status',
    'note',
    'address',
    'email',
    'phone',
    'weight',
    'stock',
    'price',
    'region',
    'carrier',
  ]
  const kinds: readonly RawField[] = [
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'string', format: 'date-time' },
    { type: 'string', enum: ['open', 'paid', 'gone'] },
  ]
  for (let t = 0; t < TYPES; t++) {
    const properties: Record<string, RawField> = {}
    for (let f = 0; f < FIELDS_PER_TYPE - 4; f++) {
      const name = `${words[(f + t) % words.length]}_${words[(f * 3 + 1) % words.length]}_${f}`
      properties[name] = {
        ...kinds[(f + t) % kinds.length],
        description: `${name.replaceAll('_', ' ')} of thing ${t}. ${'It is as it was when the record was made. '.repeat(4)}`,
      }
    }
    Object.assign(properties, { next: ref(t + 1), other: ref(t * 7 + 3), parts: { type: 'array', items: ref(t * 3 + 5) }, self: ref(t) })
    schemas[`Type${t}`] = { type: 'object', description: `Thing ${t}`, required: [], properties }
  }
  const answer = (schema: object) => ({ description: 'OK', content: { 'application/json': { schema } } })
  const paths = Object.fromEntries(
    Array.from({ length: 150 }, (_, p) => [
      `/things${p}/{id}`,
      {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: `get${p}`, responses: { 200: answer(ref(p)), 404: answer({ type: 'object', properties: { message: { type: 'string' } } }) } },
        put: {
          operationId: `put${p}`,
          requestBody: { content: { 'application/json': { schema: ref(p + 1) } } },
          responses: { 200: answer({ type: 'object', properties: { data: { type: 'array', items: ref(p) } } }) },
        },
      },
    ]),
  )
  return { openapi: '3.0.3', info: { title: 'Large', version: '1' }, paths, components: { schemas } }
}
