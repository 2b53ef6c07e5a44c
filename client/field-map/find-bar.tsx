// The bar of find and replace, over the upper right corner of the grid; the grid stays in reach.
import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent } from 'react'
import { findColumn } from '../grid/columns.ts'
import { commandsById, type CommandId } from '../grid/commands.ts'
import { isCombo, printCombo, readKey } from '../grid/key-combo.ts'
import { countCells } from '../grid/selected.ts'
import { Icon } from '../ui/icon.tsx'
import { READ_ONLY } from './command-run.ts'
import { describeReplace, type ReplacePlan } from './find-in-cells.ts'
import type { Finder, FindScope, FindState } from './finder-contract.ts'
import { nameOf } from './finder.ts'
import { useMapTools } from './tools.tsx'
import './find-bar.css'

const SHOWN_CHANGES = 5

export function FindBar() {
  const tools = useMapTools()
  const finder = tools.finder()
  const state = useSyncExternalStore(finder.subscribe, finder.state)
  useEffect(() => () => finder.close(), [finder])
  return state.mode === 'closed' ? null : <OpenBar finder={finder} state={state} />
}

function OpenBar({ finder, state }: { readonly finder: Finder; readonly state: FindState }) {
  const tools = useMapTools()
  const bar = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLInputElement>(null)
  const { setting, asked, mode } = state
  useEffect(() => {
    text.current?.focus()
    text.current?.select()
  }, [asked, mode])

  /** Going to a cell takes the focus with it; whoever types here goes on typing. */
  const keepFocus = () => {
    const before = document.activeElement
    return () => before instanceof HTMLElement && bar.current?.contains(before) === true && before.focus()
  }
  const close = () => {
    finder.close()
    tools.grid()?.focusHere()
  }
  const isKey = (event: KeyboardEvent, id: CommandId) => commandsById.get(id)?.keys?.some((combo) => isCombo(readKey(event.nativeEvent), combo)) === true
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') close()
    else if (isKey(event, 'find-next')) finder.go(1, keepFocus())
    else if (isKey(event, 'find-previous')) finder.go(-1, keepFocus())
    else if (isKey(event, 'find')) finder.open('find')
    else if (isKey(event, 'replace')) finder.open('replace')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const set = (part: Partial<FindState['setting']>) => finder.change({ setting: { ...setting, ...part } })
  return (
    <div className="find-bar" role="search" aria-label="Find and replace in this map" data-region="find" ref={bar} onKeyDown={onKey}>
      <div className="find-line">
        <button
          type="button"
          className="icon-button small"
          aria-label={mode === 'replace' ? 'Hide replace' : 'Replace as well'}
          title={mode === 'replace' ? 'Hide replace' : `Replace as well (${keysOf('replace')})`}
          aria-expanded={mode === 'replace'}
          onClick={() => finder.change({ mode: mode === 'replace' ? 'find' : 'replace' })}
        >
          <Icon name={mode === 'replace' ? 'down' : 'right'} size={12} />
        </button>
        <input
          ref={text}
          className="find-input"
          aria-label="Find"
          placeholder="Find in cells"
          aria-invalid={state.message !== undefined}
          aria-describedby="find-said"
          spellCheck={false}
          autoComplete="off"
          value={setting.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
          onKeyDown={(event) =>
            event.key === 'Enter' && !event.nativeEvent.isComposing && (event.preventDefault(), finder.go(event.shiftKey ? -1 : 1, keepFocus()))
          }
        />
        <Choice on={setting.matchCase} label="Match case" word="Aa" onChange={(matchCase) => set({ matchCase })} />
        <Choice on={setting.whole} label="Whole cell only" word="[ ]" onChange={(whole) => set({ whole })} />
        <Choice on={setting.regex} label="Regular expression" word=".*" onChange={(regex) => set({ regex })} />
        <span className="find-count num" role="status">
          {describeCount(state)}
        </span>
        <StepButton label="Previous" command="find-previous" icon="up" onClick={() => finder.go(-1, keepFocus())} />
        <StepButton label="Next" command="find-next" icon="down" onClick={() => finder.go(1, keepFocus())} />
        <button type="button" className="icon-button small" aria-label="Close" title="Close (Esc)" onClick={close}>
          <Icon name="close" size={12} />
        </button>
      </div>
      {mode === 'replace' && <ReplaceLine finder={finder} state={state} keepFocus={keepFocus} />}
      <Scopes finder={finder} state={state} />
      {state.message !== undefined && (
        <p className="find-said err" id="find-said" role="alert">
          {state.message}
        </p>
      )}
      {state.plan !== undefined && <PlanOf plan={state.plan} finder={finder} onDone={() => text.current?.focus()} />}
    </div>
  )
}

function ReplaceLine({ finder, state, keepFocus }: { readonly finder: Finder; readonly state: FindState; readonly keepFocus: () => () => unknown }) {
  const { readOnly } = useMapTools()
  const reason = readOnly ? READ_ONLY : undefined
  return (
    <div className="find-line">
      <span className="find-indent" />
      <input
        className="find-input"
        aria-label="Replace by"
        placeholder="Replace by"
        spellCheck={false}
        autoComplete="off"
        disabled={readOnly}
        title={reason}
        value={state.replacement}
        onChange={(event) => finder.change({ replacement: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          if (event.ctrlKey || event.metaKey) finder.planAll()
          else finder.replaceOne(keepFocus())
        }}
      />
      <button
        type="button"
        className="find-button"
        disabled={readOnly || state.hits.length === 0}
        title={reason}
        onClick={() => finder.replaceOne(keepFocus())}
      >
        Replace
      </button>
      <button type="button" className="find-button" disabled={readOnly || state.hits.length === 0} title={reason} onClick={finder.planAll}>
        Replace all…
      </button>
    </div>
  )
}

function Scopes({ finder, state }: { readonly finder: Finder; readonly state: FindState }) {
  const { selection } = state
  const scopes: readonly { readonly id: FindScope; readonly words: string }[] = [
    ...(selection === undefined ? [] : [{ id: 'selection' as const, words: `Selection, ${countCells(selection)} cells` }]),
    { id: 'column', words: `Column ${findColumn(state.column)?.title ?? ''}` },
    { id: 'map', words: 'Whole map' },
  ]
  return (
    <div className="find-line find-scopes" role="radiogroup" aria-label="Where to look">
      <span className="find-indent" />
      {scopes.map(({ id, words }) => (
        <label key={id}>
          <input type="radio" name="find-scope" checked={state.scope === id} onChange={() => finder.change({ scope: id })} />
          {words}
        </label>
      ))}
    </div>
  )
}

/** What replacing all will do, before it is done. */
function PlanOf({ plan, finder, onDone }: { readonly plan: ReplacePlan; readonly finder: Finder; readonly onDone: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const count = plan.replaced.length
  return (
    <div className="find-plan" role="group" aria-label="What will be replaced">
      {count === 0 ? (
        <p>Nothing would be replaced: {describeReplace(plan)}</p>
      ) : (
        <>
          <ul>
            {plan.replaced.slice(0, SHOWN_CHANGES).map(({ cell, from, to }) => (
              <li key={`${cell.line.address} ${cell.column}`}>
                <span className="t3 num">{nameOf(cell)}</span>
                <del className="mono">{from}</del>
                <Icon name="arrow" size={12} />
                <ins className="mono">{to === '' ? 'empty' : to}</ins>
              </li>
            ))}
          </ul>
          {count > SHOWN_CHANGES && <p className="t3">and {count - SHOWN_CHANGES} more</p>}
          <p>{describeReplace(plan).replace('replaced', 'will be replaced')}</p>
        </>
      )}
      <div className="find-plan-foot">
        <button
          type="button"
          className="find-button"
          onClick={() => {
            finder.change({})
            onDone()
          }}
        >
          {count === 0 ? 'Back' : 'Cancel'}
        </button>
        {count > 0 && (
          <button
            type="button"
            ref={button}
            className="find-button main"
            onClick={() => {
              finder.replaceAll()
              onDone()
            }}
          >
            Replace {count} {count === 1 ? 'cell' : 'cells'}
          </button>
        )}
      </div>
    </div>
  )
}

function Choice({
  on,
  label,
  word,
  onChange,
}: {
  readonly on: boolean
  readonly label: string
  readonly word: string
  readonly onChange: (on: boolean) => void
}) {
  return (
    <button type="button" className="find-choice mono" aria-pressed={on} aria-label={label} title={label} onClick={() => onChange(!on)}>
      {word}
    </button>
  )
}

function StepButton({
  label,
  command,
  icon,
  onClick,
}: {
  readonly label: string
  readonly command: CommandId
  readonly icon: 'up' | 'down'
  readonly onClick: () => void
}) {
  return (
    <button type="button" className="icon-button small" aria-label={label} title={`${label} (${keysOf(command)})`} onClick={onClick}>
      <Icon name={icon} size={12} />
    </button>
  )
}

function describeCount({ setting, hits, at, isSearching, message }: FindState): string {
  if (setting.text === '' || message !== undefined) return ''
  if (isSearching && hits.length === 0) return 'Searching'
  return hits.length === 0 ? 'Nothing' : at < 0 ? `${hits.length} found` : `${at + 1} of ${hits.length}`
}

function keysOf(command: CommandId): string {
  return printCombo(commandsById.get(command)?.keys?.[0] ?? '')
}
