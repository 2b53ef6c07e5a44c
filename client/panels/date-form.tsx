// The form of a date: how it is read and written, what is added, and in which time zones.
import { useState } from 'react'
import { DATE_UNITS } from '../../shared/transform/transform.ts'
import { parseReadForm } from '../../shared/transform/date-pattern.ts'
import { Choice, Labelled, WordsInput, type FormProps } from './form-parts.tsx'
import { OperandField } from './operand-field.tsx'
import { useTransformScope } from './transform-scope.tsx'

type DateValue = FormProps<'date'>['value']

export function DateForm({ value, onChange }: FormProps<'date'>) {
  const { readOnly } = useTransformScope()
  const { zone: _zone, ...withoutZone } = value
  const { add: _add, ...withoutAdd } = value
  return (
    <>
      <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <FormChoice label="Read as" value={value.read} data={readForms} onChange={(read) => onChange({ ...value, read })} />
      <FormChoice label="Written as" value={value.write} data={writeForms} onChange={(write) => onChange({ ...value, write })} />
      {value.add === undefined ? (
        <button
          type="button"
          className="link-button s12"
          disabled={readOnly}
          onClick={() => onChange({ ...value, add: { amount: { of: 'constant', value: 14 }, unit: 'days' } })}
        >
          Add days, hours or other time
        </button>
      ) : (
        <AddForm add={value.add} onChange={(add) => onChange({ ...value, add })} onRemove={() => onChange(withoutAdd)} />
      )}
      {value.zone === undefined ? (
        <button
          type="button"
          className="link-button s12"
          disabled={readOnly}
          onClick={() => onChange({ ...value, zone: { ...(isLocal(value) ? { from: UTC } : {}), to: { of: 'constant', value: 'Europe/Berlin' } } })}
        >
          Tell it in another time zone
        </button>
      ) : (
        <ZoneForm value={value} zone={value.zone} onChange={onChange} onRemove={() => onChange(withoutZone)} />
      )}
    </>
  )
}

const UTC = { of: 'constant', value: 'UTC' } as const

/** Read without an offset, so that nobody knows which moment it is until a zone says so. */
function isLocal({ read }: DateValue): boolean {
  const form = parseReadForm(read)
  return form.ok && form.value.gives === 'local'
}

function AddForm({
  add,
  onChange,
  onRemove,
}: {
  readonly add: NonNullable<DateValue['add']>
  readonly onChange: (add: NonNullable<DateValue['add']>) => void
  readonly onRemove: () => void
}) {
  return (
    <Labelled label="Plus">
      <div className="pn-step">
        <OperandField label="Amount" value={add.amount} onChange={(amount) => onChange({ ...add, amount })} />
        <Choice
          label="Unit"
          width={92}
          value={add.unit}
          data={DATE_UNITS.map((unit) => ({ value: unit, label: unit }))}
          onChange={(unit) => onChange({ ...add, unit })}
        />
      </div>
      <Remove onRemove={onRemove}>Add nothing</Remove>
    </Labelled>
  )
}

function ZoneForm({
  value,
  zone,
  onChange,
  onRemove,
}: {
  readonly value: DateValue
  readonly zone: NonNullable<DateValue['zone']>
  readonly onChange: (value: DateValue) => void
  readonly onRemove: () => void
}) {
  const { from } = zone
  return (
    <>
      {(from !== undefined || isLocal(value)) && (
        <Labelled label="The source tells local time in">
          <OperandField label="Zone of the source" value={from ?? UTC} onChange={(next) => onChange({ ...value, zone: { ...zone, from: next } })} />
        </Labelled>
      )}
      <Labelled label="Told as local time in">
        <OperandField label="Zone it is told in" value={zone.to} onChange={(to) => onChange({ ...value, zone: { ...zone, to } })} />
        <p className="s11 t3">
          <code>UTC</code>, an offset like <code>+02:00</code>, or a name like <code>Europe/Berlin</code>.
        </p>
        <Remove onRemove={onRemove}>Leave the time zone as it is</Remove>
      </Labelled>
    </>
  )
}

function Remove({ onRemove, children }: { readonly onRemove: () => void; readonly children: string }) {
  const { readOnly } = useTransformScope()
  return (
    <button type="button" className="link-button s12" disabled={readOnly} onClick={onRemove}>
      {children}
    </button>
  )
}

const OTHER = 'other'

/** One of the usual forms, or a pattern of one's own. */
function FormChoice({
  label,
  value,
  data,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}) {
  const [asksPattern, setAsksPattern] = useState(false)
  const isOther = asksPattern || !data.some((one) => one.value === value)
  return (
    <Labelled label={label}>
      <Choice
        label={label}
        value={isOther ? OTHER : value}
        data={[...data, { value: OTHER, label: 'another pattern' }]}
        onChange={(next) => {
          setAsksPattern(next === OTHER)
          if (next !== OTHER) onChange(next)
        }}
      />
      {isOther && (
        <>
          <WordsInput label={`${label}: the pattern`} value={value} onChange={(pattern) => pattern.trim() !== '' && onChange(pattern.trim())} />
          <p className="s11 t3">
            <code>yyyy MM dd HH mm ss</code>; other letters stand in single quotes.
          </p>
        </>
      )}
    </Labelled>
  )
}

/** Each with the same moment as its example. */
const readForms = [
  { value: 'iso', label: 'date or date and time: 2017-03-22T16:28:02' },
  { value: 'instant', label: 'moment with its offset: 2017-03-22T16:28:02Z' },
  { value: 'yyyy-MM-dd', label: 'year first: 2017-03-22' },
  { value: 'dd.MM.yyyy', label: 'day first: 22.03.2017' },
  { value: 'dd/MM/yyyy', label: 'day first: 22/03/2017' },
  { value: 'MM/dd/yyyy', label: 'month first: 03/22/2017' },
  { value: 'yyyyMMdd', label: 'without marks: 20170322' },
  { value: 'unix-seconds', label: 'seconds since 1970: 1490200082' },
  { value: 'unix-milliseconds', label: 'milliseconds since 1970: 1490200082000' },
  { value: 'ms-json', label: 'as in /Date(1490200082000)/' },
]
const writeForms = [
  { value: 'yyyy-MM-dd', label: 'date: 2017-03-22' },
  { value: 'iso', label: 'date and time: 2017-03-22T16:28:02' },
  { value: 'instant', label: 'moment: 2017-03-22T16:28:02Z' },
  { value: 'dd.MM.yyyy', label: 'day first: 22.03.2017' },
  { value: 'dd/MM/yyyy', label: 'day first: 22/03/2017' },
  { value: 'MM/dd/yyyy', label: 'month first: 03/22/2017' },
  { value: 'yyyyMMdd', label: 'without marks: 20170322' },
]
