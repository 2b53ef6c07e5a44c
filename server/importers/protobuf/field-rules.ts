// The only place that reads facts from options of fields: json_name, defaults, behaviour as Google's APIs mark it, and validation rules.
import type { SchemaNode } from '../../../shared/schema/schema-graph.ts'
import { optionOf, type ProtoField, type ProtoOption } from './proto-file.ts'

export type FieldRules = {
  readonly facts: Partial<SchemaNode>
  readonly required: boolean
  /** The name in JSON, where the file gives one. */
  readonly jsonName: string | undefined
}

const VALIDATION = ['(buf.validate.field).', '(validate.rules).']
const BEHAVIOR = '(google.api.field_behavior)'
/** Formats that are asked for by a word of their own: `string.email = true`. */
const FORMATS = new Set(['email', 'uuid', 'uri', 'hostname', 'ipv4', 'ipv6'])

export function readFieldRules(field: ProtoField, filePresence: string | undefined): FieldRules {
  const { options } = field
  const facts: { -readonly [fact in keyof SchemaNode]?: SchemaNode[fact] } = {}
  const allowed: ProtoOption['value'][] = []
  const presence = optionOf(options, 'features.field_presence') ?? filePresence
  let required = field.label === 'required' || presence === 'LEGACY_REQUIRED'
  if (optionOf(options, 'deprecated') === true) facts.deprecated = true
  for (const { path, value } of options) {
    if (path === BEHAVIOR) {
      if (value === 'REQUIRED') required = true
      if (value === 'OUTPUT_ONLY') facts.readOnly = true
      if (value === 'INPUT_ONLY') facts.writeOnly = true
      continue
    }
    const prefix = VALIDATION.find((each) => path.startsWith(each))
    if (prefix === undefined) continue
    const rule = path.slice(prefix.length)
    if ((rule === 'required' || rule === 'message.required' || rule === 'any.required') && value === true) required = true
    else if (field.label !== 'map') addRule(facts, allowed, rule, value)
  }
  if (allowed.length > 0) facts.enum = allowed
  const jsonName = optionOf(options, 'json_name')
  return { facts, required, jsonName: typeof jsonName === 'string' && jsonName !== field.name ? jsonName : undefined }
}

/** `string.max_len`, `int32.gte`, `repeated.min_items`. */
function addRule(
  facts: { -readonly [fact in keyof SchemaNode]?: SchemaNode[fact] },
  allowed: ProtoOption['value'][],
  rule: string,
  value: ProtoOption['value'],
): void {
  const [type = '', name = '', more] = rule.split('.', 3)
  if (more !== undefined) return
  if (type === 'string' && value === true && FORMATS.has(name)) facts.format = name
  if (type === 'string' && name === 'pattern' && typeof value === 'string') facts.pattern = value
  if (name === 'const') facts.const = value
  if (name === 'in') allowed.push(value)
  if (typeof value !== 'number' || !Number.isFinite(value)) return
  if (type === 'string') {
    if (name === 'min_len' || name === 'len') facts.minLength = value
    if (name === 'max_len' || name === 'len') facts.maxLength = value
  } else if (type === 'repeated') {
    if (name === 'min_items') facts.minItems = value
    if (name === 'max_items') facts.maxItems = value
  } else if (name === 'gte') facts.minimum = value
  else if (name === 'gt') facts.exclusiveMinimum = value
  else if (name === 'lte') facts.maximum = value
  else if (name === 'lt') facts.exclusiveMaximum = value
}

/** `GET /v1/orders/{id}`, as google.api.http says it. */
export function readHttpRule(options: readonly ProtoOption[]): string | undefined {
  for (const { path, value } of options) {
    const verb = /^\(google\.api\.http\)\.(get|put|post|delete|patch)$/.exec(path)?.[1]
    if (verb !== undefined && typeof value === 'string') return `${verb.toUpperCase()} ${value}`
  }
  return undefined
}
