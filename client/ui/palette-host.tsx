// Who fills the palette and who opens it: parts of the page say what they offer for as long as they are shown.
import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { readChoice, writeChoice } from './kept-choice.ts'
import { Palette, type PaletteEntry, type PaletteGroup } from './palette.tsx'

/** Asked when the palette opens. */
export type PaletteOffer = () => readonly PaletteGroup[]

/** Whose offer it is: the page's own is listed first. */
const order = { page: 0, project: 1, app: 2 } as const
export type PaletteOfferer = keyof typeof order

type Host = {
  readonly offer: (offer: PaletteOffer, by: PaletteOfferer) => () => void
  readonly open: () => void
  /** As people read them: `Ctrl+K`. */
  readonly keys: string
}

const HostContext = createContext<Host | undefined>(undefined)
const MOST_KEPT = 24

type Props = {
  readonly opens: (event: KeyboardEvent) => boolean
  readonly keys: string
  /** Under which name it is kept what a person used lately. */
  readonly keptAs: string
  readonly children: ReactNode
}

export function PaletteHost({ opens, keys, keptAs, children }: Props) {
  const offers = useRef(new Map<PaletteOffer, PaletteOfferer>())
  const [groups, setGroups] = useState<readonly PaletteGroup[]>()
  const open = useCallback(() => {
    // What is typed in a dialog would be lost behind a page that is left.
    if (document.querySelector('[role="dialog"][aria-modal="true"], dialog[open]') !== null) return
    setGroups(collect(offers.current))
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !opens(event)) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [opens, open])
  const host = useMemo(
    (): Host => ({
      offer: (offer, by) => {
        offers.current.set(offer, by)
        // What comes while it is open is listed at once: a page may still be loading.
        setGroups((open) => (open === undefined ? undefined : collect(offers.current)))
        return () => void offers.current.delete(offer)
      },
      open,
      keys,
    }),
    [open, keys],
  )
  return (
    <HostContext value={host}>
      {children}
      {groups !== undefined && (
        <Palette
          label="Find or run"
          placeholder="Find a row, a map or a page, or run a command"
          groups={groups}
          recent={readRecent(keptAs)}
          onUsed={(entry) => keepRecent(keptAs, entry)}
          onClose={() => setGroups(undefined)}
        />
      )}
    </HostContext>
  )
}

function collect(offers: ReadonlyMap<PaletteOffer, PaletteOfferer>): readonly PaletteGroup[] {
  return [...offers].sort(([, a], [, b]) => order[a] - order[b]).flatMap(([offer]) => offer())
}

/** For as long as it is shown. `state`: when it is another one, an open palette is filled anew. */
export function usePaletteOffer(by: PaletteOfferer, offer: PaletteOffer, state?: unknown): void {
  const host = useContext(HostContext)
  const latest = useRef(offer)
  useLayoutEffect(() => {
    latest.current = offer
  })
  useEffect(() => host?.offer(() => latest.current(), by), [host, by, state])
}

/** After going to another page by the palette the focus would be nowhere: the page has it. */
export function focusPage(): void {
  requestAnimationFrame(() => document.querySelector('main')?.focus())
}

/** Undefined: there is no palette here. */
export function useOpenPalette(): (() => void) | undefined {
  return useContext(HostContext)?.open
}

/** The box in the top bar. */
export function FindOrRun() {
  const host = useContext(HostContext)
  if (host === undefined) return null
  return (
    <button type="button" className="find-or-run" aria-haspopup="dialog" aria-label={`Find or run (${host.keys})`} onClick={host.open}>
      <Icon name="search" size={14} />
      <span>Find or run</span>
      <kbd>{host.keys}</kbd>
    </button>
  )
}

function readRecent(name: string): readonly string[] {
  return readChoice(name)?.split('\n') ?? []
}

function keepRecent(name: string, entry: PaletteEntry): void {
  writeChoice(name, [entry.key, ...readRecent(name).filter((key) => key !== entry.key)].slice(0, MOST_KEPT).join('\n'))
}
