// The form of a number: how it is read from text, then step by step, then how it is written.
import type { NumberForm as Written } from '../../shared/transform/transform.ts'
import { Choice, CountInput, Labelled, type FormProps } from './form-parts.tsx'
import { NumberSteps } from './number-steps.tsx'
import { OperandField } from './operand-field.tsx'

export function NumberForm({ value, onChange }: FormProps<'number'>) {
  const { read: _, write: _write, ...bare } = value
  const kept = { ...(value.read === undefined ? {} : { read: value.read }), ...(value.write === undefined ? {} : { write: value.write }) }
  return (
    <>
      <OperandField label="Source" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <Labelled label="A text is read as">
        <Choice
          label="A text is read as"
          width={220}
          value={keyOf(value.read)}
          data={[{ value: PLAIN, label: '1234.50 (or a number)' }, ...writtenForms.filter(({ value: key }) => key !== '.')]}
          onChange={(key) =>
            onChange({ ...bare, ...(value.write === undefined ? {} : { write: value.write }), ...(key === PLAIN ? {} : { read: formOf(key) }) })
          }
        />
      </Labelled>
      <NumberSteps steps={value.steps} onChange={(steps) => onChange({ ...bare, ...kept, steps })} />
      <Labelled label="Written as">
        <div className="pn-step">
          <Choice
            label="Written as"
            width={220}
            value={keyOf(value.write)}
            data={[{ value: PLAIN, label: 'a number' }, ...writtenForms.map((form) => ({ ...form, label: `text like ${form.label}` }))]}
            onChange={(key) =>
              onChange({
                ...bare,
                ...(value.read === undefined ? {} : { read: value.read }),
                ...(key === PLAIN ? {} : { write: { ...formOf(key), decimals: value.write?.decimals ?? 2 } }),
              })
            }
          />
          {value.write !== undefined && (
            <>
              <CountInput
                label="Decimals written"
                value={value.write.decimals}
                min={0}
                max={12}
                onChange={(decimals) => value.write !== undefined && onChange({ ...value, write: { ...value.write, decimals } })}
              />
              <span className="s12 t3 pn-beside">decimals</span>
            </>
          )}
        </div>
      </Labelled>
    </>
  )
}

const PLAIN = 'plain'

/** What stands before decimals and between thousands, as one word. */
const writtenForms: { value: string; label: string }[] = [
  { value: '.', label: '1234.50' },
  { value: '.,', label: '1,234.50' },
  { value: '. ', label: '1 234.50' },
  { value: ".'", label: "1'234.50" },
  { value: ',', label: '1234,50' },
  { value: ',.', label: '1.234,50' },
  { value: ', ', label: '1 234,50' },
  { value: ",'", label: "1'234,50" },
]

function keyOf(form: Written | undefined): string {
  return form === undefined ? PLAIN : `${form.decimal}${form.group}`
}

function formOf(key: string): Written {
  return { decimal: key[0] as Written['decimal'], group: key.slice(1) as Written['group'] }
}
