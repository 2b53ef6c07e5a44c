// A link is added or changed: its address is checked, and where there is no title its place stands for it.
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { writeCells } from '../../shared/project/edits.ts'
import type { Attachment } from '../../shared/project/use-case.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { checkAddress, nameAddress } from './link-address.ts'

type Props = { readonly attachment: Attachment | undefined; readonly onClose: () => void; readonly onAdd: (title: string, url: string) => void }

export function LinkDialog({ attachment, onClose, onAdd }: Props) {
  const { edit } = useProject()
  const [address, setAddress] = useState(attachment?.url ?? '')
  const [title, setTitle] = useState(attachment?.title ?? '')
  const [tried, setTried] = useState(false)
  const checked = checkAddress(address)
  const save = () => {
    setTried(true)
    if ('wrong' in checked) return
    const name = title.trim() === '' ? nameAddress(checked.address) : title.trim()
    if (attachment === undefined) onAdd(name, checked.address)
    else
      edit('Change a link', (doc, origin) =>
        writeCells(
          doc,
          [
            { home: 'attachments', object: attachment.id, cell: 'title', value: name },
            { home: 'attachments', object: attachment.id, cell: 'url', value: checked.address },
          ],
          origin,
        ),
      )
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={attachment === undefined ? 'Add a link' : 'Change the link'}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput
          label="Address"
          placeholder="https://wiki.example.com/invoicing"
          maxLength={4_000}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={tried && 'wrong' in checked ? checked.wrong : undefined}
          data-autofocus
        />
        <TextInput
          label="Title"
          placeholder={'address' in checked ? nameAddress(checked.address) : 'What one finds there'}
          maxLength={400}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <DialogFoot onCancel={onClose}>
          <Button type="submit">{attachment === undefined ? 'Add the link' : 'Save'}</Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
