// The dialog for a record of one's own: pasted or typed as JSON, checked while it is typed, taken for the preview of this person alone.
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { inputNames } from '../../shared/mapping/source-text.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { readPastedRecord } from './paste-record.ts'
import { useMapTools } from './tools.tsx'
import './preview.css'

/** Hints drawn, at most. */
const MOST_HINTS = 30

export function PasteRecordDialog({ close }: { readonly close: () => void }) {
  const tools = useMapTools()
  const [context] = useState(() => tools.context())
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  // A large record is read when there is time, so that typing goes on.
  const read = useDeferredValue(text)
  const result = useMemo(() => (context === undefined ? undefined : readPastedRecord(read, context.inputs, inputNames(context))), [read, context])
  if (context === undefined || result === undefined) return null
  const names = [...inputNames(context).values()]
  const use = () => {
    setTried(true)
    const latest = readPastedRecord(text, context.inputs, inputNames(context))
    if (!latest.ok) {
      area.current?.focus()
      if (latest.error.at !== undefined) area.current?.setSelectionRange(latest.error.at, latest.error.at + 1)
      return
    }
    const { name, records, hints } = latest.value
    tools.sample().paste(name, records)
    tools.say(
      `Preview from the pasted record ${name}${hints.length === 0 ? '' : `, which differs from the schema in ${hints.length} ${hints.length === 1 ? 'thing' : 'things'}`}.`,
    )
    close()
  }
  const isEmpty = text.trim() === ''
  const error = result.ok || (isEmpty && !tried) ? undefined : result.error.message
  return (
    <Dialog onClose={close} title="Paste a sample record" size="lg">
      <div className="stack">
        <p className="s12 t2">
          {names.length > 1 ? (
            <>
              One <span className="mono">{names[0]}</span>, or several inputs by name:{' '}
              <span className="mono">{`{ ${names.map((name) => `"${name}": {…}`).join(', ')} }`}</span>.
            </>
          ) : (
            <>
              One <span className="mono">{names[0]}</span> as JSON.
            </>
          )}{' '}
          It stays in this browser, for you alone, until you keep it as a sample.
        </p>
        <Textarea
          ref={area}
          label="The record"
          placeholder={'{ "id": 1, "status": "open" }'}
          autosize
          minRows={8}
          maxRows={16}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && use()}
          error={error}
          errorProps={{ role: 'alert' }}
          classNames={{ input: 'mono' }}
          data-autofocus
        />
        {result.ok && result.value.hints.length > 0 && <Hints hints={result.value.hints} />}
        {result.ok && result.value.hints.length === 0 && (
          <p className="message s12">
            <SeverityMark name="passes" />
            <span>The record fits the schema.</span>
          </p>
        )}
        <DialogFoot onCancel={close}>
          <Button onClick={use}>Use this record</Button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}

function Hints({ hints }: { readonly hints: readonly string[] }) {
  return (
    <div className="smp-hints" role="status">
      <p className="message s12">
        <SeverityMark name="hint" />
        <span>{hints.length === 1 ? 'One thing is' : `${hints.length} things are`} other than the schema says. The record can be used all the same.</span>
      </p>
      <ul>
        {hints.slice(0, MOST_HINTS).map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
        {hints.length > MOST_HINTS && <li>And {hints.length - MOST_HINTS} more.</li>}
      </ul>
    </div>
  )
}
