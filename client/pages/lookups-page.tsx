// Lookup tables: the list at the left, the chosen table at the right.
import { Button } from '@mantine/core'
import { Link, useLocation, useParams } from 'wouter'
import { addObject, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { ReadOnly } from '../ui/read-only.tsx'
import { LookupTableView } from './lookup-table-view.tsx'
import { ProjectFrame } from './project-frame.tsx'
import { projectLinks } from './project-links.ts'

export function LookupsPage() {
  const { project } = useProject()
  const { table } = useParams<{ table?: string }>()
  const found = useCollection('lookupTables').find((one) => one.id === table)
  const links = projectLinks(project)
  return (
    <ProjectFrame
      crumbs={table === undefined || found === undefined ? [{ name: 'Lookup tables' }] : [{ name: 'Lookup tables', to: links.lookups }, { name: found.name }]}
    >
      <Lookups chosen={table} />
    </ProjectFrame>
  )
}

function Lookups({ chosen }: { readonly chosen: string | undefined }) {
  const { project, edit, mayEdit } = useProject()
  const [, go] = useLocation()
  const tables = useCollection('lookupTables')
  const entries = useCollection('lookupEntries')
  const links = projectLinks(project)
  const table = tables.find((one) => one.id === chosen) ?? tables[0]
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('lookupTables', tables)
    edit('Add a lookup table', (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'lookupTables', { id, name: 'New lookup table', from: 'text', to: 'text', order }, origin),
    ])
    go(links.lookup(id))
  }
  const addButton = mayEdit && (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={add}>
      New lookup table
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Lookup tables</h1>
          <p className="s12 t2">Code-to-code values: which value of the source becomes which value of the destination.</p>
        </div>
        {tables.length > 0 && addButton}
      </div>
      <div className="page-body lookups">
        {table === undefined ? (
          <Card>
            <EmptyState title="No lookup tables yet" action={addButton}>
              Make one for every code that the two systems spell differently: statuses, tax types, accounts.
            </EmptyState>
          </Card>
        ) : (
          <>
            <nav className="card side-list" aria-label="Lookup tables" data-region="list">
              {tables.map((one) => (
                <Link key={one.id} to={links.lookup(one.id)} aria-current={one.id === table.id ? 'page' : undefined}>
                  <span className="mono t3">{printNumber('lookupTables', one.number)}</span>
                  <span className="ell" title={one.name}>
                    {one.name}
                  </span>
                  <span className="sp" />
                  <span className="s11 t3 num">{entries.filter((entry) => entry.table === one.id).length}</span>
                </Link>
              ))}
            </nav>
            <ReadOnly value={!mayEdit}>
              <LookupTableView key={table.id} table={table} />
            </ReadOnly>
          </>
        )}
      </div>
    </>
  )
}
