// The list of field maps: new, open, duplicate, archive, bring back.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { setCell, writeCells } from '../../shared/project/edits.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { duplicateWrites } from './duplicate-field-map.ts'
import { FieldMapTable } from './field-maps-table.tsx'
import { useMapFacts } from './map-facts.ts'
import { NewFieldMapDialog } from './new-field-map.tsx'
import { ProjectFrame } from './project-frame.tsx'
import { projectLinks } from './project-links.ts'
import { useUndo } from './use-undo.ts'

export function FieldMapsPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Field maps' }]}>
      <FieldMaps />
    </ProjectFrame>
  )
}

function FieldMaps() {
  const { project, edit, store } = useProject()
  const { editWithUndo } = useUndo()
  const [, go] = useLocation()
  const maps = useCollection('fieldMaps')
  const schemas = useCollection('schemas')
  const { facts, loading, error } = useMapFacts()
  const [making, setMaking] = useState(false)
  const [showArchived, setShowArchived] = useState(false)
  const archived = maps.filter((map) => map.archived === true)
  const archive = (map: FieldMap) => editWithUndo(`Archived ${map.name}`, (doc, origin) => setCell(doc, 'fieldMaps', map.id, 'archived', true, origin))
  const bringBack = (map: FieldMap) => edit(`Bring back ${map.name}`, (doc, origin) => setCell(doc, 'fieldMaps', map.id, 'archived', undefined, origin))
  const duplicate = (map: FieldMap) => {
    const { order, writes } = placeIn('fieldMaps', maps)
    const copy = duplicateWrites(store.project(), map, order, newId)
    edit(`Duplicate ${map.name}`, (doc, origin) => writeCells(doc, [...writes, ...copy.writes], origin))
    go(projectLinks(project).map(copy.id))
  }
  const newButton = (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setMaking(true)}>
      New field map
    </Button>
  )
  const importButton = (
    <Button variant="default" leftSection={<Icon name="download" size={14} />} onClick={() => go(projectLinks(project).import)}>
      Import a spreadsheet
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Field maps</h1>
          <p className="s12 t2">Each says how one destination object is filled from source objects, field by field.</p>
        </div>
        {maps.length > 0 && (
          <span className="row">
            {importButton}
            {newButton}
          </span>
        )}
      </div>
      <div className="page-body">
        <Card>
          {error !== undefined && <ErrorBox message={error.message} />}
          {maps.length === archived.length ? (
            schemas.length === 0 ? (
              <EmptyState title="No field maps yet" action={<Button onClick={() => go(projectLinks(project).schemas)}>Import a schema</Button>}>
                A field map needs a source and a destination: import the descriptions of both systems first.
              </EmptyState>
            ) : (
              <EmptyState
                title="No field maps yet"
                action={
                  <span className="row">
                    {importButton}
                    {newButton}
                  </span>
                }
              >
                Choose a destination and its sources; every destination field is then listed. A mapping that exists as a spreadsheet can be taken over.
              </EmptyState>
            )
          ) : error !== undefined ? null : loading ? (
            <LoadingBars label="Loading schemas" />
          ) : (
            <FieldMapTable facts={facts} onDuplicate={duplicate} onArchive={archive} />
          )}
        </Card>
        {archived.length > 0 && (
          <div>
            <button type="button" className="link-button s12" aria-expanded={showArchived} onClick={() => setShowArchived(!showArchived)}>
              {showArchived ? 'Hide archived field maps' : `Show ${archived.length} archived field ${archived.length === 1 ? 'map' : 'maps'}`}
            </button>
          </div>
        )}
        {showArchived && archived.length > 0 && (
          <Card title="Archived">
            <table className="table hover">
              <tbody>
                {archived.map((map) => (
                  <tr key={map.id}>
                    <td className="mono t3" style={{ width: 60 }}>
                      {printNumber('fieldMaps', map.number)}
                    </td>
                    <td>{map.name}</td>
                    <td className="right">
                      <button type="button" className="link-button" onClick={() => bringBack(map)}>
                        Bring back
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
        )}
      </div>
      <NewFieldMapDialog opened={making} onClose={() => setMaking(false)} />
    </>
  )
}
