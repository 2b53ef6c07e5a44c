// Config values: what each customer plugs in. A secret has a name and never a value.
import { Button } from '@mantine/core'
import { addObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { ConfigValue } from '../../shared/project/people-and-systems.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { CellTick, ReadOnly } from '../ui/read-only.tsx'
import { printAllowed, readAllowed } from './allowed-values.ts'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { ProjectFrame } from './project-frame.tsx'
import { useDeleteUsed } from './use-delete-used.tsx'
import { UsedByCount } from './used-by.tsx'

const types = [
  { value: 'text', word: 'text' },
  { value: 'number', word: 'number' },
  { value: 'integer', word: 'whole number' },
  { value: 'boolean', word: 'yes or no' },
  { value: 'secret', word: 'secret' },
] as const

export function ConfigPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Config values' }]}>
      <Config />
    </ProjectFrame>
  )
}

/** As formulas and generated code call it. */
export function checkConfigName(name: string, others: readonly { readonly name: string }[]): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name)) return 'Letters, digits and _, not starting with a digit: shop_zone'
  return others.some((other) => other.name === name) ? 'Another config value has this name' : undefined
}

function Config() {
  const { edit, mayEdit } = useProject()
  const values = useCollection('configValues')
  const add = () => {
    const { order, writes } = placeIn('configValues', values)
    let at = values.length + 1
    while (values.some((value) => value.name === `value_${at}`)) at += 1
    edit('Add a config value', (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'configValues', { id: newId(), name: `value_${at}`, type: 'text', order }, origin),
    ])
  }
  const addButton = mayEdit && (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={add}>
      Add a config value
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Config values</h1>
          <p className="s12 t2">What differs from customer to customer: accounts, time zones, prefixes. Rows use them by name.</p>
        </div>
        {values.length > 0 && addButton}
      </div>
      <div className="page-body">
        <Card>
          {values.length === 0 ? (
            <EmptyState title="No config values yet" action={addButton}>
              Add one for everything that a customer must be asked for before the integration runs.
            </EmptyState>
          ) : (
            <ReadOnly value={!mayEdit}>
              <table className="table inputs">
                <thead>
                  <tr>
                    <th style={{ width: '15%' }}>Name</th>
                    <th style={{ width: 104 }}>Type</th>
                    <th style={{ width: '12%' }}>Default</th>
                    <th style={{ width: '9%' }}>Allowed</th>
                    <th style={{ width: 76 }}>Required</th>
                    <th style={{ width: '17%' }}>Label the customer reads</th>
                    <th>Help</th>
                    <th style={{ width: '9%' }}>Set by</th>
                    <th style={{ width: 84 }}>Used by</th>
                    <th style={{ width: 40 }}>
                      <span className="sr-only">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {values.map((value) => (
                    <ConfigRow key={value.id} value={value} values={values} />
                  ))}
                </tbody>
              </table>
            </ReadOnly>
          )}
        </Card>
      </div>
    </>
  )
}

function ConfigRow({ value, values }: { readonly value: ConfigValue; readonly values: readonly ConfigValue[] }) {
  const { edit, mayEdit } = useProject()
  const deleting = useDeleteUsed()
  const at = placeAddress('config', value.id)
  const set = (cell: keyof ConfigValue, next: ConfigValue[keyof ConfigValue]) =>
    edit(`Change ${value.name}`, (doc, origin) => setCell(doc, 'configValues', value.id, cell, next === '' ? undefined : next, origin))
  const changeType = (type: ConfigValue['type']) => {
    // A default of the old type would be a damaged value of the new one.
    const keep = type !== 'secret' && value.default !== undefined && checkScalar(printScalar(value.default), type) === undefined
    edit(`Change the type of ${value.name}`, (doc, origin) => [
      ...setCell(doc, 'configValues', value.id, 'type', type, origin),
      ...setCell(doc, 'configValues', value.id, 'default', keep ? parseScalar(printScalar(value.default), type) : undefined, origin),
    ])
  }
  return (
    <tr>
      <td>
        <CellInput
          mono
          label="Name"
          value={value.name}
          check={(text) =>
            checkConfigName(
              text,
              values.filter((other) => other.id !== value.id),
            )
          }
          onChange={(text) => set('name', text)}
        />
      </td>
      <td>
        <CellSelect label={`Type of ${value.name}`} value={value.type} choices={types} onChange={changeType} />
      </td>
      <td>
        {value.type === 'secret' ? (
          <span className="s11 t3" style={{ paddingLeft: 7 }}>
            never stored here
          </span>
        ) : (
          <CellInput
            mono
            label={`Default of ${value.name}`}
            placeholder="none"
            value={printScalar(value.default)}
            check={(text) => (text === '' ? undefined : checkScalar(text, value.type))}
            onChange={(text) => set('default', text === '' ? undefined : parseScalar(text, value.type))}
          />
        )}
      </td>
      <td>
        {(value.type === 'text' || value.type === 'number' || value.type === 'integer') && (
          <CellInput
            mono
            label={`Allowed values of ${value.name}`}
            placeholder="any"
            value={printAllowed(value.allowed)}
            check={(text) => readAllowed(text, value.type).wrong}
            onChange={(text) => set('allowed', readAllowed(text, value.type).allowed)}
          />
        )}
      </td>
      <td style={{ textAlign: 'center' }}>
        <CellTick label={`${value.name} is required`} checked={value.required === true} onChange={(required) => set('required', required ? true : undefined)} />
      </td>
      <td>
        <CellInput label={`Label of ${value.name}`} value={value.label ?? ''} onChange={(text) => set('label', text)} />
      </td>
      <td>
        <CellInput label={`Help for ${value.name}`} value={value.help ?? ''} onChange={(text) => set('help', text)} />
      </td>
      <td>
        <CellInput label={`Who sets ${value.name}`} value={value.setBy ?? ''} onChange={(text) => set('setBy', text)} />
      </td>
      <td>
        <UsedByCount at={at} name={value.name} />
      </td>
      <td>
        {mayEdit && (
          <button
            type="button"
            className="icon-button small"
            aria-label={`Delete ${value.name}`}
            title="Delete"
            onClick={() =>
              deleting.ask({ home: 'configValues', id: value.id, at, name: value.name, after: 'What uses it will have a problem until it uses another value.' })
            }
          >
            <Icon name="close" size={12} />
          </button>
        )}
        {deleting.dialog}
      </td>
    </tr>
  )
}
