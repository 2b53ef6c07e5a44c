// The four parts of a use case as lists of items that are edited in place.
import { useState } from 'react'
import { addObject, deleteObject, setCell, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { USE_CASE_PARTS, type UseCase, type UseCaseItem, type UseCasePart } from '../../shared/project/use-case.ts'
import { newId } from '../collab/connection-ports.ts'
import { moveWrites, placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { partWords } from './use-case-words.ts'

export function UseCaseParts({ useCase }: { readonly useCase: UseCase }) {
  const items = useCollection('useCaseItems').filter((item) => item.useCase === useCase.id)
  return (
    <section className="card use-case-parts" aria-label="What it is for">
      {USE_CASE_PARTS.map((part) => (
        <Part
          key={part}
          part={part}
          useCase={useCase}
          items={items.filter((item) => item.part === part)}
          outcomes={items.filter((item) => item.part === 'outcome')}
        />
      ))}
    </section>
  )
}

type PartProps = { readonly part: UseCasePart; readonly useCase: UseCase; readonly items: readonly UseCaseItem[]; readonly outcomes: readonly UseCaseItem[] }

function Part({ part, useCase, items, outcomes }: PartProps) {
  const { edit } = useProject()
  const [adding, setAdding] = useState(0)
  const words = partWords[part]
  const add = (text: string) => {
    const { order, writes } = placeIn('useCaseItems', items)
    edit(`${words.add} to ${printNumber('useCases', useCase.number)}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'useCaseItems', { id: newId(), useCase: useCase.id, part, text, order }, origin),
    ])
  }
  return (
    <div className="use-case-part">
      <h2 className="label" title={words.guidance}>
        {words.title}
      </h2>
      <ul>
        {items.map((item, at) => (
          <Item key={item.id} item={item} items={items} at={at} outcomes={outcomes} />
        ))}
      </ul>
      {items.length === 0 && adding === 0 && <p className="s11 t3">{words.guidance}</p>}
      {adding > 0 ? (
        // Enter adds one and opens the next; leaving the field ends it.
        <EditableText
          key={adding}
          startOpen
          value=""
          label={words.add}
          placeholder={words.add}
          className="s12"
          onChange={add}
          onEnd={(text, again) => setAdding(again && text !== '' ? adding + 1 : 0)}
        />
      ) : (
        <button type="button" className="link-button s11 row" style={{ gap: 3 }} onClick={() => setAdding(1)}>
          <Icon name="plus" size={12} />
          {words.add}
        </button>
      )}
    </div>
  )
}

function Item({
  item,
  items,
  at,
  outcomes,
}: {
  readonly item: UseCaseItem
  readonly items: readonly UseCaseItem[]
  readonly at: number
  readonly outcomes: readonly UseCaseItem[]
}) {
  const { edit } = useProject()
  const { editWithUndo } = useUndo()
  const words = partWords[item.part]
  const remove = () => editWithUndo(`Removed "${item.text.slice(0, 60)}"`, (doc, origin) => deleteObject(doc, 'useCaseItems', item.id, origin))
  const move = (to: number) => edit(`Move in ${words.title}`, (doc, origin) => writeCells(doc, moveWrites('useCaseItems', items, item.id, to), origin))
  return (
    <li className="use-case-item">
      <div style={{ flex: 1, minWidth: 0 }}>
        <EditableText
          className="s12"
          value={item.text}
          label={words.title}
          placeholder="Empty"
          onChange={(text) =>
            text === '' ? remove() : edit(`Change ${words.title.toLowerCase()}`, (doc, origin) => setCell(doc, 'useCaseItems', item.id, 'text', text, origin))
          }
        />
        {item.part === 'measure' && outcomes.length > 0 && (
          <div className="measure-of">
            <CellSelect
              label="The outcome it measures"
              value={outcomes.some((outcome) => outcome.id === item.outcome) ? (item.outcome ?? '') : ''}
              choices={[{ value: '', word: 'of no single outcome' }, ...outcomes.map((outcome) => ({ value: outcome.id, word: `of: ${outcome.text}` }))]}
              onChange={(outcome) =>
                edit('Change what is measured', (doc, origin) => setCell(doc, 'useCaseItems', item.id, 'outcome', outcome === '' ? undefined : outcome, origin))
              }
            />
          </div>
        )}
      </div>
      <span className="item-menu">
        <RowMenu
          label={`More for ${item.text}`}
          actions={[
            { name: 'Move up', icon: 'up', onClick: () => move(at - 1), disabled: at === 0 },
            { name: 'Move down', icon: 'down', onClick: () => move(at + 1), disabled: at === items.length - 1 },
            { name: 'Remove', icon: 'trash', danger: true, onClick: remove },
          ]}
        />
      </span>
    </li>
  )
}
