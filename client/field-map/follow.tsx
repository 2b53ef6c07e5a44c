// Inside a field map: the grid goes along with the colleague who is followed, and the command that starts it.
import { useEffect } from 'react'
import { useFollowing, useMe, useOthers, useProject } from '../collab/project-context.tsx'
import type { Other } from '../collab/presence.ts'
import { columnsById, type ColumnId } from '../grid/columns.ts'
import { findWindow, tellWhere } from '../pages/whereabouts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Avatar } from '../ui/parts.tsx'
import { viewToShow } from './reveal.ts'
import type { MapTools } from './tools.tsx'

export function useFollowedCell(tools: MapTools): void {
  const person = useFollowing()
  const others = useOthers()
  const at = person === undefined ? undefined : findWindow(others, person)?.at
  const line = at?.map === tools.mapId ? at.line : undefined
  const column = at?.column
  useEffect(() => {
    if (line !== undefined) show(tools, line, columnsById.has(column as ColumnId) ? (column as ColumnId) : undefined)
  }, [tools, line, column])
}

/** Scrolls there, unfolding what is needed; the focus stays, and an open editor is left in peace. */
function show(tools: MapTools, line: string, column: ColumnId | undefined): void {
  const grid = tools.grid()
  if (grid === undefined || document.activeElement?.closest('.gx-editor') !== null || grid.show(line, column)) return
  const context = tools.context()
  if (context === undefined) return
  tools.model.setLineView((view) => viewToShow(context, view, line) ?? view)
  if (!grid.show(line, column)) tools.say('What your colleague looks at is hidden here by a filter.')
}

/** Drawn over the page: follows the only other person at once, and asks whom where there are several. */
export function FollowWhom({ onClose, say }: { readonly onClose: () => void; readonly say: (message: string) => void }) {
  const { presence } = useProject()
  const me = useMe().person
  const following = useFollowing()
  const others = useOthers()
  const people = [...new Set(others.map((other) => other.user.id))].filter((id) => id !== me).flatMap((id) => findWindow(others, id) ?? [])
  const [first] = people
  const only = people.length === 1 ? first?.user.id : undefined
  const isDone = following !== undefined || people.length < 2
  useEffect(() => {
    if (!isDone) return
    if (following !== undefined) presence.follow(undefined)
    else if (only !== undefined) presence.follow(only)
    else say('Nobody else has this project open.')
    onClose()
    // Decided once, when the command was given.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return isDone ? null : (
    <Dialog onClose={onClose} title="Follow whom?">
      <ul className="lined">
        {people.map((other, at) => (
          <li key={other.user.id}>
            <Whom
              other={other}
              isFirst={at === 0}
              onChoose={() => {
                onClose()
                presence.follow(other.user.id)
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Whom({ other, isFirst, onChoose }: { readonly other: Other; readonly isFirst: boolean; readonly onChoose: () => void }) {
  const { project, store } = useProject()
  return (
    <button type="button" className="row follow-whom" onClick={onChoose} {...(isFirst ? { 'data-autofocus': true } : {})}>
      <span aria-hidden="true">
        <Avatar name={other.user.name} ring={`p${other.user.color}`} title="" />
      </span>
      <span className="b5">{other.user.name}</span>
      <span className="t3 ell">{tellWhere(other.at, project, store)}</span>
    </button>
  )
}
