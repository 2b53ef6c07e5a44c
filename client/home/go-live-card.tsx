// What has to be done to go live: a list that people edit on the home itself.
import { Button } from '@mantine/core'
import { addObject, deleteObject, objectWrites, setCell, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { GoLiveItem } from '../../shared/project/people-and-systems.ts'
import { countDays, daysPast } from '../../shared/review/progress-days.ts'
import { newId } from '../collab/connection-ports.ts'
import { moveWrites, placeIn, placeManyIn } from '../collab/place.ts'
import { useCollection, useMe, useProject } from '../collab/project-context.tsx'
import { PersonSelect } from '../pages/person-select.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState } from '../ui/parts.tsx'
import { CellTick, ReadOnly } from '../ui/read-only.tsx'
import { printDay, printWhen } from '../ui/print-when.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { useToday } from '../ui/use-today.ts'
import { goLiveKinds, listMissingItems } from './go-live-words.ts'

export function GoLiveCard() {
  const { edit, mayEdit } = useProject()
  const items = useCollection('goLiveItems')
  const live = useCollection('testCases').filter(({ tags }) => tags?.some((tag) => tag.trim().toLowerCase() === 'live') === true).length
  const missing = listMissingItems(items, live)
  const done = items.filter((item) => item.done === true).length
  const add = () => {
    const { order, writes } = placeIn('goLiveItems', items)
    edit('Add a go-live item', (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'goLiveItems', { id: newId(), title: 'New item', order }, origin),
    ])
  }
  const addUsual = () => {
    const { orders, writes } = placeManyIn('goLiveItems', items, missing.length)
    edit('Add the usual go-live items', (doc, origin) =>
      writeCells(doc, [...writes, ...missing.flatMap((item, at) => objectWrites('goLiveItems', { id: newId(), ...item, order: orders[at] ?? '' }))], origin),
    )
  }
  return (
    <section className="card home-go-live" id="go-live" tabIndex={-1} aria-labelledby="go-live-title">
      <div className="card-head">
        <h2 id="go-live-title">Go-live</h2>
        <span className="s11 t3 num">{items.length > 0 && `${done} of ${items.length} done`}</span>
        <span className="sp" />
        {mayEdit && items.length > 0 && (
          <>
            {missing.length > 0 && (
              <button type="button" className="link-button s12" onClick={addUsual}>
                Add the usual items
              </button>
            )}
            <button type="button" className="link-button s12" onClick={add}>
              <Icon name="plus" size={14} />
              Add an item
            </button>
          </>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState
          title="Nothing to do for going live yet"
          action={
            mayEdit && (
              <span className="row">
                <Button onClick={addUsual}>Add the usual items</Button>
                <Button variant="default" onClick={add}>
                  Add an item
                </Button>
              </span>
            )
          }
        >
          Production access and config, releases that go together, cases to run live, early adopters, the watch after, the way back: each with who sees to it
          and by when.
        </EmptyState>
      ) : (
        <div className="home-scroll">
          <table className="table inputs go-live">
            <thead>
              <tr>
                <th style={{ width: 58 }}>Done</th>
                <th style={{ width: 52 }}>Id</th>
                <th>Item</th>
                <th style={{ width: 172 }}>About</th>
                <th style={{ width: 150 }}>Owner</th>
                <th style={{ width: 130 }}>Due</th>
                <th style={{ width: 40 }}>
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <GoLiveLine key={item.id} item={item} items={items} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function GoLiveLine({ item, items }: { readonly item: GoLiveItem; readonly items: readonly GoLiveItem[] }) {
  const { edit, mayEdit } = useProject()
  const { name: me } = useMe()
  const { id, title } = item
  const name = printNumber('goLiveItems', item.number)
  const set = (cell: keyof GoLiveItem, value: string) =>
    void edit(`Change ${name}`, (doc, origin) => setCell(doc, 'goLiveItems', id, cell, value === '' ? undefined : value, origin))
  const setDone = (done: boolean) =>
    void edit(done ? `${name} is done` : `${name} is not done`, (doc, origin) =>
      writeCells(
        doc,
        [
          { home: 'goLiveItems', object: id, cell: 'done', value: done ? true : undefined },
          { home: 'goLiveItems', object: id, cell: 'doneAt', value: done ? new Date().toISOString() : undefined },
          { home: 'goLiveItems', object: id, cell: 'doneBy', value: done ? me : undefined },
        ],
        origin,
      ),
    )
  return (
    <tr className={item.done === true ? 'done' : undefined}>
      <td>
        <ReadOnly value={!mayEdit}>
          <CellTick label={`${title} is done`} checked={item.done === true} onChange={setDone} />
        </ReadOnly>
      </td>
      <td className="mono t3">{name}</td>
      <td>
        {mayEdit ? (
          <EditableText value={title} label="Item" placeholder="What has to be done" onChange={(text) => text !== '' && set('title', text)} />
        ) : (
          <span className="pre-wrap">{title}</span>
        )}
        <HowFar item={item} />
      </td>
      <td>
        {mayEdit ? (
          <CellSelect label={`What ${title} is about`} value={item.kind ?? ''} choices={goLiveKinds} onChange={(kind) => set('kind', kind)} />
        ) : (
          <span>{goLiveKinds.find(({ value }) => value === item.kind)?.word}</span>
        )}
      </td>
      <td>
        <PersonSelect
          value={item.owner}
          label={`Owner of ${title}`}
          nobody="no owner"
          onChange={(person, writes) =>
            void edit(`Change the owner of ${name}`, (doc, origin) => [
              ...writeCells(doc, writes, origin),
              ...setCell(doc, 'goLiveItems', id, 'owner', person, origin),
            ])
          }
        />
      </td>
      <td>
        {mayEdit ? (
          <DayInput value={item.due ?? ''} label={`Due day of ${title}`} onChange={(day) => set('due', day)} />
        ) : (
          <span>{printDay(item.due ?? '')}</span>
        )}
      </td>
      <td>{mayEdit && <GoLiveActions item={item} items={items} name={name} />}</td>
    </tr>
  )
}

function HowFar({ item: { done, doneAt, doneBy, due } }: { readonly item: GoLiveItem }) {
  const late = daysPast(due, useToday())
  if (done === true) {
    const words = [doneAt === undefined ? 'done' : `done ${printWhen(doneAt)}`, doneBy].filter(Boolean).join(', ')
    return (
      <div className="s11 t3 ell go-live-far" title={words}>
        {words}
      </div>
    )
  }
  return late !== undefined && <div className="s11 warn b5 go-live-far">{countDays(late)} late</div>
}

function GoLiveActions({ item, items, name }: { readonly item: GoLiveItem; readonly items: readonly GoLiveItem[]; readonly name: string }) {
  const { edit } = useProject()
  const { editWithUndo } = useUndo()
  const at = items.findIndex(({ id }) => id === item.id)
  const move = (to: number) => edit(`Move ${name}`, (doc, origin) => writeCells(doc, moveWrites('goLiveItems', items, item.id, to), origin))
  return (
    <RowMenu
      label={`More for ${item.title}`}
      actions={[
        { name: 'Move up', icon: 'up', onClick: () => move(at - 1), disabled: at <= 0 },
        { name: 'Move down', icon: 'down', onClick: () => move(at + 1), disabled: at === items.length - 1 },
        {
          name: 'Delete',
          icon: 'trash',
          danger: true,
          onClick: () => editWithUndo(`Deleted ${name} ${item.title}`, (doc, origin) => deleteObject(doc, 'goLiveItems', item.id, origin)),
        },
      ]}
    />
  )
}
