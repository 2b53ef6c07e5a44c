// One item of a part: its text, what it measures, a quiet hint, and the menu for those who use no keys.
import type { KeyboardEvent } from 'react'
import { setCell } from '../../shared/project/edits.ts'
import type { UseCaseItem } from '../../shared/project/use-case.ts'
import { useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { ItemField, type ItemFieldProps } from './part-item-field.tsx'
import { TechnicalHint } from './technical-hint.tsx'
import { partWords } from './use-case-words.ts'

export type PartItemProps = {
  readonly item: UseCaseItem
  /** Empty: it measures none. */
  readonly outcomes: readonly UseCaseItem[]
  readonly guidance: string
  /** Undefined: it is not being written. Another number: it is opened anew. */
  readonly turn: number | undefined
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly on: {
    readonly open: () => void
    readonly end: ItemFieldProps['on']['end']
    readonly paste: ItemFieldProps['on']['paste']
    readonly move: (by: -1 | 1) => void
    /** While it is being written. */
    readonly moveOpen: ItemFieldProps['on']['move']
    readonly remove: () => void
    readonly go: (by: -1 | 1) => void
  }
}

export function PartItem({ item, outcomes, guidance, turn, isFirst, isLast, on }: PartItemProps) {
  const { mayEdit } = useProject()
  const label = partWords[item.part].one
  return (
    <li className="use-case-item">
      <div style={{ flex: 1, minWidth: 0 }}>
        {!mayEdit ? (
          <p className="s12 pre-wrap">{item.text}</p>
        ) : turn === undefined ? (
          <button
            type="button"
            className={`editable s12 pre-wrap${item.text === '' ? ' blank' : ''}`}
            data-item={item.id}
            aria-label={`${label}: ${item.text === '' ? 'empty' : item.text}. Edit`}
            title="Enter: write. Alt+arrows: move."
            onClick={on.open}
            onKeyDown={(event) => closedKeys(event, on)}
          >
            {item.text === '' ? 'Empty' : item.text}
          </button>
        ) : (
          <ItemField
            key={turn}
            value={item.text}
            label={label}
            placeholder="Empty: Backspace takes it away"
            describedBy={guidance}
            on={{ end: on.end, paste: on.paste, move: on.moveOpen }}
          />
        )}
        {outcomes.length > 0 && <MeasureOf item={item} outcomes={outcomes} />}
        <TechnicalHint text={item.text} />
      </div>
      {mayEdit && (
        <span className="item-menu">
          <RowMenu
            label={`More for ${item.text}`}
            actions={[
              { name: 'Move up', icon: 'up', onClick: () => on.move(-1), disabled: isFirst },
              { name: 'Move down', icon: 'down', onClick: () => on.move(1), disabled: isLast },
              { name: 'Remove', icon: 'trash', danger: true, onClick: on.remove },
            ]}
          />
        </span>
      )}
    </li>
  )
}

function closedKeys(event: KeyboardEvent, on: PartItemProps['on']): void {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
  if (by === undefined && event.key !== 'Delete') return
  event.preventDefault()
  if (by === undefined) on.remove()
  else if (event.altKey) on.move(by)
  else on.go(by)
}

function MeasureOf({ item, outcomes }: { readonly item: UseCaseItem; readonly outcomes: readonly UseCaseItem[] }) {
  const { edit, mayEdit } = useProject()
  const chosen = outcomes.find((outcome) => outcome.id === item.outcome)
  if (!mayEdit) return chosen === undefined ? null : <p className="s11 t3">of: {chosen.text}</p>
  return (
    <div className={chosen === undefined ? 'measure-of none' : 'measure-of'}>
      <CellSelect
        label={`The outcome that is measured by: ${item.text}`}
        value={chosen?.id ?? ''}
        choices={[{ value: '', word: 'of no single outcome' }, ...outcomes.map((outcome) => ({ value: outcome.id, word: `of: ${outcome.text}` }))]}
        onChange={(outcome) =>
          edit('Change what is measured', (doc, origin) => setCell(doc, 'useCaseItems', item.id, 'outcome', outcome === '' ? undefined : outcome, origin))
        }
      />
    </div>
  )
}
