// What `$result` is in an invariant: what the map's rows make, and nothing that no row fills.
import { printName, type FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { Known } from '../transform/formula/known.ts'
import type { FieldTree } from './field-tree.ts'
import { kindsOf } from './known-fields.ts'
import { policiesInForce } from './policies.ts'
import { indexRows, type RowIndex } from './row-index.ts'

type Result = { readonly fieldMap: FieldMap; readonly tree: FieldTree; readonly rows: RowIndex }

/** `rows`: those that take part. */
export function knownResult(fieldMap: FieldMap, tree: FieldTree, rows: readonly Row[]): Known {
  return knownObject({ fieldMap, tree, rows: indexRows(rows) }, '' as FieldPath, [undefined], false)
}

/** An object at `path`, made by the rows that stand in each of `eachs`; where they differ, a field may be missing. */
function knownObject(result: Result, path: FieldPath, eachs: readonly (Row | undefined)[], mayMiss: boolean): Known {
  return {
    kinds: ['object'],
    mayMiss,
    field(name) {
      const field = result.tree.find(`${path}${path === '' ? '' : '.'}${printName(name)}` as FieldPath)
      return field === undefined ? undefined : knownOfAll(result, field, eachs)
    },
    names: () => {
      const parent = result.tree.find(path) ?? result.tree.find(path.replace(/(?:\[\]|\{\})$/, '') as FieldPath)
      const children = parent === undefined ? [] : result.tree.children(parent)
      return children.filter((field) => knownOfAll(result, field, eachs) !== undefined).map((field) => field.name)
    },
  }
}

/** Undefined: no row fills it. */
function knownOfAll(result: Result, field: Field, eachs: readonly (Row | undefined)[]): Known | undefined {
  const filled = eachs.filter((each) => rowsFor(result, field, each).length > 0 || result.rows.inside(each, field.path))
  if (filled.length === 0) return undefined
  const rows = filled.flatMap((each) => rowsFor(result, field, each))
  const parts = rows.filter((row) => row.transform?.kind === 'each')
  const isSure = field.required && filled.length === eachs.length && rows.every((row) => row.on === undefined)
  if (parts.length > 0) return knownParts(result, field, parts, !isSure || parts.some((row) => row.onMissing?.then === 'omit'))
  if (rows.length === 0) return knownObject(result, field.path, filled, !isSure)
  return knownValue(result, field, rows, isSure)
}

function knownParts(result: Result, field: Field, parts: readonly Row[], mayMiss: boolean): Known {
  const isList = field.facts.types.includes('list')
  const path = `${field.path}${isList ? '[]' : '{}'}` as FieldPath
  const item = result.tree.find(path)
  const own = item === undefined ? undefined : knownOfAll(result, item, parts)
  const known: Known = own === undefined ? knownObject(result, path, parts, false) : { ...own, mayMiss: false }
  if (isList) return { kinds: ['list'], mayMiss, items: () => known }
  return { kinds: ['object'], mayMiss, field: () => ({ ...known, mayMiss: true }), names: () => [] }
}

function knownValue({ fieldMap }: Result, field: Field, rows: readonly Row[], isSure: boolean): Known {
  const policies = rows.map((row) => policiesInForce(fieldMap, row, field.required))
  const kinds = kindsOf(field.facts.types)
  const mayBeNull =
    policies.some(({ onMissing, onNull }) => onNull === 'pass' || onMissing.then === 'null' || (onMissing.then === 'default' && onMissing.value === null)) ||
    rows.some((row) => JSON.stringify(row.transform).includes('null'))
  return {
    kinds: mayBeNull ? [...kinds, 'null'] : kinds,
    mayMiss: !isSure || policies.some(({ onMissing }) => onMissing.then === 'omit'),
    // What was taken over as a whole is not looked into.
    ...(kinds.includes('list') ? { items: () => ({ kinds: ['any'], mayMiss: false }) } : {}),
  }
}

function rowsFor({ rows }: Result, field: Field, each: Row | undefined): readonly Row[] {
  return rows.at(each, field.path).filter(({ transform }) => transform !== undefined && transform.kind !== 'notMapped')
}
