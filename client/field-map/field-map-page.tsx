// The field map page: source panel, grid and row drawer joined over one model (DESIGN §5.1).
import { useMemo } from 'react'
import { useMediaQuery } from '@mantine/hooks'
import { useParams } from 'wouter'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useRegionEntry } from '../ui/regions.ts'
import { EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { FindBar } from './find-bar.tsx'
import { ArrangedProvider } from './arranged.tsx'
import { useFollowedCell } from './follow.tsx'
import { MapGrid } from './grid.tsx'
import { MapHeader } from './header.tsx'
import { useDerivedMap, useMapModel } from './hooks.ts'
import type { MapModel } from './model.ts'
import { usePageKeys } from './page-keys.ts'
import { usePageState } from './page-state.ts'
import { NarrowedBar, NothingShown } from './narrowed-bar.tsx'
import { MapSourcePanel } from './panel.tsx'
import { BOTH_FIT, fitsSourcePanel, rightWidth } from './panel-room.ts'
import { RightPanel } from './right-panel.tsx'
import { useRowLink } from './row-link.tsx'
import { MapStatus } from './status.tsx'
import { MapToolbar } from './toolbar.tsx'
import { MapToolsProvider } from './tools.tsx'
import { useMapPalette } from './map-palette.ts'
import './field-map-page.css'

export function FieldMapPage() {
  const { map } = useParams<{ map: string }>()
  const { project } = useProject()
  const name = useCollection('fieldMaps').find((one) => one.id === map)?.name ?? 'Field map'
  return (
    <ProjectFrame wide crumbs={[{ name: 'Field maps', to: projectLinks(project).maps }, { name }]}>
      <LoadedMap key={map} mapId={map} />
    </ProjectFrame>
  )
}

function LoadedMap({ mapId }: { readonly mapId: string }) {
  const maps = useCollection('fieldMaps')
  const inputs = useCollection('mapInputs')
  const schemas = useCollection('schemas')
  const map = maps.find((one) => one.id === mapId)
  const wanted = new Set([map?.destination.schema, ...inputs.filter((input) => input.fieldMap === mapId).map((input) => input.source.schema)])
  const { graphs, loading, error } = useGraphs(schemas.filter((schema) => wanted.has(schema.id)).map((schema) => schema.graph))
  if (map === undefined)
    return (
      <div className="map-notice">
        <EmptyState title="This field map is not in the project">
          Somebody may have deleted it, or the link is old. Choose another one under Field maps.
        </EmptyState>
      </div>
    )
  if (error !== undefined) return <ErrorBox message={error.message} />
  if (loading) return <LoadingBars rows={12} label="Loading the schemas" />
  return <ModelledMap mapId={mapId} graphs={graphs} />
}

/** The model is made once the schemas are there: without them every row would be one more problem. */
function ModelledMap({ mapId, graphs }: { readonly mapId: string; readonly graphs: ReadonlyMap<string, SchemaGraph> }) {
  const model = useMapModel(mapId, graphs)
  return model === undefined ? null : <OpenMap model={model} mapId={mapId} />
}

function OpenMap({ model, mapId }: { readonly model: MapModel; readonly mapId: string }) {
  const derived = useDerivedMap(model)
  const page = usePageState(model, mapId)
  const { tools, arrangement, arranger, right, sample } = page
  const arranged = useMemo(() => ({ arrangement, arranger }), [arrangement, arranger])
  const isWide = useMediaQuery(BOTH_FIT, window.innerWidth >= 1_200)
  useRowLink(tools)
  useFollowedCell(tools)
  usePageKeys(tools)
  useMapPalette(tools)
  const gridRegion = useRegionEntry(() => tools.grid()?.focusHere())
  if (derived === undefined) return null
  const closeRight = () => {
    tools.showRight(undefined)
    tools.grid()?.focusHere()
  }
  const isPanelOpen = page.isPanelOpen && fitsSourcePanel(right, isWide)
  return (
    <MapToolsProvider value={tools}>
      <ArrangedProvider value={arranged}>
        <div className="map" style={{ '--panel': isPanelOpen ? '264px' : '28px', '--drawer': rightWidth(right) } as React.CSSProperties}>
          <MapHeader derived={derived} sample={sample} readOnly={tools.readOnly} settingsOpen={right?.kind === 'settings'} />
          <MapSourcePanel
            derived={derived}
            open={isPanelOpen}
            onOpen={tools.openSourcePanel}
            sample={sample}
            selected={page.selected}
            reads={arrangement.reads}
          />
          <MapToolbar arrangement={arrangement} problems={derived.problems} />
          <div className="map-grid" data-region="grid" ref={gridRegion}>
            <NarrowedBar />
            <MapGrid arrangement={arrangement} tight={right !== undefined} paged={page.isPaged} sample={sample} grid={page.grid} on={page.on} />
            <NothingShown />
            <FindBar />
            {derived.view.context.missing.length > 0 && <MissingSchemas missing={derived.view.context.missing} />}
          </div>
          {right !== undefined && (
            <RightPanel key={right.kind} right={right} model={model} derived={derived} sample={sample} selected={page.selected} onClose={closeRight} />
          )}
          <MapStatus derived={derived} sample={sample} message={page.message} selected={page.selected} />
        </div>
        {page.shown}
      </ArrangedProvider>
    </MapToolsProvider>
  )
}

function MissingSchemas({ missing }: { readonly missing: readonly string[] }) {
  return (
    <div className="map-missing" role="alert">
      {missing.join(' ')} The rows are kept. Import the schema again under Schemas, or point this map to another object.
    </div>
  )
}
