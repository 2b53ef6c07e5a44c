// The places that wait for a question's answer, and the field that finds one more.
import { Autocomplete } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import type { QuestionPlaces } from './question-acts.ts'

type WaitingProps = { readonly value: readonly string[]; readonly places: QuestionPlaces; readonly onChange: (value: readonly string[]) => void }

export function WaitingPlaces({ value, places, onChange }: WaitingProps) {
  return (
    <div className="pn-waiting">
      <span className="s12 t3">Waits for it</span>
      {value.map((address) => (
        <span key={address} className="tag">
          <span className="ell">{places.nameOf(address)}</span>
          <button
            type="button"
            className="icon-button tiny"
            aria-label={`${places.nameOf(address)} does not wait`}
            onClick={() => onChange(value.filter((one) => one !== address))}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <PlaceField
        label="A place that waits for the answer"
        placeholder="A row, step, use case …"
        places={places}
        onChoose={(address) => onChange([...value.filter((one) => one !== address), address])}
      />
    </div>
  )
}

type FieldProps = { readonly label: string; readonly placeholder: string; readonly places: QuestionPlaces; readonly onChoose: (address: string) => void }

/** Empty again once something was chosen. */
export function PlaceField({ label, placeholder, places, onChoose }: FieldProps) {
  const [text, setText] = useState('')
  const found = useMemo(() => (text.trim() === '' ? [] : places.find(text)), [places, text])
  const choose = (name: string) => {
    const one = found.find((place) => place.name === name)
    if (one === undefined) return
    onChoose(one.address)
    setText('')
  }
  return (
    <Autocomplete
      aria-label={label}
      placeholder={placeholder}
      value={text}
      data={[...new Set(found.map(({ name }) => name))]}
      filter={({ options }) => options}
      onChange={setText}
      onOptionSubmit={(name) => {
        choose(name)
        // After the field has written the chosen name into itself.
        queueMicrotask(() => setText(''))
      }}
      comboboxProps={{ position: 'bottom-start' }}
    />
  )
}
