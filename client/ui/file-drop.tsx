// A place to drop files on, or to choose them by button.
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { Icon } from './icon.tsx'

export function FileDrop({
  label,
  children,
  onFiles,
  quiet = false,
}: {
  readonly label: string
  readonly children: ReactNode
  readonly onFiles: (files: readonly File[]) => void
  readonly quiet?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    if (list !== null && list.length > 0) onFiles([...list])
  }
  return (
    <div
      className={`drop${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <Icon name="upload" />
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={(event) => {
          take(event.currentTarget.files)
          // So that choosing the same file again is a change again.
          event.currentTarget.value = ''
        }}
      />
      <Button variant={quiet ? 'default' : 'filled'} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </div>
  )
}
