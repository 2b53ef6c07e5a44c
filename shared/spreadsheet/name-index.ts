// Fields found by how people write their paths elsewhere: whole paths first, then the last names; case, `_`, `-` and blanks do not count. Pure.
import { pathSteps } from '../schema/field-path.ts'
import { expandFields, type Field } from '../schema/fields.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'

/** Levels and fields that are looked at; who means a deeper one writes its whole path. */
const LEVELS = 6
const MOST = 20_000

export type NameIndex = {
  /** Several: the name does not say which. */
  readonly find: (text: string) => readonly Field[]
}

const kept = new WeakMap<SchemaGraph, Map<string, NameIndex>>()

/** Made once for each object. */
export function indexNames(graph: SchemaGraph, root: Field): NameIndex {
  const known = kept.get(graph) ?? new Map<string, NameIndex>()
  kept.set(graph, known)
  const before = known.get(root.node)
  if (before !== undefined) return before
  const index = createIndex(expandFields(graph, root, LEVELS, MOST).fields, root.facts.name)
  known.set(root.node, index)
  return index
}

function createIndex(fields: readonly Field[], rootName: string | undefined): NameIndex {
  const byPath = new Map<string, Field>()
  const byLast = new Map<string, Field[]>()
  for (const field of fields) {
    if (field.name === '[]') continue
    byPath.set(field.path, field)
    const last = namePieces(field.name).at(-1) ?? ''
    const same = byLast.get(last)
    if (same === undefined) byLast.set(last, [field])
    else same.push(field)
  }
  const parts = new WeakMap<Field, readonly string[]>()
  const partsOf = (field: Field) => {
    const known = parts.get(field) ?? pathSteps(field.path).flatMap((step) => (step.kind === 'name' ? namePieces(step.name) : []))
    parts.set(field, known)
    return known
  }
  const findParts = (wanted: readonly string[], lastWritten: string): readonly Field[] => {
    const last = wanted.at(-1)
    const found = (last === undefined ? undefined : byLast.get(last))?.filter((field) => endsWith(partsOf(field), wanted)) ?? []
    const whole = found.filter((field) => partsOf(field).length === wanted.length)
    const among = whole.length > 0 ? whole : found
    const exact = among.filter((field) => field.name === lastWritten)
    return exact.length > 0 ? exact : among
  }
  return {
    find(text) {
      const trimmed = text.trim()
      const same = byPath.get(trimmed.endsWith('[]') ? trimmed.slice(0, -2) : trimmed)
      if (same !== undefined) return [same]
      const written = splitPath(trimmed)
      const wanted = written.map(looseName)
      const found = findParts(wanted, written.at(-1) ?? '')
      if (found.length > 0 || wanted.length < 2 || rootName === undefined || wanted[0] !== looseName(rootName)) return found
      return findParts(wanted.slice(1), written.at(-1) ?? '')
    },
  }
}

/** A name with a dot in it, `CX.1`, may be written as two steps. */
function namePieces(name: string): string[] {
  const loose = looseName(name)
  const pieces = /[./>\\]/.test(loose) ? loose.split(/[./>\\]/).filter((piece) => piece !== '') : []
  return pieces.length > 0 ? pieces : [loose]
}

/** `Invoice.LineItems[0].Unit Amount`, `LineItems/UnitAmount`, `Contact > Email`. */
function splitPath(text: string): string[] {
  return text
    .split(/\[\d*\]|\{\}|[./>\\]|→/)
    .map((part) => part.replaceAll(/[`"']/g, '').trim())
    .filter((part) => looseName(part) !== '')
}

export function looseName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_*-]/g, '')
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  return end.length <= parts.length && end.every((part, at) => part === parts[parts.length - end.length + at])
}
