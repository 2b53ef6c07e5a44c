// One customer: a form in the customer's own words, their codes, the use cases they take.
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { deleteObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import { printNumber } from '../../shared/project/project.ts'
import { readCustomerForm } from '../../shared/review/customer-form.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject, useProjectValue } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useUndo } from '../pages/use-undo.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/parts.tsx'
import { CellTick, ReadOnly } from '../ui/read-only.tsx'
import { ConfigField } from './customer-config-field.tsx'
import { CustomerTable } from './customer-table.tsx'
import { addedState, useJustAdded } from './just-added.ts'
import { copyCustomer, takeUseCase } from './customer-edits.ts'

export function CustomerView({ profile }: { readonly profile: CustomerProfile }) {
  const { project, edit, mayEdit } = useProject()
  const value = useProjectValue()
  const form = readCustomerForm(value, profile)
  const links = projectLinks(project)
  return (
    <ReadOnly value={!mayEdit}>
      <div className="stack customer">
        <Card title={<CustomerName profile={profile} />} aside={mayEdit && <CustomerActions profile={profile} />}>
          <div className="card-body s12 t2">
            <EditableText
              value={profile.note ?? ''}
              label="Note"
              placeholder={mayEdit ? 'What is special about this customer' : ''}
              lines
              onChange={(note) =>
                void edit(`Change the note on ${profile.name}`, (doc, origin) =>
                  setCell(doc, 'customerProfiles', profile.id, 'note', note === '' ? undefined : note, origin),
                )
              }
            />
          </div>
        </Card>
        <Card title="Config values" aside={<span className="s11 t3">{form.missing === 0 ? 'nothing missing' : `${form.missing} missing`}</span>}>
          {form.config.length === 0 ? (
            <p className="s12 t3 card-body">
              Nothing is asked for yet. Add what customers must be asked under <Link to={links.config}>Config values</Link>.
            </p>
          ) : (
            <ul className="lined">
              {form.config.map((answer) => (
                <ConfigField key={answer.config.id} answer={answer} profile={profile} />
              ))}
            </ul>
          )}
          {form.secrets.length > 0 && (
            <p className="s11 t3 card-body">
              Asked for elsewhere and never stored here: {form.secrets.map((secret) => secret.label ?? secret.name).join(', ')}.
            </p>
          )}
        </Card>
        {form.tables.map((answer) => (
          <CustomerTable key={answer.table.id} answer={answer} profile={profile} />
        ))}
        {form.useCases.length > 0 && (
          <Card title="Use cases">
            <ul className="lined">
              {form.useCases.map(({ useCase, taken }) => (
                <li key={useCase.id} className="s12">
                  <label className="row">
                    <CellTick
                      checked={taken}
                      label={`Takes ${printNumber('useCases', useCase.number)} ${useCase.title}`}
                      onChange={(takes) => {
                        edit(`${profile.name} ${takes ? 'takes' : 'leaves out'} ${printNumber('useCases', useCase.number)}`, (doc, origin) =>
                          writeCells(doc, takeUseCase(profile, useCase.id, takes), origin),
                        )
                      }}
                    />
                    <span className="mono t3">{printNumber('useCases', useCase.number)}</span> {useCase.title}
                  </label>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </ReadOnly>
  )
}

function CustomerName({ profile }: { readonly profile: CustomerProfile }) {
  const { edit } = useProject()
  const isNew = useJustAdded(profile.id)
  return (
    <EditableText
      value={profile.name}
      label="Name of the customer"
      placeholder="Give it a name"
      startOpen={isNew}
      onChange={(name) => {
        if (name !== '') edit(`Rename ${profile.name} to ${name}`, (doc, origin) => setCell(doc, 'customerProfiles', profile.id, 'name', name, origin))
      }}
    />
  )
}

function CustomerActions({ profile }: { readonly profile: CustomerProfile }) {
  const { project, edit } = useProject()
  const { editWithUndo } = useUndo()
  const [, go] = useLocation()
  const value = useProjectValue()
  const profiles = useCollection('customerProfiles')
  const cases = value.testCases.filter((testCase) => testCase.profile === profile.id && testCase.deleted !== true).length
  const duplicate = () => {
    const id = newId()
    const { order, writes } = placeIn('customerProfiles', profiles)
    edit(`Duplicate ${profile.name}`, (doc, origin) =>
      writeCells(doc, [...writes, ...copyCustomer(value, profile, { id, name: `${profile.name}, copy`, order }, newId)], origin),
    )
    go(projectLinks(project).customer(id), addedState(id))
  }
  const remove = () => {
    const told = cases === 0 ? '' : `: ${cases} ${cases === 1 ? 'test case names it and' : 'test cases name it and'} cannot run without`
    editWithUndo(`Deleted ${profile.name}${told}`, (doc, origin) => deleteObject(doc, 'customerProfiles', profile.id, origin))
    go(projectLinks(project).customers)
  }
  return (
    <span className="row">
      <Button variant="default" size="compact-sm" leftSection={<Icon name="duplicate" size={14} />} onClick={duplicate}>
        Duplicate
      </Button>
      <Button variant="default" size="compact-sm" leftSection={<Icon name="trash" size={14} />} onClick={remove}>
        Delete
      </Button>
    </span>
  )
}
