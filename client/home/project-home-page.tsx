// The home of a project: how far it is by phase and use case, what stands in the way, and what changed last.
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { setInfo } from '../../shared/project/edits.ts'
import { useCollection, useInfo, useProject } from '../collab/project-context.tsx'
import { nameBaseline, newestBaseline } from '../pages/newest-baseline.ts'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { printWhen } from '../ui/print-when.ts'
import { BarriersCard } from './barriers-card.tsx'
import { BurnUpCard } from './burn-up-card.tsx'
import { FirstStepsCard } from './first-steps-card.tsx'
import { isNew } from './first-steps.ts'
import { GoLiveCard } from './go-live-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { CoverageCard, ProblemsCard } from './home-cards.tsx'
import { useHomeFacts, type HomeFacts } from './home-facts.ts'
import { QuestionsCard } from './home-lists.tsx'
import { PhasesCard } from './phases-card.tsx'
import { PlanLine } from './plan-line.tsx'
import { PrerequisitesCard } from './prerequisites-card.tsx'
import { UseCasesCard } from './use-cases-card.tsx'
import './home.css'

export function ProjectHomePage() {
  return (
    <ProjectFrame>
      <Home />
    </ProjectFrame>
  )
}

function Home() {
  const facts = useHomeFacts()
  useShownCard()
  return (
    <>
      <HomeHead {...facts} />
      {isNew(facts.project) ? (
        <div className="page-body">
          <FirstStepsCard project={facts.project} />
          {facts.prerequisites.length > 0 && <PrerequisitesCard {...facts} />}
          <HistoryCard />
        </div>
      ) : (
        <div className="page-body with-aside home">
          <div className="home-wide">
            <PhasesCard phases={facts.phases} />
          </div>
          <div className="stack">
            <UseCasesCard {...facts} />
            <BarriersCard {...facts} />
            <ProblemsCard {...facts} />
          </div>
          <div className="stack">
            <CoverageCard {...facts} />
            <QuestionsCard {...facts} />
          </div>
          <div className="home-wide stack">
            <PrerequisitesCard {...facts} />
            <GoLiveCard />
            <BurnUpCard />
            <HistoryCard />
          </div>
        </div>
      )}
    </>
  )
}

function HomeHead(facts: HomeFacts) {
  const { project, edit, mayEdit } = useProject()
  const info = useInfo()
  const links = projectLinks(project)
  const baseline = newestBaseline(useCollection('baselines'))
  return (
    <div className="page-head home-head">
      <div>
        <h1>
          {mayEdit ? (
            <EditableText
              value={info.name}
              label="Name of the project"
              placeholder="Give it a name"
              onChange={(name) => name !== '' && edit('Rename the project', (doc, origin) => setInfo(doc, { name }, origin))}
            />
          ) : (
            info.name
          )}
        </h1>
        <div className="s12 t2" style={{ maxWidth: 860 }}>
          {mayEdit ? (
            <EditableText
              value={info.purpose ?? ''}
              label="Purpose"
              placeholder="Say what this integration is for"
              lines
              onChange={(purpose) => edit('Change the purpose', (doc, origin) => setInfo(doc, { purpose }, origin))}
            />
          ) : (
            <span className="pre-wrap">{info.purpose}</span>
          )}
        </div>
        <PlanLine {...facts} />
      </div>
      {info.kind === 'template' && <span className="tag">Template</span>}
      <Button component={Link} to={links.history} variant="default" leftSection={<Icon name="history" size={14} />}>
        {baseline === undefined ? 'No baseline yet' : `${nameBaseline(baseline)}, ${printWhen(baseline.at)}`}
      </Button>
      <Button component={Link} to={links.export} leftSection={<Icon name="export" size={14} />}>
        Export
      </Button>
    </div>
  )
}

/** Whoever comes by a link to a card (`#go-live`) sees it. */
function useShownCard(): void {
  useEffect(() => {
    const card = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)))
    card?.scrollIntoView({ block: 'start' })
    card?.focus({ preventScroll: true })
  }, [])
}
