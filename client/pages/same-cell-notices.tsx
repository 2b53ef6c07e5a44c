// Tells a person when colleagues wrote the same cells at the same time, and lets them choose: nothing is lost without a word.
import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { isSameJson, writeCells } from '../../shared/project/edits.ts'
import { readCell } from '../../shared/project/project-doc.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fetchHistoryUntil, nameOf, whoWrote } from '../api/history.ts'
import { useMe, useProject, useProjectValue } from '../collab/project-context.tsx'
import type { SameCell, SameCellNews } from '../collab/same-cells.ts'
import { Dialog } from '../ui/dialog.tsx'
import { offerAction, showNotice } from '../ui/notices.tsx'
import { nameObject } from './describe-history.ts'
import { projectLinks } from './project-links.ts'
import { cellName, printCell, tellSameCells } from './same-cell-words.ts'

export function SameCellNotices() {
  const { sameCells, store, project, edit } = useProject()
  const me = useMe().person
  const [shown, setShown] = useState<readonly SameCell[]>()
  const put = useCallback(
    (cell: SameCell, value: JsonValue | undefined) =>
      void edit(`Put back ${cellName(cell)} of ${nameOfCell(cell, store)}`, (doc, origin) =>
        writeCells(doc, [{ home: cell.home, object: cell.object, cell: cell.cell, value }], origin),
      ),
    [edit, store],
  )
  useEffect(() => {
    const tell = (news: SameCellNews) => {
      const words = (who?: string) => tellSameCells(news, store.project(), (cell) => nameOfCell(cell, store), who)
      const [only] = news.cells
      if (only === undefined) return void showNotice(words())
      if (news.offlineEdits > 0 || news.cells.length > 1) {
        // What others wrote over an offline edit is nowhere else: the message waits for the person.
        const all = news.cells
        return void offerAction(words(), all.length === 1 ? 'Show it' : 'Show them', () => setShown(all), news.offlineEdits > 0)
      }
      const notice = offerAction(words(), 'Put mine back', () => put(only, only.mine))
      findWriters(project, news.cells, me).then(
        (names) => notice.change(words(names.get(only))),
        () => {},
      )
    }
    const hear = () => {
      const news = sameCells.take()
      if (news !== undefined) tell(news)
    }
    hear()
    return sameCells.subscribe(hear)
  }, [sameCells, store, project, me, put])
  return shown === undefined ? null : <SameCellsDialog cells={shown} onPut={put} onClose={() => setShown(undefined)} />
}

type DialogProps = {
  readonly cells: readonly SameCell[]
  readonly onPut: (cell: SameCell, value: JsonValue | undefined) => void
  readonly onClose: () => void
}

function SameCellsDialog({ cells, onPut, onClose }: DialogProps) {
  const { project, store, doc } = useProject()
  const me = useMe().person
  const [names, setNames] = useState<ReadonlyMap<SameCell, string>>(new Map())
  const value = useProjectValue()
  useEffect(() => {
    findWriters(project, cells, me).then(setNames, () => {})
  }, [project, cells, me])
  return (
    <Dialog onClose={onClose} title="Cells that you and others changed" size={720}>
      <p className="s12 t2">Choose what stands. Each choice is an edit of yours that can be undone.</p>
      <table className="table same-cells">
        <thead>
          <tr>
            <th scope="col">Cell</th>
            <th scope="col">Yours</th>
            <th scope="col">Theirs</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => {
            const now = readCell(doc, cell.home, cell.object, cell.cell)
            const map = cell.home === 'rows' ? value.rows.find((row) => row.id === cell.object)?.fieldMap : undefined
            const what = `${nameOfCell(cell, store)}, ${cellName(cell).replace(/^the /, '')}`
            return (
              <tr key={`${cell.home} ${cell.object} ${cell.cell}`}>
                <th scope="row">
                  {map === undefined ? (
                    what
                  ) : (
                    <Link to={projectLinks(project).map(map, `row:${cell.object}`)} onClick={onClose}>
                      {what}
                    </Link>
                  )}
                  {!isSameJson(now, cell.mine) && !isSameJson(now, cell.theirs) && (
                    <div className="s11 t3">Changed again since: {printCell(value, cell, now)}</div>
                  )}
                </th>
                <Choice
                  what={`${what}: yours`}
                  words={printCell(value, cell, cell.mine)}
                  stands={isSameJson(now, cell.mine)}
                  onChoose={() => onPut(cell, cell.mine)}
                />
                <Choice
                  what={`${what}: theirs`}
                  words={printCell(value, cell, cell.theirs)}
                  who={names.get(cell) ?? 'Somebody'}
                  stands={isSameJson(now, cell.theirs)}
                  onChoose={() => onPut(cell, cell.theirs)}
                />
              </tr>
            )
          })}
        </tbody>
      </table>
    </Dialog>
  )
}

type ChoiceProps = { readonly what: string; readonly words: string; readonly who?: string; readonly stands: boolean; readonly onChoose: () => void }

function Choice({ what, words, who, stands, onChoose }: ChoiceProps) {
  return (
    <td>
      <button type="button" className="same-cell" aria-pressed={stands} aria-label={`${what}: ${words}`} onClick={stands ? undefined : onChoose}>
        <span className="pre-wrap">{words}</span>
        <span className="s11 t3">
          {who !== undefined && `${who} · `}
          {stands ? 'stands now' : 'put back'}
        </span>
      </button>
    </td>
  )
}

async function findWriters(project: string, cells: readonly SameCell[], me: string): Promise<ReadonlyMap<SameCell, string>> {
  const entries = await fetchHistoryUntil(project, cells, (all) => cells.every((cell) => whoWrote(all, cell, cell.theirs) !== undefined))
  const names = cells.flatMap((cell): [SameCell, string][] => {
    const entry = whoWrote(entries, cell, cell.theirs)
    return entry === undefined ? [] : [[cell, wordOf(entry, me)]]
  })
  return new Map(names)
}

function wordOf(entry: HistoryEntry, me: string): string {
  return entry.person === me ? 'Another window of yours' : nameOf(entry)
}

function nameOfCell(cell: SameCell, store: Parameters<typeof nameObject>[1]): string {
  const name = nameObject(`${cell.home}:${cell.object}`, store)
  // A row is known by its number; its path is long.
  return cell.home === 'rows' ? (name.split(' ')[0] ?? name) : name
}
