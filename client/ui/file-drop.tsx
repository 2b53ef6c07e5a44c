// A place to drop files and folders on, or to choose them by button.
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { readChosen, readDropped } from './dropped-files.ts'
import { Icon } from './icon.tsx'

export type FileDropProps = {
  readonly label: string
  readonly children?: ReactNode
  readonly onFiles: (files: readonly File[]) => void
  readonly quiet?: boolean
  /** Only the words, without a place to drop on. */
  readonly link?: boolean
  readonly disabled?: boolean
  /** Stands where the sign for an upload would; the place is then one low bar, without a button where it is disabled. */
  readonly mark?: ReactNode
  /** What the button that chooses a folder says; absent: there is none. */
  readonly folders?: string
  /** Further buttons behind the one that chooses files. */
  readonly more?: ReactNode
}

export function FileDrop({ label, children, onFiles, quiet = false, link = false, disabled = false, mark, folders, more }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: readonly File[]) => {
    if (files.length > 0 && !disabled) onFiles(files)
  }
  const chooser = (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={(event) => {
        take(readChosen(event.currentTarget.files ?? []))
        // So that choosing the same file again is a change again.
        event.currentTarget.value = ''
      }}
    />
  )
  if (link) {
    return (
      <>
        {chooser}
        <button type="button" className="link-button" disabled={disabled} onClick={() => input.current?.click()}>
          {label}
        </button>
      </>
    )
  }
  return (
    <div
      className={`drop${mark === undefined ? '' : ' bar'}${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!disabled)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void readDropped(event.dataTransfer).then(take)
      }}
    >
      {mark ?? <Icon name="upload" />}
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {chooser}
      {more}
      {folders !== undefined && (
        <>
          <input
            ref={(element) => {
              folder.current = element
              if (element !== null) element.webkitdirectory = true
            }}
            type="file"
            hidden
            aria-label={folders}
            onChange={(event) => {
              take(readChosen(event.currentTarget.files ?? []))
              event.currentTarget.value = ''
            }}
          />
          <Button variant="default" disabled={disabled} onClick={() => folder.current?.click()}>
            {folders}
          </Button>
        </>
      )}
      {!(disabled && mark !== undefined) && (
        <Button variant={quiet ? 'default' : 'filled'} disabled={disabled} onClick={() => input.current?.click()}>
          {label}
        </Button>
      )}
    </div>
  )
}
