// Coverage: how much of both sides of each field map is decided, what is open, and the reasons for what is left out.
import { useDeferredValue, useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { useGraphs, useProject, useProjectValue } from '../collab/project-context.tsx'
import { CoverageLegend, CoverageLine } from '../pages/coverage-lines.tsx'
import { useMapFacts, type MapFacts } from '../pages/map-facts.ts'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars, PathText } from '../ui/parts.tsx'
import { listOpenDestinations, listOpenSources, listReasons, type DecidedReason } from './open-fields.ts'
import { ReviewHead } from './review-tabs.tsx'
import './coverage.css'

const MOST_LISTED = 200

export function CoveragePage() {
  const { project } = useProject()
  return (
    <ProjectFrame crumbs={[{ name: 'Review', to: projectLinks(project).review }, { name: 'Coverage' }]}>
      <ReviewHead words="Every destination field is mapped, or not mapped with a reason. Every source field is used, left out with a reason, or still open." />
      <div className="page-body">
        <Coverage />
      </div>
    </ProjectFrame>
  )
}

function Coverage() {
  const { project } = useProject()
  const { facts, loading, error } = useMapFacts()
  const [opened, setOpened] = useState<string>()
  if (error !== undefined) return <ErrorBox message={error.message} />
  if (loading) return <LoadingBars rows={8} label="Counting the fields" />
  if (facts.length === 0)
    return (
      <Card>
        <EmptyState
          title="No field maps yet"
          action={
            <Button component={Link} to={projectLinks(project).maps}>
              Field maps
            </Button>
          }
        >
          Here stands how much of both sides of each field map is decided, and the reasons for what is left out. Make the first field map.
        </EmptyState>
      </Card>
    )
  return (
    <>
      <CoverageLegend />
      {facts.map((fact) => (
        <MapCoverage
          key={fact.map.id}
          fact={fact}
          opened={opened === fact.map.id}
          onToggle={() => setOpened(opened === fact.map.id ? undefined : fact.map.id)}
        />
      ))}
    </>
  )
}

function MapCoverage({ fact, opened, onToggle }: { readonly fact: MapFacts; readonly opened: boolean; readonly onToggle: () => void }) {
  const { project } = useProject()
  return (
    <Card
      title={
        <Link to={projectLinks(project).map(fact.map.id)} className="b6">
          {fact.map.name}
        </Link>
      }
      aside={
        <button type="button" className="link-button s12 row" aria-expanded={opened} onClick={onToggle}>
          <Icon name={opened ? 'down' : 'right'} size={12} />
          {opened ? 'Hide the fields' : 'Show the fields'}
        </button>
      }
    >
      <div className="card-body coverage-sides">
        <CoverageLine side="source" name={fact.source} coverage={fact.sourceCoverage} />
        <CoverageLine side="destination" name={fact.destination} coverage={fact.destinationCoverage} />
      </div>
      {opened && <OpenFields map={fact.map.id} />}
    </Card>
  )
}

function OpenFields({ map }: { readonly map: string }) {
  const { project: id } = useProject()
  const project = useDeferredValue(useProjectValue())
  const { graphs, loading } = useGraphs()
  const listed = useMemo(() => {
    const context = loading ? undefined : buildMapContext(project, map, (key) => graphs.get(key))
    return context === undefined ? undefined : { destinations: listOpenDestinations(context), sources: listOpenSources(context), reasons: listReasons(context) }
  }, [project, map, graphs, loading])
  if (listed === undefined) return <LoadingBars rows={3} />
  const links = projectLinks(id)
  return (
    <div className="card-body coverage-sides s12">
      <div className="stack">
        <h3 className="src">Source fields that are open</h3>
        {listed.sources.every(({ paths }) => paths.length === 0) && <p className="t3">None.</p>}
        {listed.sources.map(({ input, inputName, paths }) =>
          paths.length === 0 ? null : (
            <ul key={input} className="coverage-fields" aria-label={`Open fields of ${inputName}`}>
              {paths.slice(0, MOST_LISTED).map((path) => (
                <li key={path} className="ell" title={path}>
                  <span className="t3">{inputName}</span> <PathText path={path} />
                </li>
              ))}
              <More count={paths.length - MOST_LISTED} />
            </ul>
          ),
        )}
        <Reasons title="Left out, with a reason" reasons={listed.reasons.source} />
      </div>
      <div className="stack">
        <h3 className="dst">Destination fields that are open</h3>
        {listed.destinations.length === 0 && <p className="t3">None.</p>}
        <ul className="coverage-fields">
          {listed.destinations.slice(0, MOST_LISTED).map(({ path, line, isGap }) => (
            <li key={path} className="ell" title={path}>
              <Link to={links.map(map, line)}>
                <PathText path={path} />
              </Link>
              {isGap && <span className="err"> required</span>}
            </li>
          ))}
          <More count={listed.destinations.length - MOST_LISTED} />
        </ul>
        <Reasons title="Not mapped, with a reason" reasons={listed.reasons.destination} />
      </div>
    </div>
  )
}

function Reasons({ title, reasons }: { readonly title: string; readonly reasons: readonly DecidedReason[] }) {
  if (reasons.length === 0) return null
  return (
    <details>
      <summary>
        {title} <span className="t3 num">{reasons.length}</span>
      </summary>
      <ul className="coverage-fields">
        {reasons.slice(0, MOST_LISTED).map(({ path, reason }) => (
          <li key={path}>
            <span className="mono">{path}</span> <span className="t2">{reason === '' ? 'without a reason' : reason}</span>
          </li>
        ))}
        <More count={reasons.length - MOST_LISTED} />
      </ul>
    </details>
  )
}

function More({ count }: { readonly count: number }) {
  return count > 0 ? <li className="t3">and {count} more: open the field map to see them</li> : null
}
