// The boxes in which a question is asked and answered. What is written stays until it is sent.
import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { Person } from '../../shared/project/people-and-systems.ts'
import { useDraft } from './drafts.ts'

export type Asked = {
  readonly text: string
  /** A name of somebody new is added to the project's people. */
  readonly of: { readonly person: string } | { readonly name: string } | undefined
  readonly neededBy: string | undefined
}

type AskProps = { readonly place: string; readonly people: readonly Person[]; readonly onAsk: (asked: Asked) => void; readonly onCancel: () => void }

export function AskBox({ place, people, onAsk, onCancel }: AskProps) {
  const [text, setText] = useDraft(`ask ${place}`)
  const [name, setName] = useState('')
  const [neededBy, setNeededBy] = useState('')
  /** Told before the list closes. */
  const closesList = useRef(false)
  const wanted = name.trim()
  const person = people.find((one) => one.name.toLowerCase() === wanted.toLowerCase())
  const send = () => {
    if (text.trim() === '') return
    setText('')
    onAsk({
      text: text.trim(),
      of: person === undefined ? (wanted === '' ? undefined : { name: wanted }) : { person: person.id },
      neededBy: neededBy === '' ? undefined : neededBy,
    })
  }
  const onKey = (event: KeyboardEvent) => {
    if (isSend(event)) send()
    // Esc leaves the innermost thing first: the list of names, the box, the drawer.
    else if (event.key === 'Escape' && closesList.current) return event.stopPropagation()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className="pn-compose"
      onKeyDownCapture={({ target }) => (closesList.current = target instanceof Element && target.getAttribute('aria-expanded') === 'true')}
      onKeyDown={onKey}
    >
      <Textarea
        aria-label="Question"
        placeholder="What do you want to know?"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={32_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="pn-compose-foot">
        <Autocomplete
          aria-label="Asked of"
          placeholder="Of whom?"
          value={name}
          data={[...new Set(people.map((one) => one.name))]}
          onChange={setName}
          comboboxProps={{ position: 'top-start' }}
        />
        <label className="row s12 t3">
          needed by
          <TextInput type="date" aria-label="Needed by" value={neededBy} onChange={(event) => setNeededBy(event.currentTarget.value)} />
        </label>
        <span className="sp" />
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={send} disabled={text.trim() === ''} title="Ctrl+Enter">
          Ask
        </Button>
      </div>
      {wanted !== '' && person === undefined && <p className="s11 t3">{wanted} is not among the project’s people yet and will be added.</p>}
    </div>
  )
}

export function AnswerBox({ place, number, onAnswer }: { readonly place: string; readonly number: string; readonly onAnswer: (text: string) => void }) {
  const [text, setText] = useDraft(`answer ${place}`)
  const send = () => {
    if (text.trim() === '') return
    setText('')
    onAnswer(text.trim())
  }
  return (
    <div
      className="pn-compose pn-compose-line"
      onKeyDown={(event) => {
        if (!isSend(event)) return
        event.preventDefault()
        event.stopPropagation()
        send()
      }}
    >
      <Textarea
        aria-label={`Answer to ${number}`}
        placeholder={`Answer ${number}`}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={32_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button variant={text.trim() === '' ? 'default' : 'filled'} onClick={send} disabled={text.trim() === ''} title="Ctrl+Enter">
        Answer
      </Button>
    </div>
  )
}

function isSend(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
}
