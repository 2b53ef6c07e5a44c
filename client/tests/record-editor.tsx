// A record that somebody writes: as JSON, or its simple fields in a form, filled from a sample, an example or a file. What is typed stays a draft
// until it is kept, also where it is no JSON yet.
import { useMemo, useRef, useState } from 'react'
import { Button, Select, Textarea } from '@mantine/core'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { useDraft } from '../panels/drafts.ts'
import { Icon } from '../ui/icon.tsx'
import { fillSide, useFillChoices, type CaseSide } from './case-side.ts'
import { printRecord, readDraft } from './json-draft.ts'
import { RecordForm } from './record-form.tsx'

export type RecordSource = { readonly name: string; readonly make: () => JsonValue | undefined }
export type RecordEditorProps = {
  readonly label: string
  /** Drafts are kept by it. */
  readonly place: string
  readonly stored: JsonValue | undefined
  readonly sides: readonly CaseSide[]
  readonly check?: (value: JsonValue) => string | undefined
  /** Puts right what people mean: one record for the first input. */
  readonly mend?: (value: JsonValue) => JsonValue
  readonly sources?: readonly RecordSource[]
  readonly placeholder: string
  /** False: it could not be kept, and the draft stays. */
  readonly onKeep: (value: JsonValue) => Promise<boolean>
  readonly onClose: () => void
}

export function RecordEditor({ label, place, stored, sides, check, mend = (value) => value, sources = [], placeholder, onKeep, onClose }: RecordEditorProps) {
  const [draft, setDraft] = useDraft(place)
  const [as, setAs] = useState<'json' | 'form'>('json')
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const text = draft === '' ? printRecord(stored) : draft
  const read = useMemo(() => {
    const first = readDraft(text)
    if (!first.ok) return first
    const value = mend(first.value)
    const wrong = check?.(value)
    return wrong === undefined ? { ok: true as const, value } : { ok: false as const, message: wrong }
    // oxlint-disable-next-line react/exhaustive-deps -- the rules are those of the case's kind and map, and are asked again when it is kept
  }, [text])
  const write = (value: JsonValue) => setDraft(printRecord(value))
  const keep = async () => {
    if (!read.ok) {
      setAs('json')
      area.current?.focus()
      if ('at' in read && read.at !== undefined) area.current?.setSelectionRange(read.at, read.at + 1)
      return
    }
    setBusy(true)
    const isKept = await onKeep(read.value)
    setBusy(false)
    if (!isKept) return
    setDraft('')
    onClose()
  }
  const canForm = sides.some(({ graph, root }) => graph !== undefined && root !== undefined)
  return (
    <div className="record-editor" role="group" aria-label={label}>
      <div className="row record-tools">
        {canForm && (
          <div className="segments" role="group" aria-label="How it is written">
            {(['json', 'form'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={as === one} onClick={() => setAs(one)}>
                {one === 'json' ? 'JSON' : 'Form'}
              </button>
            ))}
          </div>
        )}
        <FillFrom sides={sides} onFill={(choice) => write(fillSide(read.ok ? read.value : undefined, choice))} />
        {sources.map(({ name, make }) => (
          <button
            key={name}
            type="button"
            className="link-button s12"
            onClick={() => {
              const value = make()
              if (value !== undefined) write(value)
            }}
          >
            {name}
          </button>
        ))}
        <span className="sp" />
        <UploadRecord onText={setDraft} />
      </div>
      {as === 'form' && canForm ? (
        <RecordForm sides={sides} value={read.ok ? read.value : undefined} onChange={write} />
      ) : (
        <Textarea
          ref={area}
          aria-label={`${label} as JSON`}
          placeholder={placeholder}
          autosize
          minRows={8}
          maxRows={24}
          spellCheck={false}
          value={text}
          // Emptied, it stays empty: only nothing at all stands for what is stored.
          onChange={(event) => setDraft(event.currentTarget.value === '' ? ' ' : event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void keep()}
          classNames={{ input: 'mono' }}
        />
      )}
      <div className="row">
        <p className={`s12 ${read.ok || text === '' ? 't3' : 'err'}`} role="status">
          {read.ok ? (draft === '' ? '' : 'Not kept yet.') : text === '' ? '' : read.message}
        </p>
        <span className="sp" />
        <Button
          variant="default"
          onClick={() => {
            setDraft('')
            onClose()
          }}
        >
          {draft === '' ? 'Close' : 'Discard'}
        </Button>
        <Button onClick={() => void keep()} disabled={draft === ''} loading={busy} title="Ctrl+Enter">
          Keep
        </Button>
      </div>
    </div>
  )
}

function FillFrom({ sides, onFill }: { readonly sides: readonly CaseSide[]; readonly onFill: (choice: ReturnType<typeof useFillChoices>[number]) => void }) {
  const choices = useFillChoices(sides)
  if (choices.length === 0) return null
  const groups = [...new Set(choices.map(({ from }) => from))]
  return (
    <Select
      className="fill-from"
      aria-label="Fill from"
      placeholder="Fill from a sample"
      searchable
      limit={200}
      value={null}
      data={groups.map((group) => ({
        group,
        items: choices.filter(({ from }) => from === group).map(({ key, side, label }) => ({ value: key, label: `${side.name ?? ''} ${label}`.trim() })),
      }))}
      onChange={(key) => {
        const choice = choices.find((one) => one.key === key)
        if (choice !== undefined) onFill(choice)
      }}
    />
  )
}

export function UploadRecord({ onText }: { readonly onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="link-button s12 row" onClick={() => input.current?.click()}>
        <Icon name="upload" size={12} />
        Upload
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          // A file of any size is cut before it is read: what does not fit is refused with its size all the same.
          void file
            ?.slice(0, 8 * 1024 * 1024)
            .text()
            .then(onText)
        }}
      />
    </>
  )
}
