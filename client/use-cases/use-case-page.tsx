// One use case on three tabs, each with an address of its own: what it is for, how the data flows, and which rows and tests stand for it.
import { Link, useParams } from 'wouter'
import { placeAddress } from '../../shared/review/place.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { PageTabs } from '../ui/page-tabs.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { PlaceQuestions } from '../pages/place-questions.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { UseCaseTraceability } from '../traceability/use-case-traceability.tsx'
import { Attachments } from './attachments.tsx'
import { SignOffCard } from './sign-off-card.tsx'
import { StepsTab } from './steps-tab.tsx'
import { QuestionsElsewhere, UseCaseTables, UseCaseTests } from './use-case-cards.tsx'
import { UseCaseHead } from './use-case-head.tsx'
import { UseCaseMaps } from './use-case-maps.tsx'
import { UseCaseParts } from './use-case-parts.tsx'
import { useUseCaseFacts } from './use-use-case-scope.ts'
import './use-cases.css'

export function UseCasePage() {
  const { project } = useProject()
  const { useCase: id, tab } = useParams<{ useCase: string; tab?: string }>()
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
        <UseCaseBody key={useCase.id} useCase={useCase} tab={tab} />
      )}
    </ProjectFrame>
  )
}

function UseCaseBody({ useCase, tab }: { readonly useCase: UseCase; readonly tab: string | undefined }) {
  const { project } = useProject()
  const facts = useUseCaseFacts(useCase.id)
  const links = projectLinks(project)
  const home = links.useCase(useCase.id)
  return (
    <>
      <UseCaseHead useCase={useCase} isChanged={facts.signatures.isChanged} />
      <div className="use-case-tabs">
        <PageTabs
          label="Parts of the use case"
          tabs={[
            { name: 'Business', to: home },
            { name: 'Steps', to: `${home}/steps`, count: facts.scope.steps.length },
            { name: 'Traceability', to: `${home}/traceability`, count: facts.scope.rows.length },
          ]}
        />
      </div>
      {tab === 'steps' ? (
        <div className="page-body">
          <StepsTab useCase={useCase} />
        </div>
      ) : tab === 'traceability' ? (
        <div className="page-body">
          <UseCaseTraceability useCase={useCase} />
        </div>
      ) : (
        <div className="page-body with-slim-aside">
          <div className="stack">
            <UseCaseParts useCase={useCase} />
            <Attachments useCase={useCase} />
            <PlaceQuestions at={placeAddress('use-case', useCase.id)} />
          </div>
          <div className="use-case-aside">
            <SignOffCard useCase={useCase} facts={facts} />
            <UseCaseMaps useCase={useCase} facts={facts} />
            <UseCaseTests facts={facts} />
            <QuestionsElsewhere facts={facts} />
            <UseCaseTables facts={facts} />
          </div>
        </div>
      )}
    </>
  )
}
