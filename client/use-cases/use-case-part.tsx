// One of the four parts of a use case: a list that is written like a list. The only place for what its keys do.
import { useEffect, useId, useRef, useState } from 'react'
import { deleteObject, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase, UseCaseItem, UseCasePart } from '../../shared/project/use-case.ts'
import { newId } from '../collab/connection-ports.ts'
import { moveWrites, randomBit } from '../collab/place.ts'
import { useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { insertItems, namersOfOutcome } from './part-edits.ts'
import { ItemField, type ItemEnd } from './part-item-field.tsx'
import { PartItem } from './part-item.tsx'
import { partWords } from './use-case-words.ts'

export type PartProps = {
  readonly part: UseCasePart
  readonly useCase: UseCase
  /** In order. */
  readonly items: readonly UseCaseItem[]
  readonly outcomes: readonly UseCaseItem[]
}

/** What is being written: an item that is there, or a new one behind `after`. `turn`: so that the same one can be opened anew. */
type Open = { readonly item: string; readonly turn: number } | { readonly after: string | undefined; readonly turn: number }

export function Part({ part, useCase, items, outcomes }: PartProps) {
  const { mayEdit } = useProject()
  const guidance = useId()
  const section = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<Open>()
  // What gets the focus once it is drawn: an item's id, or '' for the button that adds.
  const focusNext = useRef<string>(undefined)
  useEffect(() => {
    if (focusNext.current === undefined) return
    section.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(focusNext.current)}"]`)?.focus()
    focusNext.current = undefined
  })
  const edits = usePartEdits({ part, useCase, items, outcomes })
  const turn = (open?.turn ?? 0) + 1
  const openItem = (id: string) => setOpen({ item: id, turn })
  const openNew = (after: string | undefined) => setOpen({ after, turn })
  const close = (focus?: string) => {
    focusNext.current = focus
    setOpen(undefined)
  }
  const neighbour = (id: string | undefined, by: -1 | 1) => items[(id === undefined ? items.length : items.findIndex((one) => one.id === id)) + by]

  const endItem = (item: UseCaseItem) => (text: string | undefined, then: ItemEnd) => {
    const above = neighbour(item.id, -1)
    const below = neighbour(item.id, 1)
    if (then === 'emptied' || text === '') {
      edits.remove(item)
      if (then === 'left') return close()
      const next = then === 'below' ? (below ?? above) : (above ?? below)
      return next === undefined ? close('') : openItem(next.id)
    }
    if (text !== undefined) edits.change(item, text)
    if (then === 'next') openNew(item.id)
    else if (then === 'above' && above !== undefined) openItem(above.id)
    else if (then === 'below' && below !== undefined) openItem(below.id)
    else close(then === 'left' ? undefined : item.id)
  }
  const endNew = (after: string | undefined) => (text: string | undefined, then: ItemEnd) => {
    if (text === undefined || text === '') {
      if (then === 'emptied' && after !== undefined) openItem(after)
      else close(then === 'left' ? undefined : '')
      return
    }
    const id = edits.add(after, [text])
    if (then === 'next') openNew(id)
    else close(then === 'left' ? undefined : id)
  }
  const words = partWords[part]
  const newField = open !== undefined && 'after' in open && (
    <li className="use-case-item" key={`new ${open.turn}`}>
      <ItemField
        value=""
        label={words.add}
        placeholder={words.add}
        describedBy={guidance}
        on={{
          end: endNew(open.after),
          paste: (texts) => openNew(edits.add(open.after, texts)),
          move: (_by, text) => endNew(open.after)(text, 'below'),
        }}
      />
    </li>
  )
  const newAt = open !== undefined && 'after' in open ? items.findIndex((one) => one.id === open.after) + 1 : -1
  const lines = items.map((item, at) => (
    <PartItem
      key={item.id}
      item={item}
      outcomes={part === 'measure' ? outcomes : []}
      guidance={guidance}
      turn={open !== undefined && 'item' in open && open.item === item.id ? open.turn : undefined}
      isFirst={at === 0}
      isLast={at === items.length - 1}
      on={{
        open: () => openItem(item.id),
        end: endItem(item),
        paste: (texts) => {
          const [first = '', ...rest] = texts
          const last = edits.add(item.id, rest, [{ home: 'useCaseItems', object: item.id, cell: 'text', value: first }])
          if (last !== undefined) openItem(last)
        },
        move: (by) => {
          edits.move(item, at + by, undefined)
          focusNext.current = item.id
        },
        moveOpen: (by, text) => {
          edits.move(item, at + by, text)
          openItem(item.id)
        },
        remove: () => {
          edits.remove(item)
          focusNext.current = (neighbour(item.id, 1) ?? neighbour(item.id, -1))?.id ?? ''
        },
        go: (by) => section.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(neighbour(item.id, by)?.id ?? '')}"]`)?.focus(),
      }}
    />
  ))
  if (newField !== false) lines.splice(newAt, 0, newField)
  return (
    <div className={items.length === 0 ? 'use-case-part empty-part' : 'use-case-part'} ref={section} role="group" aria-label={words.title}>
      <h2 className="label">{words.title}</h2>
      <ul>{lines}</ul>
      {mayEdit && newField === false && (
        <button type="button" className="link-button s11 row add-item" data-item="" onClick={() => openNew(items.at(-1)?.id)}>
          <Icon name="plus" size={12} />
          {words.add}
        </button>
      )}
      {!mayEdit && items.length === 0 && <p className="s12 t3">Nothing is written here yet.</p>}
      {mayEdit && (
        <div className="part-guidance s11" id={guidance}>
          <p>{words.guidance}</p>
          <p>
            <b className="b5">Not here:</b> {words.notHere}
          </p>
        </div>
      )}
    </div>
  )
}

/** The named edits of one part. */
function usePartEdits({ part, useCase, items }: PartProps) {
  const { edit, store } = useProject()
  const { editWithUndo } = useUndo()
  const words = partWords[part]
  const name = printNumber('useCases', useCase.number)
  return {
    /** Behind `after`, together with `writes`; the id of the last. */
    add: (after: string | undefined, texts: readonly string[], writes: readonly CellWrite[] = []) => {
      const made = insertItems(items, after, { useCase: useCase.id, part, texts }, { newId, randomBit })
      const label = texts.length === 1 ? `${words.add} to ${name}` : `Paste ${texts.length + writes.length} lines into ${words.title.toLowerCase()} of ${name}`
      edit(label, (doc, origin) => writeCells(doc, [...writes, ...made.writes], origin))
      return made.ids.at(-1)
    },
    change: (item: UseCaseItem, text: string) => {
      if (text === item.text) return
      edit(`Change ${words.title.toLowerCase()} of ${name}`, (doc, origin) =>
        writeCells(doc, [{ home: 'useCaseItems', object: item.id, cell: 'text', value: text }], origin),
      )
    },
    remove: (item: UseCaseItem) => {
      const namers = part === 'outcome' ? namersOfOutcome(store.project(), item.id) : ''
      const label = `Removed “${item.text.slice(0, 60)}”${namers === '' ? '' : `. ${namers}, and now none`}`
      editWithUndo(label, (doc, origin) => deleteObject(doc, 'useCaseItems', item.id, origin))
    },
    move: (item: UseCaseItem, to: number, text: string | undefined) => {
      const texts: CellWrite[] =
        text === undefined || text === '' || text === item.text ? [] : [{ home: 'useCaseItems', object: item.id, cell: 'text', value: text }]
      const moves = to < 0 || to >= items.length ? [] : moveWrites('useCaseItems', items, item.id, to)
      if (texts.length + moves.length === 0) return
      edit(`Move in ${words.title.toLowerCase()} of ${name}`, (doc, origin) => writeCells(doc, [...texts, ...moves], origin))
    },
  }
}
