// "Move to another destination": a searchable list of the fields that a row may fill instead.
import { useId, useMemo, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { printSource } from '../../shared/mapping/source-text.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { printType } from '../../shared/schema/fields.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { listMoveTargets, type MoveTarget } from './move-rows.ts'
import { nameRow, nameRows } from './row-words.ts'
import './row-dialogs.css'

type Props = { readonly context: MapContext; readonly row: Row; readonly onMove: (to: MoveTarget) => void; readonly onClose: () => void }

/** Beyond these the search narrows. */
const MOST_SHOWN = 80

export function MoveRowDialog({ context, row, onMove, onClose }: Props) {
  const list = useId()
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const targets = useMemo(() => listMoveTargets(context, row), [context, row])
  const found = useMemo(() => searchTargets(targets, search), [targets, search])
  const shown = found.slice(0, MOST_SHOWN)
  const here = Math.min(at, Math.max(0, shown.length - 1))
  const chosen = shown[here]
  const go = (next: number) => {
    setAt(next)
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Dialog onClose={onClose} title={`Move ${nameRow(row)} to another destination`} size={620}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen !== undefined) onMove(chosen)
        }}
      >
        <p className="s12 t2">
          It fills <span className="mono dst">{row.destination}</span> now. Its number, note, status and all else stay; its sources are rewritten where it goes
          into or out of a list.
        </p>
        <TextInput
          data-autofocus
          label="Destination field"
          placeholder="Search by name or meaning"
          value={search}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={chosen === undefined ? undefined : `${list}-${here}`}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') go(Math.min(here + 1, shown.length - 1))
            else if (event.key === 'ArrowUp') go(Math.max(here - 1, 0))
            else return
            event.preventDefault()
          }}
        />
        <div className="rows-list" id={list} role="listbox" aria-label="Destination fields">
          {shown.map((target, index) => (
            <Target
              key={keyOf(target)}
              id={`${list}-${index}`}
              context={context}
              target={target}
              here={index === here}
              onChoose={() => setAt(index)}
              onMove={onMove}
            />
          ))}
          {shown.length === 0 && <p className="s12 t3">{targets.length === 0 ? 'No other field can take this row.' : 'No field has these words.'}</p>}
          {found.length > shown.length && (
            <p className="s11 t3">
              {shown.length} of {found.length}; search to see others
            </p>
          )}
        </div>
        <DialogFoot onCancel={onClose}>
          <Button type="submit" disabled={chosen === undefined}>
            Move
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Target({
  id,
  context,
  target,
  here,
  onChoose,
  onMove,
}: {
  readonly id: string
  readonly context: MapContext
  readonly target: MoveTarget
  readonly here: boolean
  readonly onChoose: () => void
  readonly onMove: (to: MoveTarget) => void
}) {
  const { path, field, each } = target
  const taken = context.rows.filter((row) => row.destination === path && row.parent === each?.id)
  const aside = [
    ...(field === undefined ? [] : [printType(field.facts)]),
    ...(each?.transform?.kind === 'each' ? [`inside ${printSource(context, each.transform.list)}`] : []),
    ...(taken.length === 0 ? [] : [`${nameRows(taken, 2)} ${taken.length === 1 ? 'fills' : 'fill'} it`]),
  ]
  return (
    <button
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={here}
      className="rows-choice"
      onClick={onChoose}
      onDoubleClick={() => onMove(target)}
    >
      <span className="mono dst">{path}</span>
      <span className="t3 s11">{aside.join(' · ')}</span>
    </button>
  )
}

/** Every word must stand in the path or in what the field means. */
export function searchTargets(targets: readonly MoveTarget[], search: string): readonly MoveTarget[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return targets
  const found = targets.filter(({ path, field }) => {
    const text = `${path} ${field?.facts.description ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const byName = (target: MoveTarget) => (target.path.toLowerCase().includes(words[0] ?? '') ? 0 : 1)
  return found.toSorted((a, b) => byName(a) - byName(b))
}

function keyOf({ path, each }: MoveTarget): string {
  return `${each?.id ?? ''}:${path}`
}
