// The dialog that adds a field which the description lacks.
import { useState } from 'react'
import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { writeCells } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import { ENTRY, ITEM, pathSteps, printFieldPath, type FieldPath, type PathStep } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import { placeOfFact } from '../../shared/schema/overlay.ts'
import type { FieldType, ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { LONGEST_NAME } from '../../shared/schema/schema-read-error.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { useAuthor } from './schema-corrections.ts'
import { fieldTypes } from './schema-fact-values.ts'
import { writesOfField, type FactWord } from './schema-overlays.ts'

type Props = {
  readonly schema: SchemaVersion
  readonly documented: SchemaGraph
  /** With the analysts' facts: what they added is there too. */
  readonly graph: SchemaGraph
  readonly address: ObjectAddress
  readonly parent: Field
  readonly onAdded: (path: FieldPath) => void
  readonly onClose: () => void
}

export function AddFieldDialog({ schema, documented, graph, address, parent, onAdded, onClose }: Props) {
  const { edit } = useProject()
  const author = useAuthor()
  const [name, setName] = useState('')
  const [type, setType] = useState<FieldType>('text')
  const [required, setRequired] = useState(false)
  const [meaning, setMeaning] = useState('')
  const path = printFieldPath([...pathSteps(parent.path), ...stepsInto(parent), { kind: 'name', name: name.trim() }])
  const isTaken = name.trim() !== '' && isKnown(graph, parent, name.trim())
  const add = () => {
    const words: FactWord[] = [
      { fact: 'type', value: type },
      ...(required ? [{ fact: 'required' as const, value: true }] : []),
      ...(meaning.trim() === '' ? [] : [{ fact: 'description' as const, value: meaning.trim() }]),
    ]
    const writes = writesOfField(schema.system, placeOfFact(documented, address, path), words, author())
    edit(`Add the field ${path}`, (doc, origin) => writeCells(doc, writes, origin))
    onAdded(path)
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={parent.path === '' ? 'Add a field' : `Add a field to ${parent.path}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && !isTaken) add()
        }}
      >
        <p className="s12 t2">For a field that the system has and its description does not mention. It stays when a newer version is imported.</p>
        <TextInput
          label="Name, as the system writes it"
          required
          maxLength={LONGEST_NAME}
          value={name}
          data-autofocus
          error={isTaken ? 'The description has a field of this name.' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select label="Type" allowDeselect={false} data={[...fieldTypes]} value={type} onChange={(value) => value !== null && setType(value as FieldType)} />
        <Textarea label="What it means" maxLength={10_000} autosize minRows={2} value={meaning} onChange={(event) => setMeaning(event.currentTarget.value)} />
        <label className="row s12">
          <input type="checkbox" checked={required} onChange={(event) => setRequired(event.currentTarget.checked)} /> Required
        </label>
        <DialogFoot onCancel={onClose} cancel="Close">
          <Button type="submit" disabled={name.trim() === '' || isTaken}>
            Add the field
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

/** From a list or map to the object in it. */
function stepsInto({ facts }: Field): PathStep[] {
  if (facts.properties !== undefined) return []
  if (facts.types.includes('list')) return [ITEM]
  return facts.entries === undefined ? [] : [ENTRY]
}

function isKnown(graph: SchemaGraph, parent: Field, name: string): boolean {
  if (graph.nodes[parent.node] === undefined) return false
  const tree = fieldTree(graph, parent.node)
  return tree.children(tree.root).some((field) => field.name === name)
}
