// The status line of the field map page and the sheet of keys.
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { tellOfRecord } from './told.ts'
import type { DerivedMap } from './derive.ts'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly derived: DerivedMap
  readonly lines: number
  readonly sample: SampleChoice
  readonly message: string
  readonly onShortcuts: () => void
  readonly onSettings: () => void
}

export function MapStatus({ derived, lines, sample, message, onShortcuts, onSettings }: Props) {
  const destination = derived.coverage?.destination
  const took = derived.previewTook
  const record = sample.madeUp ? 'The record made from the schema' : sample.label
  const told = message === '' ? tellOfRecord(derived.view, record) : undefined
  return (
    <div className="map-status">
      <span>
        {lines} {lines === 1 ? 'line' : 'lines'}
        {destination !== undefined &&
          `: ${destination.mapped} mapped, ${destination.notMapped} not mapped, ${destination.gaps} ${destination.gaps === 1 ? 'gap' : 'gaps'}`}
      </span>
      <span className="map-rule" />
      {told !== undefined ? (
        <button type="button" className="map-told" title={told} onClick={onSettings}>
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
      <button type="button" className="map-keys" onClick={onShortcuts}>
        Shortcuts <kbd>F1</kbd>
      </button>
    </div>
  )
}

const keys: readonly (readonly [string, string])[] = [
  ['Arrows, Tab, Page Up, Page Down', 'move from cell to cell'],
  ['Home, End', 'first and last cell of the row'],
  ['Ctrl+Home, Ctrl+End', 'first and last cell of the map'],
  ['Typing', 'replaces the cell'],
  ['F2', 'edits the cell; on Transform and When it opens the form, on a formula its text'],
  ['Enter', 'keeps what was typed and goes down'],
  ['Esc', 'leaves what is open and restores the cell'],
  ['Delete', 'clears the cell'],
  ['"EUR" or =12.5 in Transform', 'a constant'],
  ['=total / quantity in Transform', 'a formula; Tab takes what is offered'],
  ['Alt+Enter, or Ctrl+. in a formula', 'does what is proposed first'],
  ['Ctrl+C, Ctrl+X, Ctrl+V', 'copy, cut and paste the cell as text'],
  ['Ctrl+Z, Ctrl+Y', 'undo and redo what you did'],
  ['Alt+Left, Alt+Right', 'fold and unfold'],
  ['F4, or Enter on the row number', 'opens the row; Esc goes back to the cell'],
  ['F6', 'goes to the next region of the page'],
  ['F1 or Ctrl+/', 'this sheet'],
]

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Shortcuts in the field map" size={520}>
      <dl className="map-shortcuts">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
