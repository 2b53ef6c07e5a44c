// Every name of a generated package, chosen before any line is written: the only place that names inputs, items, types, functions and tables.
import { listExprs, listParts, listRows, type FieldIr, type MapIr, type ObjectIr, type PartIr, type Shape } from '../../transform/ir.ts'
import { chooseNames, singular, type Wanted } from './names.ts'
import { hashCanonical } from '../../transform/canonical.ts'
import { printName } from '../../schema/field-path.ts'
import { identifier } from './text.ts'
import { helpers } from './written-functions.ts'

export type Plan = {
  /**
   * By key: `in:order`, `item:<row id>`, `fn:<row id>`, `var:<destination path>` (below an `each`: `var:<row id>.<path>`), `hook:<name>`;
   * `item:` and `fn:` without an id are those of the record.
   */
  readonly value: (key: string) => string
  /** By key: `source:order`, `source:order.line_items[]`, `destination:`, `destination:LineItems[]`. */
  readonly type: (key: string) => string
  readonly table: (id: string) => string
}

/** Names of the package's own that are no helpers; types in lower case. */
const OWN_TYPES = ['list', 'entry', 'group', 'case', 'caseresult', 'inputs', 'settings', 'dateparts']
const OWN_VALUES = ['appliesTo', 'operation', 'now', 'cases', 'runCases', 'hooks', 'result', 'into', 'before']

/** Names of the module, and those inside the function of a record (key '') or of an item. */
type WantedValues = { readonly all: Wanted[]; readonly inside: Map<string, Wanted[]> }

export function planNames(ir: MapIr): Plan {
  const types: Wanted[] = []
  const wanted: WantedValues = { all: [], inside: new Map([['', []]]) }
  const values = wanted.all
  for (const input of ir.inputs) {
    values.push({ key: `in:${input.name}`, candidates: [identifier(input.name, 'camel'), identifier(`${input.name} record`, 'camel'), 'sourceRecord'] })
    wantShapes(input.shape, `source:${input.name}`, input.name, [], types)
  }
  wantNode(ir.destination.node, '', ir.destination.typeName, ir.destination.typeName, [], types, wanted)
  if (ir.runs !== null) {
    const word = sourceWord(ir.runs, undefined, 'item')
    values.push({ key: 'item:', candidates: itemCandidates(word, ir.runs.groupBy !== null, 'each run') })
    if (ir.runs.groupBy !== null) values.push({ key: ownKey({ id: '', groupBy: ir.runs.groupBy }), candidates: [identifier(`each ${word}`, 'camel')] })
  }
  values.push({
    key: 'fn:',
    candidates: [identifier(`map ${ir.destination.typeName}`, 'camel'), identifier(`map to ${ir.destination.typeName}`, 'camel'), 'mapRecord'],
  })
  values.push({ key: 'var:', candidates: [identifier(ir.destination.typeName, 'camel'), identifier(`mapped ${ir.destination.typeName}`, 'camel'), 'result'] })
  values.push({
    key: 'fn:make',
    candidates: [identifier(`make ${ir.destination.typeName}`, 'camel'), identifier(`make mapped ${ir.destination.typeName}`, 'camel')],
  })
  values.push({
    key: 'fn:check',
    candidates: [identifier(`check ${ir.destination.typeName}`, 'camel'), identifier(`check mapped ${ir.destination.typeName}`, 'camel')],
  })
  const exprs = listRows(ir.destination.node).flatMap((row) => listExprs(row.value))
  const hooks: Wanted[] = []
  for (const name of new Set(exprs.flatMap((expr) => (expr.op === 'hook' ? [expr.name] : []))))
    hooks.push({ key: `hook:${name}`, candidates: [identifier(name.replace(/ R-(?:\d+|new)$/, ''), 'camel'), identifier(name, 'camel'), 'engineersHook'] })
  for (const read of new Set(exprs.flatMap((expr) => (expr.op === 'date' ? [expr.read] : []))))
    values.push({ key: `date:${read}`, candidates: [patternName(read)] })
  const tables = chooseNames(
    ir.tables.map((table) => ({
      key: table.id,
      candidates: [identifier(table.name, 'upper'), identifier(`${table.name} L${table.number ?? ''}`, 'upper'), 'LOOKUP_TABLE'],
    })),
  )
  // `isList` is a helper of the check, beside the guards that are named after types.
  const typeNames = chooseNames(types, new Set(OWN_TYPES))
  const guards = [...typeNames.values()].flatMap((name) => [`is${name}`, `fits${name}`])
  const taken = [...tables.values(), ...guards, ...Object.keys(helpers), ...OWN_VALUES].map((name) => name.toLowerCase())
  const moduleNames = chooseNames(values, new Set(taken))
  const around = new Set([...taken, ...[...moduleNames.values()].map((name) => name.toLowerCase())])
  const valueNames = new Map([...moduleNames, ...[...wanted.inside.values()].flatMap((own) => [...chooseNames(own, around)])])
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
  if (shape.entries !== undefined) wantShapes(shape.entries, `${key}{}`, singular(name), above.length === 0 ? here : above, types)
}

function wantNode(
  node: FieldIr['node'],
  path: string,
  name: string,
  typeName: string | undefined,
  above: readonly string[],
  types: Wanted[],
  values: WantedValues,
): void {
  const own = values.inside.get('') ?? []
  if (path !== '') own.push({ key: `var:${path}`, candidates: varCandidates(name, above) })
  if (node.is === 'object') {
    types.push({ key: `destination:${path}`, candidates: typeCandidates(typeName, name, above, 'Destination') })
    for (const field of node.fields) wantNode(field.node, `${path}${keyStep(field.name)}`, field.name, field.typeName, [...above, name], types, values)
  } else if (node.is === 'list' || node.is === 'entries') {
    for (const part of node.parts) wantPart(part, undefined, name, above, values)
    // All parts give items of one type, which has the fields of each.
    const merged = mergeItems(node.parts.map((part) => part.item))
    const items = { all: [], inside: new Map<string, Wanted[]>() }
    if (merged !== undefined) wantNode(merged, `${path}${node.is === 'list' ? '[]' : '{}'}`, singular(name), typeName, above, types, items)
    for (const part of node.parts) wantInner(part, undefined, name, above, values)
  }
}

/** A part that stands in another one, with the word for that one's item. */
type Around = { readonly part: PartIr; readonly word: string }

function wantPart(part: PartIr, around: Around | undefined, name: string, above: readonly string[], values: WantedValues): void {
  const source = sourceWord(part, around, 'item')
  const into = [...above.slice(1), name].join(' ')
  values.all.push({
    key: `item:${part.id}`,
    candidates: [...itemCandidates(source, part.groupBy !== null, into), identifier(`${source} R${part.number ?? ''}`, 'camel'), 'listItem'],
  })
  if (part.groupBy !== null)
    values.all.push({ key: ownKey(part), candidates: [identifier(`each ${source}`, 'camel'), identifier(`each ${source} for ${into}`, 'camel')] })
  const verb = 'key' in part ? 'put' : 'map'
  const made = part.groupBy === null ? source : `${source} group`
  values.all.push({
    key: `fn:${part.id}`,
    candidates: [
      identifier(`${verb} ${made}`, 'camel'),
      identifier(`${verb} ${made} to ${into}`, 'camel'),
      identifier(`${verb} ${made} R${part.number ?? ''}`, 'camel'),
    ],
  })
}

function itemCandidates(source: string, isGroup: boolean, into: string): string[] {
  return [
    identifier(isGroup ? `${source} group` : source, 'camel'),
    identifier(`${source} ${isGroup ? 'group' : 'item'}`, 'camel'),
    identifier(`${source} for ${into}`, 'camel'),
  ]
}

/** A list's own item, which is not the item of the rows where they stand for a group of them. */
export function ownKey({ id, groupBy }: Pick<PartIr, 'id' | 'groupBy'>): string {
  return groupBy === null ? `item:${id}` : `item:${id}/own`
}

/** What one item of a list is called: after the list, or after what a group or a map is made of. */
function sourceWord({ list }: Pick<PartIr, 'list'>, around: Around | undefined, otherwise: string): string {
  const [first, ...rest] = list.steps
  const isOfAround = list.input === undefined && around !== undefined && rest.length === 0
  if (isOfAround && first?.name === 'items' && around.part.groupBy !== null) return around.word
  if (isOfAround && first?.name === 'value' && around.part.over === 'map' && around.part.groupBy === null) return around.word
  return singular(list.steps.at(-1)?.name ?? list.input ?? otherwise)
}

/** Objects and values inside a part: keyed below the part's row, because each part has its own. */
function wantInner(part: PartIr, around: Around | undefined, name: string, above: readonly string[], values: WantedValues): void {
  const source = sourceWord(part, around, 'item')
  const own: Wanted[] = []
  values.inside.set(part.id, own)
  const walk = (node: FieldIr['node'], key: string, words: readonly string[]) => {
    const last = words.at(-1) ?? ''
    if (key !== part.id)
      own.push({
        key: `var:${key}`,
        candidates: [
          identifier(last, 'camel'),
          identifier(`${source} ${words.join(' ')}`, 'camel'),
          identifier(`${source} ${[...above.slice(1), name, ...words].join(' ')}`, 'camel'),
        ],
      })
    if (node.is === 'object') {
      for (const field of node.fields) walk(field.node, `${key}${keyStep(field.name)}`, [...words, field.name])
    } else if (node.is === 'list' || node.is === 'entries') {
      for (const inner of node.parts) {
        wantPart(inner, { part, word: source }, [name, ...words].join(' '), above, values)
        wantInner(inner, { part, word: source }, [name, ...words].join(' '), above, values)
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
  if (a.node.is === 'entries' && b.node.is === 'entries') return { ...a, node: { is: 'entries', parts: [...a.node.parts, ...b.node.parts] } }
  if (a.node.is === 'value' && b.node.is === 'value') return { ...a, node: { ...a.node, rows: [...a.node.rows, ...b.node.rows] } }
  return a
}

/** Unambiguous also for names that hold dots. */
export function keyStep(name: string): string {
  return `.${printName(name)}`
}

/** A pattern's name says all of it, or is its hash: it must not depend on what other rows read. */
function patternName(read: string): string {
  const isPlain = /^[A-Za-z]+(?:-[A-Za-z]+)*$/.test(read)
  return identifier(isPlain ? `${read.replaceAll('MM', 'month')} date` : `date ${hashCanonical(read).slice(0, 8)}`, 'upper')
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
