// Above the tree of an object: its name, samples, search, opening everything, and whose use is marked.
import { useState } from 'react'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { AddressChoice } from '../../shared/schema/envelopes.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { AddFieldDialog } from './schema-add-field.tsx'
import type { ObjectEvidence } from './schema-evidence.ts'
import { SampleSets } from './schema-samples.tsx'

type Props = {
  readonly schema: SchemaVersion
  readonly documented: SchemaGraph
  readonly graph: SchemaGraph
  readonly choice: AddressChoice
  readonly root: Field
  readonly evidence: ObjectEvidence
  readonly search: string
  readonly onSearch: (text: string) => void
  /** The name of the chosen field where it is what would be opened. */
  readonly openAllOf: string | undefined
  readonly onOpenAll: () => void
  readonly onFoldAll: () => void
  readonly maps: readonly FieldMap[]
  readonly mapId: string
  readonly onMap: (map: string) => void
  readonly onAdded: (path: FieldPath) => void
}

export function ObjectHead({
  schema,
  documented,
  graph,
  choice,
  root,
  evidence,
  search,
  onSearch,
  openAllOf,
  onOpenAll,
  onFoldAll,
  maps,
  mapId,
  onMap,
  onAdded,
}: Props) {
  const { mayEdit } = useProject()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <div className="card-head">
        <h2 className="mono ell-start" title={choice.label} style={{ fontSize: 12 }}>
          <bdi>{choice.label}</bdi>
        </h2>
        <span className="sp" />
        <SampleSets schema={schema} address={choice.address} evidence={evidence} />
        {mayEdit && <RowMenu label="More for this object" actions={[{ name: 'Add a field here', icon: 'plus', onClick: () => setAdding(true) }]} />}
      </div>
      <div className="browse-search tree-tools">
        <SearchInput value={search} placeholder="Search in this object" onChange={onSearch} />
        <button
          type="button"
          className="icon-button small"
          aria-label={openAllOf === undefined ? 'Open everything' : `Open everything in ${openAllOf}`}
          title={openAllOf === undefined ? 'Open everything (* opens the siblings of a row)' : `Open everything in ${openAllOf}`}
          onClick={onOpenAll}
        >
          <Icon name="unfold" size={14} />
        </button>
        <button type="button" className="icon-button small" aria-label="Fold everything" title="Fold everything" onClick={onFoldAll}>
          <Icon name="fold" size={14} />
        </button>
        {maps.length > 1 && (
          <span className="tree-maps">
            <CellSelect
              label="Whose use is marked"
              value={mapId}
              choices={[{ value: '', word: `All ${maps.length} maps` }, ...maps.map((map) => ({ value: map.id, word: map.name }))]}
              onChange={onMap}
            />
          </span>
        )}
        {maps.length === 1 && (
          <span className="s11 t3 ell tree-maps" title={maps[0]?.name}>
            {maps[0]?.name}
          </span>
        )}
      </div>
      {adding && (
        <AddFieldDialog
          schema={schema}
          documented={documented}
          graph={graph}
          address={choice.address}
          parent={root}
          onAdded={onAdded}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}
