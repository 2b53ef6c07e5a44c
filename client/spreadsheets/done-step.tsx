// After an import was applied: what was done and what was left, to be kept, and where to look next.
import { useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useProject } from '../collab/project-context.tsx'
import { placeLink } from '../pages/place-link.ts'
import { projectLinks } from '../pages/project-links.ts'
import { useUndo } from '../pages/use-undo.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Card } from '../ui/parts.tsx'
import { STANDS, type Stand } from './decisions.ts'
import { downloadText } from './download-text.ts'
import { FileNotes } from './file-notes.tsx'
import type { ImportWork } from './import-work.ts'
import { count, describeFilePlace, describeSpot } from './import-words.ts'
import { KindTag, valuesOf } from './review-row.tsx'
import { printSummary, summaryTitles, type Summary } from './summary.ts'

export function DoneStep({ work: { summary }, onAnother }: { readonly work: ImportWork; readonly onAnother: () => void }) {
  return summary === undefined ? null : <Done summary={summary} onAnother={onAnother} />
}

function Done({ summary, onAnother }: { readonly summary: Summary; readonly onAnother: () => void }) {
  const { undoCommand } = useUndo()
  const [isBack, setIsBack] = useState(false)
  const text = () => printSummary(summary)
  const accepted = summary.entries.filter(({ stand }) => stand === 'accepted').length
  const places = useTouched(summary)
  return (
    <div className="import-scroll" data-region="done">
      <div className="page-body">
        <Card>
          <div className="empty">
            <div style={{ flex: 1, minWidth: 240 }}>
              <h2>{isBack ? 'Taken back' : `${count(accepted, 'change')} applied as one step`}</h2>
              <p className="s12 t2">
                {isBack
                  ? 'The project is as it was before, apart from what somebody changed since.'
                  : places.length === 0
                    ? 'Undo takes all of it back. This list can be copied and sent to whoever wrote the file.'
                    : 'Look at the rows next. Undo takes all of it back; this list can be copied and sent to whoever wrote the file.'}
              </p>
              {places.length > 0 && (
                <p className="row s12 import-next">
                  {places.map(({ name, to }) => (
                    <Link key={to} to={to}>
                      {name}
                    </Link>
                  ))}
                </p>
              )}
            </div>
            <span className="row import-done-buttons">
              {!isBack && (
                <Button
                  variant="default"
                  onClick={() => {
                    undoCommand(summary.command)
                    setIsBack(true)
                  }}
                >
                  Undo
                </Button>
              )}
              <CopyButton label="Copy the list" text={text} />
              <Button variant="default" onClick={() => downloadText(`Import of ${summary.file}.txt`, text())}>
                Download
              </Button>
              <Button onClick={onAnother}>Import another file</Button>
            </span>
          </div>
        </Card>
        {STANDS.map((stand) => (
          <Entries key={stand} stand={stand} entries={summary.entries.filter((entry) => entry.stand === stand)} />
        ))}
        <FileNotes notes={summary.notes} />
      </div>
    </div>
  )
}

const MOST_SHOWN = 50

function Entries({ stand, entries }: { readonly stand: Stand; readonly entries: Summary['entries'] }) {
  const { project, store } = useProject()
  const [shown, setShown] = useState(MOST_SHOWN)
  if (entries.length === 0) return null
  return (
    <Card title={`${summaryTitles[stand]}: ${entries.length.toLocaleString('en-GB')}`}>
      <table className="table import-entries">
        <thead>
          <tr>
            <th style={{ width: 96 }}>Change</th>
            <th>Where</th>
            <th style={{ width: 120 }}>Column</th>
            <th style={{ width: '36%' }}>The file says</th>
            <th style={{ width: '18%' }}>In the file</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, shown).map((entry) => {
            const link = entry.at === undefined ? undefined : placeLink(project, store.project(), entry.at)
            return (
              <tr key={entry.id}>
                <td>
                  <KindTag item={entry} />
                </td>
                <td className="ell" title={entry.title}>
                  {link === undefined ? entry.title : <Link to={link}>{entry.title}</Link>}
                </td>
                <td className="t2">{entry.cell ?? ''}</td>
                <td className="ell" title={entry.theirs}>
                  {valuesOf(entry)}
                  {stand === 'told' && <span className="t3"> {entry.message}</span>}
                </td>
                <td className="t3 ell" title={describeFilePlace(entry.place)}>
                  <span className="import-spot">
                    <span className="ell">{entry.place.sheet}</span>
                    <span className="num">{describeSpot(entry.place)}</span>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {entries.length > shown && (
        <p className="card-body">
          <button type="button" className="link-button s12" onClick={() => setShown(shown + 10 * MOST_SHOWN)}>
            Show more ({(entries.length - shown).toLocaleString('en-GB')} left)
          </button>
        </p>
      )}
    </Card>
  )
}

/** The pages on which something was changed, the most changed first. */
function useTouched({ entries }: Summary): readonly { readonly name: string; readonly to: string }[] {
  const { project, store } = useProject()
  return useMemo(() => {
    const links = projectLinks(project)
    const value = store.project()
    const counts = new Map<string, number>()
    for (const { at, stand, asks } of entries) {
      if (stand !== 'accepted') continue
      const to = asks ? links.questions : at === undefined ? undefined : placeLink(project, value, at)?.replace(/[?#].*$/, '')
      if (to !== undefined) counts.set(to, (counts.get(to) ?? 0) + 1)
    }
    const names = new Map<string, string>([
      [links.questions, 'Questions'],
      [links.config, 'Config values'],
      ...store.list('fieldMaps').map((map): [string, string] => [links.map(map.id), map.name]),
      ...store.list('lookupTables').map((table): [string, string] => [links.lookup(table.id), table.name]),
    ])
    return [...counts]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 8)
      .flatMap(([to]) => {
        const name = names.get(to)
        return name === undefined ? [] : [{ name, to }]
      })
  }, [entries, project, store])
}
