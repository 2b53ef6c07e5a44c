// The only way to choose one of the project's people, or to name somebody new in place.
import { useRef, useState } from 'react'
import { objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import type { Person } from '../../shared/project/people-and-systems.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { printPerson, readNamedPerson } from './named-person.ts'

const SOMEBODY_NEW = '+'

export type PersonSelectProps = {
  /** Person id; undefined: nobody. */
  readonly value: string | undefined
  readonly label: string
  /** What stands there for nobody: "no owner". */
  readonly nobody: string
  /** `person` undefined: nobody. `writes` make a person who was just named and belong into the same edit; empty for one who is known. */
  readonly onChange: (person: string | undefined, writes: readonly CellWrite[]) => void
  /** Person ids that are not offered. */
  readonly without?: readonly string[]
  /** With the role behind the name. */
  readonly withRole?: boolean
  readonly autoFocus?: boolean
}

/** Read-only people see the name alone. */
export function PersonSelect({ value, label, nobody, onChange, without = [], withRole = false, autoFocus = false }: PersonSelectProps) {
  const { mayEdit } = useProject()
  const people = useCollection('people')
  const [naming, setNaming] = useState(false)
  const [takeFocus, setTakeFocus] = useState(autoFocus)
  const chosen = people.find(({ id }) => id === value)
  const print = (person: Person) => (withRole ? printPerson(person) : person.name)
  if (!mayEdit) return <span className={chosen === undefined ? 't3' : undefined}>{chosen === undefined ? nobody : print(chosen)}</span>
  if (naming) {
    return (
      <NewPerson
        label={label}
        people={people}
        onEnd={(keyboard) => {
          setNaming(false)
          // A field that is left by the pointer must not take the focus from where it went.
          setTakeFocus(keyboard)
        }}
        onChange={onChange}
      />
    )
  }
  return (
    <select
      className="cell-input"
      aria-label={label}
      autoFocus={takeFocus}
      value={chosen?.id ?? ''}
      onChange={(event) => {
        const next = event.currentTarget.value
        if (next === SOMEBODY_NEW) setNaming(true)
        else onChange(next === '' ? undefined : next, [])
      }}
    >
      <option value="">{value !== undefined && chosen === undefined ? 'somebody who is gone' : nobody}</option>
      {people
        .filter(({ id }) => id === value || !without.includes(id))
        .map((person) => (
          <option key={person.id} value={person.id}>
            {print(person)}
          </option>
        ))}
      <option value={SOMEBODY_NEW}>Somebody new ...</option>
    </select>
  )
}

function NewPerson({
  label,
  people,
  onEnd,
  onChange,
}: {
  readonly label: string
  readonly people: readonly Person[]
  readonly onEnd: (keyboard: boolean) => void
  readonly onChange: PersonSelectProps['onChange']
}) {
  const [text, setText] = useState('')
  // Enter ends it, and the field that goes then is left as well.
  const ended = useRef(false)
  const end = (typed: string, keyboard: boolean) => {
    if (ended.current) return
    ended.current = true
    const named = readNamedPerson(typed, people)
    onEnd(keyboard)
    if (named === undefined) return
    if ('known' in named) onChange(named.known.id, [])
    else {
      const id = newId()
      const { order, writes } = placeIn('people', people)
      onChange(id, [...writes, ...objectWrites('people', { id, ...named, order })])
    }
  }
  return (
    <input
      className="cell-input"
      aria-label={`${label}: name of somebody new, and a role after a comma`}
      placeholder="Name, role"
      maxLength={400}
      autoFocus
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => end(text, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          end('', true)
        } else if (event.key === 'Enter') {
          event.preventDefault()
          end(text, true)
        }
      }}
    />
  )
}
