// The review of an import: every change of the file beside what the project says, decided one by one or together, then applied as one step.
import { useMemo, useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { Card, EmptyState, ErrorBox } from '../ui/parts.tsx'
import { placeKey } from './corrections.ts'
import { countStands, standsOf, type Decision } from './decisions.ts'
import { FileNotes, notesOf } from './file-notes.tsx'
import { Waiting } from './waiting.tsx'
import type { ChangeWork, ImportWork } from './import-work.ts'
import { count, kindWords } from './import-words.ts'
import { MeanwhileBar, useMeanwhile } from './meanwhile.tsx'
import type { AnyPlan } from './planner-replica.ts'
import { ReviewFacts } from './review-facts.tsx'
import { ReviewFoot } from './review-foot.tsx'
import { listReviewLines, WHOLE_VIEW, type ReviewView } from './review-lines.ts'
import { ReviewList } from './review-list.tsx'
import { ItemRow, ListHead, SheetRow } from './review-row.tsx'
import { ReviewToolbar } from './review-toolbar.tsx'
import type { Planning } from './use-planning.ts'
import { useReviewing } from './use-reviewing.ts'

export type ReviewStepProps = { readonly work: ImportWork; readonly planning: Planning; readonly change: ChangeWork }

export function ReviewStep(props: ReviewStepProps) {
  const { work, planning, change } = props
  const { planned, failure, retry } = planning
  if (failure !== undefined && planned === undefined) {
    return (
      <div className="page-body">
        <Card>
          <ErrorBox message={failure} onRetry={retry} />
        </Card>
      </div>
    )
  }
  // A plan of other columns says nothing about these.
  if (planned === undefined || planned.choice !== work.choice) return <Waiting words="Comparing the file with the project" />
  if (planned.plan.items.length === 0) return <NothingToDo work={work} plan={planned.plan} change={change} />
  return <Review {...props} plan={planned.plan} />
}

function NothingToDo({ work, plan, change }: { readonly work: ImportWork; readonly plan: AnyPlan; readonly change: ChangeWork }) {
  return (
    <div className="page-body">
      <Card>
        <EmptyState
          title="Nothing differs"
          action={
            work.choice !== undefined && (
              <Button variant="default" onClick={() => change({ stage: 'columns' })}>
                Back to the columns
              </Button>
            )
          }
        >
          {work.choice === undefined
            ? 'The project says what the file says, or has moved on where nobody wrote anything into the file. There is nothing to take over.'
            : 'No row of the file brings anything to the project with these columns. Look whether the right sheets and columns are chosen.'}
        </EmptyState>
      </Card>
      <FileNotes notes={notesOf(plan, work)} />
      <ReadDifferently work={work} change={change} />
    </div>
  )
}

/** A workbook with tables of ours may still be meant as somebody else's. */
function ReadDifferently({ work: { choice, guess }, change }: { readonly work: ImportWork; readonly change: ChangeWork }) {
  if (choice !== undefined || guess === undefined || guess.choice.sheets.length === 0) return null
  return (
    <p className="s12 t3">
      Not what you expected?{' '}
      <button type="button" className="link-button" onClick={() => change({ choice: guess.choice, stage: 'columns', decisions: new Map(), corrections: {} })}>
        Say what its columns mean
      </button>
    </p>
  )
}

function Review({ work, planning, change, plan }: ReviewStepProps & { readonly plan: AnyPlan }) {
  const [view, setView] = useState<ReviewView>(WHOLE_VIEW)
  const stands = useMemo(() => standsOf(plan, work.decisions, work.corrections), [plan, work.decisions, work.corrections])
  const counts = useMemo(() => countStands(plan.items, stands), [plan, stands])
  const lines = useMemo(() => listReviewLines(plan.items, stands, view), [plan, stands, view])
  const byId = useMemo(() => new Map(plan.items.map((item) => [item.id, item])), [plan])
  const reviewing = useReviewing({ plan, lines, view, onView: setView, work, change })
  const meanwhile = useMeanwhile(planning.planned)
  const list = useRef<HTMLElement>(null)
  const { current, many, chosen, set } = reviewing
  const show = (id: string) => {
    setView(WHOLE_VIEW)
    reviewing.show(id)
  }
  const correct = (text: string | undefined) => {
    const key = current === undefined ? undefined : placeKey(current.place)
    if (key === undefined || current === undefined) return
    change((before) => {
      const { [key]: _, ...others } = before.corrections
      const decisions = new Map(before.decisions)
      decisions.delete(current.id)
      return { corrections: text === undefined ? others : { ...others, [key]: text }, decisions }
    })
  }
  return (
    <>
      <ReviewToolbar items={plan.items} counts={counts} view={view} onView={(next) => (setView(next), reviewing.chooseNone())} />
      <MeanwhileBar meanwhile={meanwhile} onShow={show} />
      <div className="import-panes">
        <section ref={list} className="card import-list-card" aria-label="Changes of the file" data-region="list">
          {lines.length === 0 ? (
            <p className="s12 t3 card-body">{emptyWords(view)}</p>
          ) : (
            <ReviewList
              lines={lines}
              active={reviewing.active}
              chosen={chosen}
              onActive={reviewing.onActive}
              onKey={reviewing.onKey}
              head={<ListHead />}
              row={(at) => {
                const line = lines[at]
                if (line === undefined) return null
                if (line.line === 'sheet') return <SheetRow line={line} onFold={() => reviewing.fold(line.sheet)} onDecide={set} />
                const { item, stand } = line
                return (
                  <ItemRow
                    item={item}
                    stand={stand}
                    chosen={chosen.has(item.id)}
                    onToggle={() => reviewing.toggle(item)}
                    onDecide={(decision) => set([item], decision)}
                  />
                )
              }}
            />
          )}
          {many.length > 1 && <ManyChosen many={many.length} onDecide={(decision) => set(many, decision)} onClear={reviewing.chooseNone} />}
        </section>
        <aside className="card import-facts" aria-label="The change that is looked at" data-region="facts">
          {current === undefined ? (
            <p className="s12 t3 card-body">Choose a change to see all of it.</p>
          ) : (
            <ReviewFacts
              key={current.id}
              item={current}
              stand={stands.get(current.id) ?? 'told'}
              correction={work.corrections[placeKey(current.place) ?? '']}
              needs={(current.needs ?? []).flatMap((id) => byId.get(id) ?? [])}
              editAsked={reviewing.editAsked}
              onDecide={(decision) => set([current], decision)}
              onCorrect={correct}
              onGo={(item) => show(item.id)}
              onDone={() => list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()}
            />
          )}
          <FileNotes notes={notesOf(plan, work)} folded />
        </aside>
      </div>
      <ReviewFoot work={work} planning={planning} plan={plan} stands={stands} counts={counts} change={change} onNext={reviewing.next} meanwhile={meanwhile} />
    </>
  )
}

function emptyWords({ search, kind, stand }: ReviewView): string {
  if (search !== '') return `No change found for “${search}”.`
  if (stand === 'undecided') return kind === undefined ? 'Everything is decided.' : `Every change of the kind “${kindWords[kind]}” is decided.`
  return 'No change of this kind.'
}

function ManyChosen({ many, onDecide, onClear }: { readonly many: number; readonly onDecide: (decision: Decision) => void; readonly onClear: () => void }) {
  return (
    <div className="import-many s12">
      <span className="num b5">{count(many, 'change')} chosen</span>
      <span className="sp" />
      <Button variant="default" onClick={() => onDecide('reject')}>
        Reject
      </Button>
      <Button variant="default" onClick={() => onDecide('accept')}>
        Accept
      </Button>
      <button type="button" className="link-button" onClick={onClear}>
        Choose none
      </button>
    </div>
  )
}
