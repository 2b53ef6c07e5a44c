// Joins the destination panel with the field map: from a field to its line, mapped by a drop, decided against with a reason.
import { useDeferredValue, useMemo } from 'react'
import type { Selected } from '../grid/selected.ts'
import { DestinationPanel, type DestinationPanelProps } from '../panels/destination-panel.tsx'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { DerivedMap } from './derive.ts'
import { lineOfField } from './line-of-field.ts'
import { mapOnto } from './map-onto.ts'
import { reveal } from './reveal.ts'
import { destinationPlace } from './show-in-panels.ts'
import { useMapTools, type MapTools } from './tools.tsx'

type Props = { readonly derived: DerivedMap; readonly selected: Selected | undefined; readonly onClose: () => void }

export function MapDestinationPanel({ derived, selected, onClose }: Props) {
  const tools = useMapTools()
  const chosen = useDeferredValue(selected)
  const here = useMemo(() => (chosen?.lines ?? []).map(({ line }) => line.path), [chosen])
  const on = useMemo(
    (): DestinationPanelProps['on'] => ({
      close: onClose,
      go: (path, enter) => goToField(tools, path, enter),
      notMapped: (path) => goToField(tools, path, true, () => tools.run('not-mapped')),
      drop: (below, fields) => {
        const context = tools.context()
        if (context === undefined) return
        const first = fields.length < 2 ? below.slice(0, 1) : below
        mapOnto(
          tools,
          first.flatMap((path) => lineOfField(context, path) ?? []),
          fields,
        )
      },
    }),
    [tools, onClose],
  )
  return (
    <DestinationPanel
      context={derived.view.context}
      counts={derived.coverage?.destination}
      readOnly={tools.readOnly}
      store={destinationPlace(tools.mapId)}
      here={here}
      on={on}
    />
  )
}

/** `enter`: the focus goes to the grid; else it stays in the panel, so that the next field is one arrow away. */
function goToField(tools: MapTools, path: FieldPath, enter: boolean, then: () => void = () => {}): void {
  const context = tools.context()
  const line = context === undefined ? undefined : lineOfField(context, path)
  if (line === undefined) return
  const before = document.activeElement
  reveal(tools, line.address, 'source', path, () => {
    if (!enter && before instanceof HTMLElement) before.focus({ preventScroll: true })
    then()
  })
}
