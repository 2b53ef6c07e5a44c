// The parameters of a call: those that the endpoint needs, those that are said, and a way to add others.
import { Menu } from '@mantine/core'
import { useState } from 'react'
import type { StepPlace } from '../../shared/mapping/step-context.ts'
import type { Step, StepParameter } from '../../shared/project/use-case.ts'
import { useCollection, useGraphs } from '../collab/project-context.tsx'
import { CellInput } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { listParameterRows, withParameter, type ParameterRow } from './step-parameters.ts'
import { StepScope } from './step-scope.tsx'
import { ParameterForm } from './step-value-form.tsx'

type Props = {
  readonly step: Step
  readonly schema: string | undefined
  readonly endpoint: string | undefined
  readonly parameters: readonly StepParameter[]
  readonly place: StepPlace
  readonly onChange: (parameters: StepParameter[] | undefined) => void
}

export function ParametersForm({ step, schema, endpoint, parameters, place, onChange }: Props) {
  const { graphs } = useGraphs()
  const version = useCollection('schemas').find(({ id }) => id === schema)
  const graph = version === undefined ? undefined : graphs.get(version.graph)
  const [added, setAdded] = useState<readonly string[]>([])
  const [naming, setNaming] = useState(false)
  const { rows, others } = listParameterRows(
    graph,
    graph?.endpoints.find(({ id }) => id === endpoint),
    parameters,
  )
  const fresh = added.flatMap((name): ParameterRow[] => {
    if (rows.some((row) => row.name === name)) return []
    return [
      others.find((row) => row.name === name) ?? {
        name,
        in: undefined,
        required: false,
        type: '',
        facts: undefined,
        description: '',
        value: undefined,
        unknown: graph !== undefined,
      },
    ]
  })
  const offered = others.filter(({ name }) => !added.includes(name))
  return (
    <StepScope step={step} place={place}>
      <div className="steps-parameters wide">
        {[...rows, ...fresh].map((row) => (
          <ParameterForm
            key={row.name}
            step={step}
            row={row}
            onChange={(value) => onChange(withParameter(parameters, row.name, value))}
            {...(added.includes(row.name) ? { onDrop: () => setAdded(added.filter((name) => name !== row.name)) } : {})}
          />
        ))}
        {rows.length + fresh.length === 0 && <p className="s12 t3">Nothing is asked for yet.</p>}
        {naming ? (
          <span style={{ maxWidth: 220 }}>
            <CellInput
              label="Name of the parameter"
              mono
              value=""
              placeholder="Its name, then Enter"
              autoFocus
              onChange={(name) => {
                setNaming(false)
                if (name !== '' && name.length <= 200) setAdded([...added.filter((one) => one !== name), name])
              }}
              onEnter={() => setNaming(false)}
            />
          </span>
        ) : (
          <Menu position="bottom-start">
            <Menu.Target>
              <button type="button" className="link-button s12 row steps-add">
                <Icon name="plus" size={12} />
                Add a parameter
              </button>
            </Menu.Target>
            <Menu.Dropdown mah={300} style={{ overflow: 'auto' }}>
              {offered.map((row) => (
                <Menu.Item key={row.name} onClick={() => setAdded([...added, row.name])} title={row.description}>
                  <span className="mono">{row.name}</span> <span className="s11 t3">{[row.in, row.type].filter(Boolean).join(', ')}</span>
                </Menu.Item>
              ))}
              <Menu.Item leftSection={<Icon name="edit" size={14} />} onClick={() => setNaming(true)}>
                Another name
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </StepScope>
  )
}
