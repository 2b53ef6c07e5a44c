// Everything that is known of one field, with who says it: the document, samples, analysts; and where analysts correct it.
import { useMemo, useState } from 'react'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import { writeCells } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { factLabels, listFieldFacts } from '../../shared/schema/field-facts.ts'
import { pathSteps, type FieldPath } from '../../shared/schema/field-path.ts'
import { findObject, innerFacts, isBelow, printObjectAddress, type Field } from '../../shared/schema/fields.ts'
import { placeOfFact } from '../../shared/schema/overlay.ts'
import { indexFields } from '../../shared/schema/search-fields.ts'
import { findSensitivity } from '../../shared/schema/sensitive.ts'
import type { ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { PathText } from '../ui/parts.tsx'
import { AddFieldDialog } from './schema-add-field.tsx'
import type { ObjectEvidence } from './schema-evidence.ts'
import { EvidenceFacts } from './schema-evidence-facts.tsx'
import { FactEditor, FactRow } from './schema-fact-row.tsx'
import { draftOf, type CorrectableFact } from './schema-fact-values.ts'
import { findOverlays, listFactPlaces, toWords, writesOfField, writesOfRemoval, type FactPlace } from './schema-overlays.ts'
import { SourceDrawer } from './schema-source.tsx'
import { useAuthor, useCorrections } from './schema-corrections.ts'
import { isUndocumented } from './field-tree.ts'
import { useShownValues } from './schema-shown-values.ts'

export type FieldFactsProps = {
  readonly schema: SchemaVersion
  readonly documented: SchemaGraph
  readonly graph: SchemaGraph
  readonly address: ObjectAddress
  readonly field: Field | undefined
  readonly evidence: ObjectEvidence
  /** Of a field that is added inside the chosen one. */
  readonly onAdded: (path: FieldPath) => void
}

export function FieldFacts(props: FieldFactsProps) {
  return (
    <aside className="card browse-facts" aria-label="Facts of the chosen field" data-region="facts" tabIndex={-1}>
      {props.field === undefined ? (
        <p className="s12 t3 card-body">Choose a field to see all that is known of it, and to correct what is wrong.</p>
      ) : isUndocumented(props.field) ? (
        <UndocumentedField {...props} field={props.field} />
      ) : (
        <KnownField {...props} field={props.field} />
      )}
    </aside>
  )
}

type KnownProps = FieldFactsProps & { readonly field: Field }

function KnownField({ schema, documented, graph, address, field, evidence, onAdded }: KnownProps) {
  const { mayEdit, edit } = useProject()
  const overlays = useCollection('overlays')
  const [editing, setEditingFact] = useState<CorrectableFact>()
  const [edited, setEdited] = useState<CorrectableFact>()
  const setEditing = (fact: CorrectableFact | undefined) => {
    setEditingFact(fact)
    if (fact !== undefined) setEdited(fact)
  }
  const [adding, setAdding] = useState(false)
  const [source, setSource] = useState(false)
  const [shown] = useShownValues()
  const places = useMemo(() => listFactPlaces(documented, address, field), [documented, address, field])
  const known = useMemo(() => findOverlays(overlays, schema.system, places), [overlays, schema.system, places])
  const own = evidence.byPath.get(field.path)
  const masked = useMemo(() => {
    // Where samples are the description, its example is one of their values.
    const values = own?.distinct.map(({ value }) => value) ?? (graph.format === 'samples' && field.facts.example !== undefined ? [field.facts.example] : [])
    return shown || values.length === 0 ? undefined : findSensitivity(field.path, values)
  }, [shown, own, graph, field])
  const conflicts = evidence.comparison.conflicts.get(field.path)
  const facts = useMemo(
    () => listFieldFacts({ graph, field, evidence: own, conflicts, analysts: toWords(known), masked }),
    [graph, field, own, conflicts, known, masked],
  )
  const place = places[0] as FactPlace
  const correct = useCorrections(schema.system)
  const missing = correctable.filter((name) => !facts.some((fact) => fact.name === name))
  const added = known.find(({ fact }) => fact === 'added')
  const sourceNode = useMemo(() => findDocumentedNode(documented, address, field.path), [documented, address, field.path])
  const save = (fact: CorrectableFact, value: Parameters<typeof correct>[3]['value']) => {
    setEditing(undefined)
    correct(`Correct ${factLabels[fact].toLowerCase()} of ${field.path}`, known, place, { fact, value })
  }
  return (
    <>
      <FactsHead path={field.path} typeName={field.facts.name}>
        {sourceNode !== undefined && (
          <button type="button" className="link-button s12" onClick={() => setSource(true)}>
            Show source
          </button>
        )}
        {mayEdit && field.expandable && (
          <button type="button" className="link-button s12" onClick={() => setAdding(true)}>
            Add a field here
          </button>
        )}
        {mayEdit && added !== undefined && (
          <button
            type="button"
            className="link-button s12"
            onClick={() => edit(`Remove the added field ${field.path}`, (doc, origin) => writeCells(doc, writesOfRemoval(known), origin))}
          >
            Remove this field
          </button>
        )}
      </FactsHead>
      <div className="card-body stack facts-body">
        <dl className="facts-table">
          {facts.map((fact) => (
            <FactRow
              key={fact.name}
              fact={fact}
              editing={editing === fact.name}
              edited={edited === fact.name}
              mayEdit={mayEdit}
              types={field.facts.types}
              onEdit={setEditing}
              onSave={save}
              onRemove={(name) => edit(`Remove the correction of ${field.path}`, (doc, origin) => writeCells(doc, writesOfRemoval(known, name), origin))}
              removable={known.some((one) => one.fact === fact.name)}
            />
          ))}
          {editing !== undefined && !facts.some((fact) => fact.name === editing) && (
            <>
              <dt>{factLabels[editing]}</dt>
              <dd>
                <FactEditor
                  fact={editing}
                  draft={draftOf(editing, undefined)}
                  types={field.facts.types}
                  onSave={(value) => save(editing, value)}
                  onCancel={() => setEditing(undefined)}
                />
              </dd>
            </>
          )}
          {field.variants !== undefined && (
            <>
              <dt>Only in</dt>
              <dd>{field.variants.join(', ')}</dd>
            </>
          )}
        </dl>
        {mayEdit && missing.length > 0 && editing === undefined && (
          <span className="fact-add">
            <CellSelect<CorrectableFact | ''>
              label="Add a fact"
              value=""
              autoFocus={edited !== undefined && missing.some((name) => name === edited)}
              choices={[{ value: '', word: 'Add a fact…' }, ...missing.map((name) => ({ value: name, word: factLabels[name] }))]}
              onChange={(name) => name !== '' && setEditing(name)}
            />
          </span>
        )}
        {mayEdit && <Holding graph={graph} address={address} place={place} />}
        <EvidenceFacts evidence={own} neverSeenIn={evidence.comparison.neverSeenIn(field.path)} records={evidence.records} />
      </div>
      {adding && (
        <AddFieldDialog
          schema={schema}
          documented={documented}
          graph={graph}
          address={address}
          parent={field}
          onAdded={onAdded}
          onClose={() => setAdding(false)}
        />
      )}
      {source && sourceNode !== undefined && <SourceDrawer schema={schema} node={sourceNode} path={field.path} onClose={() => setSource(false)} />}
    </>
  )
}

const correctable = ['description', 'format', 'enum', 'minLength', 'maxLength', 'minimum', 'maximum', 'pattern', 'example', 'readOnly', 'deprecated'] as const

/** Where the field stands in the description itself: in the corrected graph it may be a copy. */
function findDocumentedNode(documented: SchemaGraph, address: ObjectAddress, path: FieldPath): string | undefined {
  const root = findObject(documented, address)
  return root === undefined ? undefined : fieldTree(documented, root).find(path)?.node
}

function FactsHead({ path, typeName, children }: { readonly path: string; readonly typeName: string | undefined; readonly children: React.ReactNode }) {
  return (
    <div className="facts-head">
      <h2>
        <PathText path={path} />
      </h2>
      <div className="row facts-actions">
        {typeName !== undefined && <span className="s11 t3 ell">{typeName}</span>}
        <button type="button" className="link-button s12" onClick={() => void navigator.clipboard?.writeText(path)}>
          Copy path
        </button>
        {children}
      </div>
    </div>
  )
}

/** A fact is kept with the type that has the field, and so holds wherever the type is used. */
function Holding({ graph, address, place }: { readonly graph: SchemaGraph; readonly address: ObjectAddress; readonly place: FactPlace }) {
  const name = place.object.kind === 'object' ? place.object.name : undefined
  const node = graph.objects.find((object) => object.name === name)?.node
  const many = node === undefined ? 1 : (indexFields(graph).places.get(innerFacts(graph, node)) ?? 1)
  if (name === undefined || (address.kind === 'object' && address.name === name && many <= 1))
    return <p className="s11 t3">A correction holds for this field of {printObjectAddress(address)}.</p>
  return (
    <p className="s11 t3">
      <Icon name="link" size={12} className="inline" /> A correction holds for every <span className="mono">{name}</span>, in {many.toLocaleString('en-GB')}{' '}
      {many === 1 ? 'place' : 'places'}.
    </p>
  )
}

function UndocumentedField({ schema, documented, address, field, evidence }: KnownProps) {
  const { mayEdit, edit } = useProject()
  const author = useAuthor()
  // With what is in it, as far as no list comes between: of a list's items an added field says nothing yet.
  const all = useMemo(() => {
    const depth = pathSteps(field.path).length
    const isInside = (path: FieldPath) =>
      isBelow(path, field.path) &&
      pathSteps(path)
        .slice(depth)
        .every(({ kind }) => kind === 'name')
    return evidence.comparison.undocumented.filter(({ path }) => path === field.path || isInside(path))
  }, [evidence, field.path])
  const add = () => {
    const by = author()
    const writes = all.flatMap(({ path, types }) => {
      const type = types.length === 0 ? 'any' : types.length === 1 ? (types[0]?.type ?? 'any') : types.map((one) => one.type)
      return writesOfField(schema.system, placeOfFact(documented, address, path), [{ fact: 'type', value: type }], by)
    })
    edit(`Add ${field.path} to the description`, (doc, origin) => writeCells(doc, writes, origin))
  }
  return (
    <>
      <FactsHead path={field.path} typeName={undefined}>
        {null}
      </FactsHead>
      <div className="card-body stack facts-body">
        <p className="s12">
          <span className="tag">not in the document</span> Sample records have this field, and the description does not mention it.
        </p>
        {mayEdit && (
          <button type="button" className="link-button s12 b5" onClick={add}>
            <Icon name="plus" size={12} className="inline" /> Add to the description as {field.facts.types.join(' or ')}
            {all.length > 1 && `, with the ${all.length - 1} ${all.length === 2 ? 'field' : 'fields'} in it`}
          </button>
        )}
        <EvidenceFacts evidence={evidence.byPath.get(field.path)} neverSeenIn={undefined} records={evidence.records} />
      </div>
    </>
  )
}
