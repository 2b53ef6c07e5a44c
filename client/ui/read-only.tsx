// Whether what stands below may only be read: inputs of cells, texts edited in place and row menus ask here, and show text instead.
import { createContext, useContext } from 'react'
import { Icon } from './icon.tsx'

/** `<ReadOnly value={!mayEdit}>` around a part of a page whose every input changes the project. Not around filters. */
export const ReadOnly = createContext(false)

export function useReadOnly(): boolean {
  return useContext(ReadOnly)
}

/** Where an input would stand, as far from the edges. */
export function CellText({ value, mono = false }: { readonly value: string; readonly mono?: boolean }) {
  return <span className={`cell-text${mono ? ' mono' : ''}`}>{value}</span>
}

/** A box to tick; a mark for those who may only read. */
export function CellTick({ checked, label, onChange }: { readonly checked: boolean; readonly label: string; readonly onChange: (checked: boolean) => void }) {
  if (useReadOnly()) {
    return (
      <span className="cell-text t2">
        {checked ? <Icon name="check" size={14} /> : <span aria-hidden="true">–</span>}
        <span className="sr-only">{`${label}: ${checked ? 'yes' : 'no'}`}</span>
      </span>
    )
  }
  return <input type="checkbox" aria-label={label} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
}
