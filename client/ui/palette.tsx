// The palette: one input over everything that can be opened or done. Knows entries and nothing of what they stand for.
import { useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from './icon.tsx'
import { prepareGroups, rankGroups, type PaletteEntry, type PaletteGroup, type RankedGroup } from './palette-ranking.ts'
import './palette.css'

export type { PaletteEntry, PaletteGroup }

type Props = {
  readonly label: string
  readonly placeholder: string
  readonly groups: readonly PaletteGroup[]
  /** Keys of what was used lately, the latest first. */
  readonly recent: readonly string[]
  readonly onUsed: (entry: PaletteEntry) => void
  readonly onClose: () => void
}

const PAGE = 8

/** Over everything, also over what other pages show above themselves; the browser gives the focus back where it was. */
export function Palette({ label, placeholder, groups, recent, onUsed, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const prepared = useMemo(() => prepareGroups(groups), [groups])
  const [filled, setFilled] = useState<{ readonly of: typeof groups; readonly all: typeof prepared }>()
  useEffect(() => {
    if (groups.every((group) => group.later === undefined)) return undefined
    const timer = setTimeout(() => setFilled({ of: groups, all: prepareAll(groups) }))
    return () => clearTimeout(timer)
  }, [groups])
  const all = filled?.of === groups ? filled.all : prepared
  // The letters are drawn before what they find.
  const query = useDeferredValue(text)
  const ranked = useMemo(() => rankGroups(all, query, recent), [all, query, recent])
  const listed = useMemo(() => ranked.flatMap(({ entries }) => entries), [ranked])
  const chosen = listed[Math.min(active, listed.length - 1)]

  // Closed before it leaves the page: only then is the focus given back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    input.current?.focus()
    return () => element?.close()
  }, [])
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active, ranked])

  const isDrawn = query === text && (all !== prepared || groups.every((group) => group.later === undefined))
  const findFirst = () => rankGroups(filled?.of === groups ? filled.all : prepareAll(groups), text, recent).flatMap(({ entries }) => entries)[0]
  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined || entry.whyNot !== undefined) return
    dialog.current?.close()
    onUsed(entry)
    onClose()
    entry.run()
  }
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }
    const step = steps[event.key]
    // Who types fast presses Enter before what is found is drawn: it is looked for now, and the first is meant.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(isDrawn ? chosen : findFirst())
    else if (step !== undefined && listed.length > 0) setActive(moved(Math.min(active, listed.length - 1), step, listed.length))
    else if (event.key !== 'Tab') return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        dialog.current?.close()
        onClose()
      }}
      onPointerDown={(event) => event.target === dialog.current && (dialog.current.close(), onClose())}
    >
      <div className="palette-box">
        <label className="palette-input">
          <Icon name="search" />
          <input
            ref={input}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={chosen === undefined ? undefined : `${id}-${listed.indexOf(chosen)}`}
            aria-autocomplete="list"
            aria-label={label}
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setActive(0)
            }}
            onKeyDown={onKey}
          />
        </label>
        <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={label}>
          <Groups id={id} ranked={ranked} chosen={chosen === undefined ? -1 : Math.min(active, listed.length - 1)} onChoose={choose} onActive={setActive} />
        </div>
        {listed.length === 0 && query !== '' && <p className="palette-none">Nothing is called that. Try other or fewer words.</p>}
        <p className="sr-only" role="status">
          {describeFound(ranked, query, chosen)}
        </p>
      </div>
    </dialog>
  )
}

type GroupsProps = {
  readonly id: string
  readonly ranked: readonly RankedGroup[]
  readonly chosen: number
  readonly onChoose: (entry: PaletteEntry) => void
  readonly onActive: (at: number) => void
}

function Groups({ id, ranked, chosen, onChoose, onActive }: GroupsProps) {
  let next = 0
  return ranked.map(({ heading, entries, total }) => {
    const first = next
    next += entries.length
    return (
      <div key={heading} role="group" aria-labelledby={`${id}-${heading}`} className="palette-group">
        <div className="palette-heading" id={`${id}-${heading}`} role="presentation">
          <span>{heading}</span>
          {total > entries.length && (
            <span className="num">
              {entries.length} of {total}
            </span>
          )}
        </div>
        {entries.map((entry, offset) => {
          const at = first + offset
          return (
            <div
              key={entry.key}
              id={`${id}-${at}`}
              role="option"
              className={`palette-entry${at === chosen ? ' chosen' : ''}${entry.isPath === true ? ' path-like' : ''}`}
              aria-selected={at === chosen}
              aria-disabled={entry.whyNot !== undefined}
              onPointerMove={() => at !== chosen && onActive(at)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(entry)}
            >
              <span className="palette-title">{entry.title}</span>
              <span className="palette-note">{entry.whyNot ?? entry.note}</span>
              {entry.aside !== undefined && <span className="palette-aside">{entry.aside}</span>}
            </div>
          )
        })}
      </div>
    )
  })
}

/** One by one it goes round; by pages it stops at the ends. */
function moved(at: number, step: number, count: number): number {
  return Math.abs(step) === 1 ? (at + step + count) % count : Math.min(count - 1, Math.max(0, at + step))
}

function describeFound(ranked: readonly RankedGroup[], query: string, chosen: PaletteEntry | undefined): string {
  if (query.trim() === '') return ''
  const total = ranked.reduce((sum, group) => sum + group.total, 0)
  if (total === 0) return 'Nothing found'
  return `${total} found.${chosen?.whyNot === undefined ? '' : ` ${chosen.whyNot}`}`
}

/** With what takes a moment to list. */
function prepareAll(groups: readonly PaletteGroup[]): ReturnType<typeof prepareGroups> {
  return prepareGroups(groups.map((group) => ({ ...group, entries: group.later?.() ?? group.entries })))
}
