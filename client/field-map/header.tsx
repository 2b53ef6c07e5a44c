// Top band of the field map page: name, inputs, sample chooser, coverage of both sides.
import { memo } from 'react'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { setCell } from '../../shared/project/edits.ts'
import { useProject } from '../collab/project-context.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import type { DerivedMap } from './derive.ts'
import { Meters } from './meters.tsx'
import { CircumstanceChooser, SampleChooser } from './sample-chooser.tsx'
import type { SampleChoice } from './samples.ts'
import { useMapTools } from './tools.tsx'

type Props = {
  readonly derived: DerivedMap
  readonly sample: SampleChoice
  readonly readOnly: boolean
  readonly settingsOpen: boolean
}

export const MapHeader = memo(function MapHeader({ derived, sample, readOnly, settingsOpen }: Props) {
  const { context } = derived.view
  const { edit } = useProject()
  const tools = useMapTools()
  const rename = (name: string) => void edit('Rename the field map', (doc, origin) => setCell(doc, 'fieldMaps', tools.mapId, 'name', name, origin))
  return (
    <div className="map-head" data-region="header">
      <h1 className="map-title">
        {readOnly ? (
          context.fieldMap.name
        ) : (
          <EditableText value={context.fieldMap.name} label="Name of the field map" placeholder="Name this map" onChange={rename} />
        )}
      </h1>
      <Inputs context={context} />
      <button
        type="button"
        className="map-tool map-settings"
        aria-label="Settings"
        aria-expanded={settingsOpen}
        title="What the whole map is about"
        onClick={() => tools.run('settings')}
      >
        <Icon name="config" size={14} /> <span>Settings</span>
      </button>
      <span className="sp" />
      <SampleChooser sample={sample} />
      <CircumstanceChooser sample={sample} />
      <Meters derived={derived} />
    </div>
  )
})

function Inputs({ context }: { readonly context: MapContext }) {
  return (
    <span className="row map-inputs">
      {context.inputs.map(({ input }) => (
        <span className="tag" key={input.id} title={input.joinedOn === undefined ? undefined : `Joined on ${input.joinedOn}`}>
          <span className="mono">{input.name}</span>
          {input.joinedOn !== undefined && <span className="t3">joined</span>}
        </span>
      ))}
    </span>
  )
}
