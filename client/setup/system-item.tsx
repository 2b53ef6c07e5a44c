// The head of one thing on the systems page (an environment, a prerequisite): how far it is, its name, and moving and deleting it.
import type { ReactNode } from 'react'
import { deleteObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { moveWrites } from '../collab/place.ts'
import { useProject } from '../collab/project-context.tsx'
import { PrerequisiteMark } from '../pages/prerequisite-mark.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { RowMenu } from '../ui/row-menu.tsx'

export type PlanItemProps = {
  readonly home: 'environments' | 'prerequisites'
  /** All of the collection, in order; `shown`: those listed with it, among which it moves. */
  readonly all: readonly { readonly id: string; readonly order: string }[]
  readonly shown: readonly { readonly id: string }[]
  readonly object: { readonly id: string }
  readonly nameCell: 'name' | 'title'
  readonly name: string
  /** What the list on the home says of it. */
  readonly item: PrerequisiteItem | undefined
  /** What refers to it, told when it is deleted. */
  readonly uses?: string | undefined
  /** Added just now by this person: its name opens for writing. */
  readonly isNew?: boolean
  readonly children: ReactNode
}

export function PlanItem({ home, all, shown, object, nameCell, name, item, uses, isNew = false, children }: PlanItemProps) {
  const { edit, mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const at = shown.findIndex(({ id }) => id === object.id)
  const called = name === '' ? 'Without a name' : name
  const move = (to: number) => {
    const before = all.filter(({ id }) => id !== object.id)
    // Others of the collection stand between: its new neighbour says where it goes.
    const neighbour = before.findIndex(({ id }) => id === shown[to]?.id)
    edit(`Move ${called}`, (doc, origin) => writeCells(doc, moveWrites(home, all, object.id, to > at ? neighbour + 1 : neighbour), origin))
  }
  return (
    <section className="plan-item" id={item?.key} tabIndex={-1} aria-label={called}>
      <div className="row plan-item-head">
        {item !== undefined && <PrerequisiteMark state={item.state} overdue={item.overdue} />}
        <h3 className="s12 b6" style={{ minWidth: 0 }}>
          {mayEdit ? (
            <EditableText
              value={name}
              label="Name"
              placeholder="Give it a name"
              startOpen={isNew}
              onChange={(text) => text !== '' && edit(`Rename ${called}`, (doc, origin) => setCell(doc, home, object.id, nameCell, text, origin))}
            />
          ) : (
            called
          )}
        </h3>
        {item !== undefined && (
          <span className={`s12 ell ${item.overdue === undefined ? 't2' : 'warn'}`}>{[item.words, item.due].filter(Boolean).join(', ')}</span>
        )}
        <span className="sp" />
        {mayEdit && (
          <RowMenu
            label={`More for ${called}`}
            actions={[
              { name: 'Move up', icon: 'up', onClick: () => move(at - 1), disabled: at <= 0 },
              { name: 'Move down', icon: 'down', onClick: () => move(at + 1), disabled: at === shown.length - 1 },
              {
                name: uses === undefined ? 'Delete' : `Delete (${uses})`,
                icon: 'trash',
                danger: true,
                onClick: () =>
                  editWithUndo(`Deleted ${called}${uses === undefined ? '' : `: ${uses}`}`, (doc, origin) => deleteObject(doc, home, object.id, origin)),
              },
            ]}
          />
        )}
      </div>
      {children}
    </section>
  )
}
