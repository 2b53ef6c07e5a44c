// The source panel: every field of the map's inputs, how often samples have it, whether it is used, left out or open.
import { useMemo, useState } from 'react'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { readSearchWords } from '../../shared/schema/search-fields.ts'
import { Icon } from '../ui/icon.tsx'
import type { SourceField } from './dragged-fields.ts'
import { FieldTree } from './field-tree.tsx'
import { LeaveOutForm } from './leave-out-form.tsx'
import { PanelFoot, type ReadsOfLine } from './panel-foot.tsx'
import { sourceTreeRow, type SourceRowActs } from './source-tree-row.tsx'
import { countUnshown, findListed, isTreeFilter, listTree, type TreeFilter, type TreeLine, type UsesByInput } from './source-tree.ts'
import { TreePanel } from './tree-panel.tsx'
import { modeOf, useTreePlace, withTurned, type TreePlace, type TreePlaceStore } from './tree-place.ts'
import { chosenLines } from './tree-selection.ts'
import './panels.css'

export type SourceCounts = { readonly used: number; readonly leftOut: number; readonly undecided: number; readonly total: number }

export type SourcePanelProps = {
  readonly context: MapContext
  readonly uses: UsesByInput
  readonly counts: SourceCounts
  readonly evidence: ReadonlyMap<string, ReadonlyMap<string, FieldEvidence>>
  readonly readOnly: boolean
  readonly store: TreePlaceStore
  /** What the chosen lines of the grid read. */
  readonly reads: ReadsOfLine
  /** The field whose rows alone the grid shows. */
  readonly shownUse: SourceField | undefined
  readonly on: {
    readonly close: () => void
    readonly map: (fields: readonly SourceField[]) => void
    readonly leaveOut: (fields: readonly TreeLine[], reason: string) => void
    readonly bringBack: (fields: readonly TreeLine[]) => void
    readonly showUse: (field: TreeLine) => void
    /** Unfolds and scrolls to what the chosen lines read. */
    readonly showReads: () => void
  }
}

export function SourceStrip({ counts, onOpen }: { readonly counts: SourceCounts; readonly onOpen: () => void }) {
  return (
    <aside className="pn-strip" data-region="source" aria-label="Source fields">
      <button type="button" className="icon-button small" aria-label="Open the source fields" onClick={onOpen}>
        <Icon name="panel-left" size={14} />
      </button>
      <b>Source fields</b>
      <em>
        {counts.used} used, {counts.leftOut} left out, {counts.undecided} open
      </em>
    </aside>
  )
}

export function SourcePanel({ context, uses, counts, evidence, readOnly, store, reads, shownUse, on }: SourcePanelProps) {
  const place = useTreePlace(store)
  const [leaving, setLeaving] = useState<readonly TreeLine[]>()
  const { search } = place
  const { selection } = modeOf(place)
  const lines = useLines(context, uses, place)
  const words = useMemo(() => readSearchWords(search), [search])
  const unshown = useMemo(() => countUnshown(context, search), [context, search])
  const marked = useMemo(() => findListed(lines, reads.fields), [reads, lines])
  const fields = (chosen: readonly TreeLine[]) => chosen.filter((line) => line.depth > 0)
  const chosenCount = lines.filter((line) => selection.keys.has(line.key) && line.depth > 0).length

  const acts: SourceRowActs = {
    turn: (line) => store.change((before) => withTurned(before, [line.key])),
    map: (line) => on.map(fields(chosenLines(lines, selection, line))),
    leaveOut: (line) => setLeaving(fields(chosenLines(lines, selection, line))),
    bringBack: (line) => on.bringBack(fields(chosenLines(lines, selection, line))),
    showUse: on.showUse,
    dragged: (line) => fields(chosenLines(lines, selection, line)),
  }
  const onKey = (key: string, line: TreeLine, chosen: readonly TreeLine[]): boolean => {
    if (key === 'Mod+Enter' && line.use > 0) {
      on.showUse(line)
      return true
    }
    const meant = fields(chosen)
    if (meant.length === 0) return false
    if (key === 'Enter') on.map(meant)
    else if (key === 'Delete' && !readOnly) setLeaving(meant)
    else if (key === 'Backspace' && !readOnly) on.bringBack(meant)
    else return false
    return true
  }
  return (
    <TreePanel
      side="source"
      title="Source"
      aside={listTitles(context)}
      searchWords={`Search ${counts.total} fields`}
      store={store}
      filters={[
        { name: 'all', words: `All ${counts.total}` },
        // Asked for by the map's meter only: there is no room for a fourth that nobody chose.
        ...(place.filter === 'used' ? [{ name: 'used', words: `Used ${counts.used}`, tip: 'Read by rows' }] : []),
        { name: 'open', words: `Open ${counts.undecided}`, tip: 'Nobody has decided yet whether they are used' },
        { name: 'leftOut', words: `Left out ${counts.leftOut}`, tip: 'Left out on purpose, with a reason' },
      ]}
      columns={
        <>
          <span>Field</span>
          <span className="pn-seen" title="Seen in sample records">
            Seen
          </span>
          <span>Use</span>
        </>
      }
      foot={<PanelFoot chosen={chosenCount} reads={reads} unshown={unshown} readOnly={readOnly} onShow={on.showReads} />}
      onClose={on.close}
    >
      {leaving !== undefined && (
        <LeaveOutForm lines={leaving} onCancel={() => setLeaving(undefined)} onLeaveOut={(reason) => (on.leaveOut(leaving, reason), setLeaving(undefined))} />
      )}
      <FieldTree
        lines={lines}
        label="Source fields"
        store={store}
        multiple
        empty={search === '' ? emptyWords[filterOf(place)] : 'No field has this in its name or description.'}
        row={(line) =>
          sourceTreeRow({
            line,
            words,
            readOnly,
            evidence: evidence.get(line.input)?.get(line.path),
            isRead: marked.has(line.key),
            isShownUse: shownUse !== undefined && line.input === shownUse.input && line.path === shownUse.path,
            acts,
          })
        }
        onKey={onKey}
        onDoubleClick={(line) => line.depth > 0 && on.map([line])}
      />
    </TreePanel>
  )
}

function useLines(context: MapContext, uses: UsesByInput, place: TreePlace): readonly TreeLine[] {
  const { search } = place
  const filter = filterOf(place)
  const { turned } = modeOf(place)
  return useMemo(() => listTree(context, uses, { turned, filter, search }), [context, uses, turned, filter, search])
}

function filterOf({ filter }: TreePlace): TreeFilter {
  return isTreeFilter(filter) ? filter : 'all'
}

const emptyWords = {
  all: 'No source schema is loaded.',
  open: 'Nothing is open: every field is used or left out.',
  leftOut: 'Nothing is left out.',
  used: 'No row reads a field yet.',
} as const

/** Several inputs may come from one schema. */
function listTitles(context: MapContext): string {
  const titles = context.inputs.map((side) => context.project.schemas.find((version) => version.id === side.input.source.schema)?.title ?? '')
  return [...new Set(titles)].join(', ')
}
