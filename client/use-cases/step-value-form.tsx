// One parameter of a call: what it is, by which kind of value, and what is wrong with that.
import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Step, StepValue } from '../../shared/project/use-case.ts'
import type { JsonScalar, JsonValue } from '../../shared/schema/json-value.ts'
import { ConstantField } from '../panels/constant-field.tsx'
import { FieldInput } from '../panels/field-input.tsx'
import { ConfigSelect } from '../panels/operand-field.tsx'
import { TemplateForm } from '../panels/template-form.tsx'
import { useTransformScope } from '../panels/transform-scope.tsx'
import { CellInput } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { printDuration, readDuration } from './step-durations.ts'
import {
  isWholeValue,
  listReferences,
  listValueKinds,
  NO_RESULT,
  toStepOperand,
  valueKindWords,
  valueOfKind,
  type ParameterRow,
  type ValueKind,
} from './step-parameters.ts'

type Props = {
  readonly step: Step
  readonly row: ParameterRow
  /** Undefined: it is left out. */
  readonly onChange: (value: StepValue | undefined) => void
  /** It stands here only because it was just added. */
  readonly onDrop?: () => void
}

export function ParameterForm({ step, row, onChange, onDrop }: Props) {
  const stored = JSON.stringify(row.value)
  const [draft, setDraft] = useState<StepValue | undefined>(row.value)
  // A colleague's value, or what an undo gives back, takes the place of the draft.
  useEffect(() => setDraft(stored === undefined ? undefined : (JSON.parse(stored) as StepValue)), [stored])
  const change = (value: StepValue) => {
    setDraft(value)
    if (isWholeValue(value)) onChange(value)
  }
  return (
    <div className="steps-parameter" role="group" aria-label={`Parameter ${row.name}`}>
      <div className="steps-parameter-name">
        <span className="mono b5" title={row.description}>
          {row.name}
          {row.required && <b title="Required"> *</b>}
        </span>
        <span className="s11 t3 ell" title={row.description}>
          {[row.in, row.type, row.required ? 'required' : ''].filter(Boolean).join(', ')}
        </span>
      </div>
      <Select
        aria-label={`What ${row.name} is`}
        w={138}
        allowDeselect={false}
        placeholder="Not said yet"
        value={draft?.of ?? null}
        data={listValueKinds(step).map((kind) => ({ value: kind, label: valueKindWords[kind] }))}
        onChange={(kind) => kind !== null && change(valueOfKind(kind as ValueKind, draft, row.facts))}
      />
      <div className="steps-parameter-value">
        {draft !== undefined && <ValueEditor label={row.name} value={draft} row={row} onChange={change} />}
        <ValueNotes step={step} row={row} draft={draft} />
      </div>
      <button
        type="button"
        className="icon-button small"
        aria-label={`Leave ${row.name} out`}
        title="Leave it out"
        disabled={draft === undefined && onDrop === undefined}
        onClick={() => {
          setDraft(undefined)
          onChange(undefined)
          onDrop?.()
        }}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  )
}

type EditorProps = { readonly label: string; readonly value: StepValue; readonly row: ParameterRow; readonly onChange: (value: StepValue) => void }

function ValueEditor({ label, value, row, onChange }: EditorProps) {
  switch (value.of) {
    case 'input':
      return (
        <FieldInput
          label={`Earlier result for ${label}`}
          placeholder="result.field"
          value={value}
          onChange={(ref) => onChange(ref.of === 'input' ? ref : NO_RESULT)}
        />
      )
    case 'constant':
      return <ConstantValue label={label} value={value.value} allowed={row.facts?.enum} onChange={(next) => onChange({ of: 'constant', value: next })} />
    case 'config':
      return <ConfigSelect value={value.config} onChange={(config) => onChange({ of: 'config', config })} />
    case 'template':
      return (
        <div className="pn-form">
          <TemplateForm
            value={{ kind: 'template', parts: value.parts }}
            onChange={({ parts }) =>
              onChange({ of: 'template', parts: parts.flatMap((part) => (typeof part === 'string' ? part : (toStepOperand(part) ?? []))) })
            }
          />
        </div>
      )
    case 'last-run':
      return <LastRun value={value} onChange={onChange} />
    case 'page':
      return <p className="s12 t2 steps-said">1, 2 and so on, until a page has fewer records than the page size.</p>
  }
}

function ConstantValue({
  label,
  value,
  allowed,
  onChange,
}: {
  readonly label: string
  readonly value: JsonScalar
  readonly allowed: readonly JsonValue[] | undefined
  readonly onChange: (value: JsonScalar) => void
}) {
  const texts = allowed?.filter((one): one is string => typeof one === 'string') ?? []
  const isListed =
    texts.length > 0 && texts.length === allowed?.length && texts.length <= 200 && typeof value === 'string' && (value === '' || texts.includes(value))
  if (!isListed) return <ConstantField label={`Value of ${label}`} value={value} onChange={onChange} />
  return (
    <Select
      aria-label={`Value of ${label}`}
      searchable
      allowDeselect={false}
      placeholder="Choose one of those that are allowed"
      value={value === '' ? null : value}
      data={texts}
      onChange={(next) => next !== null && onChange(next)}
    />
  )
}

type LastRunValue = Extract<StepValue, { of: 'last-run' }>

function LastRun({ value, onChange }: { readonly value: LastRunValue; readonly onChange: (value: LastRunValue) => void }) {
  const { less, first } = value
  return (
    <div className="steps-pair">
      <label className="steps-cell">
        <span className="label">Overlap</span>
        <CellInput
          label="Overlap: how long before the last run"
          value={less === undefined ? '' : printDuration(less)}
          placeholder="none; 10 min"
          check={(text) => (text === '' || readDuration(text) !== undefined ? undefined : 'A length of time: 90 s, 10 min, 2 h')}
          onChange={(text) => {
            const seconds = text === '' ? undefined : readDuration(text)
            onChange({ of: 'last-run', ...(seconds === undefined ? {} : { less: seconds }), ...(first === undefined ? {} : { first }) })
          }}
        />
      </label>
      <label className="steps-cell">
        <span className="label">On the first run</span>
        <CellInput
          label="On the first run: since when"
          mono
          value={first ?? ''}
          placeholder="left out; 2026-01-01T00:00:00Z"
          check={(text) =>
            text === '' || /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? undefined : 'A date, or a date and time: 2026-01-01T00:00:00Z'
          }
          onChange={(text) => onChange({ of: 'last-run', ...(less === undefined ? {} : { less }), ...(text === '' ? {} : { first: text }) })}
        />
      </label>
    </div>
  )
}

/** What is missing or gone, beside the value it is about. */
function ValueNotes({ step, row, draft }: { readonly step: Step; readonly row: ParameterRow; readonly draft: StepValue | undefined }) {
  const { context } = useTransformScope()
  const notes: string[] = []
  const isHeader = row.in === 'header' || row.in === 'cookie'
  if (row.required && draft === undefined && !isHeader) notes.push('Required, and not said yet.')
  if (row.unknown) notes.push('The endpoint has no parameter of this name.')
  if (draft !== undefined && !isWholeValue(draft))
    notes.push(draft.of === 'config' ? 'Not stored yet: choose a config value.' : 'Not stored yet: choose a value.')
  notes.push(
    ...goneSources(
      context.project.steps,
      context.inputs.map(({ input }) => input.id),
      listReferences(draft),
    ),
  )
  if (draft?.of === 'config' && draft.config !== '' && !context.project.configValues.some(({ id, deleted }) => id === draft.config && deleted !== true))
    notes.push('The config value is gone. Choose another one.')
  if (draft?.of === 'page' && step.pageSize === undefined) notes.push('The page size is not said yet, so the last page cannot be told.')
  return (
    <>
      {row.required && draft === undefined && isHeader && <p className="s11 t3 steps-said">Given by whoever makes the calls, unless it is said here.</p>}
      {notes.map((note) => (
        <p key={note} className="message s11">
          <SeverityMark name="warning" />
          <span>{note}</span>
        </p>
      ))}
    </>
  )
}

/** For each step that gives nothing here any more: why. */
export function goneSources(steps: readonly Step[], known: readonly string[], used: readonly string[]): string[] {
  return used
    .filter((id) => id !== '' && !known.includes(id))
    .map((id) => {
      const step = steps.find((one) => one.id === id && one.deleted !== true)
      return step === undefined
        ? 'The step that this value came from is gone. Choose it again.'
        : `The value comes from "${step.title}", which is no earlier step any more. Choose it again.`
    })
}
