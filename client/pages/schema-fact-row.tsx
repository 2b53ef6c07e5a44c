// One fact of a field: what holds, who says so, and the input that corrects it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import type { FactOrigin, FieldFact, ToldFact } from '../../shared/schema/field-facts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { FactName, FieldType } from '../../shared/schema/schema-graph.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { printWhen } from '../ui/print-when.ts'
import { draftOf, fieldTypes, inputOf, parseFact, type CorrectableFact } from './schema-fact-values.ts'

type RowProps = {
  readonly fact: FieldFact
  readonly editing: boolean
  /** It was edited last: its button takes the focus when the input goes. */
  readonly edited: boolean
  readonly mayEdit: boolean
  readonly removable: boolean
  readonly types: readonly FieldType[]
  readonly onEdit: (fact: CorrectableFact | undefined) => void
  readonly onSave: (fact: CorrectableFact, value: JsonValue) => void
  readonly onRemove: (fact: FactName) => void
}

export function FactRow({ fact, editing, edited, mayEdit, removable, types, onEdit, onSave, onRemove }: RowProps) {
  const name = fact.correctable ? (fact.name as CorrectableFact) : undefined
  const isMono = fact.name === 'pattern' || fact.name === 'example' || fact.name === 'default' || fact.name === 'const' || fact.name === 'enum'
  // Side by side where they differ or a person spoke; where they agree, a word says who does.
  const isPlain = !fact.differs && fact.told.every(({ origin }) => origin !== 'analyst')
  return (
    <>
      <dt>{fact.label}</dt>
      <dd>
        {editing && name !== undefined ? (
          <FactEditor fact={name} draft={draftOf(name, fact.value)} types={types} onSave={(value) => onSave(name, value)} onCancel={() => onEdit(undefined)} />
        ) : (
          <span className="fact-value">
            {fact.name === 'enum' && Array.isArray(fact.value) ? (
              <Values values={fact.value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))} />
            ) : fact.name === 'description' && fact.value !== undefined ? (
              <LongText text={fact.words} />
            ) : (
              <span className={`pre-wrap${isMono ? ' mono' : ''}${fact.value === undefined ? ' t3' : ''}`}>{fact.words}</span>
            )}
            {isPlain && fact.told.length > 0 && (
              <span className="fact-origin" title={fact.told.map((told) => `${originWord(told)} ${told.words}`).join('\n')}>
                {fact.told.map(({ origin }) => origin).join(', ')}
              </span>
            )}
            {mayEdit && name !== undefined && (
              <button
                type="button"
                className="icon-button small fact-edit"
                aria-label={`Correct: ${fact.label}`}
                title="Correct"
                autoFocus={edited}
                onClick={() => onEdit(name)}
              >
                <Icon name="edit" size={12} />
              </button>
            )}
          </span>
        )}
        {!isPlain && (
          <ul className="fact-told">
            {fact.told.map((told) => (
              <li key={told.origin} className={told.origin === 'samples' && fact.contradicted ? 'fact-differs' : undefined}>
                {told.origin === 'samples' && fact.contradicted && <SeverityMark name="warning" />}
                <b>{originWord(told)}</b> <span className="pre-wrap">{told.words}</span>
                {told.origin === 'analyst' && mayEdit && removable && (
                  <button
                    type="button"
                    className="icon-button small fact-edit"
                    aria-label={`Remove the correction: ${fact.label}`}
                    title="Remove the correction"
                    onClick={() => onRemove(fact.name as FactName)}
                  >
                    <Icon name="undo" size={12} />
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </dd>
    </>
  )
}

/** Characters of a meaning that are shown at once. */
const MOST_SHOWN = 420

/** Sentences that were broken into lines for a file are whole again; paragraphs and lists stay. */
function LongText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false)
  const flowing = text.replaceAll(/([^\n])\n(?![\n\s*#>|\d-])/g, '$1 ')
  const isLong = flowing.length > MOST_SHOWN + 80
  return (
    <span className="pre-wrap">
      {isLong && !all ? `${flowing.slice(0, MOST_SHOWN)}… ` : flowing}
      {isLong && !all && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          more
        </button>
      )}
    </span>
  )
}

const words: Readonly<Record<FactOrigin, string>> = { document: 'Document', samples: 'Samples', analyst: 'Analyst' }

function originWord({ origin, by, at }: ToldFact): string {
  const who = [by, at === undefined ? undefined : printWhen(at)].filter((part) => part !== undefined).join(', ')
  return who === '' ? `${words[origin]}:` : `${words[origin]} (${who}):`
}

const MOST_VALUES = 12

export function Values({ values, counts }: { readonly values: readonly string[]; readonly counts?: readonly number[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, MOST_VALUES)
  return (
    <ul className="fact-values">
      {shown.map((value, at) => (
        <li key={`${at} ${value}`} className="tag mono" title={value}>
          <span className="ell">{value === '' ? '""' : value}</span>
          {counts?.[at] !== undefined && counts[at] > 1 && <span className="t3">×{counts[at]}</span>}
        </li>
      ))}
      {values.length > shown.length && (
        <li>
          <button type="button" className="link-button s11" onClick={() => setAll(true)}>
            {values.length - shown.length} more
          </button>
        </li>
      )}
    </ul>
  )
}

type EditorProps = {
  readonly fact: CorrectableFact
  readonly draft: string
  readonly types: readonly FieldType[]
  readonly onSave: (value: JsonValue) => void
  readonly onCancel: () => void
}

export function FactEditor({ fact, draft, types, onSave, onCancel }: EditorProps) {
  const [text, setText] = useState(draft)
  const [wrong, setWrong] = useState<string>()
  const kind = inputOf(fact)
  const save = () => {
    const parsed = parseFact(fact, text, types)
    if (parsed.ok) onSave(parsed.value)
    else setWrong(parsed.error)
  }
  const isLong = kind === 'lines' || kind === 'words'
  return (
    <form
      className="fact-editor"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          onCancel()
        } else if (event.key === 'Enter' && isLong && (event.ctrlKey || event.metaKey)) save()
      }}
    >
      {kind === 'flag' ? (
        <CellSelect label={fact} value={text} choices={flags} onChange={setText} autoFocus />
      ) : kind === 'type' ? (
        <CellSelect
          label={fact}
          value={text}
          choices={[...(fieldTypes as readonly string[]), ...((fieldTypes as readonly string[]).includes(draft) ? [] : [draft])].map((word) => ({
            value: word,
            word,
          }))}
          onChange={setText}
          autoFocus
        />
      ) : isLong ? (
        <textarea
          className={`fact-text${kind === 'lines' ? ' mono' : ''}`}
          aria-label={fact}
          aria-invalid={wrong !== undefined}
          rows={kind === 'lines' ? 5 : 3}
          maxLength={10_000}
          placeholder={kind === 'lines' ? 'One value a line' : 'What it means'}
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <input
          className="fact-text mono"
          aria-label={fact}
          aria-invalid={wrong !== undefined}
          maxLength={2_000}
          autoFocus
          value={text}
          placeholder={kind === 'number' ? 'none' : ''}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {wrong !== undefined && (
        <p className="s11 err" role="alert">
          {wrong}
        </p>
      )}
      <span className="row">
        <Button type="submit" size="compact-xs">
          Save
        </Button>
        <Button variant="default" size="compact-xs" onClick={onCancel}>
          Cancel
        </Button>
      </span>
    </form>
  )
}

const flags = [
  { value: 'yes', word: 'yes' },
  { value: 'no', word: 'no' },
] as const
