// Joins the grid with the field map's model: lines in, edits out, the others over it.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import { viewCell } from '../grid/cell-texts.ts'
import { isNarrowed, type Arrangement } from '../grid/arrangement.ts'
import { NO_CHOICES } from '../grid/choices.ts'
import type { ColumnGroup, ColumnId } from '../grid/columns.ts'
import type { LineGridSetting } from '../grid/line-grid-contract.ts'
import type { Place, Selected } from '../grid/selected.ts'
import { LineGrid, type LineGridHandle } from '../grid/line-grid.tsx'
import type { GridLine } from '../grid/map-view.ts'
import { FIELD_DRAG_TYPE, parseDraggedFields } from '../panels/dragged-fields.ts'
import { showNotice } from '../ui/notices.tsx'
import { useArranged } from './arranged.tsx'
import { isSameNarrowing } from './arranger.ts'
import { showCellMenu } from './cell-menu.tsx'
import { showColumnFilter } from './filter-popover.tsx'
import { cellEdit, startText } from './line-edits.ts'
import { assistFormula } from './assist.ts'
import { listChoices } from './choices.ts'
import { dropFields, planDrop } from './map-onto.ts'
import { useMapPresence } from './hooks.ts'
import { latestLine, withFold, type MapModel } from './model.ts'
import { cancelCut, copyCells, fillCells, pasteCells, typeIntoCells } from './cell-commands.ts'
import { offerChildren } from './offer-children.ts'
import { dropRows, tellMove } from './row-commands.tsx'
import { useRemoteFlash } from './remote-flash.ts'
import { useMapTools } from './tools.tsx'
import { bringBack, watchCell } from './watch-cell.ts'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly arrangement: Arrangement
  readonly tight: boolean
  readonly paged: boolean
  readonly sample: SampleChoice
  readonly grid: RefObject<LineGridHandle | null>
  readonly on: { readonly place: (place: Place | undefined) => void; readonly select: (selected: Selected | undefined) => void }
}

export function MapGrid({ arrangement, tight, paged, sample, grid, on }: Props) {
  const tools = useMapTools()
  const { model } = tools
  const [place, setPlace] = useState<Place>()
  const [typing, setTyping] = useState(false)
  const people = useMapPresence(tools.mapId, place, typing)
  const { arranger } = useArranged()
  const latest = useRef(arrangement)
  latest.current = arrangement

  const draw = useCallback(
    (made: LineGridHandle) => {
      const state = model.state()
      if (state === undefined) return
      const { lines, view } = arranger.arrange(state, latest.current)
      made.setLines(lines, view)
    },
    [model, arranger],
  )
  const onReady = useCallback(
    (made: LineGridHandle) => {
      grid.current = made
      model.setEverything(isNarrowed(latest.current))
      draw(made)
      const stop = model.subscribe({ changed: (lines, view) => made.changeLines(lines, arranger.viewOf(view)), derived: () => draw(made) })
      return () => {
        grid.current = null
        stop()
      }
    },
    [model, arranger, draw, grid],
  )
  const drawn = useRef(arrangement)
  useEffect(() => {
    const before = drawn.current
    drawn.current = arrangement
    if (grid.current === null || isSameNarrowing(before, arrangement)) return
    // Listing other lines draws them too.
    const listed = model.state()
    model.setEverything(isNarrowed(arrangement))
    if (model.state() === listed) draw(grid.current)
  }, [arrangement, model, draw, grid])
  useEffect(() => grid.current?.setPeople(people), [people, grid])
  useRemoteFlash(grid, tools.mapId, place)

  const setting = useMemo((): LineGridSetting => {
    const state = () => model.state()
    const edit = (line: GridLine, column: ColumnId, text: string, say: boolean): string | undefined => {
      const context = tools.context()
      if (context === undefined) return undefined
      const back = bringBack(context, line.line)
      const before = back.length > 0 ? line.line : latestLine(model, line).line
      const result = cellEdit(context, before, column, text, tools.fresh())
      if (!result.ok) {
        if (say) showNotice(`"${text}" was not taken. ${result.error.message}`)
        return result.error.message
      }
      if (!say) return undefined
      tools.apply({ ...result.value, writes: [...back, ...result.value.writes] })
      if (column === 'source' || column === 'transform') offerChildren(tools, before)
      return undefined
    }
    return {
      label: `Field map ${tools.context()?.fieldMap.name ?? ''}`,
      readOnly: tools.readOnly,
      paged,
      groupAside: (group) => groupAside(model, group),
      editor: {
        startText: (line, column) => {
          const view = state()?.view
          return view === undefined ? '' : startText(latestLine(model, line).line, column, viewCell(view, latestLine(model, line), column).text)
        },
        choices: (line, column) => {
          const context = tools.context()
          return context === undefined ? NO_CHOICES : listChoices(context, latestLine(model, line).line, column, sample)
        },
        refuse: (line, column, text) => edit(line, column, text, false),
        watch: (line, column, onChange) => watchCell(tools, line, column, onChange),
        assist: (line, column, text, at) => {
          const context = tools.context()
          return context === undefined || column !== 'transform' ? undefined : assistFormula(context, latestLine(model, line).line, text, at, sample.sample)
        },
      },
      onEdit: (line, column, text) => void edit(line, column, text, true),
      onEditAll: (selected, text) => typeIntoCells(tools, selected, text),
      onFocus: (next) => {
        setPlace(next)
        on.place(next)
      },
      onSelect: on.select,
      onTyping: (_place, now) => setTyping(now),
      onFold: (line, fold) => line.line.foldable && model.setLineView((view) => withFold(view, line.address, fold)),
      onOpen: (line, part) => tools.showRight({ kind: 'row', line: line.address, part, opened: Date.now() }),
      run: tools.run,
      onColumnMenu: (column, anchor) => showColumnFilter(tools, column, anchor),
      onArrange: tools.arrange,
      onCopy: (selected, cut) => copyCells(tools, selected, cut),
      onPaste: (selected, clip) => pasteCells(tools, selected, clip),
      onCopyCancelled: () => cancelCut(tools),
      onFill: (from, to) => fillCells(tools, from, to),
      dropType: FIELD_DRAG_TYPE,
      onDrop: (line, dropped, shown) => dropFields(tools, parseDraggedFields(dropped), line.address, shown),
      planDrop: (line, shown) => planDrop(tools, line.address, shown),
      onMoveRows: (moved, to) =>
        dropRows(
          tools,
          moved.map(({ line }) => line),
          to.line,
        ),
      planMoveRows: (moved, to) => tellMove(tools, moved, to),
      onMenu: (at) => showCellMenu(tools, at),
      onSay: tools.say,
    }
  }, [tools, model, paged, sample, on])
  return <LineGrid setting={setting} arrangement={arrangement} tight={tight} onReady={onReady} />
}

function groupAside(model: MapModel, group: ColumnGroup): string {
  const context = model.state()?.view.context
  if (context === undefined) return ''
  if (group === 'source') return context.inputs.map(({ input }) => input.name).join(', ')
  if (group !== 'destination') return ''
  const { root, ref } = context.destination
  return root?.facts.name ?? printObjectAddress(ref.object)
}
