// The dialog after files were dropped: which system they describe, then the import with its progress.
import { useState } from 'react'
import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useLocation } from 'wouter'
import { uploadSamplesAsSchema, uploadSchema } from '../api/schemas.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { ImportProgress } from './import-progress.tsx'
import { projectLinks } from './project-links.ts'
import { systemNameOf } from './system-name.ts'
import { useImport } from './use-import.ts'

const NEW = 'new system'

export function ImportSchemaDialog({ files, onClose }: { readonly files: readonly File[]; readonly onClose: () => void }) {
  const { project } = useProject()
  const [, go] = useLocation()
  const systems = useCollection('systems')
  const [name, setName] = useState(() => systemNameOf(files[0]?.name ?? ''))
  const [system, setSystem] = useState(() => systems.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id ?? NEW)
  const [kind, setKind] = useState<'description' | 'samples'>(() => (files.some((file) => /\.(ndjson|jsonl)$/i.test(file.name)) ? 'samples' : 'description'))
  const work = useImport(project, (schema) => {
    onClose()
    go(projectLinks(project).schema(schema))
  })
  const start = () => {
    const target = system === NEW ? { name: name.trim() } : { id: system }
    work.start((signal) =>
      kind === 'description'
        ? uploadSchema(project, files, target, signal)
        : uploadSamplesAsSchema(project, files, target, files[0]?.name ?? 'samples', signal),
    )
  }
  return (
    <Modal
      opened
      onClose={work.busy ? () => {} : onClose}
      title={files.length === 1 ? `Import ${files[0]?.name}` : `Import ${files.length} files`}
      withCloseButton={!work.busy}
    >
      <div className="stack">
        {files.length > 1 && (
          <ul className="s12 t2 mono">
            {files.slice(0, 8).map((file) => (
              <li key={file.name} className="ell">
                {file.name}
              </li>
            ))}
            {files.length > 8 && <li>and {files.length - 8} more</li>}
          </ul>
        )}
        <Select
          label="They are"
          allowDeselect={false}
          disabled={work.busy}
          data={[
            { value: 'description', label: 'a description: OpenAPI or JSON Schema' },
            { value: 'samples', label: 'sample records of a system without a description' },
          ]}
          value={kind}
          onChange={(value) => value !== null && setKind(value)}
        />
        <Select
          label="Of which system"
          allowDeselect={false}
          disabled={work.busy}
          data={[...systems.map((one) => ({ value: one.id, label: one.name })), { value: NEW, label: 'A new system' }]}
          value={system}
          onChange={(value) => setSystem(value ?? NEW)}
        />
        {system === NEW && (
          <TextInput
            label="Its name"
            required
            maxLength={200}
            disabled={work.busy}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <ImportProgress work={work} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={work.busy ? work.cancel : onClose}>
            {work.busy ? 'Cancel the import' : 'Close'}
          </Button>
          <Button onClick={start} disabled={system === NEW && name.trim() === ''} loading={work.busy}>
            Import
          </Button>
        </div>
      </div>
    </Modal>
  )
}
