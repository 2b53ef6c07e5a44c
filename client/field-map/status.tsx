// The status line of the field map page.
import { countCells, printSelected, type Selected } from '../grid/selected.ts'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { useShowing } from './arranged.tsx'
import { tellOfRecord } from './told.ts'
import type { DerivedMap } from './derive.ts'
import type { SampleChoice } from './samples.ts'
import { useMapTools } from './tools.tsx'

type Props = {
  readonly derived: DerivedMap
  readonly sample: SampleChoice
  readonly message: string
  readonly selected: Selected | undefined
}

export function MapStatus({ derived, sample, message, selected }: Props) {
  const tools = useMapTools()
  const { narrowed, shown, total } = useShowing()
  const isPart = narrowed && shown < total
  const lines = narrowed ? total : derived.lines.length
  const destination = derived.coverage?.destination
  const took = derived.previewTook
  const record = sample.madeUp ? 'The record made from the schema' : sample.label
  const told = message === '' ? tellOfRecord(derived.view, record) : undefined
  return (
    <div className="map-status" data-region="status">
      <span>
        {isPart && `${shown} of `}
        {lines} {lines === 1 ? 'line' : 'lines'}
        {destination !== undefined &&
          !isPart &&
          `: ${destination.mapped} mapped, ${destination.notMapped} not mapped, ${destination.gaps} ${destination.gaps === 1 ? 'gap' : 'gaps'}`}
      </span>
      {selected !== undefined && countCells(selected) > 1 && (
        <>
          <span className="map-rule" />
          <b className="map-selected">{printSelected(selected)}</b>
        </>
      )}
      <span className="map-rule" />
      {told !== undefined ? (
        <button type="button" className="map-told" title={told} onClick={() => tools.run('settings')}>
          <SeverityMark name="warning" />
          <span className="ell">{told}</span>
        </button>
      ) : message === '' ? (
        took !== undefined && (
          <span className="map-preview ell">
            Preview from {sample.madeUp ? 'a record made from the schema' : sample.label}, in {took < 1 ? 'under 1' : Math.round(took)} ms
          </span>
        )
      ) : (
        <span className="map-message ell">{message}</span>
      )}
      <span className="sp" />
      <span className="t3 map-legend">
        <b className="map-star">*</b> required
      </span>
      <span className="row t3 map-legend">
        <Icon name="config" size={12} /> per customer
      </span>
      <button type="button" className="map-keys" onClick={() => tools.run('shortcuts')}>
        Shortcuts <kbd>F1</kbd>
      </button>
    </div>
  )
}
