// One test case: its head, what is expected and what came out, what is given, what to do, its runs and its questions.
import { useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { can } from '../../shared/api/rights.ts'
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import { isDifference } from '../../shared/mapping/compare-fields.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { useCollection, useMe, useProject } from '../collab/project-context.tsx'
import { PlaceQuestions } from '../pages/place-questions.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { UsedBy, useLinksOf } from '../pages/used-by.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { CaseConfig } from './case-config.tsx'
import { copyOfCase, useCaseEdits } from './case-edits.ts'
import { CaseMark, kindWords, stateWords, TO_CHECK } from './case-words.tsx'
import { DifferenceCard } from './difference-card.tsx'
import { ExpectedCard } from './expected-card.tsx'
import { GivenCard } from './given-card.tsx'
import { ManualCard } from './manual-card.tsx'
import { RunsCard } from './runs-card.tsx'
import { CaseSettings } from './case-settings.tsx'
import { useCaseRuns } from './use-case-lab.tsx'
import { WhatToDo } from './what-to-do-card.tsx'

export function CaseDetail({ testCase }: { readonly testCase: TestCase }) {
  const { mayEdit } = useProject()
  const { exam } = useCaseRuns()
  const told = exam?.id === testCase.id ? exam.exam : undefined
  const [editing, setEditing] = useState(testCase.given === undefined && testCase.kind !== 'manual')
  const questions = useRef<HTMLDivElement>(null)
  return (
    <section className="case-detail" data-region="case" aria-label={`${printNumber('testCases', testCase.number)} ${testCase.title}`}>
      <CaseHead
        testCase={testCase}
        exam={told}
        editing={editing}
        onEdit={() => setEditing(!editing)}
        onAsk={() => {
          questions.current?.scrollIntoView({ block: 'nearest' })
          // Opens what is asked in, and begins in it.
          const ask = questions.current?.querySelector<HTMLElement>('h2 ~ .link-button')
          if (ask === undefined || ask === null) questions.current?.querySelector<HTMLElement>('textarea')?.focus()
          else ask.click()
        }}
      />
      <div className="case-body">
        {editing && mayEdit && <CaseSettings testCase={testCase} />}
        {testCase.kind === 'manual' ? (
          <ManualCard testCase={testCase} />
        ) : (
          <>
            {told !== undefined && <DifferenceCard testCase={testCase} exam={told} />}
            <div className="case-columns">
              <div className="stack">
                <GivenCard testCase={testCase} exam={told} />
              </div>
              <div className="stack">
                {told !== undefined && <WhatToDo testCase={testCase} exam={told} />}
                {told !== undefined && told.config.length > 0 && <CaseConfig testCase={testCase} config={told.config} />}
                <ExpectedCard testCase={testCase} exam={told} open={editing} />
              </div>
            </div>
          </>
        )}
        <RunsCard testCase={testCase} />
        <CaseLinks testCase={testCase} />
        <div ref={questions}>
          <PlaceQuestions at={placeAddress('test-case', testCase.id)} />
        </div>
      </div>
    </section>
  )
}

/** Use cases and the map stand in its head. */
const LINKED = ['row', 'config'] as const

function CaseLinks({ testCase }: { readonly testCase: TestCase }) {
  const at = placeAddress('test-case', testCase.id)
  if (useLinksOf(at, LINKED).length === 0) return null
  return (
    <section className="case-section" aria-label="Linked">
      <h3>Linked</h3>
      <UsedBy at={at} kinds={LINKED} />
    </section>
  )
}

type HeadProps = {
  readonly testCase: TestCase
  readonly exam: CaseExam | undefined
  readonly editing: boolean
  readonly onEdit: () => void
  readonly onAsk: () => void
}

function CaseHead({ testCase, exam, editing, onEdit, onAsk }: HeadProps) {
  const { project, mayEdit } = useProject()
  const { person, role } = useMe()
  const mayAsk = can({ person, role }, 'project.comment', project)
  const [, go] = useLocation()
  const { states, run } = useCaseRuns()
  const edits = useCaseEdits()
  const state = states.get(testCase.id) ?? 'not-run'
  const links = projectLinks(project)
  return (
    <header className="case-head">
      <div className="row case-title">
        <span className="mono t3">{printNumber('testCases', testCase.number)}</span>
        <h2>
          {mayEdit ? (
            <EditableText
              value={testCase.title}
              label="Title"
              placeholder="Say what it proves"
              onChange={(title) => edits.set(testCase, { title }, 'the title')}
            />
          ) : (
            testCase.title
          )}
        </h2>
        <span className="sp" />
        {mayEdit && (
          <Button variant="default" aria-pressed={editing} onClick={onEdit}>
            {editing ? 'Done' : 'Edit'}
          </Button>
        )}
        {mayAsk && (
          <Button variant="default" leftSection={<Icon name="question" size={14} />} onClick={onAsk}>
            Ask
          </Button>
        )}
        {testCase.kind !== 'manual' && (
          <Button variant="default" leftSection={<Icon name="run" size={14} />} onClick={() => run([testCase.id])}>
            Run
          </Button>
        )}
        {mayEdit && (
          <RowMenu
            label="More for this test case"
            actions={[
              { name: 'Duplicate', icon: 'copy', onClick: () => go(links.test(edits.add(copyOfCase(testCase)))) },
              {
                name: 'Delete',
                icon: 'trash',
                danger: true,
                onClick: () => {
                  edits.remove(testCase)
                  go(links.tests)
                },
              },
            ]}
          />
        )}
      </div>
      <CaseFacts testCase={testCase} exam={exam} state={state} />
    </header>
  )
}

function CaseFacts({ testCase, exam, state }: Pick<HeadProps, 'testCase' | 'exam'> & { readonly state: keyof typeof stateWords }) {
  const { project } = useProject()
  const links = projectLinks(project)
  const map = useCollection('fieldMaps').find(({ id }) => id === testCase.fieldMap)
  const useCases = useCollection('useCases').filter(({ id }) => testCase.useCases?.includes(id))
  const profile = useCollection('customerProfiles').find(({ id }) => id === testCase.profile)
  const edits = useCaseEdits()
  const { mayEdit } = useProject()
  const tags = testCase.tags ?? []
  return (
    <div className="case-facts s12 t2">
      <StateSentence state={state} exam={exam} />
      {map !== undefined && <Link to={links.map(map.id)}>{map.name}</Link>}
      {useCases.map((useCase) => (
        <Link key={useCase.id} to={links.useCase(useCase.id)} title={useCase.title}>
          {printNumber('useCases', useCase.number)}
        </Link>
      ))}
      {testCase.kind === 'mapping' ? (
        testCase.expectedIssues === undefined && <span>{testCase.compare === 'containing' ? 'Compares what is named' : 'Compares exactly'}</span>
      ) : (
        <span>{kindWords[testCase.kind]}</span>
      )}
      {testCase.expectedIssues !== undefined && <span>Expects issues</span>}
      {profile !== undefined && <span>For {profile.name}</span>}
      {testCase.operation === 'update' && <span>Update</span>}
      {(testCase.ignore ?? []).length > 0 && <span>{testCase.ignore?.length} ignored</span>}
      {tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
          {tag === TO_CHECK && mayEdit && (
            <button type="button" className="link-button" onClick={() => edits.set(testCase, { tags: tags.filter((one) => one !== TO_CHECK) }, 'the tags')}>
              mark as checked
            </button>
          )}
        </span>
      ))}
    </div>
  )
}

function StateSentence({ state, exam }: { readonly state: keyof typeof stateWords; readonly exam: CaseExam | undefined }) {
  const differing = exam?.fields.filter(isDifference).length ?? 0
  const outcome = exam?.outcome
  const words =
    outcome?.state === 'cannot-run'
      ? outcome.message
      : outcome?.state === 'failed' && differing > 0
        ? `${differing} of ${exam?.fields.length ?? 0} fields ${differing === 1 ? 'differs' : 'differ'}`
        : outcome?.state === 'passed' && state === 'passed'
          ? 'The example agrees'
          : stateWords[state].replace(/^./, (first) => first.toUpperCase())
  return (
    <span className={`row case-state ${state === 'failed' ? 'err b6' : state === 'passed' ? 'ok b6' : ''}`} role="status">
      <CaseMark state={state} />
      {words}
    </span>
  )
}
