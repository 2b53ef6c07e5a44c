// The dialog that adds sample records of one object: dropped, chosen or pasted.
import { useState } from 'react'
import { Button, Textarea, TextInput } from '@mantine/core'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { ObjectAddress } from '../../shared/schema/schema-graph.ts'
import { uploadSamples } from '../api/schemas.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { fileOfText } from './import-files.ts'
import { ImportProgress } from './import-progress.tsx'
import { useImport } from './use-import.ts'

type Props = { readonly schema: SchemaVersion; readonly address: ObjectAddress; readonly onClose: () => void }

export function SampleUpload({ schema, address, onClose }: Props) {
  const { project } = useProject()
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const work = useImport(project, onClose)
  const start = (files: readonly File[]) =>
    work.start((signal) => uploadSamples(project, files, { schema: schema.id, object: address }, name.trim() || (files[0]?.name ?? 'samples'), signal))
  return (
    <Dialog onClose={work.busy ? () => {} : onClose} title="Add sample records" withCloseButton={!work.busy} size="lg">
      <div className="stack">
        <p className="s12 t2">
          Records of <span className="mono">{printObjectAddress(address)}</span> as the system really gives them. They show which fields are filled, and are
          what the preview works on. Leave out what is private: everybody in this project can read them.
        </p>
        {!work.busy && (
          <>
            <FileDrop quiet label="Choose files" onFiles={start}>
              <span className="s12 t2">JSON, one record a line, XML or CSV</span>
            </FileDrop>
            <Textarea
              label="Or paste them"
              placeholder={'{ "id": 1, "status": "open" }'}
              autosize
              minRows={4}
              maxRows={12}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              classNames={{ input: 'mono' }}
              data-autofocus
            />
            <TextInput
              label="What to call them"
              placeholder="Orders of March"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </>
        )}
        <ImportProgress work={work} />
        <DialogFoot onCancel={work.busy ? work.cancel : onClose} cancel={work.busy ? 'Cancel the import' : 'Close'}>
          {!work.busy && (
            <Button disabled={text.trim() === ''} onClick={() => start([fileOfText(text, 'Pasted records')])}>
              {work.failure === undefined ? 'Add the pasted records' : 'Try again'}
            </Button>
          )}
        </DialogFoot>
      </div>
    </Dialog>
  )
}
