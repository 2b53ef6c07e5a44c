// Customers: who uses this template, and what each of them plugs in; one filled in at a time, or all compared.
import { Button } from '@mantine/core'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { addObject, setInfo, writeCells } from '../../shared/project/edits.ts'
import { readCustomerForm } from '../../shared/review/customer-form.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useInfo, useProject, useProjectValue } from '../collab/project-context.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { CustomerComparison } from './customer-comparison.tsx'
import { CustomerView } from './customer-view.tsx'
import { addedState } from './just-added.ts'
import './customers.css'

export function CustomersPage() {
  const { project } = useProject()
  const { customer } = useParams<{ customer?: string }>()
  const found = useCollection('customerProfiles').find((one) => one.id === customer)
  const links = projectLinks(project)
  return (
    <ProjectFrame crumbs={found === undefined ? [{ name: 'Customers' }] : [{ name: 'Customers', to: links.customers }, { name: found.name }]}>
      <Customers chosen={customer} />
    </ProjectFrame>
  )
}

function Customers({ chosen }: { readonly chosen: string | undefined }) {
  const { project, edit, mayEdit } = useProject()
  const [, go] = useLocation()
  const isCompared = new URLSearchParams(useSearch()).has('compare')
  const profiles = useCollection('customerProfiles')
  const value = useProjectValue()
  const links = projectLinks(project)
  const profile = profiles.find((one) => one.id === chosen) ?? profiles[0]
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('customerProfiles', profiles)
    edit('Add a customer', (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'customerProfiles', { id, name: `Customer ${profiles.length + 1}`, order }, origin),
    ])
    go(links.customer(id), addedState(id))
  }
  const addButton = mayEdit && (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={add}>
      New customer
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Customers</h1>
          <p className="s12 t2">What each customer plugs in: config values, their own codes, the use cases they take. The field maps stay the same for all.</p>
          <TemplateSwitch />
        </div>
        {profiles.length > 1 && (
          <Button component={Link} variant="default" to={isCompared ? links.customers : `${links.customers}?compare`}>
            {isCompared ? 'One at a time' : 'Compare'}
          </Button>
        )}
        {profiles.length > 0 && addButton}
      </div>
      {isCompared && profiles.length > 0 ? (
        <div className="page-body">
          <CustomerComparison profiles={profiles} />
        </div>
      ) : (
        <div className="page-body lookups">
          {profile === undefined ? (
            <Card>
              <EmptyState title="No customers yet" action={addButton}>
                Add one for everybody whose values differ: accounts, time zones, codes. Their values are then chosen in the preview, in test cases and when the
                mapper runs.
              </EmptyState>
            </Card>
          ) : (
            <>
              <nav className="card side-list" aria-label="Customers" data-region="list">
                {profiles.map((one) => {
                  const { missing } = readCustomerForm(value, one)
                  return (
                    <Link key={one.id} to={links.customer(one.id)} aria-current={one.id === profile.id ? 'page' : undefined}>
                      <span className="ell" title={one.name}>
                        {one.name}
                      </span>
                      <span className="sp" />
                      {missing > 0 && (
                        <span className="s11 warn row customer-missing">
                          <SeverityMark name="warning" />
                          {missing} missing
                        </span>
                      )}
                    </Link>
                  )
                })}
              </nav>
              <CustomerView key={profile.id} profile={profile} />
            </>
          )}
        </div>
      )}
    </>
  )
}

function TemplateSwitch() {
  const { edit, mayEdit } = useProject()
  const { kind } = useInfo()
  if (!mayEdit) return kind === 'template' ? <span className="tag">Template</span> : null
  return (
    <label className="row s12 customer-template">
      <input
        type="checkbox"
        checked={kind === 'template'}
        onChange={(event) => {
          const next = event.currentTarget.checked ? 'template' : undefined
          edit(next === undefined ? 'This project is no template' : 'This project is a template', (doc, origin) => setInfo(doc, { kind: next }, origin))
        }}
      />
      This project is a template: every row says whether it is the same for all, or set per customer
    </label>
  )
}
