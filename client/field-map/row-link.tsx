// Opens and copies links to a line; says where the row is when it is not in this map.
import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Link, useSearch } from 'wouter'
import { fetchHistory, nameOf } from '../api/history.ts'
import { projectLinks } from '../pages/project-links.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { printWhen } from '../ui/print-when.ts'
import { READ_ONLY } from './command-run.ts'
import { reveal } from './reveal.ts'
import { findLinked, printLink, readLink, type Linked } from './row-links.ts'
import type { MapTools } from './tools.tsx'

/** The link of the page's address: followed once the grid stands, and whenever it changes. */
export function useRowLink(tools: MapTools): void {
  const search = useSearch()
  useEffect(() => {
    const open = () => {
      const wanted = readLink(location.hash, search)
      if (wanted !== undefined) return whenDrawn(tools, () => openLink(tools, wanted))
      return undefined
    }
    let stop = open()
    const onHash = () => {
      stop?.()
      stop = open()
    }
    window.addEventListener('hashchange', onHash)
    return () => {
      stop?.()
      window.removeEventListener('hashchange', onHash)
    }
  }, [search, tools])
}

/** Waits for the grid: it stands a moment after the page. */
function whenDrawn(tools: MapTools, work: () => void): () => void {
  let frame = 0
  const look = () => {
    if (tools.grid() === undefined || tools.context() === undefined) frame = requestAnimationFrame(look)
    else work()
  }
  frame = requestAnimationFrame(look)
  return () => cancelAnimationFrame(frame)
}

export function openLink(tools: MapTools, wanted: string): void {
  const context = tools.context()
  if (context === undefined) return
  const linked = findLinked(context.project, tools.mapId, wanted)
  if (linked.at === 'here') reveal(tools, linked.line, 'source', linked.name)
  else tools.show((close) => <NotHere linked={linked} tools={tools} onClose={close} />)
}

export function copyLink(tools: MapTools, address: string): void {
  const line = tools.model.state()?.lines.find((one) => one.address === address)?.line
  if (line === undefined) return
  const link = printLink(location.href, line)
  const copied = () => tools.say(`The link to ${line.row === undefined ? line.path : `R-${line.row.number ?? 'new'}`} is copied.`)
  const showIt = () => tools.show((close) => <LinkToCopy link={link} onClose={close} />)
  // Absent where the page came without encryption.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) showIt()
  else clipboard.writeText(link).then(copied, showIt)
}

function LinkToCopy({ link, onClose }: { readonly link: string; readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Copy this link">
      <p className="s12">The browser does not let this page copy by itself. Press Ctrl+C.</p>
      <TextInput
        data-autofocus
        readOnly
        aria-label="Link to the line"
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        style={{ marginTop: 8 }}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
    </Dialog>
  )
}

function NotHere({ linked, tools, onClose }: { readonly linked: Exclude<Linked, { at: 'here' }>; readonly tools: MapTools; readonly onClose: () => void }) {
  if (linked.at === 'deleted') return <Deleted linked={linked} tools={tools} onClose={onClose} />
  return (
    <Dialog onClose={onClose} title={linked.at === 'elsewhere' ? `${linked.name} is in another field map` : `${linked.name} is not in this project`}>
      {linked.at === 'elsewhere' ? (
        <p className="s12">
          It is in{' '}
          <Link to={linkTo(tools, linked.map.id, linked.name)} onClick={onClose} data-autofocus>
            {linked.map.name}
          </Link>
          .
        </p>
      ) : (
        <p className="s12">The link may be older than the row, or of another project. Ask whoever sent it.</p>
      )}
    </Dialog>
  )
}

/** By the address's query: the page then opens there and follows it, also when it is another map's. */
function linkTo(tools: MapTools, map: string, name: string): string {
  return projectLinks(tools.project).map(map, name)
}

function Deleted({
  linked: { row, name },
  tools,
  onClose,
}: {
  readonly linked: Extract<Linked, { at: 'deleted' }>
  readonly tools: MapTools
  readonly onClose: () => void
}) {
  const [who, setWho] = useState('It was deleted.')
  useEffect(() => {
    fetchHistory(tools.project, { object: `rows:${row.id}`, limit: 50 }).then(
      (entries) => {
        const entry = entries.find((one) => one.cell === 'deleted' && one.after === true)
        if (entry !== undefined) setWho(`It was deleted by ${nameOf(entry)}, ${printWhen(entry.time)}.`)
      },
      () => {},
    )
  }, [tools.project, row.id])
  const bringBack = () => {
    onClose()
    tools.apply({ label: `Bring back ${name}`, writes: [{ home: 'rows', object: row.id, cell: 'deleted', value: undefined }] })
    if (row.fieldMap === tools.mapId) whenDrawn(tools, () => openLink(tools, `row:${row.id}`))
  }
  return (
    <Dialog onClose={onClose} title={`${name} is deleted`}>
      <p className="s12">{who}</p>
      {tools.readOnly && <p className="s12 t3">{READ_ONLY}</p>}
      <DialogFoot onCancel={onClose} cancel="Leave it deleted">
        <Button data-autofocus onClick={bringBack} disabled={tools.readOnly}>
          Bring it back
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
