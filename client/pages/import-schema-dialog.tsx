// The dialog of an import: files or pasted text, which system they describe, their format, then the import with its progress.
import { useEffect, useState } from 'react'
import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useLocation } from 'wouter'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { formatNames, type SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { uploadSchema, type UploadTarget } from '../api/schemas.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Icon } from '../ui/icon.tsx'
import { describeFiles, fileOfText, guessFormat, LOOKED_AT } from './import-files.ts'
import { ImportProgress } from './import-progress.tsx'
import { projectLinks } from './project-links.ts'
import { systemNameOf } from './system-name.ts'
import { useImport } from './use-import.ts'

const NEW = 'new system'
const UNCHOSEN = ''
const DETECT = 'detect'
const MOST_LISTED = 8

type Props = {
  /** None yet: text is pasted. */
  readonly files: readonly File[]
  /** The description whose missing files these are. */
  readonly completes?: SchemaVersion
  readonly onClose: () => void
}

export function ImportSchemaDialog({ files: given, completes, onClose }: Props) {
  const { project } = useProject()
  const [, go] = useLocation()
  const systems = useCollection('systems')
  const [files, setFiles] = useState(given)
  const [text, setText] = useState('')
  const isPasting = given.length === 0 && files.length === 0
  const [name, setName] = useState(() => systemNameOf(given[0]?.name ?? ''))
  const [system, setSystem] = useState(
    // Nothing says of whom a pasted text is: of the first system would be a wrong guess that nobody notices.
    () => systems.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id ?? (given.length === 0 && systems.length > 0 ? UNCHOSEN : NEW),
  )
  const [format, setFormat] = useState<SchemaFormat | typeof DETECT>(DETECT)
  const looks = useLooks(isPasting ? text : files[0])
  const work = useImport(project, (schema) => {
    onClose()
    go(projectLinks(project).schema(schema))
  })
  const target: UploadTarget = completes !== undefined ? { with: completes.id } : system === NEW ? { name: name.trim() } : { id: system }
  const start = () => {
    const sent = isPasting ? [fileOfText(text, 'Pasted text')] : files
    work.start((signal) => uploadSchema(project, sent, target, signal, format === DETECT ? undefined : format))
  }
  const isReady =
    (isPasting ? text.trim() !== '' : files.length > 0) && (completes !== undefined || (system !== UNCHOSEN && (system !== NEW || name.trim() !== '')))
  return (
    <Dialog onClose={work.busy ? () => {} : onClose} title={titleOf(files, completes)} withCloseButton={!work.busy} size={isPasting ? 'lg' : 'md'}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !work.busy) start()
        }}
      >
        {isPasting ? (
          <Textarea
            label="A description, a table of fields from a documentation, or sample records"
            placeholder={'| Field | Type | Description |\n| --- | --- | --- |\n| id | integer | The number of the order |'}
            autosize
            minRows={8}
            maxRows={18}
            disabled={work.busy}
            value={text}
            onChange={(event) => (setText(event.currentTarget.value), work.reset())}
            classNames={{ input: 'mono' }}
            data-autofocus
          />
        ) : (
          <FileList files={files} busy={work.busy} onFiles={(next) => (setFiles(next), work.reset())} />
        )}
        <Select
          label="Format"
          description={
            format === DETECT
              ? looks === undefined
                ? 'What they are is told by what they hold.'
                : `Looks like: ${formatNames[looks]}.`
              : 'Read as this, whatever they look like.'
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          disabled={work.busy}
          data={[{ value: DETECT, label: 'Detect it' }, ...Object.entries(formatNames).map(([value, label]) => ({ value, label }))]}
          value={format}
          onChange={(value) => value !== null && (setFormat(value as typeof format), work.reset())}
        />
        {completes === undefined ? (
          <Select
            label="Of which system"
            allowDeselect={false}
            disabled={work.busy}
            data={[...systems.map((one) => ({ value: one.id, label: one.name })), { value: NEW, label: 'A new system' }]}
            placeholder="Choose the system"
            value={system === UNCHOSEN ? null : system}
            onChange={(value) => setSystem(value ?? NEW)}
          />
        ) : (
          <p className="s12 t2">They are read together with the files of {completes.title}; what it lacks is then filled in.</p>
        )}
        {completes === undefined && system === NEW && (
          <TextInput
            label="Its name"
            required
            maxLength={200}
            disabled={work.busy}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            {...(isPasting ? {} : { 'data-autofocus': true })}
          />
        )}
        <ImportProgress work={work} />
        <DialogFoot onCancel={work.busy ? work.cancel : onClose} cancel={work.busy ? 'Cancel the import' : 'Close'}>
          <Button type="submit" disabled={!isReady} loading={work.busy}>
            {work.failure === undefined ? 'Import' : 'Try again'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function titleOf(files: readonly File[], completes: SchemaVersion | undefined): string {
  if (completes !== undefined) return `Complete ${completes.title}`
  if (files.length === 0) return 'Import pasted text'
  return files.length === 1 ? `Import ${files[0]?.name}` : `Import ${files.length} files`
}

/** The files, each of which may be taken out, and a place for more: descriptions that refer to each other belong together. */
function FileList({ files, busy, onFiles }: { readonly files: readonly File[]; readonly busy: boolean; readonly onFiles: (files: readonly File[]) => void }) {
  return (
    <div className="import-files">
      <ul className="s12 mono" aria-label="Files">
        {files.slice(0, MOST_LISTED).map((file, at) => (
          <li key={`${at} ${file.name}`}>
            <span className="ell" title={file.name}>
              {file.name}
            </span>
            {!busy && files.length > 1 && (
              <button
                type="button"
                className="icon-button small"
                aria-label={`Leave out ${file.name}`}
                onClick={() => onFiles(files.filter((one) => one !== file))}
              >
                <Icon name="close" size={12} />
              </button>
            )}
          </li>
        ))}
        {files.length > MOST_LISTED && <li className="t3">and {files.length - MOST_LISTED} more</li>}
      </ul>
      <div className="row s12 t3">
        <span>{describeFiles(files)}</span>
        <span className="sp" />
        {!busy && <FileDrop link label="Add files" onFiles={(more) => onFiles([...files, ...more])} />}
      </div>
    </div>
  )
}

/** What the first file, or the text, looks like. */
function useLooks(of: File | string | undefined): SchemaFormat | undefined {
  const [looks, setLooks] = useState<SchemaFormat>()
  useEffect(() => {
    let isCurrent = true
    const head = of === undefined ? Promise.resolve('') : typeof of === 'string' ? Promise.resolve(of) : of.slice(0, LOOKED_AT).text()
    void head.then((text) => isCurrent && setLooks(guessFormat(text)))
    return () => {
      isCurrent = false
    }
  }, [of])
  return looks
}
