// The frame of every page of a project: where you are, saved state, people, the rail; and what stands there while the
// project loads, cannot be loaded, or was refused.
import { useEffect, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { isOpen } from '../../shared/mapping/question-lines.ts'
import type { ReviewState } from '../review/reviewer-channel.ts'
import { useReviewPart } from '../review/use-review.tsx'
import { useCollection, useConnectionPart, useConnectionState, useInfo, useMe, useProject } from '../collab/project-context.tsx'
import { Crumbs, Frame, Logo, Rail, SchemeSwitch, type Crumb, type RailLink } from '../ui/frame.tsx'
import { useKeptChoice } from '../ui/kept-choice.ts'
import { FindOrRun } from '../ui/palette-host.tsx'
import { ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import { FollowBar } from './follow.tsx'
import { MeMenu } from './me-menu.tsx'
import { People } from './people.tsx'
import { useProjectPalette } from './project-palette.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { SameCellNotices } from './same-cell-notices.tsx'
import { useUndoKeys } from './use-undo.ts'

export type ProjectFrameProps = {
  /** Below the project's name. Empty: the project's home. */
  readonly crumbs?: readonly Crumb[]
  /** A field map's page: the rail starts narrow. */
  readonly wide?: boolean
  /** The page fills the window and scrolls inside itself. A wide page always does. */
  readonly fill?: boolean
  readonly children: ReactNode
}

export function ProjectFrame({ crumbs = [], wide = false, fill = wide, children }: ProjectFrameProps) {
  const connection = useProject()
  const me = useMe()
  const { name } = useInfo()
  const ready = useConnectionPart('ready')
  const [location] = useLocation()
  const [narrow, setNarrow] = useKeptChoice(`${me.person}.${wide ? 'map-rail' : 'rail'}`, wide)
  useUndoKeys()
  useEffect(() => connection.presence.setAt({ page: location }), [connection, location])
  const title = crumbs.at(-1)?.name ?? name
  useEffect(() => {
    document.title = title === '' ? 'Crosswalk' : `${title} · Crosswalk`
  }, [title])
  const home = `/p/${encodeURIComponent(connection.project)}`
  const links = useRailLinks(home, location)
  useProjectPalette(links, ready)
  const trail: Crumb[] = crumbs.length === 0 ? [{ name: 'Projects', to: '/' }, { name }] : [{ name, to: home }, ...crumbs]
  return (
    <Frame
      fill={fill && ready}
      railWidth={narrow ? 44 : 188}
      rail={<Rail links={links} narrow={narrow} onToggle={() => setNarrow(!narrow)} />}
      top={
        <>
          <Logo />
          <Crumbs crumbs={ready ? trail : [{ name: 'Projects', to: '/' }]} />
          <span className="sp" />
          <FollowBar />
          {!connection.mayEdit && <span className="tag">read only</span>}
          <SavedNow />
          <People />
          <FindOrRun />
          <SchemeSwitch />
          <MeMenu />
        </>
      }
    >
      <RefusedNow />
      {ready && <SameCellNotices />}
      {ready ? children : <NotReady />}
    </Frame>
  )
}

/** What follows every edit is drawn apart, so that the frame around the page is not. */
function SavedNow() {
  const { status, message, worrying } = useConnectionState()
  return <SavedState status={status} message={message} worrying={worrying} />
}

function RefusedNow() {
  return useConnectionPart('status') === 'refused' && <RefusalNotice />
}

function NotReady() {
  const connection = useProject()
  const { remedy, message } = useConnectionState()
  return remedy === 'retry' ? <ErrorBox message={message} onRetry={connection.retry} /> : <LoadingBars rows={8} label="Loading the project" />
}

function useRailLinks(home: string, location: string): RailLink[] {
  const counts = {
    useCases: useCollection('useCases').length,
    maps: useCollection('fieldMaps').filter((map) => map.archived !== true).length,
    schemas: useCollection('schemas').length,
    lookups: useCollection('lookupTables').length,
    config: useCollection('configValues').length,
    systems: useCollection('systems').length,
    customers: useCollection('customerProfiles').length,
    tests: useCollection('testCases').length,
    questions: useCollection('questions').filter(isOpen).length,
    review: useReviewPart(countOpenProblems),
  }
  const link = (name: string, icon: RailLink['icon'], path: string, count?: number): RailLink => {
    const to = `${home}${path}`
    return {
      name,
      icon,
      to,
      current: path === '' ? location === home : location === to || location.startsWith(`${to}/`),
      ...(count === undefined ? {} : { count }),
    }
  }
  return [
    link('Home', 'home', ''),
    link('Use cases', 'use-cases', '/use-cases', counts.useCases),
    link('Field maps', 'field-maps', '/maps', counts.maps),
    link('Schemas', 'schemas', '/schemas', counts.schemas),
    link('Systems', 'systems', '/systems', counts.systems),
    link('Lookup tables', 'lookup', '/lookups', counts.lookups),
    link('Config values', 'config', '/config', counts.config),
    link('Customers', 'person', '/customers', counts.customers),
    link('Test cases', 'tests', '/tests', counts.tests),
    link('Questions', 'question', '/questions', counts.questions),
    link('Review', 'review', '/review', counts.review),
    link('History', 'history', '/history'),
    link('Import', 'download', '/import'),
    link('Export', 'export', '/export'),
  ]
}

function countOpenProblems({ review }: ReviewState): number | undefined {
  return review?.problems.filter(({ waiver }) => waiver === undefined).length
}
