// What stands at the right of the grid: the row in focus, the map's settings, the destination's fields, the whole record.
import type { Selected } from '../grid/selected.ts'
import { MapDestinationPanel } from './destination-panel.tsx'
import { MapDrawer } from './drawer.tsx'
import type { DerivedMap } from './derive.ts'
import { JsonPanel } from './json-panel.tsx'
import type { MapModel } from './model.ts'
import type { SampleChoice } from './samples.ts'
import { MapSettingsDrawer } from './settings.tsx'
import { useMapTools, type RightSide } from './tools.tsx'

type Props = {
  readonly right: RightSide
  readonly model: MapModel
  readonly derived: DerivedMap
  readonly sample: SampleChoice
  readonly selected: Selected | undefined
  readonly onClose: () => void
}

export function RightPanel({ right, model, derived, sample, selected, onClose }: Props) {
  const tools = useMapTools()
  switch (right.kind) {
    case 'row': {
      const onMove = (step: 1 | -1) => {
        const next = derived.lines[derived.lines.findIndex((one) => one.address === right.line) + step]
        if (next !== undefined) tools.grid()?.focus(next.address)
      }
      return <MapDrawer model={model} derived={derived} at={right} sample={sample} onClose={onClose} onMove={onMove} />
    }
    case 'settings':
      return <MapSettingsDrawer derived={derived} sample={sample} onClose={onClose} />
    case 'destination':
      return <MapDestinationPanel derived={derived} selected={selected} onClose={onClose} />
    case 'json':
      return <JsonPanel derived={derived} sample={sample} focused={selected?.line.line.row?.id} onClose={onClose} />
  }
}
