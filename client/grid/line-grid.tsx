// The grid as a React component: hands lines and settings to one createLineGrid and never renders a cell itself.
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Arrangement } from './arrangement.ts'
import { createLineGrid } from './create-line-grid.ts'
import type { LineGrid as LineGridHandle, LineGridSetting } from './line-grid-contract.ts'
import { createPagedGrid } from './paged-grid.ts'
import './grid.css'
import './pager.css'
import './range.css'

export type { LineGridHandle }

type Props = {
  /** Read when the grid is made and whenever it asks: the latest callbacks are always used. */
  readonly setting: LineGridSetting
  readonly arrangement: Arrangement
  /** Beside an open drawer. */
  readonly tight: boolean
  /** Called once when the grid stands, to hand over its lines. */
  readonly onReady: (grid: LineGridHandle) => () => void
}

export function LineGrid({ setting, arrangement, tight, onReady }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const grid = useRef<LineGridHandle | null>(null)
  const latest = useRef(setting)
  const { paged } = setting
  const ready = useRef(onReady)
  useLayoutEffect(() => {
    latest.current = setting
    ready.current = onReady
  })

  useEffect(() => {
    if (host.current === null) return
    const made = (paged ? createPagedGrid : createLineGrid)(host.current, forwarding(latest))
    grid.current = made
    const stop = ready.current(made)
    return () => {
      stop()
      grid.current = null
      made.close()
    }
  }, [paged])

  useEffect(() => grid.current?.setArrangement(arrangement, tight), [arrangement, tight, paged])
  return <div className="gx-host" ref={host} />
}

/** The grid lives longer than any render: each call goes to the setting of the latest one. */
function forwarding(latest: { readonly current: LineGridSetting }): LineGridSetting {
  const first = latest.current
  return {
    label: first.label,
    readOnly: first.readOnly,
    paged: first.paged,
    groupAside: (group) => latest.current.groupAside(group),
    editor: {
      startText: (line, column) => latest.current.editor.startText(line, column),
      choices: (line, column) => latest.current.editor.choices(line, column),
      refuse: (line, column, text) => latest.current.editor.refuse(line, column, text),
      assist: (line, column, text, at) => latest.current.editor.assist(line, column, text, at),
      watch: (line, column, onChange) => latest.current.editor.watch(line, column, onChange),
    },
    onEdit: (line, column, text) => latest.current.onEdit(line, column, text),
    onEditAll: (selected, text) => latest.current.onEditAll(selected, text),
    onFocus: (place) => latest.current.onFocus(place),
    onTyping: (place, typing) => latest.current.onTyping(place, typing),
    onFold: (line, fold) => latest.current.onFold(line, fold),
    onOpen: (line, part) => latest.current.onOpen(line, part),
    run: (command) => latest.current.run(command),
    onSelect: (selected) => latest.current.onSelect(selected),
    onColumnMenu: (column, anchor) => latest.current.onColumnMenu(column, anchor),
    onArrange: (change) => latest.current.onArrange(change),
    onCopy: (selected, cut) => latest.current.onCopy(selected, cut),
    onPaste: (selected, clip) => latest.current.onPaste(selected, clip),
    onCopyCancelled: () => latest.current.onCopyCancelled(),
    onFill: (from, to) => latest.current.onFill(from, to),
    onDrop: (line, dropped, shown) => latest.current.onDrop(line, dropped, shown),
    planDrop: (line, shown) => latest.current.planDrop(line, shown),
    dropType: first.dropType,
    onMoveRows: (moved, to) => latest.current.onMoveRows(moved, to),
    planMoveRows: (moved, to) => latest.current.planMoveRows(moved, to),
    onMenu: (at) => latest.current.onMenu(at),
    onSay: (message) => latest.current.onSay(message),
  }
}
