// The home of a project: how far each use case is, coverage, problems, questions, systems, what changed last.
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { setInfo } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { useCollection, useInfo, useProject } from '../collab/project-context.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { StatusMark } from '../ui/marks.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { CoverageCard, ProblemsCard } from './home-cards.tsx'
import { HistoryCard } from './history-card.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { QuestionsCard, SystemsCard } from './home-lists.tsx'
import { countByStatus, rowsOfUseCase } from '../pages/row-counts.ts'
import { StatusLegend, StatusMeter } from '../pages/status-meter.tsx'
import { useMapFacts } from '../pages/map-facts.ts'

export function ProjectHomePage() {
  return (
    <ProjectFrame>
      <Home />
    </ProjectFrame>
  )
}

function Home() {
  const { project, edit } = useProject()
  const info = useInfo()
  const map = useMapFacts()
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            <EditableText
              value={info.name}
              label="Name of the project"
              placeholder="Give it a name"
              onChange={(name) => name !== '' && edit('Rename the project', (doc, origin) => setInfo(doc, { name }, origin))}
            />
          </h1>
          <div className="s12 t2" style={{ maxWidth: 860 }}>
            <EditableText
              value={info.purpose ?? ''}
              label="Purpose"
              placeholder="Say what this integration is for"
              lines
              onChange={(purpose) => edit('Change the purpose', (doc, origin) => setInfo(doc, { purpose }, origin))}
            />
          </div>
        </div>
        {info.kind === 'template' && <span className="tag">Template</span>}
        <Button component={Link} to={projectLinks(project).export} leftSection={<Icon name="export" size={14} />}>
          Export
        </Button>
      </div>
      <div className="page-body with-aside">
        <div className="stack">
          <UseCasesCard />
          <ProblemsCard {...map} />
          <HistoryCard />
        </div>
        <div className="stack">
          <CoverageCard {...map} />
          <QuestionsCard />
          <SystemsCard />
        </div>
      </div>
    </>
  )
}

function UseCasesCard() {
  const { project } = useProject()
  const useCases = useCollection('useCases')
  const rows = useCollection('rows')
  const maps = useCollection('fieldMaps')
  const questions = useCollection('questions')
  const links = projectLinks(project)
  if (useCases.length === 0) {
    return (
      <Card title="Use cases">
        <EmptyState
          title="No use cases yet"
          action={
            <Button component={Link} to={links.useCases}>
              Add a use case
            </Button>
          }
        >
          They say what the field maps are for and how one knows that they work.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card title="Use cases" aside={<StatusLegend />}>
      <table className="table hover two">
        <thead>
          <tr>
            <th style={{ width: 52 }}>Id</th>
            <th>Title</th>
            <th>Status</th>
            <th style={{ width: 220 }}>Rows by status</th>
            <th className="right">Tested</th>
            <th className="right">Questions</th>
          </tr>
        </thead>
        <tbody>
          {useCases.map((useCase) => {
            const counts = countByStatus(rowsOfUseCase(useCase.id, rows, maps), questions)
            return (
              <tr key={useCase.id}>
                <td className="mono t3">{printNumber('useCases', useCase.number)}</td>
                <td style={{ maxWidth: 0, width: '45%' }}>
                  <div className="ell b5">
                    <Link to={links.useCase(useCase.id)} title={useCase.title}>
                      {useCase.title}
                    </Link>
                  </div>
                </td>
                <td>
                  <StatusMark name={useCase.status ?? 'draft'} />
                </td>
                <td>
                  <StatusMeter counts={counts} label={`Rows of ${useCase.title}`} />
                </td>
                <td className="right t2" style={{ whiteSpace: 'nowrap' }}>
                  {counts.tested} of {counts.total}
                </td>
                <td className="right t2">{counts.question}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
