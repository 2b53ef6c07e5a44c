// Systems: the list at the left, at the right what is known of the chosen one and what work on it waits for.
import { useEffect, useMemo } from 'react'
import { Button } from '@mantine/core'
import { Link, useLocation, useParams } from 'wouter'
import { addObject, writeCells } from '../../shared/project/edits.ts'
import { countReady, listPrerequisites, type PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { useToday } from '../ui/use-today.ts'
import { addedState } from './just-added.ts'
import { SystemView } from './system-view.tsx'
import './systems.css'

export function SystemsPage() {
  const { project } = useProject()
  const { system } = useParams<{ system?: string }>()
  const found = useCollection('systems').find(({ id }) => id === system)
  return (
    <ProjectFrame crumbs={found === undefined ? [{ name: 'Systems' }] : [{ name: 'Systems', to: projectLinks(project).systems }, { name: found.name }]}>
      <Systems chosen={system} />
    </ProjectFrame>
  )
}

function Systems({ chosen }: { readonly chosen: string | undefined }) {
  const { project, edit, mayEdit } = useProject()
  const [, go] = useLocation()
  const systems = useCollection('systems')
  const items = useSystemItems()
  const links = projectLinks(project)
  const system = systems.find(({ id }) => id === chosen) ?? systems[0]
  useShownItem(system?.id)
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('systems', systems)
    edit('Add a system', (doc, origin) => [...writeCells(doc, writes, origin), ...addObject(doc, 'systems', { id, name: 'New system', order }, origin)])
    go(links.system(id), addedState(id))
  }
  const addButton = (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={add}>
      Add a system
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Systems</h1>
          <p className="s12 t2">What is connected, how to get in, who knows it, and what work on it waits for.</p>
        </div>
        {mayEdit && systems.length > 0 && addButton}
      </div>
      <div className="page-body lookups">
        {system === undefined ? (
          <Card>
            <EmptyState title="No systems yet" action={mayEdit && addButton}>
              Importing a schema adds its system. Add one here for everything else that the integration needs: say early who must let you in and by when,
              because access takes longer than mapping.
            </EmptyState>
          </Card>
        ) : (
          <>
            <nav className="card side-list" aria-label="Systems" data-region="list">
              {systems.map((one) => {
                const { ready, total } = countReady(items.filter((item) => item.system.id === one.id))
                return (
                  <Link key={one.id} to={links.system(one.id)} aria-current={one.id === system.id ? 'page' : undefined}>
                    <span className="ell" title={one.name}>
                      {one.name}
                    </span>
                    <span className="sp" />
                    {total > 0 && (
                      <span className="s11 t3 num" style={{ flex: 'none' }}>
                        {ready} of {total} ready
                      </span>
                    )}
                  </Link>
                )
              })}
            </nav>
            <SystemView key={system.id} system={system} items={items} />
          </>
        )}
      </div>
    </>
  )
}

/** The list of the home, worked out again when one of the few collections it is made of changes. */
function useSystemItems(): readonly PrerequisiteItem[] {
  const { store } = useProject()
  const today = useToday()
  const parts = [
    useCollection('systems'),
    useCollection('environments'),
    useCollection('prerequisites'),
    useCollection('people'),
    useCollection('schemas'),
    useCollection('sampleSets'),
  ]
  // oxlint-disable-next-line react/exhaustive-deps -- the whole project is read from the store, and only these parts of it are looked at
  return useMemo(() => listPrerequisites(store.project(), today), [store, today, ...parts])
}

/** Whoever comes by a link to one item (`#prerequisite:<id>`) sees it and stands in it. */
function useShownItem(system: string | undefined): void {
  useEffect(() => {
    if (system === undefined || location.hash === '') return
    const item = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    item?.scrollIntoView({ block: 'center' })
    item?.focus({ preventScroll: true })
  }, [system])
}
