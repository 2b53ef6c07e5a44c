// One generated function: what it uses, what it therefore takes and in which order, and the constants at its head.
import { importType, printItem, type TypeBook } from './type-refs.ts'
import type { RowNotes } from './rows-lines.ts'
import type { Scope, Writer } from './writer.ts'

/** mapper.ts being written. `functions`: one for each repeated group, in the order of their calls. */
export type MapperFile = { readonly writer: Writer; readonly book: TypeBook; readonly notes: RowNotes; readonly functions: string[] }

/** Of a destination node. `path`: for issues of rows without a source; `type` and `value`: keys of the plan. */
export type Keys = { readonly path: string; readonly type: string; readonly value: string }

/** `use`: what the function needs it for, as `Scope.used` says it. */
export type Param = { readonly use: string; readonly name: string; readonly type: string }

/** A function that was written: what a call of it has to hand over. */
export type Callee = { readonly name: string; readonly params: readonly Param[] }

export function createScope(writer: Writer, each: string | undefined, outerConsts?: Scope['outerConsts']): Scope {
  const consts: Scope['consts'] = new Map()
  return { writer, each, used: new Set(), consts, outerConsts: outerConsts ?? consts }
}

/** `used`: what the function needs; `item`: the id of the `each` row whose item it takes, '' for the run's. */
export function listParams({ writer, book }: MapperFile, used: ReadonlySet<string>, item: string | undefined): Param[] {
  const { plan, ir } = writer
  const param = (use: string, name: string, type: () => string): Param[] => (used.has(use) ? [{ use, name, type: type() }] : [])
  return [
    ...(item === undefined ? [] : param('item', plan.value(`item:${item}`), () => printItem(book, plan, book.items.get(item)))),
    ...ir.inputs.flatMap(({ name }) => param(`in:${name}`, plan.value(`in:${name}`), () => importType(book, plan.type(`source:${name}`)))),
    ...param('config', 'config', () => importType(book, 'Config')),
    ...param('hooks', 'hooks', () => "Settings['hooks']"),
    ...param('customer', 'customer', () => 'string'),
    ...param('operation', 'operation', () => "'create' | 'update'"),
    ...param('now', 'now', () => 'string'),
    ...param('index', 'index', () => 'number'),
    ...param('result', plan.value('var:'), () => importType(book, plan.type('destination:'))),
    ...param('at', 'at', () => 'string'),
    ...param('issues', 'issues', () => `${importType(book, 'Issue')}[]`),
  ]
}

export function printParams(params: readonly Param[]): string {
  return params.map(({ name, type }) => `${name}: ${type}`).join(', ')
}

/** What stays inside the function of an item. */
const OF_ITEM: ReadonlySet<string> = new Set(['item', 'at', 'index'])

/** A function needs what the functions need that it calls. */
export function passOn(inner: ReadonlySet<string>, outer: Set<string>): void {
  for (const use of inner) if (!OF_ITEM.has(use)) outer.add(use)
}

/** The constants that `written` names, and those that these name, in their order. */
export function constLines(scope: Scope, written: readonly string[]): string[] {
  const lines: string[] = []
  for (const [name, value] of [...scope.consts].toReversed()) {
    if ([...written, ...lines].some((line) => line.includes(name))) lines.unshift(`const ${name} = ${value()}`)
  }
  return lines
}
