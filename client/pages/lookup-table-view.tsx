// One lookup table: its types, what happens to other values, and its entries as a dense table.
import { useLocation } from 'wouter'
import { setCell } from '../../shared/project/edits.ts'
import type { LookupTable } from '../../shared/project/lookup-table.ts'
import { printNumber } from '../../shared/project/project.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { LookupEntries } from './lookup-entries.tsx'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { projectLinks } from './project-links.ts'
import { useDeleteUsed } from './use-delete-used.tsx'
import { UsedBy } from './used-by.tsx'

const types = [
  { value: 'text', word: 'text' },
  { value: 'number', word: 'number' },
  { value: 'integer', word: 'whole number' },
  { value: 'boolean', word: 'yes or no' },
] as const

export function LookupTableView({ table }: { readonly table: LookupTable }) {
  const { project, edit } = useProject()
  const [, go] = useLocation()
  const entries = useCollection('lookupEntries').filter((entry) => entry.table === table.id)
  const name = printNumber('lookupTables', table.number)
  const set = (cell: keyof LookupTable, value: LookupTable[keyof LookupTable]) =>
    edit(`Change ${name} ${table.name}`, (doc, origin) => setCell(doc, 'lookupTables', table.id, cell, value, origin))
  const at = placeAddress('lookup', table.id)
  const deleting = useDeleteUsed(() => go(projectLinks(project).lookups))
  const remove = () =>
    deleting.ask({
      home: 'lookupTables',
      id: table.id,
      at,
      name: `${name} ${table.name}`,
      after: 'What takes its values will have a problem until it takes others.',
    })
  return (
    <section className="card" aria-label={table.name}>
      <div className="card-head">
        <span className="mono t3">{name}</span>
        <h2 style={{ minWidth: 0 }}>
          <EditableText value={table.name} label="Name" placeholder="Give it a name" onChange={(value) => value !== '' && set('name', value)} />
        </h2>
        <span className="sp" />
        <RowMenu label={`More for ${table.name}`} actions={[{ name: 'Delete the table', icon: 'trash', danger: true, onClick: remove }]} />
      </div>
      <div className="lookup-facts">
        <label>
          <span className="label src">From</span>
          <CellSelect label="Type of the source values" value={table.from} choices={types} onChange={(value) => set('from', value)} />
        </label>
        <label>
          <span className="label dst">To</span>
          <CellSelect label="Type of the destination values" value={table.to} choices={types} onChange={(value) => set('to', value)} />
        </label>
        <label>
          <span className="label">Any other value</span>
          <CellSelect
            label="What a value outside the table gives"
            value={table.otherwise === undefined ? 'problem' : 'default'}
            choices={[
              { value: 'problem', word: 'is an issue of the record' },
              { value: 'default', word: 'gives this value' },
            ]}
            onChange={(value) => set('otherwise', value === 'problem' ? undefined : { then: 'default', value: firstValue(table) })}
          />
        </label>
        {table.otherwise !== undefined && (
          <label>
            <span className="label">This value</span>
            <CellInput
              mono
              label="The value any other value gives"
              value={printScalar(table.otherwise.value)}
              check={(text) => checkScalar(text, table.to)}
              onChange={(text) => set('otherwise', { then: 'default', value: parseScalar(text, table.to) })}
            />
          </label>
        )}
        <label>
          <span className="label">Scope</span>
          <CellSelect
            label="Scope"
            value={table.scope ?? 'global'}
            choices={[
              { value: 'global', word: 'the same for everybody' },
              { value: 'per-customer', word: 'per customer' },
            ]}
            onChange={(value) => set('scope', value === 'global' ? undefined : value)}
          />
        </label>
      </div>
      <LookupEntries table={table} entries={entries} />
      <div className="s12 t2" style={{ padding: '8px 14px 10px', borderTop: '1px solid var(--line)' }}>
        <EditableText
          value={table.note ?? ''}
          label="Note"
          placeholder="Note: where these values come from, who decides about them"
          lines
          onChange={(value) => set('note', value === '' ? undefined : value)}
        />
      </div>
      <div className="used-by-foot">
        <h3 className="label">Used by</h3>
        <UsedBy at={at} empty="Nothing yet. A row takes its values with the transform Lookup." />
      </div>
      {deleting.dialog}
    </section>
  )
}

function firstValue(table: LookupTable) {
  return table.to === 'text' ? '' : table.to === 'boolean' ? false : 0
}
