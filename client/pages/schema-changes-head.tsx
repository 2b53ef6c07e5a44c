// The head of the list of changes, and the line under which stands what has no effect.
import { Icon } from '../ui/icon.tsx'

export function ListHead({ versions }: { readonly versions: { readonly before: string; readonly after: string } }) {
  return (
    <>
      <span role="columnheader" className="change-check">
        <span className="sr-only">Chosen</span>
      </span>
      <span role="columnheader" className="change-kind">
        Change
      </span>
      <span role="columnheader" className="change-old">
        {versions.before}
      </span>
      <span role="columnheader" className="change-new">
        {versions.after}
      </span>
      <span role="columnheader" className="change-affects">
        Affects
      </span>
      <span role="columnheader" className="change-decision">
        Decision
      </span>
    </>
  )
}

export function FoldRow({ count, folded, onToggle }: { readonly count: number; readonly folded: boolean; readonly onToggle: () => void }) {
  return (
    <span role="gridcell" className="change-fold">
      <button type="button" tabIndex={-1} aria-expanded={!folded} onClick={onToggle}>
        <Icon name={folded ? 'right' : 'down'} size={12} />
        <b className="b6">No effect</b>
        <span className="num">{count.toLocaleString('en-GB')}</span>
        <span className="t3">nothing in this project reads or fills them</span>
      </button>
    </span>
  )
}
