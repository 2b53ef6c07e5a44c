// What belongs to a use case and is written elsewhere: links to pages, and pictures.
import { useEffect, useRef, useState } from 'react'
import { addObject, deleteObject, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Attachment, UseCase } from '../../shared/project/use-case.ts'
import { describeFailure } from '../api/request.ts'
import { uploadPicture } from '../api/review.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { showFailure } from '../ui/notices.tsx'
import { Card } from '../ui/parts.tsx'
import { readDropped } from '../ui/dropped-files.ts'
import { useUndo } from '../pages/use-undo.ts'
import { LinkDialog } from './link-dialog.tsx'
import { LinkLine, PictureTile } from './attachment-views.tsx'
import { checkPicture, nameOfPicture } from './picture-file.ts'

export function Attachments({ useCase }: { readonly useCase: UseCase }) {
  const { mayEdit } = useProject()
  const attachments = useCollection('attachments').filter((one) => one.useCase === useCase.id)
  const [link, setLink] = useState<Attachment | 'new'>()
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const { add, remove, upload, waiting } = useAttachmentEdits(useCase)
  usePastedPictures(mayEdit ? upload : undefined)
  const links = attachments.filter(({ kind }) => kind === 'link')
  const pictures = attachments.filter(({ kind }) => kind === 'picture')
  return (
    <div
      className={over ? 'drop-target over' : 'drop-target'}
      onDragOver={(event) => {
        if (!mayEdit || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!mayEdit || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(false)
        void readDropped(event.dataTransfer).then(upload)
      }}
    >
      <Card
        title="Links and pictures"
        aside={
          mayEdit && (
            <span className="row" style={{ gap: 14 }}>
              <button type="button" className="link-button s12 row" style={{ gap: 3 }} onClick={() => setLink('new')}>
                <Icon name="link" size={12} />
                Add a link
              </button>
              <button type="button" className="link-button s12 row" style={{ gap: 3 }} onClick={() => chooser.current?.click()}>
                <Icon name="upload" size={12} />
                Add a picture
              </button>
              <input
                ref={chooser}
                type="file"
                accept="image/png,image/jpeg,image/gif,image/webp"
                multiple
                hidden
                aria-label="Add a picture"
                onChange={(event) => {
                  upload([...(event.currentTarget.files ?? [])])
                  // So that choosing the same file again is a change again.
                  event.currentTarget.value = ''
                }}
              />
            </span>
          )
        }
      >
        <div className="card-body stack">
          {attachments.length === 0 && waiting.length === 0 && (
            <p className="s12 t3">
              {mayEdit ? 'The process as it is today, a screen, a page of the wiki: add a link, or drop or paste a picture here.' : 'No links and no pictures.'}
            </p>
          )}
          {links.length > 0 && (
            <ul className="attachment-links">
              {links.map((one) => (
                <LinkLine key={one.id} attachment={one} onEdit={() => setLink(one)} onRemove={() => remove(one)} />
              ))}
            </ul>
          )}
          {(pictures.length > 0 || waiting.length > 0) && (
            <ul className="attachment-pictures">
              {pictures.map((one) => (
                <PictureTile key={one.id} attachment={one} onRemove={() => remove(one)} />
              ))}
              {waiting.map((name) => (
                <li key={name} className="picture-tile">
                  <span className="picture-frame s11 t3" role="status">
                    Sending {name}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </Card>
      {link !== undefined && (
        <LinkDialog
          attachment={link === 'new' ? undefined : link}
          onClose={() => setLink(undefined)}
          onAdd={(title, url) => add({ kind: 'link', title, url })}
        />
      )}
    </div>
  )
}

function useAttachmentEdits(useCase: UseCase) {
  const { project, edit, store } = useProject()
  const { editWithUndo } = useUndo()
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const name = printNumber('useCases', useCase.number)
  const add = (attachment: Pick<Attachment, 'kind' | 'title' | 'url' | 'picture' | 'mediaType'>) => {
    const own = store.list('attachments').filter((one) => one.useCase === useCase.id)
    const { order, writes } = placeIn('attachments', own)
    edit(`Add a ${attachment.kind} to ${name}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'attachments', { id: newId(), useCase: useCase.id, ...attachment, order }, origin),
    ])
  }
  const uploadOne = async (file: File) => {
    const wrong = checkPicture(file)
    if (wrong !== undefined) return showFailure(wrong)
    const title = nameOfPicture(file.name)
    setWaiting((before) => [...before, file.name])
    try {
      const { hash, mediaType } = await uploadPicture(project, file)
      add({ kind: 'picture', title, picture: hash, mediaType })
    } catch (error) {
      showFailure(`${file.name}: ${describeFailure(error)}`)
    } finally {
      setWaiting((before) => before.filter((_, at) => at !== before.indexOf(file.name)))
    }
  }
  return {
    add,
    waiting,
    /** One after the other, so that they stand in the order they were chosen. */
    upload: (files: readonly File[]) => void files.reduce((before, file) => before.then(() => uploadOne(file)), Promise.resolve()),
    remove: (attachment: Attachment) =>
      editWithUndo(`Removed the ${attachment.kind} “${attachment.title.slice(0, 60)}”`, (doc, origin) =>
        deleteObject(doc, 'attachments', attachment.id, origin),
      ),
  }
}

/** A picture in the clipboard, pasted anywhere on the page. */
function usePastedPictures(onFiles: ((files: readonly File[]) => void) | undefined): void {
  const last = useRef(onFiles)
  useEffect(() => {
    last.current = onFiles
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
      // Programs put a picture beside their text; who writes in a field wants the text.
      const isWriting =
        event.target instanceof HTMLElement && event.target.matches('input, textarea') && event.clipboardData?.types.includes('text/plain') === true
      if (files.length === 0 || isWriting || last.current === undefined) return
      event.preventDefault()
      last.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}
