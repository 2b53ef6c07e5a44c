// Every name of a generated package, chosen before any line is written: the only place that names inputs, items, types, functions and tables.
import { listExprs, listParts, listRows, type FieldIr, type MapIr, type ObjectIr, type PartIr, type Shape } from '../../transform/ir.ts'
import { chooseNames, singular, type Wanted } from './names.ts'
import { hashCanonical } from '../../transform/canonical.ts'
import { printName } from '../../schema/field-path.ts'
import { identifier } from './text.ts'

export type Plan = {
  /** By key: `in:order`, `item:<row id>`, `fn:<row id>`, `var:<destination path>` (below an `each`: `var:<row id>.<path>`), `hook:<name>`. */
  readonly value: (key: string) => string
  /** By key: `source:order`, `source:order.line_items[]`, `destination:`, `destination:LineItems[]`. */
  readonly type: (key: string) => string
  readonly table: (id: string) => string
}

export function planNames(ir: MapIr): Plan {
  const types: Wanted[] = []
  const values: Wanted[] = []
  for (const input of ir.inputs) {
    values.push({ key: `in:${input.name}`, candidates: [identifier(input.name, 'camel'), identifier(`${input.name} record`, 'camel'), 'sourceRecord'] })
    wantShapes(input.shape, `source:${input.name}`, input.name, [], types)
  }
  wantNode(ir.destination.node, '', ir.destination.typeName, ir.destination.typeName, [], types, values)
  values.push({
    key: 'fn:',
    candidates: [identifier(`map ${ir.destination.typeName}`, 'camel'), identifier(`map to ${ir.destination.typeName}`, 'camel'), 'mapRecord'],
  })
  values.push({ key: 'var:', candidates: [identifier(ir.destination.typeName, 'camel'), identifier(`mapped ${ir.destination.typeName}`, 'camel'), 'result'] })
  const exprs = listRows(ir.destination.node).flatMap((row) => listExprs(row.value))
  const hooks: Wanted[] = []
  for (const name of new Set(exprs.flatMap((expr) => (expr.op === 'hook' ? [expr.name] : []))))
    hooks.push({ key: `hook:${name}`, candidates: [identifier(name.replace(/ R-(?:\d+|new)$/, ''), 'camel'), identifier(name, 'camel'), 'engineersHook'] })
  for (const read of new Set(exprs.flatMap((expr) => (expr.op === 'date' ? [expr.read] : []))))
    values.push({ key: `date:${read}`, candidates: [identifier(`${read} date`, 'upper')] })
  const tables = chooseNames(
    ir.tables.map((table) => ({
      key: table.id,
      candidates: [identifier(table.name, 'upper'), identifier(`${table.name} L${table.number ?? ''}`, 'upper'), 'LOOKUP_TABLE'],
    })),
  )
  // `isList` is a helper of the check, beside the guards that are named after types.
  const typeNames = chooseNames(types, new Set(['list']))
  const valueNames = chooseNames(values, new Set([...tables.values()].map((name) => name.toLowerCase())))
  const find = (names: ReadonlyMap<string, string>) => (key: string) => {
    const name = names.get(key)
    if (name === undefined) throw new Error(`no name was planned for ${key}`)
    return name
  }
  // What a repeated group's function makes; local to it, so that one name serves all.
  const parts = new Set(listParts(ir.destination.node).map((part) => `var:${part.id}`))
  // Constants for inherited names (`constructor`) are rare enough to be named by the hash of their path.
  // Hooks are members, and share no scope with anything.
  const planned = find(new Map([...valueNames, ...chooseNames(hooks)]))
  const value = (key: string) => (parts.has(key) ? 'mapped' : key.startsWith('own:') ? `own_${hashCanonical(key).slice(0, 8)}` : planned(key))
  return { value, type: find(typeNames), table: find(tables) }
}

function wantShapes(shape: Shape, key: string, name: string, above: readonly string[], types: Wanted[]): void {
  if (shape.fields !== undefined || above.length === 0) types.push({ key, candidates: typeCandidates(shape.typeName, name, above, 'Source') })
  const here = [...above, name]
  for (const field of shape.fields ?? []) wantShapes(field.shape, `${key}${keyStep(field.name)}`, field.name, here, types)
  if (shape.items !== undefined) wantShapes(shape.items, `${key}[]`, singular(name), above.length === 0 ? here : above, types)
}

function wantNode(
  node: FieldIr['node'],
  path: string,
  name: string,
  typeName: string | undefined,
  above: readonly string[],
  types: Wanted[],
  values: Wanted[],
): void {
  if (node.is === 'object') {
    types.push({ key: `destination:${path}`, candidates: typeCandidates(typeName, name, above, 'Destination') })
    if (path !== '') values.push({ key: `var:${path}`, candidates: varCandidates(name, above) })
    for (const field of node.fields) wantNode(field.node, `${path}${keyStep(field.name)}`, field.name, field.typeName, [...above, name], types, values)
  } else if (node.is === 'list') {
    for (const part of node.parts) wantPart(part, path, name, above, values)
    // All parts give items of one type, which has the fields of each.
    const items = node.parts.map((part) => part.item)
    const merged = mergeItems(items)
    if (merged !== undefined) wantNode(merged, `${path}[]`, singular(name), typeName, above, types, [])
    for (const part of node.parts) wantInner(part, path, name, above, values)
    values.push({ key: `var:${path}`, candidates: varCandidates(name, above) })
  } else values.push({ key: `var:${path}`, candidates: varCandidates(name, above) })
}

function wantPart(part: PartIr, path: string, name: string, above: readonly string[], values: Wanted[]): void {
  const source = singular(part.list.steps.at(-1)?.name ?? part.list.input ?? 'item')
  const into = [...above.slice(1), name].join(' ')
  values.push({
    key: `item:${part.id}`,
    candidates: [
      identifier(source, 'camel'),
      identifier(`${source} item`, 'camel'),
      identifier(`${source} for ${into}`, 'camel'),
      identifier(`${source} R${part.number ?? ''}`, 'camel'),
      'listItem',
    ],
  })
  values.push({
    key: `fn:${part.id}`,
    candidates: [
      identifier(`map ${source}`, 'camel'),
      identifier(`map ${source} to ${into}`, 'camel'),
      identifier(`map ${source} R${part.number ?? ''}`, 'camel'),
    ],
  })
  if (path === '') throw new Error('a list has a place in the destination')
}

/** Objects and values inside a part: keyed below the part's row, because each part has its own. */
function wantInner(part: PartIr, path: string, name: string, above: readonly string[], values: Wanted[]): void {
  const source = singular(part.list.steps.at(-1)?.name ?? part.list.input ?? 'item')
  const walk = (node: FieldIr['node'], key: string, words: readonly string[]) => {
    const last = words.at(-1) ?? ''
    if (key !== part.id)
      values.push({
        key: `var:${key}`,
        candidates: [
          identifier(last, 'camel'),
          identifier(`${source} ${words.join(' ')}`, 'camel'),
          identifier(`${source} ${[...above.slice(1), name, ...words].join(' ')}`, 'camel'),
        ],
      })
    if (node.is === 'object') {
      for (const field of node.fields) walk(field.node, `${key}${keyStep(field.name)}`, [...words, field.name])
    } else if (node.is === 'list') {
      for (const inner of node.parts) {
        wantPart(inner, path, [name, ...words].join(' '), above, values)
        wantInner(inner, path, [name, ...words].join(' '), above, values)
      }
    }
  }
  walk(part.item, part.id, [])
}

/** One node with the fields of all items, for the type; a value where the items are values. */
export function mergeItems(items: readonly (ObjectIr | { readonly is: 'value' })[]): ObjectIr | undefined {
  const objects = items.filter((item): item is ObjectIr => item.is === 'object')
  if (objects.length === 0) return undefined
  const fields = new Map<string, FieldIr>()
  for (const object of objects) {
    for (const field of object.fields) {
      const before = fields.get(field.name)
      fields.set(field.name, before === undefined ? field : mergeFields(before, field))
    }
  }
  return { is: 'object', fields: [...fields.values()] }
}

function mergeFields(a: FieldIr, b: FieldIr): FieldIr {
  if (a.node.is === 'object' && b.node.is === 'object') return { ...a, node: mergeItems([a.node, b.node]) ?? a.node }
  if (a.node.is === 'list' && b.node.is === 'list') return { ...a, node: { is: 'list', parts: [...a.node.parts, ...b.node.parts] } }
  if (a.node.is === 'value' && b.node.is === 'value') return { ...a, node: { ...a.node, rows: [...a.node.rows, ...b.node.rows] } }
  return a
}

/** Unambiguous also for names that hold dots. */
export function keyStep(name: string): string {
  return `.${printName(name)}`
}

function typeCandidates(typeName: string | undefined, name: string, above: readonly string[], side: string): string[] {
  const whole = [...above, name].join(' ')
  return [
    identifier(typeName ?? name, 'pascal'),
    identifier(name, 'pascal'),
    identifier([...above.slice(-1), name].join(' '), 'pascal'),
    identifier(whole, 'pascal'),
    identifier(`${side} ${whole}`, 'pascal'),
    `${side}Record`,
  ]
}

function varCandidates(name: string, above: readonly string[]): string[] {
  return [identifier(name, 'camel'), identifier([...above.slice(1), name].join(' '), 'camel'), identifier([...above, name].join(' '), 'camel'), 'field']
}
