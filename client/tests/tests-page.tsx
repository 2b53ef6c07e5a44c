// Test cases: the list at the left with what fails first, the chosen case told in full at the right.
import { useEffect, useState } from 'react'
import { useParams } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { CaseDetail } from './case-detail.tsx'
import { CaseList } from './case-list.tsx'
import { sortCases } from './case-filter.ts'
import { NoCases } from './new-case.tsx'
import { CaseRunsProvider, useCaseRuns } from './use-case-lab.tsx'
import './tests.css'

export function TestsPage() {
  const { project } = useProject()
  const { test } = useParams<{ test?: string }>()
  const found = useCollection('testCases').find(({ id }) => id === test)
  const links = projectLinks(project)
  return (
    <ProjectFrame
      fill
      crumbs={found === undefined ? [{ name: 'Test cases' }] : [{ name: 'Test cases', to: links.tests }, { name: printNumber('testCases', found.number) }]}
    >
      <CaseRunsProvider>
        <Tests wanted={test} />
      </CaseRunsProvider>
    </ProjectFrame>
  )
}

function Tests({ wanted }: { readonly wanted: string | undefined }) {
  const cases = useCollection('testCases')
  const { states, look, outcomes } = useCaseRuns()
  const [first, setFirst] = useState<string>()
  const isKept = cases.some(({ id }) => id === first)
  // The page opens at what fails, and stays there when it passes: nobody's case is taken from under their hands.
  const opened = isKept ? first : sortCases(cases, states)[0]?.id
  if (outcomes !== undefined && opened !== first) setFirst(opened)
  const chosen = cases.find(({ id }) => id === (wanted ?? opened))
  const id = chosen?.id
  useEffect(() => look(id), [look, id])
  if (cases.length === 0) return <NoCases />
  return (
    <div className={`tests${wanted === undefined ? '' : ' one-chosen'}`}>
      <CaseList cases={cases} chosen={chosen?.id} />
      {chosen === undefined ? <GoneCase /> : <CaseDetail key={chosen.id} testCase={chosen} />}
    </div>
  )
}

function GoneCase() {
  return (
    <section className="case-detail">
      <div className="empty">
        <div>
          <h2>This test case is not here</h2>
          <p className="s12 t2">It was deleted, or the address is not right. Choose another one at the left.</p>
        </div>
      </div>
    </section>
  )
}
