// The destination panel: every field of the destination with its type and limit, and what is decided about it.
import { useMemo } from 'react'
import type { DestinationCoverage } from '../../shared/mapping/coverage.ts'
import { listPathsAbove } from '../../shared/mapping/field-tree.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { indexObject, readSearchWords, searchFields } from '../../shared/schema/search-fields.ts'
import { destinationTreeRow } from './destination-tree-row.tsx'
import { isDestinationFilter, listDestination, readDecisions, type DestinationLine } from './destination-tree.ts'
import type { SourceField } from './dragged-fields.ts'
import { FieldTree } from './field-tree.tsx'
import { MOST_FOUND } from './field-lines.ts'
import { TreePanel } from './tree-panel.tsx'
import { modeOf, useTreePlace, withTurned, type TreePlaceStore } from './tree-place.ts'
import './panels.css'

export type DestinationPanelProps = {
  readonly context: MapContext
  readonly counts: DestinationCoverage | undefined
  readonly readOnly: boolean
  readonly store: TreePlaceStore
  /** Paths of the lines that are chosen in the grid. */
  readonly here: readonly FieldPath[]
  readonly on: {
    readonly close: () => void
    /** `enter`: the focus goes there too. */
    readonly go: (path: FieldPath, enter: boolean) => void
    readonly notMapped: (path: FieldPath) => void
    /** `below`: the paths listed from the one dropped on. */
    readonly drop: (below: readonly FieldPath[], fields: readonly SourceField[]) => void
  }
}

export function DestinationPanel({ context, counts, readOnly, store, here, on }: DestinationPanelProps) {
  const place = useTreePlace(store)
  const { search } = place
  const filter = isDestinationFilter(place.filter) ? place.filter : 'all'
  const { turned } = modeOf(place)
  const decisions = useMemo(() => readDecisions(context), [context])
  const lines = useMemo(() => listDestination(context, decisions, { turned, filter, search }), [context, decisions, turned, filter, search])
  const words = useMemo(() => readSearchWords(search), [search])
  const unshown = useMemo(() => countUnshown(context, search), [context, search])
  const marked = useMemo(() => findListedPaths(lines, here), [lines, here])
  const { ref, root } = context.destination
  const acts = {
    turn: (line: DestinationLine) => store.change((before) => withTurned(before, [line.key])),
    drop: (line: DestinationLine, fields: readonly SourceField[]) =>
      on.drop(
        lines.slice(lines.indexOf(line)).map(({ path }) => path),
        fields,
      ),
  }
  const onKey = (key: string, line: DestinationLine): boolean => {
    if (key === 'Enter') on.go(line.path, true)
    else if (key === 'Delete' && !readOnly) on.notMapped(line.path)
    else return false
    return true
  }
  const total = counts?.total ?? 0
  return (
    <TreePanel
      side="destination"
      title="Destination"
      aside={root?.facts.name ?? printObjectAddress(ref.object)}
      searchWords={`Search ${total} fields`}
      store={store}
      filters={[
        { name: 'all', words: `All ${total}` },
        { name: 'open', words: `Open ${counts?.undecided ?? 0}`, tip: 'Neither mapped nor decided against' },
        { name: 'gaps', words: `Gaps ${counts?.gaps ?? 0}`, tip: 'Required, and nothing fills them' },
        { name: 'notMapped', words: `Not mapped ${counts?.notMapped ?? 0}`, tip: 'Decided against, with a reason' },
      ]}
      columns={
        <>
          <span>Field</span>
          <span className="pn-seen" title="The longest text, how many values, how many decimals">
            Limit
          </span>
          <span title="Mapped, not mapped, open or a gap">State</span>
        </>
      }
      foot={
        unshown === undefined ? null : (
          <footer className="pn-tree-foot s11 t3">
            <p className="num" role="status">
              The best {unshown.shown} of {unshown.total.toLocaleString('en-GB')} fields. Add a word to find fewer.
            </p>
          </footer>
        )
      }
      onClose={on.close}
    >
      <FieldTree
        lines={lines}
        label="Destination fields"
        store={store}
        multiple={false}
        empty={search === '' ? emptyWords[filter] : 'No field has this in its name or description.'}
        row={(line) => destinationTreeRow({ line, words, readOnly, isHere: marked.has(line.path), acts })}
        onKey={onKey}
        onClick={(line) => on.go(line.path, false)}
        onDoubleClick={(line) => on.go(line.path, true)}
      />
    </TreePanel>
  )
}

const emptyWords = {
  all: 'No destination schema is loaded.',
  open: 'Nothing is open: every field is mapped or decided against.',
  gaps: 'No gaps: every required field is decided.',
  notMapped: 'Nothing is decided against.',
} as const

/** Each path, or the nearest one above it that is listed. */
function findListedPaths(lines: readonly DestinationLine[], wanted: readonly FieldPath[]): ReadonlySet<FieldPath> {
  if (wanted.length === 0) return new Set()
  const listed = new Set(lines.map(({ path }) => path))
  return new Set(wanted.flatMap((path) => [path, ...listPathsAbove(path).toReversed()].find((one) => listed.has(one)) ?? []))
}

function countUnshown({ destination: { graph, root } }: MapContext, search: string): { readonly shown: number; readonly total: number } | undefined {
  if (graph === undefined || root === undefined || search.trim() === '') return undefined
  const found = searchFields(indexObject(graph, root.node), search, MOST_FOUND)
  return found.total > found.hits.length ? { shown: found.hits.length, total: found.total } : undefined
}
