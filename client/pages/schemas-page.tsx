// Schemas: the systems with their imported descriptions, and the place to drop files.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { deleteObject, setCell } from '../../shared/project/edits.ts'
import type { System } from '../../shared/project/people-and-systems.ts'
import { formatNames, type SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card, ErrorBox } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { ImportSchemaDialog } from './import-schema-dialog.tsx'
import { ProjectFrame } from './project-frame.tsx'
import { projectLinks } from './project-links.ts'
import { listVersionFamilies } from './schema-versions-model.ts'
import { NewVersionButton, VersionState } from './schema-versions.tsx'
import { useUndo } from './use-undo.ts'
import './schema.css'

export function SchemasPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Schemas' }]}>
      <Schemas />
    </ProjectFrame>
  )
}

function Schemas() {
  const { mayEdit } = useProject()
  const systems = useCollection('systems')
  const [files, setFiles] = useState<readonly File[]>()
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Schemas</h1>
          <p className="s12 t2">The imported descriptions of each system. Nothing that is imported is run, and nothing is fetched from elsewhere.</p>
        </div>
      </div>
      <div className="page-body">
        {mayEdit && (
          <FileDrop
            label="Choose files"
            folders="Choose a folder"
            onFiles={setFiles}
            more={
              <Button variant="default" onClick={() => setFiles([])}>
                Paste text
              </Button>
            }
          >
            <div className="b5">Drop what you were handed: files, a folder or a zip</div>
            <div className="s12 t2">{formats.join(', ')}; or sample records as JSON, XML or CSV. Files that refer to each other belong together.</div>
          </FileDrop>
        )}
        {systems.map((system) => (
          <SystemCard key={system.id} system={system} />
        ))}
      </div>
      {files !== undefined && <ImportSchemaDialog files={files} onClose={() => setFiles(undefined)} />}
    </>
  )
}

function SystemCard({ system }: { readonly system: System }) {
  const { project, edit } = useProject()
  const { editWithUndo } = useUndo()
  const schemas = useCollection('schemas').filter((schema) => schema.system === system.id)
  const sampleSets = useCollection('sampleSets')
  const { graphs, loading, error } = useGraphs(schemas.map((schema) => schema.graph))
  return (
    <Card
      title={
        <EditableText
          value={system.name}
          label="Name of the system"
          placeholder="Give it a name"
          onChange={(name) => name !== '' && edit('Rename the system', (doc, origin) => setCell(doc, 'systems', system.id, 'name', name, origin))}
        />
      }
      aside={
        schemas.length === 0 ? (
          <RowMenu
            label={`More for ${system.name}`}
            actions={[
              {
                name: 'Delete the system',
                icon: 'trash',
                danger: true,
                onClick: () => editWithUndo(`Deleted ${system.name}`, (doc, origin) => deleteObject(doc, 'systems', system.id, origin)),
              },
            ]}
          />
        ) : undefined
      }
    >
      {error !== undefined && <ErrorBox message={error.message} />}
      {schemas.length === 0 ? (
        <p className="s12 t3 card-body">No schema yet: drop its API description above and choose this system.</p>
      ) : (
        <table className="table hover two schemas">
          <thead>
            <tr>
              <th>Description</th>
              <th>Version</th>
              <th>Format</th>
              <th className="right">Endpoints</th>
              <th className="right">Objects</th>
              <th className="right">Fields</th>
              <th>Samples</th>
              <th>Findings</th>
              <th>Imported</th>
              <th>
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {listVersionFamilies(schemas).map(({ current: schema }) => {
              const graph = graphs.get(schema.graph)
              const samples = sampleSets.filter((set) => set.schema === schema.id).reduce((sum, set) => sum + set.count, 0)
              return (
                <tr key={schema.id}>
                  <td className="b5">
                    <div className="ell">
                      <Link to={projectLinks(project).schema(schema.id)} title={schema.title}>
                        {schema.title}
                      </Link>
                    </div>
                    <VersionState schema={schema} />
                  </td>
                  <td className="t2">{schema.version}</td>
                  <td className="t2" style={{ whiteSpace: 'nowrap' }}>
                    {Object.hasOwn(formatNames, schema.format) ? formatNames[schema.format as SchemaFormat] : schema.format}
                  </td>
                  <td className="right">{graph?.endpoints.length ?? (loading ? '…' : '')}</td>
                  <td className="right">{graph?.objects.length ?? (loading ? '…' : '')}</td>
                  <td className="right">{graph?.fieldCount.toLocaleString('en-GB') ?? (loading ? '…' : '')}</td>
                  <td className="t2" style={{ whiteSpace: 'nowrap' }}>
                    {samples === 0 ? 'none' : `${samples} records`}
                  </td>
                  <td>{graph !== undefined && graph.problems.length > 0 ? <Findings count={graph.problems.length} /> : <span className="t3">none</span>}</td>
                  <td className="t2" style={{ whiteSpace: 'nowrap' }}>
                    {schema.importedAt === undefined ? '' : printWhen(schema.importedAt)}
                  </td>
                  <td className="right">
                    <NewVersionButton schema={schema} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function Findings({ count }: { readonly count: number }) {
  return (
    <span className="count-mark warn">
      <SeverityMark name="warning" />
      {count}
    </span>
  )
}

/** What is read, each once. */
const formats = Object.entries(formatNames).flatMap(([format, name]) =>
  format === 'samples'
    ? []
    : format === 'openapi-3.0'
      ? ['OpenAPI']
      : format === 'openapi-3.1'
        ? []
        : [name.replace(' collection', '').replace(' recording', '')],
)
