// The sample record of the preview, at the top of the page: which one it is, the next and the one before, and a list of all to choose from.
import { useState } from 'react'
import { Menu, Popover } from '@mantine/core'
import { Icon } from '../ui/icon.tsx'
import { SampleList } from './sample-list.tsx'
import type { SampleChoice } from './samples.ts'
import { useMapTools } from './tools.tsx'
import './preview.css'

export function SampleChooser({ sample }: { readonly sample: SampleChoice }) {
  const tools = useMapTools()
  const [opened, setOpened] = useState(false)
  const [primary] = sample.inputs
  if (sample.state === 'none') return <span className="s12 t3">No sample: the source schema is missing</span>
  const options = primary?.options ?? []
  const at = options.findIndex((option) => option === primary?.chosen)
  const records = options.filter(({ choice }) => choice.from === 'set')
  const place = primary?.chosen === undefined ? -1 : records.indexOf(primary.chosen)
  return (
    <span className="map-sample">
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={360} trapFocus returnFocus withinPortal>
        <Popover.Target>
          <button
            type="button"
            className="map-sample-name"
            data-sample-chooser
            aria-haspopup="dialog"
            aria-expanded={opened}
            title={
              sample.madeUp
                ? 'This record is made from the examples and types of the schema. Choose or paste another.'
                : 'Choose or paste another sample record'
            }
            onClick={() => setOpened(!opened)}
          >
            <span className="t3">Sample</span>{' '}
            {sample.state === 'loading' ? (
              <span className="t3">loading</span>
            ) : (
              <span className="num map-sample-label">{sample.madeUp ? 'made from the schema' : sample.label}</span>
            )}{' '}
            {place >= 0 && (
              <span className="t3 num">
                {place + 1} of {records.length}
              </span>
            )}
            {sample.error !== undefined && <span className="err">not loaded</span>}
            <Icon name="down" size={12} />
          </button>
        </Popover.Target>
        <Popover.Dropdown p={0} className="smp-drop" aria-label="Sample record">
          {opened && <SampleList sample={sample} close={() => setOpened(false)} />}
        </Popover.Dropdown>
      </Popover>
      {options.length > 1 && (
        <>
          <button
            type="button"
            className="icon-button small"
            aria-label="Previous sample record"
            title="Previous sample record (Alt+Shift+Page Up)"
            disabled={at <= 0}
            onClick={() => tools.run('sample-previous')}
          >
            <Icon name="left" size={12} />
          </button>
          <button
            type="button"
            className="icon-button small"
            aria-label="Next sample record"
            title="Next sample record (Alt+Shift+Page Down)"
            disabled={at >= options.length - 1}
            onClick={() => tools.run('sample-next')}
          >
            <Icon name="right" size={12} />
          </button>
        </>
      )}
    </span>
  )
}

const operationWords = { create: 'creating', update: 'updating' } as const

/** For whom, and whether the record is created or updated; only what makes a difference is asked. */
export function CircumstanceChooser({ sample }: { readonly sample: SampleChoice }) {
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
