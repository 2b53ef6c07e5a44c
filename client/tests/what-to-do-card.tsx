// What to do about a case that fails, each with the button that does it. Accepting shows first what it changes.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { useProject, useProjectValue } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { printValue } from './difference-rows.ts'
import { adviseOn, type CaseAdvice } from './what-to-do.ts'

export function WhatToDo({ testCase, exam }: { readonly testCase: TestCase; readonly exam: CaseExam }) {
  const { mayEdit } = useProject()
  const project = useProjectValue()
  const [accepting, setAccepting] = useState<readonly string[]>()
  if (exam.outcome.state !== 'failed') return null
  const advice = adviseOn(project, exam)
  if (advice.length === 0) return null
  return (
    <section className="case-section" aria-label="What to do">
      <h3>What to do</h3>
      <ul className="card advice">
        {advice.map((one) => (
          <Advice key={keyOf(one)} advice={one} testCase={testCase} mayEdit={mayEdit} onAccept={setAccepting} />
        ))}
      </ul>
      {accepting !== undefined && <AcceptDialog testCase={testCase} exam={exam} paths={accepting} close={() => setAccepting(undefined)} />}
    </section>
  )
}

function keyOf(advice: CaseAdvice): string {
  return advice.do === 'open-row' ? advice.row : advice.do === 'set-config' ? advice.config : advice.do
}

type Props = { readonly advice: CaseAdvice; readonly testCase: TestCase; readonly mayEdit: boolean; readonly onAccept: (paths: readonly string[]) => void }

function Advice({ advice, testCase, mayEdit, onAccept }: Props) {
  const { project, store } = useProject()
  switch (advice.do) {
    case 'open-row': {
      const row = store.find('rows', advice.row)
      const [first = '', ...more] = advice.paths
      return (
        <li className="row s12">
          <span className="grow">
            {advice.name} fills <span className="mono">{first}</span>
            {more.length > 0 && ` and ${more.length} more`}
          </span>
          <Button component={Link} variant="default" to={projectLinks(project).map(row?.fieldMap ?? testCase.fieldMap ?? '', `row:${advice.row}`)}>
            Open {advice.name}
          </Button>
        </li>
      )
    }
    case 'set-config':
      return (
        <li className="row s12">
          <span className="grow">
            Set <span className="mono">{advice.name}</span> in this case
          </span>
          <Button
            variant="default"
            disabled={!mayEdit}
            onClick={() => document.querySelector<HTMLElement>(`[aria-label=${CSS.escape(`${advice.name} in this case`)}]`)?.focus()}
          >
            Set
          </Button>
        </li>
      )
    case 'accept': {
      const { path, actual } = advice.field
      return (
        <li className="row s12">
          <span className="grow">
            {actual === undefined ? (
              <>
                If <span className="mono">{path}</span> should be missing, accept that
              </>
            ) : (
              <>
                If <span className="mono">{shorten(printValue(actual))}</span> is right, accept the actual value
              </>
            )}
          </span>
          <Button variant="default" disabled={!mayEdit} onClick={() => onAccept([path])}>
            Accept
          </Button>
        </li>
      )
    }
    case 'accept-all':
      return (
        <li className="row s12">
          <span className="grow">If what came out is right, accept some or all of {advice.count} values</span>
          <Button variant="default" disabled={!mayEdit} onClick={() => onAccept([])}>
            Accept
          </Button>
        </li>
      )
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text === '' ? 'the empty text' : text
}
