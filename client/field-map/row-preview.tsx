// The row's value for the sample record in its detail: all of it, and which item of a list it is of.
import type { Line } from '../../shared/mapping/line.ts'
import { wholePreview } from '../grid/preview-text.ts'
import { Icon } from '../ui/icon.tsx'
import type { DerivedMap } from './derive.ts'
import type { SampleChoice } from './samples.ts'
import { shownItem } from './shown-item.ts'
import './preview.css'

type Props = { readonly derived: DerivedMap; readonly line: Line; readonly sample: SampleChoice }

export function RowPreview({ derived, line, sample }: Props) {
  const { context, outcomesByRow } = derived.view
  const outcome = line.row === undefined ? undefined : outcomesByRow.get(line.row.id)
  const item = shownItem(context, outcomesByRow, sample.items, line)
  return (
    <>
      <span className={`pn-whole${outcome?.state === 'issue' ? ' err' : ''}`}>{wholePreview(outcome, line)}</span>
      {item !== undefined && item.count > 1 && (
        <span className="pn-item">
          <ItemButton icon="left" label="Previous item" disabled={item.at === 0} onClick={() => sample.chooseItem(item.list, item.at - 1)} />
          <span className="num">
            Item {item.at + 1} of {item.count}
          </span>
          <ItemButton icon="right" label="Next item" disabled={item.at >= item.count - 1} onClick={() => sample.chooseItem(item.list, item.at + 1)} />
        </span>
      )}
    </>
  )
}

type ItemButtonProps = { readonly icon: 'left' | 'right'; readonly label: string; readonly disabled: boolean; readonly onClick: () => void }

function ItemButton({ icon, label, disabled, onClick }: ItemButtonProps) {
  return (
    <button type="button" className="icon-button small" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} size={12} />
    </button>
  )
}
