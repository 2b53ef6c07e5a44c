// The fields of one object as a tree, with what the description says and what samples show.
import { useMemo, useState } from 'react'
import { isSameJson } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { AddressChoice } from '../../shared/schema/envelopes.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useSamples } from '../api/schemas.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { PathText } from '../ui/parts.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { FieldFacts } from './field-facts.tsx'
import { evidenceByPath, listTreeLines, printLimits, searchFields, type TreeLine } from './field-tree.ts'
import { SampleUpload } from './sample-upload.tsx'

export type SchemaObjectProps = { readonly schema: SchemaVersion; readonly graph: SchemaGraph; readonly root: Field; readonly choice: AddressChoice }

export function SchemaObject({ schema, graph, root, choice }: SchemaObjectProps) {
  const { project } = useProject()
  const sets = useCollection('sampleSets').filter((set) => set.schema === schema.id && isSameJson(set.object, choice.address))
  const samples = useSamples(project, sets[0]?.set)
  const evidence = useMemo(() => evidenceByPath(samples.data?.evidence ?? []), [samples.data])
  const [opened, setOpened] = useState<ReadonlySet<FieldPath>>(new Set())
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const [selected, setSelected] = useState<FieldPath>()
  const { lines, cut } = useMemo(
    () => (search.trim() === '' ? { lines: listTreeLines(graph, root, opened), cut: false } : searchFields(graph, root, search)),
    [graph, root, opened, search],
  )
  const field = lines.find((line) => line.field.path === selected)?.field
  const toggle = ({ field: { path, expandable } }: TreeLine) => {
    if (!expandable) return
    const next = new Set(opened)
    if (!next.delete(path)) next.add(path)
    setOpened(next)
  }
  const onKey = (key: string, at: number): boolean => {
    const line = lines[at]
    if (line === undefined) return false
    if (key === 'Enter' || key === ' ') setSelected(line.field.path)
    else if ((key === 'ArrowRight' && !line.open) || (key === 'ArrowLeft' && line.open)) toggle(line)
    else return false
    return true
  }
  return (
    <>
      <section className="card browse-tree" aria-label={choice.label} data-region="tree">
        <div className="card-head">
          <h2 className="mono ell" title={choice.label} style={{ fontSize: 12 }}>
            {choice.label}
          </h2>
          <span className="sp" />
          <SampleUpload schema={schema} address={choice.address} sets={sets} />
        </div>
        <div className="browse-search">
          <SearchInput value={search} placeholder="Search fields and descriptions" onChange={(text) => (setSearch(text), setActive(0))} />
        </div>
        <div className="tree-line tree-head">
          <span>Field</span>
          <span>Type</span>
          <span>Limits</span>
          <span className="tree-description">Description</span>
          <span className="right">Seen</span>
        </div>
        {lines.length === 0 ? (
          <p className="s12 t3" style={{ padding: '8px 12px' }}>
            {search === '' ? 'This object has no fields of its own.' : `No field found for “${search}”.`}
          </p>
        ) : (
          <VirtualList
            role="tree"
            label={`Fields of ${choice.label}`}
            count={lines.length}
            rowHeight={25}
            active={Math.min(active, lines.length - 1)}
            onActive={setActive}
            onKey={onKey}
            row={(at) => {
              const line = lines[at] as TreeLine
              return {
                key: line.field.path,
                level: line.depth + 1,
                selected: line.field.path === selected,
                className: 'tree-line',
                ...(line.field.expandable ? { expanded: line.open } : {}),
                onClick: () => setSelected(line.field.path),
                content: <Line line={line} evidence={evidence.get(line.field.path)} whole={search.trim() !== ''} onToggle={() => toggle(line)} />,
              }
            }}
          />
        )}
        {cut && <p className="s11 t3 tree-foot">There is more than can be listed: search narrower, or open the parent.</p>}
      </section>
      <FieldFacts field={field} evidence={field === undefined ? undefined : evidence.get(field.path)} sampled={sets.length > 0} />
    </>
  )
}

function Line({
  line: { field, depth, open },
  evidence,
  whole,
  onToggle,
}: {
  readonly line: TreeLine
  readonly evidence: FieldEvidence | undefined
  readonly whole: boolean
  readonly onToggle: () => void
}) {
  const { facts } = field
  const isList = facts.types.includes('list')
  const marks = [field.readOnly ? 'read-only' : '', field.writeOnly ? 'write-only' : '', facts.deprecated === true ? 'deprecated' : '']
  const limits = [...marks, printLimits(facts)].filter((words) => words !== '').join(', ')
  return (
    <>
      <span className="tree-name" style={{ paddingLeft: depth * 13 }}>
        {field.expandable && !whole ? (
          <button
            type="button"
            tabIndex={-1}
            className="tree-fold"
            aria-label={open ? 'Fold' : 'Open'}
            onClick={(event) => (event.stopPropagation(), onToggle())}
          >
            <Icon name={open ? 'down' : 'right'} size={12} />
          </button>
        ) : (
          <span className="tree-fold" />
        )}
        {whole ? (
          <PathText path={field.path} />
        ) : (
          <span className="mono ell" title={field.path}>{`${field.name}${isList && field.name !== '[]' ? '[]' : ''}`}</span>
        )}
        {field.required && <b title="required">*</b>}
      </span>
      <span className="t3 ell">
        {printType(facts)}
        {facts.nullable === true && ' or null'}
      </span>
      <span className="t3 ell num" title={limits}>
        {limits}
      </span>
      <span className="t2 ell tree-description" title={facts.description}>
        {facts.description}
      </span>
      <span className={`right num ${evidence !== undefined && evidence.seen < evidence.of ? 'b5' : 't3'}`}>
        {evidence === undefined ? '' : `${evidence.seen}/${evidence.of}`}
      </span>
    </>
  )
}
