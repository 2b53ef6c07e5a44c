// What the palette offers on a field map's page: the commands of the grid, and its lines by number, destination and source.
import { describeTransform } from '../../shared/codegen/english-short.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listRowSources } from '../../shared/mapping/row-sources.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import { printNumber } from '../../shared/project/project.ts'
import { commandGroups, commands, type Command, type CommandId } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { usePaletteOffer } from '../ui/palette-host.tsx'
import type { PaletteEntry } from '../ui/palette-ranking.ts'
import { listEverything, reveal } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** The sheet of keys lists all of them. */
const COMMANDS_AT_ONCE = 10

export function useMapPalette(tools: MapTools): void {
  usePaletteOffer('page', () => [
    { heading: 'Commands', atOnce: COMMANDS_AT_ONCE, entries: listCommands(tools) },
    { heading: 'Rows of this map', atOnce: 0, entries: listLineEntries(tools) },
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

/** Every line of the map, also those that are folded away. */
export function listLineEntries(tools: MapTools): readonly PaletteEntry[] {
  const context = tools.context()
  return context === undefined
    ? []
    : listEverything(context).map((line) => {
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
      })
}

function describeSources(context: MapContext, { row, each }: Line): string {
  if (row === undefined) return ''
  if (row.unmatched !== undefined) return row.unmatched
  const sources = [...new Set(listRowSources(context, row).map(({ ref, each: inside }) => printSource(context, ref, inside)))].join(', ')
  return sources !== '' || row.transform === undefined ? sources : describeTransform(context, row.transform, each)
}
