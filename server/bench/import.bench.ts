// Import of a large generated description: what the child and the way back cost, against parsing the same bytes alone.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describeImportError } from '../importers/import-error.ts'
import { importSchema as importFromSource } from '../importers/import-schema.ts'
import type { BenchResult } from './bench-result.ts'

/** The size and shape of a large public API: 1,200 operations, types in circles, nearly all of the bytes in fields of its types. */
const PATHS = 800
const OPERATIONS = 1_200
const FIELDS = 39_000
const FIELDS_PER_TYPE = 43
const MEGABYTE = 1_048_576
const WANTED_BYTES = 13 * MEGABYTE
const ROUNDS = 7
const MOST_TIMES_PARSE = 15
const MOST_PEAK_MEGABYTES = 1_536

export async function run(): Promise<BenchResult[]> {
  const importSchema = await findImportSchema()
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-bench-'))
  try {
    const path = join(folder, 'large.json')
    writeFileSync(path, JSON.stringify(generateDescription(), null, 2))
    const bytes = readFileSync(path)
    const parses: number[] = []
    const imports: number[] = []
    let peak = 0
    let fields = 0
    let endpoints = 0
    const delay = monitorEventLoopDelay({ resolution: 5 })
    // Alternating, so that a busy machine slows both alike.
    for (let round = 0; round < ROUNDS; round++) {
      const beforeParse = performance.now()
      JSON.parse(bytes.toString('utf8'))
      parses.push(performance.now() - beforeParse)
      const beforeImport = performance.now()
      delay.enable()
      const result = await importSchema([{ name: 'large.json', path }], { onProgress: (progress) => (peak = Math.max(peak, progress.peakMemory ?? 0)) })
      delay.disable()
      imports.push(performance.now() - beforeImport)
      if (!result.ok) throw new Error(`the generated description was refused: ${describeImportError(result.error)}`)
      fields = result.value.graph.fieldCount
      endpoints = result.value.graph.endpoints.length
    }
    const parse = median(parses)
    const whole = median(imports)
    const peakMegabytes = peak / MEGABYTE
    return [
      { name: 'import: size of the generated description', value: bytes.length / MEGABYTE, unit: 'MB' },
      { name: 'import: property definitions in it', value: fields, unit: 'fields' },
      { name: 'import: operations in it', value: endpoints, unit: 'operations' },
      { name: 'import: JSON.parse alone', value: parse, unit: 'ms' },
      { name: 'import: file to graph in the server', value: whole, unit: 'ms' },
      { name: 'import: times JSON.parse', value: whole / parse, unit: 'x', goal: `<= ${MOST_TIMES_PARSE}`, met: whole / parse <= MOST_TIMES_PARSE },
      {
        name: 'import: peak memory of the child',
        value: peakMegabytes,
        unit: 'MB',
        goal: `< ${MOST_PEAK_MEGABYTES}`,
        met: peakMegabytes < MOST_PEAK_MEGABYTES,
      },
      { name: 'import: longest pause of the server meanwhile', value: delay.max / 1e6, unit: 'ms', goal: '<= 200', met: delay.max / 1e6 <= 200 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The compiled program where it is built, because that is what people run: from source, the child would spend most of its time on compiling itself. */
async function findImportSchema(): Promise<typeof importFromSource> {
  const compiled = new URL('../../dist/server/importers/import-schema.js', import.meta.url)
  if (!import.meta.url.endsWith('.ts') || !existsSync(compiled)) return importFromSource
  const built = (await import(compiled.href)) as { importSchema: typeof importFromSource }
  return built.importSchema
}

/** Types refer to three others each, in circles, or extend another; descriptions fill the document up to its size as real ones do. */
export function generateDescription(wantedBytes = WANTED_BYTES, fieldsPerType = FIELDS_PER_TYPE): Record<string, unknown> {
  const withTwo = OPERATIONS - PATHS
  // Types in fours, of which the last extends the third and has no links of its own.
  const types = Math.round(FIELDS / fieldsPerType / 4) * 4
  const links = types * 3
  const plain = FIELDS - links - withTwo * 2
  // A description's words take 10 characters each, and a field some 200 beside them, indented as people publish it.
  const words = Math.max(1, Math.round((wantedBytes / (plain + OPERATIONS) - 200) / 9.6))
  // Line breaks as often as in real ones, four a kilobyte: a parser copies text without any much faster.
  const describe = (seed: number) => Array.from({ length: words }, (_, i) => `word${(seed * 31 + i * 7) % 1000}ish${i % 25 === 24 ? '\n' : ' '}`).join('')
  const ref = (type: number) => ({ $ref: `#/components/schemas/Type${type % types}` })
  const schemas: Record<string, unknown> = {}
  const paths: Record<string, unknown> = {}
  for (let t = 0; t < types; t++) {
    const extending = t % 4 === 3
    const properties: Record<string, unknown> = extending
      ? {}
      : { self: ref(t), next: ref(t + 1), others: { type: 'array', items: ref(t * 7 + 3) }, either: { oneOf: [ref(t + 2), ref(t + 5)] } }
    const own = Math.floor(plain / types) + (t < plain % types ? 1 : 0)
    for (let f = 0; f < own; f++) properties[extending ? `own_field_${f}` : `field_${f}`] = generateField(f, describe(t * own + f))
    schemas[`Type${t}`] = extending
      ? { allOf: [ref(t - 1), { type: 'object', properties }] }
      : { type: 'object', description: describe(t), required: ['field_0', 'next'], properties }
  }
  for (let p = 0; p < PATHS; p++) {
    const get = {
      operationId: `get${p}`,
      description: describe(p),
      parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }],
      responses: { 200: answer(ref(p)) },
    }
    const post = {
      operationId: `post${p}`,
      description: describe(p + 1),
      requestBody: { content: { 'application/json': { schema: ref(p + 1) } } },
      responses: { 201: answer({ type: 'object', properties: { data: { type: 'array', items: ref(p) }, page: { type: 'integer' } } }) },
    }
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
    paths[`/things${p}/{id}`] = p < withTwo ? { parameters, get, post } : { parameters, get }
  }
  return { openapi: '3.0.3', info: { title: 'Large', version: '1' }, paths, components: { schemas } }
}

function answer(schema: unknown): unknown {
  return { description: 'OK', content: { 'application/json': { schema } } }
}

function generateField(index: number, description: string): Record<string, unknown> {
  const kinds = [
    { type: 'string', maxLength: 255 },
    { type: 'integer', format: 'int64', minimum: 0 },
    { type: 'number' },
    { type: 'boolean', default: false },
    { type: 'string', format: 'date-time', nullable: true },
    { type: 'string', enum: ['DRAFT', 'SUBMITTED', 'AUTHORISED'] },
  ]
  return { ...kinds[index % kinds.length], description }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
