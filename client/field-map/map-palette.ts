// What the palette offers on a field map's page: the commands of the grid, and its lines by number, destination and source.
import { useRef } from 'react'
import { describeTransform } from '../../shared/codegen/english-short.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import { commandGroups, commands, type Command, type CommandId } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { usePaletteOffer } from '../ui/palette-host.tsx'
import type { PaletteEntry } from '../ui/palette-ranking.ts'
import { lineOfField } from './line-of-field.ts'
import { listEverything, reveal } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** Fields of a destination that are looked through: what a person opens by name is near its root. */
const MOST_FIELDS = 8_000
/** The sheet of keys lists all of them. */
const COMMANDS_AT_ONCE = 10

export function useMapPalette(tools: MapTools): void {
  const listed = useRef<{ readonly context: MapContext | undefined; readonly entries: readonly PaletteEntry[] }>(undefined)
  // Thousands of lines are described anew only when something has changed.
  const listOnce = () => {
    const context = tools.context()
    if (listed.current?.context !== context) listed.current = { context, entries: listLineEntries(tools) }
    return listed.current?.entries ?? []
  }
  usePaletteOffer('page', () => [
    { heading: 'Commands', atOnce: COMMANDS_AT_ONCE, entries: listCommands(tools) },
    { heading: 'Rows of this map', atOnce: 0, entries: [], later: listOnce },
  ])
}

function listCommands(tools: MapTools): readonly PaletteEntry[] {
  return (commands as readonly (Command & { readonly id: CommandId })[])
    .filter((command) => command.id !== 'palette')
    .map((command) => {
      const [combo] = command.keys ?? []
      const whyNot = tools.whyNot(command.id)
      return {
        key: `command:${command.id}`,
        title: command.title,
        also: `${commandGroups[command.group]} ${command.also ?? ''}`,
        run: () => tools.run(command.id),
        ...(combo === undefined ? {} : { aside: printCombo(combo) }),
        ...(whyNot === undefined ? {} : { whyNot }),
      }
    })
    .sort((a, b) => Number(a.whyNot !== undefined) - Number(b.whyNot !== undefined))
}

/** Every line of the map, also those that are folded away, and the fields inside objects that nobody has opened yet. */
export function listLineEntries(tools: MapTools): readonly PaletteEntry[] {
  const context = tools.context()
  if (context === undefined) return []
  const lines = listEverything(context)
  return [
    ...lines.map((line) => {
      const number = line.row === undefined ? undefined : printNumber('rows', line.row.number)
      return {
        key: `line:${line.address}`,
        title: line.path,
        isPath: true as const,
        note: describeSources(context, line),
        // `R14`, as people also write it.
        ...(number === undefined ? {} : { aside: number, also: number.replace('-', '') }),
        run: () => reveal(tools, line.address, 'source', number ?? line.path),
      }
    }),
    ...listUnopened(context, lines).map((path) => ({
      key: `field:${path}`,
      title: path,
      isPath: true as const,
      run: () => reveal(tools, lineOfField(context, path)?.address ?? '', 'source', path),
    })),
  ]
}

/** Level by level, so that of a destination that is too large the fields nearest to its root are there. */
export function listUnopened(context: MapContext, lines: readonly Line[]): readonly FieldPath[] {
  const { graph, root } = context.destination
  if (graph === undefined || root === undefined) return []
  const tree = fieldTree(graph, root.node)
  const listed = new Set(lines.map((line) => line.path))
  const paths: FieldPath[] = []
  const queue: Field[] = [tree.root]
  for (const field of queue) {
    if (queue.length > MOST_FIELDS) break
    if (field !== tree.root && !listed.has(field.path) && field.name !== '[]' && field.name !== '{}') paths.push(field.path)
    if (field.expandable && !field.recursive) queue.push(...tree.children(field))
  }
  return paths
}

function describeSources(context: MapContext, { row, each }: Line): string {
  if (row === undefined) return ''
  if (row.unmatched !== undefined) return row.unmatched
  const sources = [...new Set(listRowSources(context, row).map(({ ref, each: inside }) => printSource(context, ref, inside)))].join(', ')
  return sources !== '' || row.transform === undefined ? sources : describeTransform(context, row.transform, each)
}
