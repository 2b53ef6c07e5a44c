// One schema: its objects and endpoints, the fields of the chosen one with their facts, samples, findings of the import.
import { useEffect, useMemo, useState } from 'react'
import { Link, useParams } from 'wouter'
import { correctGraph } from '../../shared/project/corrected-graph.ts'
import { isSameJson } from '../../shared/project/edits.ts'
import type { Overlay, SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { listObjectAddresses, type AddressChoice } from '../../shared/schema/envelopes.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { findObject } from '../../shared/schema/fields.ts'
import type { AnalystFact } from '../../shared/schema/overlay.ts'
import { formatNames, type SchemaFormat, type SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { indexFields } from '../../shared/schema/search-fields.ts'
import { describeFailure } from '../api/request.ts'
import { useGraph } from '../api/schemas.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { printFileNames } from './import-files.ts'
import { ProjectFrame } from './project-frame.tsx'
import { projectLinks } from './project-links.ts'
import { countWords, createCounts } from './schema-counts.ts'
import { SchemaFindings } from './schema-findings.tsx'
import { whenIdle } from './schema-idle.ts'
import { SchemaList, type SpecialPart } from './schema-list.tsx'
import { MissingFilesBar } from './schema-missing-files.tsx'
import { SchemaObject } from './schema-object.tsx'
import { SchemaUnplaced } from './schema-unplaced.tsx'
import './schema.css'

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
        <Browse key={schema.id} schema={schema} documented={graph.data} />
      )}
    </ProjectFrame>
  )
}

/** `start`: the field to show; `times`: so that choosing it again shows it again. */
type Chosen = { readonly what: AddressChoice | SpecialPart | undefined; readonly start?: FieldPath; readonly times: number }

function Browse({ schema, documented }: { readonly schema: SchemaVersion; readonly documented: SchemaGraph }) {
  const system = useCollection('systems').find((one) => one.id === schema.system)
  const overlays = useCollection('overlays')
  const { graph, unplaced } = useMemo(() => correctGraph({ overlays }, schema.system, documented), [overlays, schema.system, documented])
  const choices = useMemo(() => listObjectAddresses(documented), [documented])
  const sampleSets = useCollection('sampleSets')
  const fieldMaps = useCollection('fieldMaps')
  const mapInputs = useCollection('mapInputs')
  const counts = useMemo(() => createCounts({ sampleSets, fieldMaps, mapInputs }, schema.id, graph), [sampleSets, fieldMaps, mapInputs, schema.id, graph])
  const [chosen, setChosen] = useState<Chosen>(() => ({
    what: choices.find((choice) => counts(choice).samples + counts(choice).maps > 0) ?? choices[0],
    times: 0,
  }))
  // Made before anybody types, so that the first letter does not wait for it.
  useEffect(() => whenIdle(() => indexFields(graph)), [graph])
  const without = useMemo(() => findUnplaced(overlays, schema.system, unplaced), [overlays, schema.system, unplaced])
  const findings = documented.problems.length
  const { what } = chosen
  const node = typeof what === 'object' ? findObject(graph, what.address) : undefined
  const choose = (next: AddressChoice | SpecialPart | undefined, start?: FieldPath) =>
    setChosen(({ times }) => ({ what: next, times: times + 1, ...(start === undefined ? {} : { start }) }))
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{schema.title}</h1>
          <p className="s12 t2">
            {[
              system?.name,
              Object.hasOwn(formatNames, schema.format) ? formatNames[schema.format as SchemaFormat] : schema.format,
              schema.version === undefined ? undefined : `version ${schema.version}`,
              documented.endpoints.length === 0 ? undefined : countWords(documented.endpoints.length, 'endpoint'),
              documented.objects.length === 0 ? undefined : countWords(documented.objects.length, 'object'),
              countWords(documented.fieldCount, 'field'),
            ]
              .filter(Boolean)
              .join(' · ')}
            {schema.fileNames !== undefined && schema.fileNames.length > 0 && (
              <span className="t3" title={schema.fileNames.join('\n')}>
                {' '}
                · from {printFileNames(schema.fileNames)}
              </span>
            )}
          </p>
        </div>
      </div>
      {what !== 'findings' && <MissingFilesBar schema={schema} problems={documented.problems} />}
      <div className="schema-browse">
        <SchemaList
          graph={graph}
          choices={choices}
          counts={counts}
          chosen={what}
          special={[
            ...(findings === 0 ? [] : [{ part: 'findings' as const, words: `${countWords(findings, 'finding')} of the import` }]),
            ...(without.length === 0 ? [] : [{ part: 'unplaced' as const, words: `${countWords(without.length, 'correction')} without a place` }]),
          ]}
          onChoose={choose}
          onField={(hit) =>
            choose(
              choices.find(({ address }) => hit.object !== undefined && isSameJson(address, hit.object)),
              hit.field.path,
            )
          }
        />
        {what === 'findings' && findings > 0 ? (
          <SchemaFindings schema={schema} problems={documented.problems} />
        ) : what === 'unplaced' && without.length > 0 ? (
          <SchemaUnplaced overlays={without} />
        ) : typeof what !== 'object' || node === undefined ? (
          <Card className="scroll-card">
            <EmptyState title="Nothing to browse">
              {choices.length === 0 ? 'This description names no objects and no endpoints with a body.' : 'Choose an object or endpoint on the left.'}
            </EmptyState>
          </Card>
        ) : (
          <SchemaObject
            key={`${what.label} ${chosen.start === undefined ? '' : chosen.times}`}
            schema={schema}
            documented={documented}
            graph={graph}
            node={node}
            choice={what}
            start={chosen.start}
          />
        )}
      </div>
    </>
  )
}

/** The overlays behind facts that were handed back. */
function findUnplaced(overlays: readonly Overlay[], system: string, unplaced: readonly AnalystFact[]): Overlay[] {
  if (unplaced.length === 0) return []
  return overlays.filter(
    (one) =>
      one.system === system &&
      one.deleted !== true &&
      unplaced.some((fact) => fact.fact === one.fact && fact.path === one.path && isSameJson(fact.object, one.object) && isSameJson(fact.value, one.value)),
  )
}
