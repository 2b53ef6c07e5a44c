// From a line to its fields in the panels, and from a field to its rows in the grid.
import { listPathsAbove } from '../../shared/mapping/field-tree.ts'
import { rowAddress } from '../../shared/mapping/line.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Selected } from '../grid/selected.ts'
import type { SourceField } from '../panels/dragged-fields.ts'
import { isTreeFilter, listTree, treeKey } from '../panels/source-tree.ts'
import { treePlace, isFound, withChosen, withShown, type TreePlace, type TreePlaceStore } from '../panels/tree-place.ts'
import { listReaders } from './field-readers.ts'
import { readsOfSelected } from './panel-reads.ts'
import { reveal } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** Where a person is in the panels of a map. */
export function sourcePlace(map: string): TreePlaceStore {
  return treePlace(`source of ${map}`)
}

export function destinationPlace(map: string): TreePlaceStore {
  return treePlace(`destination of ${map}`)
}

/** Unfolds, chooses and scrolls to what the chosen lines read; the panel opens for it. A search stays where it shows them. */
export function showReads(tools: MapTools, selected: Selected | undefined): void {
  const context = tools.context()
  if (context === undefined || selected === undefined) return
  const { line, lines, fields } = readsOfSelected(context, selected)
  if (fields.length === 0) return tools.say(`${lines > 1 ? `The ${lines} lines read` : `${line ?? 'The line'} reads`} no source field yet.`)
  tools.openSourcePanel(true)
  const keys = fields.map(({ input, path }) => treeKey(input, path))
  sourcePlace(tools.mapId).change((place) => {
    if (isFound(place)) {
      const { filter, search, found } = place
      const listed = new Set(
        listTree(context, new Map(), { turned: found.turned, filter: isTreeFilter(filter) ? filter : 'all', search }).map(({ key }) => key),
      )
      if (keys.every((key) => listed.has(key))) return withChosen(place, keys)
    }
    const above = fields.flatMap(({ input, path }) => listPathsAbove(path).map((one) => treeKey(input, one)))
    return withShown(withOpenRoots(place, fields), keys, above)
  })
}

/** A root stands open by itself: its key in the set closes it. */
function withOpenRoots(place: TreePlace, fields: readonly SourceField[]): TreePlace {
  const turned = new Set(place.whole.turned)
  for (const { input } of fields) turned.delete(treeKey(input, '' as FieldPath))
  return { ...place, whole: { ...place.whole, turned } }
}

export function showDestination(tools: MapTools, path: FieldPath): void {
  tools.showRight({ kind: 'destination' })
  destinationPlace(tools.mapId).change((place) => withShown(place, [path], listPathsAbove(path)))
}

/** One row: goes to it. Several: only they are shown, until the same is asked again. */
export function showReaders(tools: MapTools, field: SourceField): void {
  const context = tools.context()
  if (context === undefined) return
  const { reads } = tools.arrangement()
  if (reads?.input === field.input && reads.path === field.path) {
    tools.arrange((before) => {
      const { reads: _, ...rest } = before
      return rest
    })
    return tools.say('All rows are shown again.')
  }
  const rows = listReaders(context, field)
  const [only] = rows
  if (only === undefined) return tools.say(`${field.path} is not read by a row, but by the settings of the map.`)
  if (rows.length > 1) {
    tools.arrange((before) => ({ ...before, reads: { input: field.input, path: field.path } }))
    return tools.say(`Only the ${rows.length} rows that read ${field.path} are shown. Press its number again to show all.`)
  }
  const name = printNumber('rows', only.number)
  reveal(tools, rowAddress(only), 'source', name, () => tools.say(`Only ${name} reads ${field.path}.`))
}
