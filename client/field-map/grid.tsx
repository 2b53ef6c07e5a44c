// Joins the grid with the field map's model: lines in, edits out, the others over it.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import { watchCells } from '../../shared/project/project-doc.ts'
import { useOthers, useProject } from '../collab/project-context.tsx'
import { viewCell } from '../grid/cell-texts.ts'
import type { ColumnGroup, ColumnId } from '../grid/columns.ts'
import type { LineGridSetting, Place } from '../grid/create-line-grid.ts'
import { LineGrid, type LineGridHandle } from '../grid/line-grid.tsx'
import { isSamePlace } from '../grid/grid-movement.ts'
import type { GridLine } from '../grid/map-view.ts'
import { FIELD_DRAG_TYPE } from '../panels/source-tree-row.tsx'
import { showNotice } from '../ui/notices.tsx'
import { searchLines } from './derive.ts'
import { cellEdit, fixEdit, startText } from './line-edits.ts'
import { assistFormula } from './assist.ts'
import { listChoices } from './choices.ts'
import { mapField } from './panel.tsx'
import { useMapEdits, useMapPresence } from './hooks.ts'
import { withFold, type MapModel } from './model.ts'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly model: MapModel
  readonly mapId: string
  readonly shown: readonly ColumnId[]
  readonly tight: boolean
  readonly search: string
  readonly sample: SampleChoice
  readonly grid: RefObject<LineGridHandle | null>
  readonly on: Pick<LineGridSetting, 'onOpen' | 'onCommand' | 'onSay'> & { readonly place: (place: Place | undefined) => void }
}

export function MapGrid({ model, mapId, shown, tight, search, sample, grid, on }: Props) {
  const edits = useMapEdits()
  const [place, setPlace] = useState<Place>()
  const [typing, setTyping] = useState(false)
  const people = useMapPresence(mapId, place, typing)
  const searched = useRef(search)
  searched.current = search

  const draw = useCallback(
    (made: LineGridHandle) => {
      const state = model.state()
      if (state === undefined) return
      const texts = (line: GridLine['line']) => searchedColumns.map((column) => viewCell(state.view, { address: line.address, line }, column).text).join('\n')
      made.setLines(searchLines(state.lines, searched.current, texts), state.view)
    },
    [model],
  )
  const onReady = useCallback(
    (made: LineGridHandle) => {
      grid.current = made
      draw(made)
      const stop = model.subscribe({ changed: made.changeLines, derived: () => draw(made) })
      return () => {
        grid.current = null
        stop()
      }
    },
    [model, draw, grid],
  )
  const drawn = useRef(search)
  useEffect(() => {
    if (grid.current === null || drawn.current === search) return
    drawn.current = search
    draw(grid.current)
  }, [search, draw, grid])
  useEffect(() => grid.current?.setPeople(people), [people, grid])
  useRemoteFlash(grid, place)

  const setting = useMemo((): LineGridSetting => {
    const state = () => model.state()
    const edit = (line: GridLine, column: ColumnId, text: string, say: boolean): string | undefined => {
      const context = state()?.view.context
      if (context === undefined) return undefined
      const result = cellEdit(context, latest(model, line).line, column, text, edits.fresh())
      if (!result.ok) {
        if (say) showNotice(`"${text}" was not taken. ${result.error.message}`)
        return result.error.message
      }
      if (say) edits.apply(result.value)
      return undefined
    }
    return {
      label: `Field map ${state()?.view.context.fieldMap.name ?? ''}`,
      shown,
      readOnly: edits.readOnly,
      groupAside: (group) => groupAside(model, group),
      editor: {
        startText: (line, column) => {
          const view = state()?.view
          return view === undefined ? '' : startText(latest(model, line).line, column, viewCell(view, latest(model, line), column).text)
        },
        choices: (line, column) => {
          const context = state()?.view.context
          return context === undefined ? [] : listChoices(context, line.line, column, sample.evidence)
        },
        refuse: (line, column, text) => edit(line, column, text, false),
        assist: (line, column, text, at) => {
          const context = state()?.view.context
          return context === undefined || column !== 'transform' ? undefined : assistFormula(context, latest(model, line).line, text, at, sample.sample)
        },
      },
      onEdit: (line, column, text) => void edit(line, column, text, true),
      onFocus: (next) => {
        setPlace(next)
        on.place(next)
      },
      onTyping: (_place, now) => setTyping(now),
      onFold: (line, fold) => line.line.foldable && model.setLineView((view) => withFold(view, line.address, fold)),
      onOpen: on.onOpen,
      onFix: (line) => {
        const view = state()?.view
        const fixed =
          view === undefined ? undefined : fixEdit(view.context, latest(model, line).line, view.problemsByLine.get(line.address) ?? [], edits.fresh())
        if (fixed === undefined) on.onSay('Nothing is proposed for this line.')
        else edits.apply(fixed)
      },
      onCommand: on.onCommand,
      dropType: FIELD_DRAG_TYPE,
      onDrop: (line, dropped) => {
        const context = state()?.view.context
        const field = readDraggedField(dropped)
        if (context !== undefined && field !== undefined) edits.apply(mapField(context, latest(model, line).line, field, edits.fresh()))
      },
      onSay: on.onSay,
    }
  }, [model, shown, edits, sample.evidence, sample.sample, on])
  return <LineGrid setting={setting} shown={shown} tight={tight} onReady={onReady} />
}

const searchedColumns: readonly ColumnId[] = ['row', 'source', 'transform', 'when', 'destination', 'status', 'note', 'problems', 'owner']

/** The grid's line may be older than the document: somebody may have stored its first row while this cell was being edited. */
function latest(model: MapModel, line: GridLine): GridLine {
  const lines = model.state()?.lines ?? []
  return lines.find((one) => one.address === line.address) ?? lines.find((one) => isSamePlace(one, line)) ?? line
}

function groupAside(model: MapModel, group: ColumnGroup): string {
  const context = model.state()?.view.context
  if (context === undefined) return ''
  if (group === 'source') return context.inputs.map(({ input }) => input.name).join(', ')
  if (group !== 'destination') return ''
  const { root, ref } = context.destination
  return root?.facts.name ?? printObjectAddress(ref.object)
}

/** Another tab or program may drop anything under our type. */
function readDraggedField(dropped: string): { input: string; path: FieldPath } | undefined {
  try {
    const field = JSON.parse(dropped) as { input?: unknown; path?: unknown }
    return typeof field.input === 'string' && typeof field.path === 'string' ? { input: field.input, path: field.path as FieldPath } : undefined
  } catch {
    return undefined
  }
}

const columnsOfCell: Readonly<Record<string, readonly ColumnId[]>> = {
  transform: ['transform', 'source'],
  unmatched: ['source'],
  when: ['when'],
  status: ['status'],
  note: ['note'],
  useCases: ['useCases'],
  owner: ['owner'],
  scope: ['scope'],
  outcome: ['outcome'],
}

/** Cells that others change glow for a moment; a change of the focused cell is spoken. */
function useRemoteFlash(grid: RefObject<LineGridHandle | null>, place: Place | undefined): void {
  const { doc } = useProject()
  const others = useOthers()
  const latestPlace = useRef({ place, others })
  latestPlace.current = { place, others }
  useEffect(
    () =>
      watchCells(doc, (changes, transaction) => {
        if (transaction.local) return
        const here = latestPlace.current
        const marks = changes.flatMap((change) =>
          change.home === 'rows'
            ? (columnsOfCell[change.cell] ?? []).map((column) => ({
                line: `row:${change.object}`,
                column,
                person: here.others.find((other) => other.at?.line === `row:${change.object}`)?.user,
              }))
            : [],
        )
        if (marks.length === 0) return
        grid.current?.flash(marks.map(({ line, column, person }) => ({ line, column, ...(person === undefined ? {} : { color: person.color }) })))
        const mine = marks.find((mark) => mark.line === here.place?.line && mark.column === here.place.column)
        if (mine !== undefined) grid.current?.say(`${mine.person?.name ?? 'Somebody'} changed this cell`)
      }),
    [doc, grid],
  )
}
