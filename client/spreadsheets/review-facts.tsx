// The change that is looked at, whole: what was exported, what the project and the file say, what accepting does, and a place to write something else.
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { Link } from 'wouter'
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import { useProject } from '../collab/project-context.tsx'
import { placeLink } from '../pages/place-link.ts'
import { projectLinks } from '../pages/project-links.ts'
import type { Decision, Stand } from './decisions.ts'
import { describeFilePlace, standWords } from './import-words.ts'
import { Marked, markSides } from './marked-sides.tsx'
import { DecisionButtons, KindTag } from './review-row.tsx'

export type FactsProps = {
  readonly item: ImportItem
  readonly stand: Stand
  /** What a person wrote instead of what the file says. */
  readonly correction: string | undefined
  /** What it can only be accepted with. */
  readonly needs: readonly ImportItem[]
  readonly editAsked: number
  readonly onDecide: (decision: Decision | undefined) => void
  /** Undefined: what the file says. */
  readonly onCorrect: (text: string | undefined) => void
  readonly onGo: (item: ImportItem) => void
  readonly onDone: () => void
}

export function ReviewFacts({ item, stand, correction, needs, editAsked, onDecide, onCorrect, onGo, onDone }: FactsProps) {
  const { project, store } = useProject()
  const link = item.at === undefined ? undefined : (placeLink(project, store.project(), item.at) ?? questionLink(project, item.at))
  const [ours, theirs] = useMemo(() => markSides(item.ours ?? '', item.theirs), [item])
  const isText = item.place.column !== undefined
  return (
    <>
      <div className="card-head import-facts-head">
        <KindTag item={item} />
        <h2 className="ell" title={item.title}>
          {link === undefined ? item.title : <Link to={link}>{item.title}</Link>}
        </h2>
      </div>
      <div className="import-facts-body">
        <dl className="import-sides s12">
          {item.cell !== undefined && (
            <>
              <dt>Column</dt>
              <dd>{item.cell}</dd>
            </>
          )}
          {item.base !== undefined && item.base !== item.ours && (
            <>
              <dt>Exported</dt>
              <dd className="pre-wrap">{item.base === '' ? <span className="t3">empty</span> : item.base}</dd>
            </>
          )}
          <dt>The project says</dt>
          <dd className="pre-wrap">{item.ours === undefined ? <span className="t3">Nothing yet</span> : <Marked text={ours} side="ours" />}</dd>
          <dt>{correction === undefined ? 'The file says' : 'You wrote'}</dt>
          <dd className="pre-wrap">{item.kind === 'removed' ? <span className="t3">Nothing any more</span> : <Marked text={theirs} side="theirs" />}</dd>
          <dt>In the file</dt>
          <dd className="t2">{item.kind === 'removed' ? `${item.place.sheet}, no row of it` : describeFilePlace(item.place)}</dd>
        </dl>
        {item.message !== '' && <p className="s12 import-message pre-wrap">{item.message}</p>}
        {needs.length > 0 && (
          <div className="s12">
            <p className="label">Comes with</p>
            <ul>
              {needs.map((one) => (
                <li key={one.id}>
                  <button type="button" className="link-button" onClick={() => onGo(one)}>
                    {one.title}
                    {one.cell === undefined ? '' : `, ${one.cell}`}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="row import-facts-decision">
          {stand === 'told' ? <span className="s12 t3">{standWords.told}</span> : <DecisionButtons item={item} stand={stand} onDecide={onDecide} />}
        </div>
        {isText && <CorrectText item={item} correction={correction} editAsked={editAsked} onCorrect={onCorrect} onDone={onDone} />}
      </div>
    </>
  )
}

function questionLink(project: string, at: string): string | undefined {
  return at.startsWith('question:') ? projectLinks(project).question(at.slice('question:'.length)) : undefined
}

type CorrectProps = Pick<FactsProps, 'item' | 'correction' | 'editAsked' | 'onCorrect' | 'onDone'>

function CorrectText({ item, correction, editAsked, onCorrect, onDone }: CorrectProps) {
  const [draft, setDraft] = useState<string>()
  const input = useRef<HTMLTextAreaElement>(null)
  const begin = useRef(() => setDraft(item.theirs))
  begin.current = () => setDraft((before) => before ?? item.theirs)
  const asked = useRef(editAsked)
  useEffect(() => {
    if (asked.current === editAsked) return
    asked.current = editAsked
    begin.current()
  }, [editAsked])
  const isOpen = draft !== undefined
  useEffect(() => {
    if (isOpen) input.current?.select()
  }, [isOpen])
  if (draft === undefined) {
    return (
      <div className="row s12">
        <Button variant="default" onClick={() => begin.current()}>
          Write something else
        </Button>
        {correction !== undefined && (
          <button type="button" className="link-button" onClick={() => onCorrect(undefined)}>
            Back to what the file says
          </button>
        )}
      </div>
    )
  }
  const close = () => {
    setDraft(undefined)
    onDone()
  }
  const use = () => {
    if (draft !== item.theirs) onCorrect(draft)
    close()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        use()
      }}
    >
      <Textarea
        ref={input}
        label="What the cell should say"
        autosize
        minRows={2}
        maxRows={10}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') {
            event.stopPropagation()
            close()
          } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            use()
          }
        }}
      />
      <div className="row">
        <Button type="submit">Use this text</Button>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <span className="s11 t3">Shift+Enter: a new line</span>
      </div>
    </form>
  )
}
