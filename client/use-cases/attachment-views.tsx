// How one link and one picture are shown: a link opens elsewhere, a picture opens large.
import { useState } from 'react'
import { setCell } from '../../shared/project/edits.ts'
import type { Attachment } from '../../shared/project/use-case.ts'
import { pictureAddress } from '../api/review.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { findSafeAddress, nameAddress } from './link-address.ts'
import { UseCaseText } from './use-case-text.tsx'

type Props = { readonly attachment: Attachment; readonly onRemove: () => void }

export function LinkLine({ attachment, onEdit, onRemove }: Props & { readonly onEdit: () => void }) {
  const { mayEdit } = useProject()
  const safe = findSafeAddress(attachment.url)
  return (
    <li className="row s12">
      <Icon name="link" size={12} />
      {safe === undefined ? (
        <span className="ell" title="Its address is neither https nor mailto, so it is not opened from here">
          {attachment.title}
        </span>
      ) : (
        <a href={safe} target="_blank" rel="noopener noreferrer" className="ell" title={safe}>
          {attachment.title === '' ? nameAddress(safe) : attachment.title}
        </a>
      )}
      <span className="s11 t3 ell attachment-host">{safe === undefined ? 'not opened from here' : nameAddress(safe)}</span>
      <span className="sp" />
      {mayEdit && (
        <RowMenu
          label={`More for the link ${attachment.title}`}
          actions={[
            { name: 'Change', icon: 'edit', onClick: onEdit },
            { name: 'Remove', icon: 'trash', danger: true, onClick: onRemove },
          ]}
        />
      )}
    </li>
  )
}

export function PictureTile({ attachment, onRemove }: Props) {
  const { project, edit, mayEdit } = useProject()
  const [large, setLarge] = useState(false)
  const [broken, setBroken] = useState(false)
  const title = attachment.title === '' ? 'Picture' : attachment.title
  const address = pictureAddress(project, attachment.picture ?? '')
  return (
    <li className="picture-tile">
      {broken ? (
        <span className="picture-frame s11 t3">The picture is not on the server.</span>
      ) : (
        <button type="button" className="picture-frame" aria-label={`Open the picture ${title}`} onClick={() => setLarge(true)}>
          <img src={address} alt={title} loading="lazy" onError={() => setBroken(true)} />
        </button>
      )}
      <div className="row s11" style={{ gap: 2 }}>
        <span className="picture-title">
          <UseCaseText
            value={attachment.title}
            label="Title of the picture"
            placeholder="What it shows"
            nothing="Picture"
            onChange={(text) => edit('Change the title of a picture', (doc, origin) => setCell(doc, 'attachments', attachment.id, 'title', text, origin))}
          />
        </span>
        {mayEdit && (
          <button type="button" className="icon-button small" aria-label={`Remove the picture ${title}`} title="Remove" onClick={onRemove}>
            <Icon name="close" size={12} />
          </button>
        )}
      </div>
      {large && (
        <Dialog onClose={() => setLarge(false)} title={title} size="auto" centered>
          <img className="picture-large" src={address} alt={title} />
        </Dialog>
      )}
    </li>
  )
}
