// The boxes in which a question is asked, changed and answered. What is written stays until it is sent.
import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Person } from '../../shared/project/people-and-systems.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import type { Asked } from '../../shared/review/questions.ts'
import { useDraft } from './drafts.ts'
import type { QuestionActs } from './question-acts.ts'
import { WaitingPlaces } from './waiting-places.tsx'

type AskProps = {
  /** What is written is kept by it. */
  readonly place: string
  readonly acts: Pick<QuestionActs, 'may' | 'people' | 'places'>
  /** False: it was not taken, and what is written stays. */
  readonly onAsk: (asked: Asked) => Promise<boolean>
  readonly onCancel: () => void
  /** The one that is changed; absent: a new one. */
  readonly question?: Question
  /** Between the text and the rest. */
  readonly children?: ReactNode
  /** Something else is still missing. */
  readonly isIncomplete?: boolean
}

export function AskBox({ place, acts, onAsk, onCancel, question, children, isIncomplete = false }: AskProps) {
  const { may, people, places } = acts
  const [draft, setDraft] = useDraft(`ask ${place}`)
  const [changed, setChanged] = useState(question?.text)
  const [name, setName] = useState(people.find(({ id }) => id === question?.askedOf)?.name ?? '')
  const [neededBy, setNeededBy] = useState(question?.neededBy ?? '')
  const [blocks, setBlocks] = useState<readonly string[]>(question?.blocks ?? [])
  const [showsBlocks, setShowsBlocks] = useState(blocks.length > 0)
  const [busy, setBusy] = useState(false)
  /** Told before the list closes. */
  const closesList = useRef(false)
  const text = changed ?? draft
  const of = readName(people, name)
  const isStranger = of !== undefined && 'name' in of
  const cannotSend = text.trim() === '' || busy || isIncomplete || (isStranger && may !== 'edit')
  const send = async () => {
    if (cannotSend) return
    setBusy(true)
    const isTaken = await onAsk({ text: text.trim(), of, neededBy: neededBy === '' ? undefined : neededBy, blocks })
    setBusy(false)
    if (isTaken && question === undefined) setDraft('')
  }
  const onKey = (event: KeyboardEvent) => {
    if (isSend(event)) void send()
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
        onChange={(event) => (question === undefined ? setDraft : setChanged)(event.currentTarget.value)}
      />
      {children}
      {showsBlocks && may === 'edit' && <WaitingPlaces value={blocks} places={places} onChange={setBlocks} />}
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
        {!showsBlocks && may === 'edit' && (
          <button type="button" className="link-button s12" onClick={() => setShowsBlocks(true)}>
            What waits for it
          </button>
        )}
        <span className="sp" />
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={() => void send()} disabled={cannotSend} title="Ctrl+Enter">
          {question === undefined ? 'Ask' : 'Save'}
        </Button>
      </div>
      {isStranger && (
        <p className="s11 t3">
          {may === 'edit'
            ? `${of.name} is not among the project’s people yet and will be added.`
            : `${of.name} is not among the project’s people. Choose one of them, or leave it empty: an editor can add somebody.`}
        </p>
      )}
    </div>
  )
}

function readName(people: readonly Person[], name: string): Asked['of'] {
  const wanted = name.trim()
  if (wanted === '') return undefined
  const person = people.find((one) => one.name.toLowerCase() === wanted.toLowerCase())
  return person === undefined ? { name: wanted } : { person: person.id }
}

type AnswerProps = {
  readonly place: string
  readonly number: string
  readonly onAnswer: (text: string) => Promise<boolean>
  /** The answer that is put better. */
  readonly before?: string | undefined
  readonly onCancel?: () => void
  readonly autoFocus?: boolean
}

export function AnswerBox({ place, number, onAnswer, before, onCancel, autoFocus = false }: AnswerProps) {
  const [draft, setDraft] = useDraft(`answer ${place}`)
  const [changed, setChanged] = useState(before)
  const [busy, setBusy] = useState(false)
  const text = changed ?? draft
  const cannotSend = text.trim() === '' || busy
  const send = async () => {
    if (cannotSend) return
    setBusy(true)
    const isTaken = await onAnswer(text.trim())
    setBusy(false)
    if (isTaken && before === undefined) setDraft('')
  }
  return (
    <div
      className="pn-compose pn-compose-line"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onCancel !== undefined) onCancel()
        else if (isSend(event)) void send()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <Textarea
        aria-label={`Answer to ${number}`}
        placeholder={`Answer ${number}`}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={32_000}
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => (before === undefined ? setDraft : setChanged)(event.currentTarget.value)}
      />
      <Button variant={text.trim() === '' ? 'default' : 'filled'} onClick={() => void send()} disabled={cannotSend} title="Ctrl+Enter">
        {before === undefined ? 'Answer' : 'Save'}
      </Button>
    </div>
  )
}

function isSend(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
}
