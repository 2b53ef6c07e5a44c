// The fields of one object as a tree, with what the description says, what samples show and what the maps decided.
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { AddressChoice } from '../../shared/schema/envelopes.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import type { NodeId, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { indexObject, readSearchWords, searchFields } from '../../shared/schema/search-fields.ts'
import { useProjectValue } from '../collab/project-context.tsx'
import {
  findByName,
  listFoundLines,
  listOpenLines,
  MOST_FOUND,
  MOST_OPENED,
  openBelow,
  openSiblings,
  pathsAbove,
  type FieldLine,
} from '../panels/field-lines.ts'
import { VirtualList } from '../ui/virtual-list.tsx'
import { FieldFacts } from './field-facts.tsx'
import { isUndocumented, withUndocumented } from './field-tree.ts'
import { useObjectEvidence } from './schema-evidence.ts'
import { whenIdle } from './schema-idle.ts'
import { ObjectHead } from './schema-object-head.tsx'
import { TreeRow } from './schema-tree-row.tsx'
import { useTypedName } from '../ui/typed-name.ts'
import { findUse, listMapUses } from './schema-uses.ts'

export type SchemaObjectProps = {
  readonly schema: SchemaVersion
  /** The description itself, and with the analysts' facts over it. */
  readonly documented: SchemaGraph
  readonly graph: SchemaGraph
  readonly node: NodeId
  readonly choice: AddressChoice
  /** The field to show, as somebody chose it elsewhere. */
  readonly start: FieldPath | undefined
}

export function SchemaObject({ schema, documented, graph, node, choice, start }: SchemaObjectProps) {
  const evidence = useObjectEvidence(schema, graph, choice.address, node)
  const tree = useMemo(() => withUndocumented(fieldTree(graph, node), evidence.comparison.undocumented), [graph, node, evidence])
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(openedFor(fieldTree(graph, node).find(start ?? ('' as FieldPath)))))
  const [search, setSearchText] = useState('')
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [selected, setSelected] = useState<FieldPath | undefined>(start)
  const [note, setNote] = useState('')
  const words = useMemo(() => readSearchWords(search), [search])
  const { lines, total } = useMemo(() => {
    if (words.length === 0) return { lines: listOpenLines(tree, opened), total: 0 }
    const found = searchFields(indexObject(graph, node), search, MOST_FOUND)
    return { lines: listFoundLines(tree, found.hits, changed), total: found.total }
  }, [tree, graph, node, opened, search, words, changed])
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      lines.findIndex((line) => line.field.path === start),
    ),
  )
  const [awaited, setAwaited] = useState<FieldPath>()
  // What was just added is shown and chosen, wherever it stands.
  useEffect(() => {
    const added = awaited === undefined ? undefined : tree.find(awaited)
    if (added === undefined) return
    const next = new Set([...opened, ...openedFor(added)])
    setAwaited(undefined)
    setSearchText('')
    setOpened(next)
    setSelected(added.path)
    setActive(
      Math.max(
        0,
        listOpenLines(tree, next).findIndex((line) => line.field.path === added.path),
      ),
    )
  }, [awaited, tree, opened])
  const { uses, mapId, setMapId, all } = useUses(schema, documented, graph, node)
  const field = selected === undefined ? undefined : tree.find(selected)
  const isSearching = words.length > 0
  useEffect(() => whenIdle(() => indexObject(graph, node)), [graph, node])

  const setSearch = (text: string) => {
    setSearchText(text)
    setChanged(new Map())
    setNote('')
    if (text.trim() !== '') return setActive(0)
    // Without the search the chosen field stands where it stands in the whole tree.
    const next = new Set([...opened, ...openedFor(field)])
    setOpened(next)
    setActive(
      Math.max(
        0,
        listOpenLines(tree, next).findIndex((line) => line.field.path === selected),
      ),
    )
  }
  const setOpen = (line: FieldLine, open: boolean) => {
    setNote('')
    if (isSearching) return setChanged(new Map(changed).set(line.field.path, open))
    const next = new Set(opened)
    if (open) next.add(line.field.path)
    else next.delete(line.field.path)
    setOpened(next)
  }
  const openMany = (paths: readonly FieldPath[], cut: boolean) => {
    setNote(cut ? `Opened the first ${MOST_OPENED.toLocaleString('en-GB')} rows. Open the rest where you need it.` : '')
    if (isSearching) setChanged(new Map([...changed, ...paths.map((path) => [path, true] as const)]))
    else setOpened(new Set([...opened, ...paths]))
  }
  const typeAhead = useTypedName()
  const onKey = (key: string, at: number): boolean => {
    const line = lines[at]
    if (line === undefined) return false
    const { field: here, open } = line
    if (key === 'Enter' || key === ' ') setSelected(here.path)
    else if (key === 'ArrowRight' && here.expandable && !open) setOpen(line, true)
    else if (key === 'ArrowRight' && open) setActive(Math.min(at + 1, lines.length - 1))
    else if (key === 'ArrowLeft' && open) setOpen(line, false)
    else if (key === 'ArrowLeft')
      setActive(
        Math.max(
          0,
          lines.findIndex((one) => one.field.path === here.parent?.path),
        ),
      )
    else if (key === '*') openMany(openSiblings(tree, here), false)
    else {
      const found = typeAhead(key, (typed) => findByName(lines, at, typed))
      if (found === undefined) return false
      setActive(found)
    }
    return true
  }
  return (
    <>
      <section className="card browse-tree" aria-label={choice.label} data-region="tree">
        <ObjectHead
          schema={schema}
          documented={documented}
          graph={graph}
          choice={choice}
          root={tree.root}
          evidence={evidence}
          search={search}
          onSearch={setSearch}
          onOpenAll={() => {
            const below = openBelow(tree, field?.expandable === true && !isUndocumented(field) ? field : tree.root)
            openMany(below.opened, below.cut)
          }}
          openAllOf={field?.expandable === true && !isUndocumented(field) ? field.name : undefined}
          onFoldAll={() => (setOpened(new Set()), setChanged(new Map()), setNote(''))}
          maps={all}
          mapId={mapId}
          onMap={setMapId}
          onAdded={setAwaited}
        />
        <div className="tree-line tree-head">
          <span>Field</span>
          <span>Type</span>
          <span>Limits</span>
          <span className="right">{evidence.records === 0 ? '' : 'Seen'}</span>
          <span>{all.length === 0 ? '' : 'Use'}</span>
        </div>
        {lines.length === 0 ? (
          <p className="s12 t3 browse-none">
            {isSearching ? `No field of this object has “${search.trim()}” in its name, path or description.` : 'This object has no fields of its own.'}
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
              const line = lines[at] as FieldLine
              const { path, expandable } = line.field
              return {
                // By place, as in the list: rows hold no state of their own.
                key: String(at),
                level: line.depth + 1,
                selected: path === selected,
                className: 'tree-line',
                ...(expandable ? { expanded: line.open } : {}),
                onClick: () => setSelected(path),
                content: (
                  <TreeRow
                    line={line}
                    words={words}
                    evidence={evidence.byPath.get(path)}
                    neverSeenIn={evidence.comparison.neverSeenIn(path)}
                    conflicts={evidence.comparison.conflicts.get(path)?.length ?? 0}
                    use={uses.length === 0 || isUndocumented(line.field) ? undefined : { of: findUse(uses, path), side: sideOf(uses) }}
                    onToggle={() => setOpen(line, !line.open)}
                  />
                ),
              }
            }}
          />
        )}
        {(note !== '' || total > MOST_FOUND) && (
          <p className="s11 t3 tree-foot" role="status">
            {note === '' ? `The best ${MOST_FOUND} of ${total.toLocaleString('en-GB')} fields. Add a word to find fewer.` : note}
          </p>
        )}
      </section>
      <FieldFacts
        key={selected ?? ''}
        schema={schema}
        documented={documented}
        graph={graph}
        address={choice.address}
        field={field}
        evidence={evidence}
        onAdded={setAwaited}
      />
    </>
  )
}

/** What has to be open to see the field. */
function openedFor(field: Field | undefined): FieldPath[] {
  return field === undefined ? [] : pathsAbove(field)
}

function sideOf(uses: readonly { readonly side: 'source' | 'destination' }[]): 'source' | 'destination' | 'both' {
  const sides = new Set(uses.map(({ side }) => side))
  return sides.size === 1 ? (uses[0]?.side ?? 'both') : 'both'
}

/** Of all maps that use the object, or of one. After the page has painted. */
function useUses(schema: SchemaVersion, documented: SchemaGraph, graph: SchemaGraph, node: NodeId) {
  const project = useDeferredValue(useProjectValue())
  const [mapId, setMapId] = useState('')
  const all = useMemo(() => listMapUses(project, { schema: schema.id, documented, graph, node }), [project, schema.id, documented, graph, node])
  const uses = useMemo(() => (all.some(({ map }) => map.id === mapId) ? all.filter(({ map }) => map.id === mapId) : all), [all, mapId])
  return { uses, mapId, setMapId, all: useMemo(() => [...new Map(all.map(({ map }) => [map.id, map])).values()], [all]) }
}
