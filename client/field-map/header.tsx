// Top band of the field map page: name, inputs, sample chooser, coverage of both sides.
import { memo } from 'react'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { setCell } from '../../shared/project/edits.ts'
import { useProject } from '../collab/project-context.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { Meter } from '../ui/meter.tsx'
import type { DerivedMap } from './derive.ts'
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

function Meters({ derived }: { readonly derived: DerivedMap }) {
  const { coverage } = derived
  // The place is kept, so that nothing moves when the counts arrive.
  if (coverage === undefined)
    return (
      <div className="map-meters">
        <div />
        <div />
      </div>
    )
  const source = coverage.source.reduce(
    (sum, side) => ({ used: sum.used + side.used, leftOut: sum.leftOut + side.leftOut, undecided: sum.undecided + side.undecided }),
    { used: 0, leftOut: 0, undecided: 0 },
  )
  const { mapped, notMapped, gaps, undecided } = coverage.destination
  return (
    <div className="map-meters">
      <div>
        <div className="map-meter-words">
          <b className="src">Source</b>
          <span className="t2 map-meter-detail">
            {source.used} used, {source.leftOut} left out
          </span>
          <span className="sp" />
          <span className="t2 num">{source.undecided} open</span>
        </div>
        <Meter
          label="Source fields"
          parts={[
            { look: 'source', count: source.used, word: 'used' },
            { look: 'reason', count: source.leftOut, word: 'left out' },
            { look: 'open', count: source.undecided, word: 'open' },
          ]}
        />
      </div>
      <div>
        <div className="map-meter-words">
          <b className="dst">Destination</b>
          <span className="t2 map-meter-detail">
            {mapped} mapped, {notMapped} not
          </span>
          <span className="sp" />
          <span className="t2 num">{gaps === 0 ? `${undecided} open` : `${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`}</span>
        </div>
        <Meter
          label="Destination fields"
          parts={[
            { look: 'destination', count: mapped, word: 'mapped' },
            { look: 'reason', count: notMapped, word: 'not mapped' },
            { look: 'open', count: undecided, word: 'open' },
          ]}
        />
      </div>
    </div>
  )
}
