// The simple fields of a record, for a form: those that the record has, those that the schema requires, and the others behind them. Pure.
import { printName } from '../../shared/schema/field-path.ts'
import type { JsonScalar, JsonValue } from '../../shared/schema/json-value.ts'
import type { NodeId, SchemaGraph } from '../../shared/schema/schema-graph.ts'

export type FormType = 'text' | 'number' | 'integer' | 'boolean'
/** `at`: names from the root of the record. `value` undefined: the record has none. `allowed`: where only some values are. */
export type FormField = {
  readonly at: readonly string[]
  readonly path: string
  readonly type: FormType
  readonly required: boolean
  readonly value: JsonScalar | undefined
  readonly allowed?: readonly JsonScalar[]
}
/** Of what is no simple value: a list, a map, or what the schema does not tell. */
export type FormRest = { readonly path: string; readonly words: string }
export type RecordForm = { readonly fields: readonly FormField[]; readonly rest: readonly FormRest[] }

/** Levels of objects, and fields, at most. */
const MOST_DEPTH = 3
const MOST_FIELDS = 400

export function listFormFields(graph: SchemaGraph, node: NodeId, record: JsonValue): RecordForm {
  const fields: FormField[] = []
  const rest: FormRest[] = []
  const walk = (id: NodeId, value: JsonValue | undefined, at: readonly string[], required: boolean): void => {
    const facts = graph.nodes[id]
    const path = at.map(printName).join('.')
    if (facts === undefined || fields.length >= MOST_FIELDS) return
    const isObject = facts.properties !== undefined && facts.variants === undefined
    if (isObject && at.length < MOST_DEPTH && (value === undefined || isRecord(value))) {
      if (at.length > 0 && value === undefined && !required) return
      for (const property of facts.properties ?? [])
        walk(
          property.node,
          isRecord(value) && Object.hasOwn(value, property.name) ? value[property.name] : undefined,
          [...at, property.name],
          required && property.required,
        )
      return
    }
    const type = typeOf(facts.types)
    if (type !== undefined && (value === undefined || typeof value !== 'object' || value === null))
      fields.push({ at, path, type, required, value, ...(facts.enum === undefined ? {} : { allowed: facts.enum.filter(isScalar) }) })
    else if (value !== undefined) rest.push({ path, words: describeRest(value) })
  }
  walk(node, record, [], true)
  const isFirst = ({ value, required }: FormField) => value !== undefined || required
  return { fields: [...fields.filter(isFirst), ...fields.filter((field) => !isFirst(field))], rest }
}

/** Undefined takes the field out, with the objects above it that are empty then. */
export function setFormField(record: JsonValue, [name, ...rest]: readonly string[], value: JsonScalar | undefined): JsonValue {
  if (name === undefined) return value ?? null
  const fields = isRecord(record) ? record : {}
  const inner = rest.length === 0 ? value : setFormField(Object.hasOwn(fields, name) ? (fields[name] ?? null) : {}, rest, value)
  const isGone = inner === undefined || (rest.length > 0 && value === undefined && isRecord(inner) && Object.keys(inner).length === 0)
  return isGone ? Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name)) : { ...fields, [name]: inner }
}

function typeOf(types: readonly string[]): FormType | undefined {
  const [first] = types
  return types.length !== 1 ? undefined : first === 'text' || first === 'number' || first === 'integer' || first === 'boolean' ? first : undefined
}

function describeRest(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return isRecord(value) ? `an object of ${Object.keys(value).length}` : 'another value'
}

function isScalar(value: JsonValue): value is JsonScalar {
  return typeof value !== 'object' || value === null
}

function isRecord(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
