// A place to drop files and folders on, or to choose them by button.
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { Icon } from './icon.tsx'

export type FileDropProps = {
  readonly label: string
  readonly children?: ReactNode
  readonly onFiles: (files: readonly File[]) => void
  readonly quiet?: boolean
  /** Only the words, without a place to drop on. */
  readonly link?: boolean
  readonly disabled?: boolean
  /** Further buttons behind the one that chooses files. */
  readonly more?: ReactNode
}

export function FileDrop({ label, children, onFiles, quiet = false, link = false, disabled = false, more }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
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
        take([...(event.currentTarget.files ?? [])])
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
      className={`drop${over ? ' over' : ''}`}
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
      <Icon name="upload" />
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {chooser}
      {more}
      <Button variant={quiet ? 'default' : 'filled'} disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </div>
  )
}

/** Files in all dropped folders, at most. */
const MOST_FILES = 500

/** Folders are opened, with what is in them, at any depth. */
async function readDropped(dropped: DataTransfer): Promise<File[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (!entries.some((entry) => entry.isDirectory)) return [...dropped.files]
  const files: File[] = []
  const queue = entries
  for (const entry of queue) {
    if (files.length >= MOST_FILES) break
    if (isFileEntry(entry)) files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)))
    else if (isFolderEntry(entry) && !entry.name.startsWith('.')) queue.push(...(await listFolder(entry.createReader())))
  }
  return files
}

/** A reader gives a folder's entries in parts, the last of which is empty. */
async function listFolder(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return all
    all.push(...part)
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
