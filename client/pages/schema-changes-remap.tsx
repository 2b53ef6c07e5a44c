// Choosing what to take instead: a field of the newer version, found by words, or a value.
import { useMemo, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import type { AffectedItem, Choice } from '../../shared/review/schema-impact.ts'
import { expandFields, innerFacts, printType, rootField, type Field } from '../../shared/schema/fields.ts'
import type { NodeId, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { readSearchWords } from '../../shared/schema/search-fields.ts'
import { PathText } from '../ui/parts.tsx'

const MOST_SHOWN = 60
/** Levels that are offered: the same type in two places is two fields to choose from. */
const DEPTH = 5

export type RemapProps = {
  readonly needs: NonNullable<Choice['needs']>
  readonly graph: SchemaGraph
  /** The object whose fields are offered; undefined: it is not in the newer version. */
  readonly root: NodeId | undefined
  /** Fields of this object type come first. */
  readonly near: NodeId | undefined
  /** How many rows take it. */
  readonly rows: number
  /** Only for this item of what the change affects. */
  readonly of: AffectedItem | undefined
  readonly onChoose: (to: string) => void
  readonly onCancel: () => void
}

type Current = { readonly current: string | undefined }

export function Remap({ needs, graph, root, near, rows, of, onChoose, onCancel }: RemapProps) {
  const current = of?.decision?.to
  return (
    <div
      className="change-remap"
      ref={(element) => element?.scrollIntoView({ block: 'nearest' })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      {of !== undefined ? (
        <p className="s11 t3">For {of.number === '' ? of.label : of.number} alone</p>
      ) : (
        rows > 1 && <p className="s11 t3">All {rows.toLocaleString('en-GB')} rows take it; choose for single ones in the list below.</p>
      )}
      {needs === 'value' ? (
        <ValueInput current={current} onChoose={onChoose} onCancel={onCancel} />
      ) : root === undefined ? (
        <p className="s12 t2">The newer version has no such object, so there is no field to take instead. Decide each of the affected ones, or keep them.</p>
      ) : (
        <FieldSearch
          key={root}
          side={needs === 'source-path' ? 'source' : 'destination'}
          graph={graph}
          root={root}
          near={near}
          current={current}
          onChoose={onChoose}
        />
      )}
    </div>
  )
}

function ValueInput({ current = '', onChoose, onCancel }: Current & Pick<RemapProps, 'onChoose' | 'onCancel'>) {
  const [value, setValue] = useState(current)
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        onChoose(value)
      }}
    >
      <TextInput
        aria-label="The value to take instead"
        placeholder="The value to take instead"
        autoFocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        style={{ flex: 1 }}
      />
      <Button type="submit">Take it</Button>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}

type SearchProps = {
  readonly side: 'source' | 'destination'
  readonly graph: SchemaGraph
  readonly root: NodeId
  readonly near: NodeId | undefined
} & Current &
  Pick<RemapProps, 'onChoose'>

function FieldSearch({ side, graph, root, near, current, onChoose }: SearchProps) {
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const all = useMemo(() => {
    const { fields } = expandFields(graph, rootField(graph, root), DEPTH)
    const isNear = ({ parent }: Field) => near !== undefined && parent !== undefined && innerFacts(graph, parent.node) === graph.nodes[near]
    return [...fields.filter(isNear), ...fields.filter((field) => !isNear(field))]
  }, [graph, root, near])
  const fields = useMemo(() => findFields(all, search), [all, search])
  const shown = fields.slice(0, MOST_SHOWN)
  const here = Math.min(at, Math.max(0, shown.length - 1))
  return (
    <>
      <TextInput
        aria-label={`Search ${side} fields of the newer version`}
        placeholder={`Search ${side} fields of the newer version`}
        autoFocus
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(here + 1, shown.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(here - 1, 0))
          else if (event.key === 'Enter' && shown[here] !== undefined) onChoose(shown[here].path)
          else return
          event.preventDefault()
        }}
      />
      <div className="change-fields" role="listbox" aria-label="Fields of the newer version">
        {shown.map((field, index) => (
          <FieldChoice key={field.path} field={field} here={index === here} current={field.path === current} onChoose={onChoose} />
        ))}
        {shown.length === 0 && <p className="s12 t3">No field found for “{search}”.</p>}
        {fields.length > shown.length && (
          <p className="s11 t3">
            {shown.length} of {fields.length.toLocaleString('en-GB')}; search to see others
          </p>
        )}
      </div>
    </>
  )
}

function FieldChoice({
  field,
  here,
  current,
  onChoose,
}: { readonly field: Field; readonly here: boolean; readonly current: boolean } & Pick<RemapProps, 'onChoose'>) {
  return (
    <button
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={current}
      ref={(element) => {
        if (here) element?.scrollIntoView({ block: 'nearest' })
      }}
      className={`change-field${here ? ' here' : ''}`}
      title={field.facts.description}
      onClick={() => onChoose(field.path)}
    >
      <PathText path={field.path} />
      <span className="t3 s11">{printType(field.facts)}</span>
    </button>
  )
}

/** Every word must stand in the path or the description; where it is the name's beginning comes first. */
function findFields(fields: readonly Field[], search: string): readonly Field[] {
  const words = readSearchWords(search)
  if (words.length === 0) return fields
  const loose = (text: string) => text.toLowerCase().replaceAll(/[_-]/g, '')
  const rank = (field: Field) =>
    loose(field.name).startsWith(loose(words[0] ?? '')) ? 0 : words.every((word) => loose(field.path).includes(loose(word))) ? 1 : 2
  return fields
    .filter((field) => {
      const text = `${field.path} ${loose(field.path)} ${field.facts.description ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word) || text.includes(loose(word)))
    })
    .toSorted((a, b) => rank(a) - rank(b))
}
