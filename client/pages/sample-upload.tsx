// Samples of one object: how many there are, and the dialog that adds some.
import { useState } from 'react'
import { Button, Modal } from '@mantine/core'
import { isSameJson } from '../../shared/project/edits.ts'
import type { SampleSet, SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { ObjectAddress } from '../../shared/schema/schema-graph.ts'
import { uploadSamples } from '../api/schemas.ts'
import { useProject } from '../collab/project-context.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { ImportProgress } from './import-progress.tsx'
import { useImport } from './use-import.ts'

export function SampleUpload({
  schema,
  address,
  sets,
}: {
  readonly schema: SchemaVersion
  readonly address: ObjectAddress
  readonly sets: readonly SampleSet[]
}) {
  const { project, mayEdit } = useProject()
  const [open, setOpen] = useState(false)
  const work = useImport(project, () => setOpen(false))
  const own = sets.filter((set) => isSameJson(set.object, address))
  const count = own.reduce((sum, set) => sum + set.count, 0)
  return (
    <>
      <span className="s11 t3" style={{ whiteSpace: 'nowrap' }} title={own.map((set) => `${set.name}: ${set.count}`).join('\n')}>
        {count === 0 ? 'no samples' : `${count} sample ${count === 1 ? 'record' : 'records'}`}
      </span>
      <Button variant="default" disabled={!mayEdit} onClick={() => setOpen(true)}>
        Add samples
      </Button>
      <Modal opened={open} onClose={work.busy ? () => {} : () => setOpen(false)} title="Add sample records" withCloseButton={!work.busy}>
        <div className="stack">
          <p className="s12 t2">
            Records of <span className="mono">{printObjectAddress(address)}</span> as the system really gives them. They show which fields are filled, and are
            what the preview works on. Leave out what is private: everybody in this project can read them.
          </p>
          {!work.busy && (
            <FileDrop
              quiet
              label="Choose files"
              onFiles={(files) =>
                work.start((signal) => uploadSamples(project, files, { schema: schema.id, object: address }, files[0]?.name ?? 'samples', signal))
              }
            >
              <span className="s12 t2">JSON, a list of records, or one record a line</span>
            </FileDrop>
          )}
          <ImportProgress work={work} />
          {work.busy && (
            <div className="row" style={{ justifyContent: 'flex-end' }}>
              <Button variant="default" onClick={work.cancel}>
                Cancel the import
              </Button>
            </div>
          )}
        </div>
      </Modal>
    </>
  )
}
