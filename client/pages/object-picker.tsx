// A searchable list of objects of the project's schemas, likeliest first.
import { useMemo, useState } from 'react'
import { TextInput } from '@mantine/core'
import type { ObjectChoice } from './new-field-map-choices.ts'

const MOST_SHOWN = 60

type Props = {
  readonly label: string
  readonly choices: readonly ObjectChoice[]
  readonly chosen: readonly string[]
  readonly side: 'source' | 'destination'
  readonly autoFocus?: boolean
  readonly onChoose: (choice: ObjectChoice) => void
}

export function ObjectPicker({ label, choices, chosen, side, autoFocus = false, onChoose }: Props) {
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(() => findObjects(choices, search), [choices, search])
  const shown = found.slice(0, MOST_SHOWN)
  const here = Math.min(at, Math.max(0, shown.length - 1))
  return (
    <div className={`object-picker ${side}`}>
      <TextInput
        label={label}
        placeholder="Search endpoints and objects"
        value={search}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(here + 1, shown.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(here - 1, 0))
          else if (event.key === 'Enter' && shown[here] !== undefined) onChoose(shown[here])
          else return
          event.preventDefault()
        }}
      />
      <div className="object-list" role="listbox" aria-label={label}>
        {shown.map((choice, index) => (
          <button
            key={choice.key}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(choice.key)}
            className={index === here && search !== '' ? 'object-choice here' : 'object-choice'}
            onClick={() => onChoose(choice)}
          >
            <span className="mono ell">{choice.label}</span>
            <span className="t2 ell">{choice.record}</span>
            <span className="t3 ell">{choice.system}</span>
            <span className="t3 num">{choice.fields === 0 ? '' : `${choice.fields} fields`}</span>
          </button>
        ))}
        {shown.length === 0 && (
          <p className="s12 t3">
            {choices.length === 0 ? 'No schema has been imported yet.' : 'Nothing has this name. Search for a path, a method or an object.'}
          </p>
        )}
        {found.length > shown.length && (
          <p className="s11 t3">
            {shown.length} of {found.length}; search to see others
          </p>
        )}
      </div>
    </div>
  )
}

/** Every word must stand somewhere in the method, path, record or system. */
export function findObjects(choices: readonly ObjectChoice[], search: string): readonly ObjectChoice[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return choices
  return choices.filter((choice) => {
    const text = `${choice.label} ${choice.record} ${choice.system}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
