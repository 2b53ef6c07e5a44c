// What is said of a field map as a whole, at the right like a row's detail: which records it is about, how often it runs, what must hold.
import { Button } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { describeCondition } from '../../shared/codegen/english.ts'
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { FieldMap, Invariant } from '../../shared/project/field-map.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { ConditionDraft } from './condition-draft.tsx'
import { EntryInput } from './entry-input.tsx'
import { FieldInput } from './field-input.tsx'
import { Choice, Labelled } from './form-parts.tsx'
import { InvariantForm, type InvariantCells } from './invariant-form.tsx'
import { Prose } from './prose.tsx'
import { NO_SOURCE } from './transform-draft.ts'
import { TransformScopeProvider, type TransformScope } from './transform-scope.tsx'
import './panels.css'

type Editable = Pick<FieldMap, 'appliesWhen' | 'appliesWhenWords' | 'runs' | 'runsOver' | 'runsBy' | 'onMissing' | 'onNull'>
export type MapCells = { readonly [Cell in keyof Editable]?: Editable[Cell] | undefined }

export type MapSettingsProps = {
  readonly fieldMap: FieldMap
  readonly invariants: readonly Invariant[]
  /** Asked before any item is looked at; and of what the map made. */
  readonly scopes: { readonly outside: TransformScope; readonly result: TransformScope }
  readonly problems: readonly Problem[]
  /** What the sample record gave, by the id of an invariant; `told`: that it is none of the map's. */
  readonly sample: { readonly outcomes: ReadonlyMap<string, RowOutcome>; readonly told: string | undefined }
  readonly on: {
    readonly change: (cells: MapCells, what: string) => void
    readonly add: () => void
    readonly changeInvariant: (id: string, cells: InvariantCells) => void
    readonly remove: (invariant: Invariant) => void
    readonly close: () => void
  }
}

export function MapSettings({ fieldMap, invariants, scopes, problems, sample, on }: MapSettingsProps) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    on.close()
  }
  return (
    <aside className="pn-drawer" data-region="row" tabIndex={-1} aria-label="Settings of the field map" onKeyDown={onKey}>
      <header className="pn-head">
        <div className="row">
          <h2>Settings of the map</h2>
          <span className="sp" />
          <button type="button" className="icon-button small" aria-label="Close (Esc)" title="Close (Esc)" data-autofocus onClick={on.close}>
            <Icon name="close" size={14} />
          </button>
        </div>
      </header>
      <div className="pn-body">
        <TransformScopeProvider value={scopes.outside}>
          <AppliesForm fieldMap={fieldMap} problems={problems} told={sample.told} scope={scopes.outside} onChange={on.change} />
          <RunsForm fieldMap={fieldMap} problems={problems} onChange={on.change} />
          <UsualForm fieldMap={fieldMap} onChange={on.change} />
        </TransformScopeProvider>
        <TransformScopeProvider value={scopes.result}>
          <Section title="What must hold" note="Asked of every record that the map makes; where it does not hold, the record is reported and not sent.">
            {invariants.length > 0 && (
              <ul className="pn-invariants">
                {invariants.map((invariant) => (
                  <InvariantForm
                    key={invariant.id}
                    invariant={invariant}
                    outcome={sample.outcomes.get(invariant.id)}
                    problems={problems.filter((problem) => problem.formula?.text === invariant.formula)}
                    onChange={(cells) => on.changeInvariant(invariant.id, cells)}
                    onRemove={() => on.remove(invariant)}
                  />
                ))}
              </ul>
            )}
            {invariants.length === 0 && (
              <p className="s12 t3">
                Nothing yet. An example: the lines add up to the order’s total, <code>$sum($result.LineItems.LineAmount) = $number(total)</code>.
              </p>
            )}
            <Button variant="default" leftSection={<Icon name="plus" size={14} />} disabled={scopes.result.readOnly} onClick={on.add}>
              Add what must hold
            </Button>
          </Section>
        </TransformScopeProvider>
      </div>
    </aside>
  )
}

function Section({ title, note, children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  return (
    <section className="pn-section pn-setting">
      <div>
        <h2>{title}</h2>
        {note !== undefined && <p className="s11 t3">{note}</p>}
      </div>
      {children}
    </section>
  )
}

type FormProps = { readonly fieldMap: FieldMap; readonly onChange: MapSettingsProps['on']['change'] }

function AppliesForm({
  fieldMap,
  problems,
  told,
  scope,
  onChange,
}: FormProps & { readonly problems: readonly Problem[]; readonly told: string | undefined; readonly scope: TransformScope }) {
  const { appliesWhen, appliesWhenWords = '' } = fieldMap
  return (
    <Section title="Applies when" note="Another record is reported as none of this map’s, and not mapped.">
      <ConditionDraft value={appliesWhen} always="Every record." onChange={(next) => onChange({ appliesWhen: next }, 'what the map applies to')} />
      {appliesWhen !== undefined && <p className="s12 t2">Only when {describeCondition(scope.context, appliesWhen)}.</p>}
      {told !== undefined && (
        <p className="message">
          <SeverityMark name="warning" />
          <span>{told}</span>
        </p>
      )}
      <Problems problems={problems.filter((problem) => problem.code === 'applies-when-unclear' && problem.formula === undefined)} />
      <div className="pn-two">
        <span className="s12 t3">In words</span>
        {scope.readOnly ? (
          <p className="s12">{appliesWhenWords}</p>
        ) : (
          <EditableText
            value={appliesWhenWords}
            label="Applies when, in words"
            placeholder="As the stakeholder says it"
            className="s12"
            onChange={(words) => onChange({ appliesWhenWords: words === '' ? undefined : words }, 'what the map applies to, in words')}
          />
        )}
      </div>
    </Section>
  )
}

const runWords = [
  { value: 'record', label: 'once for each record' },
  { value: 'item', label: 'once for each item of a list' },
  { value: 'group', label: 'once for each group of a list' },
] as const

function RunsForm({ fieldMap, problems, onChange }: FormProps & { readonly problems: readonly Problem[] }) {
  const { runs = 'record', runsOver, runsBy } = fieldMap
  const what = 'how often the map runs'
  return (
    <Section title="Runs">
      <Choice
        label="How often it runs"
        width={240}
        value={runs}
        data={runWords}
        onChange={(next) => onChange({ runs: next === 'record' ? undefined : next }, what)}
      />
      {runs !== 'record' && (
        <Labelled label="Over the list">
          <FieldInput label="Over the list" placeholder="Source list" value={runsOver ?? NO_SOURCE} onChange={(list) => onChange({ runsOver: list }, what)} />
        </Labelled>
      )}
      {runs === 'group' && runsOver !== undefined && (
        <Labelled label="A group has the same">
          <EntryInput
            label="Field that makes the groups"
            list={runsOver}
            placeholder="Field of the item"
            value={runsBy}
            onChange={(by) => onChange({ runsBy: by }, what)}
          />
        </Labelled>
      )}
      {runs !== 'record' && (
        <p className="s11 t3">
          {runs === 'item'
            ? 'Each item gives a record of its own; plain names in its rows mean fields of the item.'
            : 'Each group gives a record of its own; its rows see key, what the group shares, and items.'}
        </p>
      )}
      <Problems problems={problems.filter((problem) => problem.code.startsWith('runs-'))} />
    </Section>
  )
}

const missingWords = [
  { value: 'usual', label: 'a problem where required, else left out' },
  { value: 'omit', label: 'left out' },
  { value: 'null', label: 'sent as null' },
  { value: 'problem', label: 'a problem' },
] as const
const nullWords = [
  { value: 'usual', label: 'as if it were missing' },
  { value: 'pass', label: 'passed on' },
  { value: 'problem', label: 'a problem' },
] as const

/** What rows do that say nothing of their own. */
function UsualForm({ fieldMap, onChange }: FormProps) {
  const { onMissing, onNull } = fieldMap
  const missing = onMissing === undefined || onMissing.then === 'default' ? 'usual' : onMissing.then
  return (
    <Section title="Unless a row says otherwise">
      <div className="pn-pair">
        <Labelled label="What is missing is">
          <Choice
            label="What is missing is"
            value={missing}
            data={missingWords}
            onChange={(then) => onChange({ onMissing: then === 'usual' ? undefined : { then } }, 'what happens to missing values')}
          />
        </Labelled>
        <Labelled label="A null is">
          <Choice
            label="A null is"
            value={onNull === undefined || onNull === 'as-missing' ? 'usual' : onNull}
            data={nullWords}
            onChange={(next) => onChange({ onNull: next === 'usual' ? undefined : next }, 'what happens to nulls')}
          />
        </Labelled>
      </div>
    </Section>
  )
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  return problems.map((problem) => (
    <p key={problem.message} className="message">
      <SeverityMark name={problem.severity} />
      <span>
        <Prose text={problem.message} />
      </span>
    </p>
  ))
}
