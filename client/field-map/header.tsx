// Top band of the field map page: name, inputs, sample chooser, coverage of both sides.
import { memo } from 'react'
import { Menu } from '@mantine/core'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { setCell } from '../../shared/project/edits.ts'
import { useProject } from '../collab/project-context.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { Icon } from '../ui/icon.tsx'
import { Meter } from '../ui/meter.tsx'
import type { DerivedMap } from './derive.ts'
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

function SampleChooser({ sample }: { readonly sample: SampleChoice }) {
  if (sample.names.length === 0) return <span className="s12 t3">No sample: the source schema is missing</span>
  if (sample.madeUp)
    return (
      <span className="map-sample" title="No sample records were uploaded. This record is made from the examples and types of the schema.">
        <span className="t3">Sample</span> made from the schema
      </span>
    )
  return (
    <span className="map-sample">
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className="map-sample-name" title="Choose another sample record">
            <span className="t3">Sample</span> <span className="num">{sample.label}</span>{' '}
            <span className="t3 num">
              {sample.at + 1} of {sample.names.length}
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
          {sample.names.slice(0, 500).map((name, at) => (
            // Two records may have the same name.
            <Menu.Item key={at} onClick={() => sample.choose(at)} fw={at === sample.at ? 600 : 400}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <button
        type="button"
        className="icon-button small"
        aria-label="Previous sample record"
        disabled={sample.at === 0}
        onClick={() => sample.choose(sample.at - 1)}
      >
        <Icon name="left" size={12} />
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label="Next sample record"
        disabled={sample.at >= sample.names.length - 1}
        onClick={() => sample.choose(sample.at + 1)}
      >
        <Icon name="right" size={12} />
      </button>
    </span>
  )
}

const operationWords = { create: 'creating', update: 'updating' } as const

/** For whom, and whether the record is created or updated; only what makes a difference is asked. */
function CircumstanceChooser({ sample }: { readonly sample: SampleChoice }) {
  const { profiles, profile, operation } = sample
  if (profiles.length === 0 && operation === undefined) return null
  const customer = profiles.length === 0 ? undefined : (profile?.name ?? 'default values')
  const words = [customer, operation === undefined ? undefined : operationWords[operation]].filter((word) => word !== undefined)
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="map-sample map-for" title="For which customer the preview is, and whether the record is created or updated">
          <span className="t3">For</span> <span className="ell">{words.join(', ')}</span> <Icon name="down" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {profiles.length > 0 && (
          <>
            <Menu.Label>Customer</Menu.Label>
            <ChosenItem chosen={profile === undefined} onChoose={() => sample.chooseProfile(undefined)}>
              Default values
            </ChosenItem>
            {profiles.map((one) => (
              <ChosenItem key={one.id} chosen={one === profile} onChoose={() => sample.chooseProfile(one.id)}>
                {one.name}
              </ChosenItem>
            ))}
          </>
        )}
        {operation !== undefined && (
          <>
            <Menu.Label>The record is</Menu.Label>
            <ChosenItem chosen={operation === 'create'} onChoose={() => sample.chooseOperation('create')}>
              Created
            </ChosenItem>
            <ChosenItem chosen={operation === 'update'} onChoose={() => sample.chooseOperation('update')}>
              Updated
            </ChosenItem>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function ChosenItem({ chosen, onChoose, children }: { readonly chosen: boolean; readonly onChoose: () => void; readonly children: string }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      fw={chosen ? 600 : 400}
      rightSection={chosen ? <Icon name="check" size={12} /> : undefined}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
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
