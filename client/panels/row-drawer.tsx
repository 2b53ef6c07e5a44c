// The row's detail at the right: paths, transform and its forms, the sentence, facts of both sides, note, problems, history, questions.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { describePolicies, describeRow } from '../../shared/codegen/english.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Transform } from '../../shared/transform/transform.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { ConditionDraft } from './condition-draft.tsx'
import { Choice } from './form-parts.tsx'
import { PoliciesForm } from './policies-form.tsx'
import { RowFacts, type SideFacts } from './row-facts.tsx'
import { RowStatusMark } from './row-status-mark.tsx'
import { TransformForm } from './transform-form.tsx'
import { TransformScopeProvider, type TransformScope } from './transform-scope.tsx'
import { UseCasesForm } from './use-cases-form.tsx'
import './panels.css'

type EditableCells = Pick<Row, 'transform' | 'when' | 'on' | 'onMissing' | 'onNull' | 'note' | 'unmatched' | 'useCases'>
export type DrawerCells = { readonly [Cell in keyof EditableCells]?: EditableCells[Cell] | undefined }

export type RowDrawerProps = {
  readonly scope: TransformScope
  /** The condition of an `each` row is about each item. */
  readonly conditionScope: TransformScope
  readonly line: Line
  readonly problems: readonly Problem[]
  readonly facts: { readonly source: SideFacts | undefined; readonly preview: ReactNode }
  /** Which part is wanted; `opened` changes when it is asked for again. */
  readonly at: { readonly part: 'row' | 'transform' | 'when' | 'questions'; readonly opened: number }
  readonly on: {
    readonly change: (cells: DrawerCells, what: string) => void
    readonly close: () => void
    readonly move: (step: 1 | -1) => void
    readonly copyLink: () => void
    /** Where the row repeats another: one of the two takes what both say. */
    readonly merge?: () => void
  }
  readonly generated: ReactNode
  readonly history: ReactNode
  /** Always in view, below all else. */
  readonly questions: ReactNode
}

/** Where the focus goes in a part that was asked for, best first. */
const FIRST_STOPS = [
  '.cm-content',
  '[role="radio"][aria-checked="true"]',
  '[role="radio"]',
  '.pn-conditions input:not([disabled])',
  '.pn-conditions .link-button',
] as const

export function RowDrawer({ scope, conditionScope, line, problems, facts, at, on, generated, history, questions }: RowDrawerProps) {
  const drawer = useRef<HTMLElement>(null)
  const { row } = line
  const [typed, setTyped] = useState<Transform>()
  useEffect(() => {
    // A part that was asked for gets the focus; a drawer that only follows the grid leaves it there.
    // The questions do it for themselves.
    if (at.opened === 0 || at.part === 'questions') return
    const section = drawer.current?.querySelector(`[data-part="${at.part === 'row' ? 'transform' : at.part}"]`)
    section?.scrollIntoView({ block: 'nearest' })
    const first = FIRST_STOPS.map((stop) => section?.querySelector<HTMLElement>(stop)).find((element) => element !== null && element !== undefined)
    ;(first ?? drawer.current)?.focus()
  }, [at.opened, at.part])
  // A formula's own findings stand below the formula, with what may be done about them.
  const told = problems.filter((problem) => problem.formula === undefined)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    on.close()
  }
  return (
    <TransformScopeProvider value={scope}>
      <aside className="pn-drawer" data-region="row" ref={drawer} tabIndex={-1} aria-label={`Row ${title(line)}`} onKeyDown={onKey}>
        <DrawerHead line={line} sourcePath={facts.source?.path} on={on} />
        <div className="pn-body">
          {row?.unmatched !== undefined && (
            <section className="pn-section">
              <p className="s12">
                <SeverityMark name="error" /> Somebody wrote <span className="mono">{row.unmatched}</span>, which is no source field.{' '}
                <button
                  type="button"
                  className="link-button"
                  disabled={scope.readOnly}
                  onClick={() => on.change({ unmatched: undefined }, 'the unmatched text')}
                >
                  Remove the text
                </button>
              </p>
            </section>
          )}
          <section className="pn-section" data-part="transform">
            <div className="pn-section-head">
              <h2>Transform</h2>
              <span className="sp" />
              {row !== undefined && isValueRow(row) && (
                <PoliciesForm row={row} required={line.field?.required === true} onChange={(cells) => on.change(cells, 'what happens when it is missing')} />
              )}
            </div>
            <TransformForm
              key={line.address}
              value={row?.transform}
              onType={setTyped}
              onChange={(transform: Transform) => on.change({ transform, unmatched: undefined }, 'the transform')}
            />
          </section>
          <section className="pn-section pn-two" data-part="when">
            <h2>When</h2>
            <div className="pn-when">
              <TransformScopeProvider value={conditionScope}>
                <ConditionDraft key={line.address} value={row?.when} onChange={(when) => on.change({ when }, 'the condition')} />
              </TransformScopeProvider>
              {row !== undefined && <OnForm value={row.on} onChange={(operation) => on.change({ on: operation }, 'when it takes part')} />}
            </div>
          </section>
          {row !== undefined && <Sentence scope={scope} row={typed === undefined ? row : { ...row, transform: typed }} isTyped={typed !== undefined} />}
          {told.length > 0 && <Problems problems={told} merge={on.merge} />}
          <section className="pn-section">
            <RowFacts source={facts.source} destination={{ path: line.path, field: line.field }} preview={facts.preview} />
          </section>
          {generated}
          <section className="pn-section pn-two">
            <h2>Note</h2>
            {scope.readOnly ? (
              <p className="s12 pre-wrap">{row?.note ?? ''}</p>
            ) : (
              <EditableText
                key={line.address}
                lines
                value={row?.note ?? ''}
                label="Note"
                placeholder="Why it is so"
                className="s12"
                onChange={(note) => on.change({ note: note === '' ? undefined : note }, 'the note')}
              />
            )}
          </section>
          {row !== undefined && (
            <section className="pn-section pn-two">
              <h2>Use cases</h2>
              <UseCasesForm row={row} onChange={(useCases) => on.change({ useCases }, 'the use cases')} />
            </section>
          )}
          {history}
        </div>
        {questions}
      </aside>
    </TransformScopeProvider>
  )
}

function DrawerHead({ line, sourcePath, on }: { readonly line: Line; readonly sourcePath: string | undefined; readonly on: RowDrawerProps['on'] }) {
  return (
    <header className="pn-head">
      <div className="row">
        <span className="mono t3">{title(line)}</span>
        <span className="mono b6 ell pn-paths" title={`${sourcePath ?? ''} → ${line.path}`}>
          {sourcePath !== undefined && (
            <>
              <span className="src">{sourcePath}</span> <span className="t3">→</span>{' '}
            </>
          )}
          <span className="dst">{line.path}</span>
        </span>
        <span className="sp" />
        <IconButton name="link" label="Copy a link to this line" onClick={on.copyLink} />
        <IconButton name="up" label="Previous line" onClick={() => on.move(-1)} />
        <IconButton name="down" label="Next line" onClick={() => on.move(1)} />
        <IconButton name="close" label="Close (Esc)" onClick={on.close} />
      </div>
      <div className="row s12 t2 pn-head-facts">
        {line.row === undefined ? <span className="t3">Not decided yet</span> : <RowStatusMark row={line.row} />}
        {line.row !== undefined && <span>{line.row.scope === 'per-customer' ? 'Per customer' : 'Global'}</span>}
        {line.part !== undefined && (
          <span>
            Part {line.part.index} of {line.part.of}
          </span>
        )}
      </div>
    </header>
  )
}

function IconButton({ name, label, onClick }: { readonly name: 'link' | 'up' | 'down' | 'close'; readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="icon-button small" aria-label={label} title={label} onClick={onClick}>
      <Icon name={name} size={14} />
    </button>
  )
}

const operations = [
  { value: 'both', label: 'Creating and updating' },
  { value: 'create', label: 'Only when creating' },
  { value: 'update', label: 'Only when updating' },
] as const

function OnForm({ value, onChange }: { readonly value: Row['on']; readonly onChange: (on: Row['on']) => void }) {
  return (
    <Choice label="Takes part when" width={180} value={value ?? 'both'} data={operations} onChange={(next) => onChange(next === 'both' ? undefined : next)} />
  )
}

/** `isTyped`: of what is being written, not stored yet. */
function Sentence({ scope, row, isTyped }: { readonly scope: TransformScope; readonly row: Row; readonly isTyped: boolean }) {
  const sentence = describeRow(scope.context, row)
  if (sentence === '') return null
  return (
    <section className="pn-section pn-quote" data-testid="sentence">
      <div className="row">
        <span className="label">The sentence an engineer reads</span>
        <span className="sp" />
        {isTyped && <span className="s11 t3">not stored yet</span>}
      </div>
      <p>
        {sentence} {describePolicies(scope.context, row)}
      </p>
    </section>
  )
}

function Problems({ problems, merge }: { readonly problems: readonly Problem[]; readonly merge: (() => void) | undefined }) {
  return (
    <section className="pn-section">
      <ul className="pn-problems" aria-label="Problems">
        {problems.map((problem) => (
          <li key={`${problem.code}.${problem.message}`} className="s12">
            <SeverityMark name={problem.severity} /> {problem.message}
            {problem.code === 'concurrent-duplicate' && merge !== undefined && (
              <>
                {' '}
                <button type="button" className="link-button" onClick={merge}>
                  Merge the two rows
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function title(line: Line): string {
  return line.row === undefined ? 'New' : printNumber('rows', line.row.number)
}

function isValueRow(row: Row): boolean {
  return row.transform !== undefined && row.transform.kind !== 'each' && row.transform.kind !== 'notMapped'
}
