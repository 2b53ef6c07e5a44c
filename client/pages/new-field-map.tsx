// The dialog for a new field map: destination, sources, name and use case; it ends in the grid (DESIGN §5 "First hour").
import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { newId } from '../collab/connection-ports.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { DialogFoot } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { LoadingBars } from '../ui/parts.tsx'
import {
  listObjectChoices,
  newFieldMapWrites,
  preferOtherSchemas,
  refuseKey,
  suggestInputName,
  suggestKey,
  suggestMapName,
  type ObjectChoice,
} from './new-field-map-choices.ts'
import { ObjectPicker } from './object-picker.tsx'
import { projectLinks } from './project-links.ts'
import './new-field-map.css'

/** `onMade`: instead of going to the grid. */
type Props = { readonly onClose: () => void; readonly onMade?: (map: string) => void }

export function NewFieldMapDialog({ opened, ...props }: Props & { readonly opened: boolean }) {
  return (
    <Modal opened={opened} onClose={props.onClose} title="New field map" size={860}>
      <NewFieldMap {...props} />
    </Modal>
  )
}

type ChosenInput = { readonly choice: ObjectChoice; readonly name: string }

function NewFieldMap({ onClose, onMade }: Props) {
  const { project, edit, store } = useProject()
  const [, go] = useLocation()
  const choices = useChoices()
  const keys = useCollection('fieldMaps').map((map) => map.key)
  const [destination, setDestination] = useState<ObjectChoice>()
  const [inputs, setInputs] = useState<readonly ChosenInput[]>([])
  const [typedName, setName] = useState<string>()
  const [typedKey, setKey] = useState<string>()
  const [useCase, setUseCase] = useState<{ id: string } | { title: string }>()
  const name =
    typedName ??
    suggestMapName(
      inputs.map((input) => input.choice.noun),
      destination?.noun ?? '',
    )
  const key = typedKey ?? suggestKey(name, keys)
  const keyMessage = refuseKey(key, keys)
  const nameMessage = refuseInputNames(inputs)
  const make = () => {
    if (destination === undefined || keyMessage !== undefined) return
    const made = newFieldMapWrites(
      store.project(),
      { name: name.trim(), key, destination: destination.ref, inputs: inputs.map((input) => ({ name: input.name.trim(), source: input.choice.ref })), useCase },
      newId,
      () => Math.random() < 0.5,
    )
    edit(`New field map ${name}`, (doc, origin) => writeCells(doc, made.writes, origin))
    onClose()
    if (onMade === undefined) go(projectLinks(project).map(made.id))
    else onMade(made.id)
  }
  if (choices.loading) return <LoadingBars rows={6} label="Loading the schemas" />
  const missing = destination === undefined ? 'Choose a destination.' : inputs.length === 0 ? 'Choose at least one source.' : nameMessage
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (missing === undefined) make()
      }}
    >
      <div className="new-map-sides">
        <ObjectPicker
          label="Destination: which record is filled"
          side="destination"
          autoFocus
          choices={choices.destination}
          chosen={destination === undefined ? [] : [destination.key]}
          onChoose={setDestination}
        />
        <ObjectPicker
          label="Sources: where its values come from"
          side="source"
          choices={preferOtherSchemas(choices.source, destination?.ref.schema)}
          chosen={inputs.map((input) => input.choice.key)}
          onChoose={(choice) =>
            setInputs((before) =>
              before.some((input) => input.choice.key === choice.key)
                ? before.filter((input) => input.choice.key !== choice.key)
                : [
                    ...before,
                    {
                      choice,
                      name: suggestInputName(
                        choice.noun,
                        before.map((input) => input.name),
                      ),
                    },
                  ],
            )
          }
        />
      </div>
      <ChosenInputs inputs={inputs} onChange={setInputs} />
      <div className="new-map-names">
        <TextInput label="Name" required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput
          label="Key, in generated code; set once"
          required
          maxLength={60}
          value={key}
          error={typedKey === undefined ? undefined : keyMessage}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <UseCaseField value={useCase} onChange={setUseCase} />
      </div>
      <DialogFoot onCancel={onClose} aside={<span className="s12 t3">{missing}</span>}>
        <Button type="submit" disabled={missing !== undefined || keyMessage !== undefined || name.trim() === ''}>
          Make the field map
        </Button>
      </DialogFoot>
    </form>
  )
}

function ChosenInputs({ inputs, onChange }: { readonly inputs: readonly ChosenInput[]; readonly onChange: (inputs: readonly ChosenInput[]) => void }) {
  if (inputs.length === 0) return null
  return (
    <ul className="new-map-inputs" aria-label="Chosen sources">
      {inputs.map((input, at) => (
        <li key={input.choice.key} className="row">
          <span className="s12 t3 new-map-place">{at === 0 ? 'Primary' : `Source ${at + 1}`}</span>
          <TextInput
            aria-label={`Name of ${input.choice.label}`}
            w={160}
            value={input.name}
            onChange={(event) => onChange(inputs.map((one, index) => (index === at ? { ...one, name: event.currentTarget.value } : one)))}
          />
          <span className="mono ell">{input.choice.label}</span>
          <span className="s12 t3 ell">{input.choice.system}</span>
          <span className="sp" />
          {at > 0 && (
            <button type="button" className="link-button s12" onClick={() => onChange([input, ...inputs.filter((one) => one !== input)])}>
              Make primary
            </button>
          )}
          <button
            type="button"
            className="icon-button small"
            aria-label={`Remove ${input.choice.label}`}
            onClick={() => onChange(inputs.filter((one) => one !== input))}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}

const NEW = 'new:'

function UseCaseField({
  value,
  onChange,
}: {
  readonly value: { id: string } | { title: string } | undefined
  readonly onChange: (value: { id: string } | { title: string } | undefined) => void
}) {
  const useCases = useCollection('useCases')
  const [search, setSearch] = useState('')
  const typed = search.trim()
  const known = useCases.map((useCase) => ({ value: useCase.id, label: `${printNumber('useCases', useCase.number)} ${useCase.title}` }))
  const fresh =
    typed !== '' && !known.some((one) => one.label.toLowerCase() === typed.toLowerCase()) ? [{ value: `${NEW}${typed}`, label: `New use case: ${typed}` }] : []
  const chosen = value === undefined ? null : 'id' in value ? value.id : `${NEW}${value.title}`
  const kept =
    value !== undefined && 'title' in value && !fresh.some((one) => one.value === chosen)
      ? [{ value: `${NEW}${value.title}`, label: `New use case: ${value.title}` }]
      : []
  return (
    <Select
      label="Use case"
      placeholder="Choose one, or type a new one"
      searchable
      clearable
      data={[...known, ...kept, ...fresh]}
      value={chosen}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(next) => onChange(next === null ? undefined : next.startsWith(NEW) ? { title: next.slice(NEW.length) } : { id: next })}
    />
  )
}

function useChoices() {
  const schemas = useCollection('schemas')
  const systems = useCollection('systems')
  const { graphs, loading } = useGraphs()
  return useMemo(
    () => ({
      loading,
      destination: listObjectChoices(schemas, systems, (key) => graphs.get(key), 'destination'),
      source: listObjectChoices(schemas, systems, (key) => graphs.get(key), 'source'),
    }),
    [schemas, systems, graphs, loading],
  )
}

function refuseInputNames(inputs: readonly ChosenInput[]): string | undefined {
  const names = inputs.map((input) => input.name.trim())
  if (names.includes('')) return 'Give each source a name.'
  return new Set(names).size === names.length ? undefined : 'Two sources have the same name: give each its own.'
}
