// A per-customer lookup table as one customer fills it: their own codes, over those that count for everybody.
import { addObject, deleteObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TableAnswer } from '../../shared/review/customer-form.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeManyIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { readPastedEntries } from '../pages/read-pasted-entries.ts'
import { CellInput } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { CellText } from '../ui/read-only.tsx'

/** An empty code is a code, too. */
function nameOf(from: JsonScalar): string {
  return from === '' ? '(empty)' : printScalar(from)
}

export function CustomerTable({ answer, profile }: { readonly answer: TableAnswer; readonly profile: CustomerProfile }) {
  const { edit, mayEdit } = useProject()
  const all = useCollection('lookupEntries').filter((entry) => entry.table === answer.table.id)
  const { table, own, shared, state } = answer
  const words = `${table.name} of ${profile.name}`
  const add = (list: readonly { readonly from: JsonScalar; readonly to: JsonScalar; readonly note?: string }[]) => {
    const { orders, writes } = placeManyIn('lookupEntries', all, list.length)
    edit(`Change ${words}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...list.flatMap((one, at) =>
        addObject(doc, 'lookupEntries', { id: newId(), table: table.id, profile: profile.id, ...one, order: orders[at] ?? '' }, origin),
      ),
    ])
  }
  const paste = (text: string): boolean => {
    const pasted = readPastedEntries(text, table)
    if (pasted !== undefined && pasted.entries.length > 0) add(pasted.entries)
    return pasted !== undefined
  }
  const setTo = (entry: string, text: string) =>
    edit(`Change ${words}`, (doc, origin) => setCell(doc, 'lookupEntries', entry, 'to', parseScalar(text, table.to), origin))
  const overridden = new Set(own.map(({ from }) => from))
  return (
    <Card
      title={
        <>
          <span className="mono t3">{printNumber('lookupTables', table.number)}</span> {table.name}
        </>
      }
      aside={
        state === 'missing' ? (
          <span className="row s11 warn">
            <SeverityMark name="warning" /> no codes yet
          </span>
        ) : (
          <span className="s11 t3">
            {own.length} own, {shared.filter(({ from }) => !overridden.has(from)).length} of everybody
          </span>
        )
      }
    >
      <table className="table inputs">
        <thead>
          <tr>
            <th style={{ width: '36%' }}>Source value</th>
            <th style={{ width: '36%' }}>Destination value</th>
            <th>Whose</th>
            <th style={{ width: 40 }}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shared
            .filter(({ from }) => !overridden.has(from))
            .map((entry) => (
              <tr key={entry.id}>
                <td className="mono t2 customer-cell">{nameOf(entry.from)}</td>
                <td>
                  {!mayEdit && <CellText mono value={printScalar(entry.to)} />}
                  <CellInput
                    mono
                    label={`${profile.name}: destination value for ${printScalar(entry.from)}`}
                    value=""
                    placeholder={printScalar(entry.to)}
                    check={(text) => (text === '' ? undefined : checkScalar(text, table.to))}
                    onChange={(text) => {
                      if (text !== '') add([{ from: entry.from, to: parseScalar(text, table.to) }])
                    }}
                  />
                </td>
                <td className="t3 s11 customer-cell">everybody</td>
                <td />
              </tr>
            ))}
          {own.map((entry) => (
            <tr key={entry.id}>
              <td className="mono customer-cell">{nameOf(entry.from)}</td>
              <td>
                <CellInput
                  mono
                  label={`${profile.name}: destination value for ${printScalar(entry.from)}`}
                  value={printScalar(entry.to)}
                  check={(text) => checkScalar(text, table.to)}
                  onChange={(text) => void setTo(entry.id, text)}
                />
              </td>
              <td className="s11 customer-cell">their own</td>
              <td>
                {mayEdit && (
                  <button
                    type="button"
                    className="icon-button small"
                    aria-label={`Remove the entry ${printScalar(entry.from)}`}
                    title="Remove"
                    onClick={() => edit(`Change ${words}`, (doc, origin) => deleteObject(doc, 'lookupEntries', entry.id, origin))}
                  >
                    <Icon name="close" size={12} />
                  </button>
                )}
              </td>
            </tr>
          ))}
          {mayEdit && (
            <tr key={`new-${own.length}`}>
              <td colSpan={4}>
                <CellInput
                  mono
                  label={`New source value of ${words}`}
                  placeholder="Type a source value and Enter, or paste two columns"
                  value=""
                  check={(text) => (text === '' ? undefined : checkScalar(text, table.from))}
                  onPasteText={paste}
                  onChange={(text) => {
                    if (text !== '') add([{ from: parseScalar(text, table.from), to: table.to === 'text' ? '' : table.to === 'boolean' ? false : 0 }])
                  }}
                />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Card>
  )
}
