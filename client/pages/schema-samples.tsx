// The sets of sample records of one object: how many records, which sets, removing one, adding more.
import { useState } from 'react'
import { Button, Popover } from '@mantine/core'
import { deleteObject } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { ObjectAddress } from '../../shared/schema/schema-graph.ts'
import { useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { SampleUpload } from './sample-upload.tsx'
import type { ObjectEvidence } from './schema-evidence.ts'
import { useUndo } from './use-undo.ts'

type Props = { readonly schema: SchemaVersion; readonly address: ObjectAddress; readonly evidence: ObjectEvidence }

export function SampleSets({ schema, address, evidence: { sets, error } }: Props) {
  const { mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const [open, setOpen] = useState(false)
  const [adding, setAdding] = useState(false)
  const records = sets.reduce((sum, set) => sum + set.count, 0)
  return (
    <>
      {sets.length === 0 ? (
        <span className="s11 t3">no samples</span>
      ) : (
        <Popover opened={open} onChange={setOpen} position="bottom-end" withinPortal trapFocus returnFocus>
          <Popover.Target>
            <button type="button" className="link-button s12 num" aria-expanded={open} onClick={() => setOpen(!open)}>
              {records.toLocaleString('en-GB')} {records === 1 ? 'sample' : 'samples'}
              {sets.length > 1 && ` in ${sets.length} sets`}
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <ul className="sample-sets" aria-label="Sets of sample records">
              {sets.map((set) => (
                <li key={set.id}>
                  <span className="ell" title={set.name}>
                    {set.name}
                  </span>
                  <span className="t3 num">{set.count.toLocaleString('en-GB')}</span>
                  {mayEdit && (
                    <button
                      type="button"
                      className="icon-button small"
                      aria-label={`Remove ${set.name}`}
                      title="Remove this set"
                      onClick={() => editWithUndo(`Removed the samples ${set.name}`, (doc, origin) => deleteObject(doc, 'sampleSets', set.id, origin))}
                    >
                      <Icon name="trash" size={14} />
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {error !== undefined && <p className="s11 err">{error.message}</p>}
          </Popover.Dropdown>
        </Popover>
      )}
      {mayEdit && (
        <Button variant="default" onClick={() => setAdding(true)}>
          Add samples
        </Button>
      )}
      {adding && <SampleUpload schema={schema} address={address} onClose={() => setAdding(false)} />}
    </>
  )
}
