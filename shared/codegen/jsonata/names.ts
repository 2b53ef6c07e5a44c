// Which variable stands for what in an exported expression, chosen before any line is written: inputs, lookup tables, items and functions.
import { listParts, type MapIr, type PartIr, type PathExpr } from '../../transform/ir.ts'
import { chooseNames, singular, type Wanted } from '../typescript/names.ts'
import { identifier } from '../typescript/text.ts'
import { helperNames } from './written-functions.ts'

export type Names = {
  /** By key: `in:order`, `item:<row id>`, `fn:<row id>`, `table:<id>`, and `item:` and `fn:` of a map that runs for each item. Without the dollar. */
  readonly of: (key: string) => string
  /** A name for a value inside one expression, that is none of the others'. */
  readonly local: (wanted: string) => string
  readonly isTaken: (name: string) => boolean
}

/** Names that jsonata has itself, and those that every expression here binds. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    ...`sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace split join formatNumber formatBase formatInteger
  parseInteger number floor ceil round abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle
  distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis clone now millis
  config customer operation hooks clock result entry index`.split(/\s+/),
    ...helperNames,
  ].map((name) => name.toLowerCase()),
)

export function planNames(ir: MapIr): Names {
  const wanted: Wanted[] = []
  for (const { name } of ir.inputs)
    wanted.push({ key: `in:${name}`, candidates: [identifier(name, 'camel'), identifier(`${name} record`, 'camel'), 'sourceRecord'] })
  for (const table of ir.tables)
    wanted.push({
      key: `table:${table.id}`,
      candidates: [identifier(table.name, 'upper'), identifier(`${table.name} L${table.number ?? ''}`, 'upper'), 'LOOKUP_TABLE'],
    })
  for (const part of listParts(ir.destination.node)) wanted.push(...wantPart(part.id, sourceOf(part.list, part), part.number))
  if (ir.runs !== null) wanted.push(...wantPart('', sourceOf(ir.runs.list, ir.runs), null))
  const names = chooseNames(wanted, TAKEN)
  const used = new Set([...names.values()].map((name) => name.toLowerCase()))
  const isTaken = (name: string) => used.has(name.toLowerCase()) || TAKEN.has(name.toLowerCase())
  return {
    isTaken,
    of(key) {
      const name = names.get(key)
      if (name === undefined) throw new Error(`no name was planned for ${key}`)
      return name
    },
    local: (wantedName) => {
      return [identifier(wantedName, 'camel'), identifier(`given ${wantedName}`, 'camel')].find((name) => name !== '' && !isTaken(name)) ?? 'givenValue'
    },
  }
}

function wantPart(id: string, source: string, number: number | null): Wanted[] {
  return [
    {
      key: `item:${id}`,
      candidates: [identifier(source, 'camel'), identifier(`${source} item`, 'camel'), identifier(`${source} R${number ?? ''}`, 'camel'), 'listItem'],
    },
    { key: `fn:${id}`, candidates: [identifier(`map ${source}`, 'camel'), identifier(`map ${source} R${number ?? ''}`, 'camel'), 'mapListItem'] },
  ]
}

function sourceOf(list: PathExpr, { groupBy }: Pick<PartIr, 'groupBy'>): string {
  const source = singular(list.steps.at(-1)?.name ?? list.input ?? 'item')
  return groupBy === null ? source : `${source} group`
}
