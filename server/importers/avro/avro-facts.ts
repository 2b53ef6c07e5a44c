// The only place that knows what Avro's plain and logical types are in a schema graph.
import { isRawObject, rawText, type RawObject } from '../../../shared/schema/raw-schema.ts'
import type { SchemaNode } from '../../../shared/schema/schema-graph.ts'

const PLAIN: ReadonlyMap<string, SchemaNode> = new Map<string, SchemaNode>([
  ['boolean', { types: ['boolean'] }],
  ['int', { types: ['integer'], format: 'int32' }],
  ['long', { types: ['integer'], format: 'int64' }],
  ['float', { types: ['number'], format: 'float' }],
  ['double', { types: ['number'], format: 'double' }],
  ['bytes', { types: ['text'], format: 'byte' }],
  ['string', { types: ['text'] }],
  ['null', { types: ['any'], nullable: true, const: null }],
])

/** A value as readers of Avro hand it out: a time is a time, not the number it is stored as, which `stored` tells. */
const LOGICAL: ReadonlyMap<string, SchemaNode> = new Map<string, SchemaNode>([
  ['date', { types: ['text'], format: 'date' }],
  ['time-millis', { types: ['text'], format: 'time' }],
  ['time-micros', { types: ['text'], format: 'time' }],
  ...['timestamp-millis', 'timestamp-micros', 'timestamp-nanos'].map((name): [string, SchemaNode] => [name, { types: ['text'], format: 'date-time' }]),
  ...['local-timestamp-millis', 'local-timestamp-micros', 'local-timestamp-nanos'].map((name): [string, SchemaNode] => [
    name,
    { types: ['text'], format: 'local-date-time' },
  ]),
  ['uuid', { types: ['text'], format: 'uuid' }],
  ['duration', { types: ['text'], format: 'duration' }],
])
/** 10^15 is the largest power whose neighbours are exact. */
const MOST_DIGITS = 15

export function isPlain(name: string): boolean {
  return PLAIN.has(name)
}

/** `around`: the object that names the type and may give it a meaning (`logicalType`). */
export function plainFacts(name: string, around: unknown): { readonly facts: SchemaNode; readonly stored?: string } {
  const facts = PLAIN.get(name) ?? (name === 'fixed' ? fixedFacts(around) : { types: ['any'] })
  const logical = isRawObject(around) ? rawText(around['logicalType']) : undefined
  if (logical === undefined || !isRawObject(around)) return { facts }
  if (logical === 'decimal') {
    const read = decimalFacts(around)
    return { facts: read, stored: `decimal(${numberOf(around['precision']) ?? '?'}, ${numberOf(around['scale']) ?? 0}) in ${name}` }
  }
  const meant = LOGICAL.get(logical)
  if (meant === undefined) return { facts }
  return { facts: meant, ...(logical === 'uuid' || (logical === 'date' && name === 'string') ? {} : { stored: `${logical} in ${name}` }) }
}

function decimalFacts(schema: RawObject): SchemaNode {
  const precision = numberOf(schema['precision'])
  const scale = numberOf(schema['scale']) ?? 0
  const whole = precision === undefined ? undefined : precision - scale
  const exact = precision !== undefined && whole !== undefined && precision > 0 && precision <= MOST_DIGITS && whole >= 0
  // `9999.99` of precision 6 and scale 2.
  const most = exact ? Number(`${'9'.repeat(whole)}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`) : undefined
  return {
    types: [scale === 0 ? 'integer' : 'number'],
    ...(most === undefined ? {} : { minimum: -most, maximum: most }),
    ...(scale > 0 && scale <= MOST_DIGITS ? { multipleOf: Number(`1e-${scale}`) } : {}),
  }
}

function fixedFacts(schema: unknown): SchemaNode {
  const size = isRawObject(schema) ? numberOf(schema['size']) : undefined
  return { types: ['text'], format: 'byte', ...(size === undefined ? {} : { minLength: size, maxLength: size }) }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
}
