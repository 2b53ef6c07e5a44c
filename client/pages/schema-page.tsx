// One schema: its objects and endpoints, the fields of the chosen one with their facts, samples, findings of the import.
import { useMemo, useState } from 'react'
import { Link, useParams } from 'wouter'
import { findObject, rootField } from '../../shared/schema/fields.ts'
import { listObjectAddresses, type AddressChoice } from '../../shared/schema/envelopes.ts'
import { isSameJson } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useGraph } from '../api/schemas.ts'
import { describeFailure } from '../api/request.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { ProjectFrame } from './project-frame.tsx'
import { projectLinks } from './project-links.ts'
import { SchemaFindings } from './schema-findings.tsx'
import { SchemaObject } from './schema-object.tsx'

export function SchemaPage() {
  const { project } = useProject()
  const { schema: id } = useParams<{ schema: string }>()
  const schema = useCollection('schemas').find((one) => one.id === id)
  const links = projectLinks(project)
  const graph = useGraph(project, schema?.graph)
  return (
    <ProjectFrame fill crumbs={[{ name: 'Schemas', to: links.schemas }, { name: schema?.title ?? 'Not found' }]}>
      {schema === undefined ? (
        <div className="page-body" style={{ paddingTop: 16 }}>
          <Card>
            <EmptyState title="This schema is not in the project" action={<Link to={links.schemas}>All schemas</Link>}>
              It was removed, or the address is not right.
            </EmptyState>
          </Card>
        </div>
      ) : graph.error !== null ? (
        <div className="page-body" style={{ paddingTop: 16 }}>
          <Card>
            <ErrorBox message={describeFailure(graph.error)} onRetry={() => void graph.refetch()} />
          </Card>
        </div>
      ) : graph.data === undefined ? (
        <LoadingBars rows={10} label="Loading the schema" />
      ) : (
        <Browse key={schema.id} schema={schema} graph={graph.data} />
      )}
    </ProjectFrame>
  )
}

function Browse({ schema, graph }: { readonly schema: SchemaVersion; readonly graph: SchemaGraph }) {
  const system = useCollection('systems').find((one) => one.id === schema.system)
  const choices = useMemo(() => listObjectAddresses(graph), [graph])
  const sampled = useCollection('sampleSets').filter((set) => set.schema === schema.id)
  const [chosen, setChosen] = useState<AddressChoice | 'findings' | undefined>(
    () => choices.find((choice) => sampled.some((set) => isSameJson(set.object, choice.address))) ?? choices[0],
  )
  const root = useMemo(() => {
    if (chosen === undefined || chosen === 'findings') return undefined
    const node = findObject(graph, chosen.address)
    return node === undefined ? undefined : rootField(graph, node)
  }, [graph, chosen])
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{schema.title}</h1>
          <p className="s12 t2">
            {[
              system?.name,
              schema.version === undefined ? undefined : `version ${schema.version}`,
              `${graph.endpoints.length} endpoints`,
              `${graph.objects.length} objects`,
              `${graph.fieldCount.toLocaleString('en-GB')} fields`,
            ]
              .filter(Boolean)
              .join(' · ')}
            {schema.fileNames !== undefined && <span className="t3"> · from {schema.fileNames.join(', ')}</span>}
          </p>
        </div>
      </div>
      <div className="schema-browse">
        <ObjectList choices={choices} chosen={chosen} findings={graph.problems.length} onChoose={setChosen} />
        {chosen === 'findings' ? (
          <SchemaFindings problems={graph.problems} />
        ) : chosen === undefined || root === undefined ? (
          <Card>
            <EmptyState title="Nothing to browse">This description names no objects and no endpoints with a body.</EmptyState>
          </Card>
        ) : (
          <SchemaObject key={chosen.label} schema={schema} graph={graph} root={root} choice={chosen} />
        )}
      </div>
    </>
  )
}

type ObjectListProps = {
  readonly choices: readonly AddressChoice[]
  readonly chosen: AddressChoice | 'findings' | undefined
  readonly findings: number
  readonly onChoose: (choice: AddressChoice | 'findings') => void
}

function ObjectList({ choices, chosen, findings, onChoose }: ObjectListProps) {
  const [search, setSearch] = useState('')
  const shown = useMemo(() => {
    const words = search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    return choices.filter((choice) => words.every((word) => choice.label.toLowerCase().includes(word)))
  }, [choices, search])
  const [active, setActive] = useState(0)
  return (
    <section className="card browse-list" aria-label="Objects and endpoints" data-region="list">
      <div className="browse-search">
        <SearchInput value={search} placeholder={`Search ${choices.length} objects and bodies`} onChange={(text) => (setSearch(text), setActive(0))} />
      </div>
      {findings > 0 && (
        <button type="button" className={`browse-findings s12${chosen === 'findings' ? ' selected' : ''}`} onClick={() => onChoose('findings')}>
          {findings} {findings === 1 ? 'finding' : 'findings'} of the import
        </button>
      )}
      {shown.length === 0 ? (
        <p className="s12 t3" style={{ padding: '8px 12px' }}>
          Nothing found for “{search}”.
        </p>
      ) : (
        <VirtualList
          role="listbox"
          label="Objects and endpoints"
          count={shown.length}
          rowHeight={40}
          active={Math.min(active, shown.length - 1)}
          onActive={setActive}
          onKey={(key, at) => {
            const choice = shown[at]
            if (choice === undefined || (key !== 'Enter' && key !== ' ')) return false
            onChoose(choice)
            return true
          }}
          row={(at) => {
            const choice = shown[at] as AddressChoice
            const { name, part } = describeChoice(choice)
            return {
              key: choice.label,
              selected: choice === chosen,
              onClick: () => onChoose(choice),
              content: (
                <span style={{ minWidth: 0, width: '100%' }}>
                  <span className="mono ell" style={{ display: 'block' }} title={choice.label}>
                    {name}
                  </span>
                  <span className="s11 t3 ell" style={{ display: 'block' }}>
                    {part}
                  </span>
                </span>
              ),
            }
          }}
        />
      )}
    </section>
  )
}

function describeChoice({ address }: AddressChoice): { readonly name: string; readonly part: string } {
  if (address.kind === 'object') return { name: address.name, part: 'object' }
  const envelope = address.envelope === '' ? 'whole body' : address.envelope
  return { name: address.endpoint, part: address.kind === 'request' ? `request, ${envelope}` : `response ${address.status}, ${envelope}` }
}
