// The only place that takes a formula's types from values instead of a schema: exactly what these values are.
import type { JsonValue } from '../../schema/json-value.ts'
import { ITEM, joinPaths, printFieldPath, type FieldPath } from '../../schema/field-path.ts'
import type { SourceRef } from '../transform.ts'
import type { Known, TermKind } from './known.ts'

/**
 * `source`: where the value stands. A field that the data does not have is known to be never there. Undefined: no value at all.
 * `alike`: other values that it might be as well.
 */
export function knownOfData(value: JsonValue | undefined, source?: SourceRef, alike: readonly JsonValue[] = []): Known {
  return knownOfValues(value === undefined ? alike : [value, ...alike], value === undefined, source)
}

/** What is known of one value that is each of these in turn. */
function knownOfValues(values: readonly JsonValue[], mayMiss: boolean, source: SourceRef | undefined): Known {
  const kinds = [...new Set(values.map(kindOf))]
  const lists = values.filter((value) => Array.isArray(value))
  const objects = values.filter(isObject)
  return {
    kinds,
    mayMiss: mayMiss || values.length === 0,
    ...(source === undefined ? {} : { source }),
    ...(lists.length === 0 ? {} : { items: () => knownOfValues(lists.flat(1), false, below(source, printFieldPath([ITEM]))) }),
    field: (name) => {
      const found = objects.flatMap((object) => (Object.hasOwn(object, name) ? [object[name] ?? null] : []))
      return knownOfValues(found, found.length < values.length, below(source, printFieldPath([{ kind: 'name', name }])))
    },
    names: () => [...new Set(objects.flatMap((object) => Object.keys(object)))],
  }
}

function kindOf(value: JsonValue): TermKind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'text'
  return typeof value === 'object' ? 'object' : typeof value === 'number' ? 'number' : 'boolean'
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return kindOf(value) === 'object'
}

function below(source: SourceRef | undefined, path: FieldPath): SourceRef | undefined {
  return source && { ...source, path: joinPaths(source.path, path) }
}
