// The field map page: source panel, grid and row drawer joined over one model (DESIGN §5.1).
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useParams, useSearch } from 'wouter'
import type { Problem } from '../../shared/mapping/problem.ts'
import { setCell } from '../../shared/project/edits.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useCollection, useGraphs, useMe, useProject } from '../collab/project-context.tsx'
import { defaultColumns, type ColumnId } from '../grid/columns.ts'
import type { LineGridSetting, Place } from '../grid/create-line-grid.ts'
import type { LineGridHandle } from '../grid/line-grid.tsx'
import { readChoice, useKeptChoice, writeChoice } from '../ui/kept-choice.ts'
import { EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { anotherRow } from './line-edits.ts'
import { MapDrawer } from './drawer.tsx'
import { MapGrid } from './grid.tsx'
import { MapHeader } from './header.tsx'
import { useDerivedMap, useMapEdits, useMapModel } from './hooks.ts'
import type { MapModel } from './model.ts'
import { MapSourcePanel } from './panel.tsx'
import { useSampleChoice } from './samples.ts'
import { MapSettingsDrawer } from './settings.tsx'
import { MapStatus, ShortcutSheet } from './status.tsx'
import { MapToolbar } from './toolbar.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useUndo } from '../pages/use-undo.ts'
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
  const { project, edit } = useProject()
  const me = useMe()
  const derived = useDerivedMap(model)
  const edits = useMapEdits()
  const { undo, redo } = useUndo()
  const grid = useRef<LineGridHandle | null>(null)
  const sample = useSampleChoice(project, derived?.view.context)
  const [shown, setShown] = useShownColumns(`${me.person}.columns`)
  const [search, setSearch] = useState('')
  const [message, setMessage] = useState('')
  const [shortcuts, setShortcuts] = useState(false)
  const [place, setPlace] = useState<Place>()
  const [drawer, setDrawer] = useState<{ readonly line: string; readonly part: 'row' | 'transform' | 'when'; readonly opened: number }>()
  const [settings, setSettings] = useState(false)
  const [panelOpen, setPanelOpen] = useKeptChoice(`${me.person}.source-panel`, window.innerWidth >= 1200)
  useEffect(() => model.setSample(sample.sample), [model, sample.sample])
  useDeepLink(grid, model)
  useShortcutKeys(setShortcuts)

  const on = useMemo(
    (): Pick<LineGridSetting, 'onOpen' | 'onCommand' | 'onSay'> & { place: (place: Place | undefined) => void } => ({
      onOpen: (line, part) => {
        setSettings(false)
        setDrawer({ line: line.address, part, opened: Date.now() })
      },
      onCommand: (command) => (command === 'shortcuts' ? setShortcuts(true) : command === 'undo' ? undo() : redo()),
      onSay: setMessage,
      place: (next) => {
        setPlace(next)
        setMessage('')
        // The drawer follows the line in focus, as long as it is open.
        if (next !== undefined) setDrawer((open) => (open === undefined || open.line === next.line ? open : { line: next.line, part: 'row', opened: 0 }))
      },
    }),
    [undo, redo],
  )
  const rename = useCallback(
    (name: string) => void edit('Rename the field map', (doc, origin) => setCell(doc, 'fieldMaps', mapId, 'name', name, origin)),
    [edit, mapId],
  )
  const placeNow = useRef(place)
  placeNow.current = place
  const findFocused = useCallback(() => model.state()?.lines.find((line) => line.address === placeNow.current?.line)?.line, [model])
  const openSettings = useCallback(() => setSettings(true), [])
  const toggleSettings = useCallback(() => setSettings((open) => !open), [])
  const goTo = useCallback((severity: Problem['severity']) => !goToNext(grid.current, model, severity, place) && openSettings(), [model, place, openSettings])
  const closeDrawer = useCallback(() => {
    setDrawer(undefined)
    setSettings(false)
    grid.current?.focusHere()
  }, [])
  if (derived === undefined) return null
  const focused = derived.lines.find((line) => line.address === place?.line)
  const addRow =
    edits.readOnly || focused === undefined || focused.line.kind === 'more' || focused.line.row === undefined
      ? undefined
      : () => edits.apply(anotherRow(derived.view.context, focused.line, edits.fresh()))
  const fold = (all: boolean) =>
    model.setLineView((view) =>
      all
        ? { opened: new Set(), folded: new Set(derived.lines.filter((line) => line.line.foldable && line.line.kind !== 'more').map((line) => line.address)) }
        : { opened: view.opened, folded: new Set() },
    )
  const isDrawerOpen = settings || drawer !== undefined
  const isPanelOpen = panelOpen && !isDrawerOpen
  return (
    <div className="map" style={{ '--panel': isPanelOpen ? '264px' : '28px', '--drawer': isDrawerOpen ? 'min(588px, 50vw)' : '0px' } as React.CSSProperties}>
      <MapHeader derived={derived} sample={sample} readOnly={edits.readOnly} settingsOpen={settings} onRename={rename} onSettings={toggleSettings} />
      <MapSourcePanel model={model} derived={derived} open={isPanelOpen} onOpen={setPanelOpen} focused={findFocused} sample={sample} />
      <MapToolbar
        actions={{ fold, addRow, undo, redo, goTo }}
        shown={shown}
        onShown={setShown}
        search={search}
        onSearch={setSearch}
        problems={derived.problems}
      />
      <div className="map-grid" data-region="grid">
        <MapGrid model={model} mapId={mapId} shown={shown} tight={isDrawerOpen} search={search} sample={sample} grid={grid} on={on} />
        {derived.view.context.missing.length > 0 && <MissingSchemas missing={derived.view.context.missing} />}
      </div>
      {settings && <MapSettingsDrawer derived={derived} sample={sample} onClose={closeDrawer} />}
      {drawer !== undefined && !settings && (
        <MapDrawer
          model={model}
          derived={derived}
          at={drawer}
          sample={sample}
          onClose={closeDrawer}
          onMove={(step) => moveLine(grid.current, derived, drawer.line, step)}
        />
      )}
      <MapStatus
        derived={derived}
        lines={derived.lines.length}
        sample={sample}
        message={message}
        onShortcuts={() => setShortcuts(true)}
        onSettings={openSettings}
      />
      {shortcuts && <ShortcutSheet onClose={() => setShortcuts(false)} />}
    </div>
  )
}

function MissingSchemas({ missing }: { readonly missing: readonly string[] }) {
  return (
    <div className="map-missing" role="alert">
      {missing.join(' ')} The rows are kept. Import the schema again under Schemas, or point this map to another object.
    </div>
  )
}

/** What is shown until a person chooses follows the width of the window. */
function useShownColumns(name: string): readonly [readonly ColumnId[], (shown: readonly ColumnId[]) => void] {
  const [shown, setShown] = useState<readonly ColumnId[]>(
    () => (readChoice(name)?.split(',') as ColumnId[] | undefined) ?? defaultColumns(window.innerWidth - (window.innerWidth >= 1200 ? 308 : 72)),
  )
  return [
    shown,
    useCallback(
      (next) => {
        setShown(next)
        writeChoice(name, next.join(','))
      },
      [name],
    ),
  ]
}

/** Also where no cell has the focus. */
function useShortcutKeys(show: (shown: boolean) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.key === 'F1' || (event.key === '/' && (event.ctrlKey || event.metaKey)))) return
      event.preventDefault()
      show(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [show])
}

/** `?line=<address>`: once the lines are there, the line is focused. */
function useDeepLink(grid: { readonly current: LineGridHandle | null }, model: MapModel): void {
  const line = new URLSearchParams(useSearch()).get('line')
  useEffect(() => {
    if (line !== null) grid.current?.focus(findLine(model, line) ?? line)
  }, [line, grid, model])
}

/** A `field:` link still works once a row is stored there. */
function findLine(model: MapModel, address: string): string | undefined {
  const lines = model.state()?.lines ?? []
  return (lines.find((line) => line.address === address) ?? lines.find((line) => address.startsWith('field:') && address.endsWith(`:${line.line.path}`)))
    ?.address
}

/** False: what there is, is about the map as a whole. */
function goToNext(grid: LineGridHandle | null, model: MapModel, severity: Problem['severity'], place: Place | undefined): boolean {
  const state = model.state()
  if (state === undefined) return true
  const at = state.lines.findIndex((line) => line.address === place?.line)
  const order = [...state.lines.slice(at + 1), ...state.lines.slice(0, at + 1)]
  const next = order.find((line) => state.view.problemsByLine.get(line.address)?.some((problem) => problem.severity === severity))
  if (next !== undefined) grid?.focus(next.address, 'issues')
  return next !== undefined
}

function moveLine(grid: LineGridHandle | null, derived: { readonly lines: readonly { readonly address: string }[] }, line: string, step: 1 | -1): void {
  const next = derived.lines[derived.lines.findIndex((one) => one.address === line) + step]
  if (next !== undefined) grid?.focus(next.address)
}
