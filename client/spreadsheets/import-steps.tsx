// An import from the file that was read to what was done: which of its parts is shown, and the plan that all of them work from.
import { useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import { describeFailure } from '../api/request.ts'
import { Card, EmptyState, ErrorBox } from '../ui/parts.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { DoneStep } from './done-step.tsx'
import { completeChoice } from './header-titles.ts'
import { count } from './import-words.ts'
import type { ImportWork, Stage, WorkHandle } from './import-work.ts'
import { readRemembered } from './remembered-columns.ts'
import { ReviewStep } from './review-step.tsx'
import { usePlanning, type Planning } from './use-planning.ts'
import { Waiting } from './waiting.tsx'

type Props = { readonly work: ImportWork; readonly handle: WorkHandle }

export function ImportSteps({ work, handle }: Props) {
  const planning = usePlanning({
    file: work.file,
    choice: work.choice,
    corrections: work.corrections,
    isWanted: work.guess !== undefined && work.stage !== 'done',
  })
  const failure = useGuess(work, handle, planning)
  const cells = work.file.sheets.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <>
      <div className="page-head import-head">
        <div style={{ minWidth: 0 }}>
          <h1 className="ell" title={work.file.name}>
            {work.stage === 'done' ? `Imported ${work.file.name}` : `Import ${work.file.name}`}
          </h1>
          <StepLine stage={work.stage} isForeign={work.choice !== undefined} />
        </div>
        {work.stage !== 'done' && (
          <Button variant="default" onClick={handle.end}>
            Another file
          </Button>
        )}
      </div>
      {work.guess === undefined && failure === undefined ? (
        <Waiting words="Looking at the sheets" />
      ) : failure !== undefined ? (
        <div className="page-body">
          <Card>
            <ErrorBox message={failure} />
          </Card>
        </div>
      ) : cells === 0 ? (
        <div className="page-body">
          <Card>
            <EmptyState title="There is nothing in this file" action={<Button onClick={handle.end}>Choose another file</Button>}>
              None of its {count(work.file.sheets.length, 'sheet')} has a cell with a text.
            </EmptyState>
          </Card>
        </div>
      ) : work.stage === 'done' ? (
        <DoneStep work={work} onAnother={handle.end} />
      ) : work.stage === 'columns' && work.choice !== undefined ? (
        <ColumnsStep work={work} choice={work.choice} planning={planning} change={handle.change} />
      ) : (
        <ReviewStep work={work} planning={planning} change={handle.change} />
      )}
    </>
  )
}

/** Looks at the file once, and goes where it belongs: ours to the review, another to its columns. */
function useGuess(work: ImportWork, handle: WorkHandle, { guess, isReady }: Planning): string | undefined {
  const [failure, setFailure] = useState<string>()
  const isKnown = work.guess !== undefined
  useEffect(() => {
    if (isKnown || !isReady) return undefined
    let isCurrent = true
    guess(readRemembered()).then(
      (found) => {
        if (!isCurrent) return
        const whole = { ...found, choice: completeChoice(work.file, found.choice) }
        handle.change(found.own.length > 0 ? { guess: whole } : { guess: whole, choice: whole.choice, stage: 'columns' })
      },
      (error: unknown) => isCurrent && setFailure(describeFailure(error)),
    )
    return () => {
      isCurrent = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the handle is another one with every drawing and does the same
  }, [isKnown, isReady, guess])
  return failure
}

const stages: readonly { readonly stage: Stage; readonly name: string }[] = [
  { stage: 'columns', name: 'Columns' },
  { stage: 'review', name: 'Review' },
  { stage: 'done', name: 'Done' },
]

function StepLine({ stage, isForeign }: { readonly stage: Stage; readonly isForeign: boolean }) {
  const shown = stages.filter((one) => isForeign || one.stage !== 'columns')
  const at = shown.findIndex((one) => one.stage === stage)
  return (
    <ol className="import-stages s12" aria-label="Steps of the import">
      <li className="past">File</li>
      {shown.map((one, index) => (
        <li key={one.stage} className={index < at ? 'past' : ''} aria-current={index === at ? 'step' : undefined}>
          {one.name}
        </li>
      ))}
    </ol>
  )
}
