// The place to add files that a description refers to and that were not uploaded: a bar above the schema, and a list among its findings.
import { useState, type ReactNode } from 'react'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { SchemaProblem } from '../../shared/schema/schema-graph.ts'
import { useProject } from '../collab/project-context.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { ImportSchemaDialog } from './import-schema-dialog.tsx'
import { describeMissing, listMissingFiles } from './missing-files.ts'

const MOST_LISTED = 12

type Props = { readonly schema: SchemaVersion; readonly problems: readonly SchemaProblem[] }

/** Above everything else, so that nobody maps fields whose types are not known without knowing it. */
export function MissingFilesBar({ schema, problems }: Props) {
  const { mayEdit } = useProject()
  const missing = listMissingFiles(problems)
  if (missing.length === 0) return null
  const sentence = (
    <p className="s12">
      {describeMissing(missing).map(({ name, words }, at) =>
        name === undefined ? (
          words
        ) : (
          <span key={at} className="mono b5" title={name}>
            {name}
          </span>
        ),
      )}{' '}
      <span className="t2">
        {mayEdit ? `Upload ${missing.length === 1 ? 'it' : 'them'} too.` : `Somebody who may edit can upload ${missing.length === 1 ? 'it' : 'them'}.`}
      </span>
    </p>
  )
  return (
    <section className="missing-bar" aria-label="Missing files">
      <Completing schema={schema} label={missing.length === 1 ? 'Choose the file' : 'Choose the files'} mark={<SeverityMark name="warning" />}>
        {sentence}
      </Completing>
    </section>
  )
}

export function MissingFileList({ schema, problems }: Props) {
  const missing = listMissingFiles(problems)
  if (missing.length === 0) return null
  const shown = missing.slice(0, MOST_LISTED)
  return (
    <div className="card-body finding-missing">
      <Completing schema={schema} label="Choose files">
        <div className="b5">Upload {missing.length === 1 ? 'this file' : 'these files'} too</div>
        <ul className="s12 mono">
          {shown.map((file) => (
            <li key={file} className="ell" title={file}>
              {file}
            </li>
          ))}
          {missing.length > shown.length && <li className="t3">and {missing.length - shown.length} more</li>}
        </ul>
        <p className="s12 t2">Nothing is fetched. The description is then read again, together with what you add.</p>
      </Completing>
    </div>
  )
}

/** Takes the files and reads the description again with them. */
function Completing({ schema, label, mark, children }: { schema: SchemaVersion; label: string; mark?: ReactNode; children: ReactNode }) {
  const { mayEdit } = useProject()
  const [files, setFiles] = useState<readonly File[]>()
  return (
    <>
      <FileDrop label={label} quiet onFiles={setFiles} disabled={!mayEdit} {...(mark === undefined ? {} : { mark })}>
        {children}
      </FileDrop>
      {files !== undefined && <ImportSchemaDialog files={files} completes={schema} onClose={() => setFiles(undefined)} />}
    </>
  )
}
