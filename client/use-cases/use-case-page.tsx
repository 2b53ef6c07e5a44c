// One use case: what it is for in four parts, its steps, its field maps.
import { useParams } from 'wouter'
import { Link } from 'wouter'
import { setCell } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { StatusMark } from '../ui/marks.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { StepsTab } from './steps-tab.tsx'
import { UseCaseMaps } from './use-case-maps.tsx'
import { UseCaseParts } from './use-case-parts.tsx'
import { priorityWords } from './use-case-words.ts'

export function UseCasePage() {
  const { project } = useProject()
  const { useCase: id } = useParams<{ useCase: string }>()
  const useCase = useCollection('useCases').find((one) => one.id === id)
  const links = projectLinks(project)
  return (
    <ProjectFrame crumbs={[{ name: 'Use cases', to: links.useCases }, { name: useCase === undefined ? 'Not found' : printNumber('useCases', useCase.number) }]}>
      {useCase === undefined ? (
        <div className="page-body" style={{ paddingTop: 16 }}>
          <Card>
            <EmptyState title="This use case is not here" action={<Link to={links.useCases}>All use cases</Link>}>
              It was deleted, or the address is not right.
            </EmptyState>
          </Card>
        </div>
      ) : (
        <>
          <UseCaseHead key={useCase.id} useCase={useCase} />
          <div className="page-body with-slim-aside">
            <div className="stack">
              <UseCaseParts useCase={useCase} />
              <StepsTab useCase={useCase} />
            </div>
            <div className="stack">
              <UseCaseMaps useCase={useCase} />
            </div>
          </div>
        </>
      )}
    </ProjectFrame>
  )
}

function UseCaseHead({ useCase }: { readonly useCase: UseCase }) {
  const { edit } = useProject()
  const name = printNumber('useCases', useCase.number)
  const set = (cell: keyof UseCase, word: string) => (value: string | number | undefined) => {
    edit(`Change ${word} of ${name}`, (doc, origin) => setCell(doc, 'useCases', useCase.id, cell, value === '' && cell !== 'title' ? undefined : value, origin))
  }
  return (
    <div className="page-head">
      <div>
        <div className="row" style={{ alignItems: 'baseline' }}>
          <span className="mono t3" style={{ fontSize: 13 }}>
            {name}
          </span>
          <h1 style={{ minWidth: 0, flex: 1 }}>
            <EditableText value={useCase.title} label="Title" placeholder="Give it a title" onChange={set('title', 'the title')} />
          </h1>
        </div>
        <div className="use-case-facts s12">
          {useCase.status === 'signed-off' ? (
            <StatusMark name="signed-off" />
          ) : (
            <label className="row" style={{ gap: 4 }}>
              <StatusDisc status={useCase.status ?? 'draft'} />
              <CellSelect
                label="Status"
                value={useCase.status ?? 'draft'}
                choices={[
                  { value: 'draft', word: 'Draft' },
                  { value: 'agreed', word: 'Agreed' },
                ]}
                onChange={set('status', 'the status')}
              />
            </label>
          )}
          <CellSelect
            label="Priority"
            value={useCase.priority ?? ''}
            choices={[
              { value: '', word: 'No priority' },
              ...Object.entries(priorityWords).map(([value, word]) => ({ value: value as keyof typeof priorityWords, word })),
            ]}
            onChange={set('priority', 'the priority')}
          />
          <Estimate useCase={useCase} onChange={set('estimate', 'the estimate')} />
          <span className="row" style={{ gap: 2 }}>
            <span className="t3">Actor:</span>
            <EditableText value={useCase.actor ?? ''} label="Actor" placeholder="who needs it" onChange={set('actor', 'the actor')} />
          </span>
        </div>
        <div className="s12 t2" style={{ maxWidth: 860 }}>
          <EditableText value={useCase.story ?? ''} label="Story" placeholder="As a ..., I want ..., so that ..." lines onChange={set('story', 'the story')} />
        </div>
      </div>
    </div>
  )
}

function StatusDisc({ status }: { readonly status: 'draft' | 'agreed' }) {
  return (
    <span className="disc-only" aria-hidden="true">
      <StatusMark name={status} />
    </span>
  )
}

function Estimate({ useCase, onChange }: { readonly useCase: UseCase; readonly onChange: (value: number | undefined) => void }) {
  const days = useCase.estimate
  return (
    <EditableText
      value={days === undefined ? '' : `${days} ${days === 1 ? 'day' : 'days'}`}
      label="Estimate in days"
      placeholder="no estimate"
      onChange={(text) => {
        const number = Number.parseFloat(text.replace(',', '.'))
        if (text === '') onChange(undefined)
        else if (Number.isFinite(number) && number >= 0 && number < 100_000) onChange(number)
      }}
    />
  )
}
