// The entries of a lookup table: typed in, pasted from a spreadsheet (two or three columns), ordered, removed.
import { addObject, deleteObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { LookupEntry, LookupTable } from '../../shared/project/lookup-table.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeManyIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellInput } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { readPastedEntries } from './read-pasted-entries.ts'
import { useUndo } from './use-undo.ts'

export function LookupEntries({ table, entries }: { readonly table: LookupTable; readonly entries: readonly LookupEntry[] }) {
  const { edit, mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const profiles = useCollection('customerProfiles')
  const set = (entry: LookupEntry, cell: 'from' | 'to' | 'note', value: JsonScalar | undefined) =>
    edit(`Change an entry of ${table.name}`, (doc, origin) => setCell(doc, 'lookupEntries', entry.id, cell, value, origin))
  const add = (list: readonly { readonly from: JsonScalar; readonly to: JsonScalar; readonly note?: string }[]) => {
    const { orders, writes } = placeManyIn('lookupEntries', entries, list.length)
    edit(`Add ${list.length === 1 ? 'an entry' : `${list.length} entries`} to ${table.name}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...list.flatMap((one, at) => addObject(doc, 'lookupEntries', { id: newId(), table: table.id, ...one, order: orders[at] ?? '' }, origin)),
    ])
  }
  const paste = (text: string): boolean => {
    const pasted = readPastedEntries(text, table)
    if (pasted === undefined) return false
    if (pasted.entries.length > 0) add(pasted.entries)
    showNotice(
      `${pasted.entries.length} ${pasted.entries.length === 1 ? 'entry' : 'entries'} pasted${pasted.left > 0 ? `, ${pasted.left} left out because a value is no ${table.from} or ${table.to}` : ''}`,
    )
    return true
  }
  const twice = new Set(
    entries
      .filter((entry, at) => entries.some((other, before) => before < at && other.from === entry.from && other.profile === entry.profile))
      .map((entry) => entry.id),
  )
  return (
    <table className="table inputs">
      <thead>
        <tr>
          <th className="src" style={{ width: '28%', background: 'var(--src-tint-2)', color: 'var(--src)' }}>
            Source value
          </th>
          <th style={{ width: '28%', background: 'var(--dst-tint-2)', color: 'var(--dst)' }}>Destination value</th>
          <th>Note</th>
          {profiles.length > 0 && <th>Customer</th>}
          <th style={{ width: 40 }}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              <span className="row" style={{ gap: 2 }}>
                {twice.has(entry.id) && (
                  <span title="This source value is in the table twice; the first entry counts" role="img" aria-label="This source value is in the table twice">
                    <SeverityMark name="warning" />
                  </span>
                )}
                <CellInput
                  mono
                  label="Source value"
                  value={printScalar(entry.from)}
                  check={(text) => checkScalar(text, table.from)}
                  onChange={(text) => set(entry, 'from', parseScalar(text, table.from))}
                />
              </span>
            </td>
            <td>
              <CellInput
                mono
                label={`Destination value for ${printScalar(entry.from)}`}
                value={printScalar(entry.to)}
                check={(text) => checkScalar(text, table.to)}
                onChange={(text) => set(entry, 'to', parseScalar(text, table.to))}
              />
            </td>
            <td>
              <CellInput
                label={`Note on ${printScalar(entry.from)}`}
                value={entry.note ?? ''}
                onChange={(text) => set(entry, 'note', text === '' ? undefined : text)}
              />
            </td>
            {profiles.length > 0 && <td className="t2">{profiles.find((profile) => profile.id === entry.profile)?.name ?? 'everybody'}</td>}
            <td>
              {mayEdit && (
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={`Remove the entry ${printScalar(entry.from)}`}
                  title="Remove"
                  onClick={() =>
                    editWithUndo(`Removed ${printScalar(entry.from)} from ${table.name}`, (doc, origin) => deleteObject(doc, 'lookupEntries', entry.id, origin))
                  }
                >
                  <Icon name="close" size={12} />
                </button>
              )}
            </td>
          </tr>
        ))}
        {/* A new key after each entry: the empty line is empty again, and the cursor stays in it. */}
        {mayEdit && (
          <tr key={`new-${entries.length}`}>
            <td colSpan={profiles.length > 0 ? 5 : 4}>
              <CellInput
                mono
                label="New source value"
                placeholder="Type a source value and Enter, or paste two columns"
                value=""
                autoFocus={document.activeElement?.getAttribute('aria-label') === 'New source value'}
                check={(text) => (text === '' ? undefined : checkScalar(text, table.from))}
                onPasteText={paste}
                onChange={(text) => add([{ from: parseScalar(text, table.from), to: table.to === 'text' ? '' : table.to === 'boolean' ? false : 0 }])}
              />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
