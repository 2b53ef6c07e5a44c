// Which columns are shown, how high lines are, and the way back to the default.
import { withShown, type Density } from '../grid/arrangement.ts'
import { ALWAYS_SHOWN, columnGroups, columns, nameColumn, type ColumnGroup, type ColumnId } from '../grid/columns.ts'
import { Icon } from '../ui/icon.tsx'
import { useArranged } from './arranged.tsx'
import { Floating, toolAnchor } from './floating.tsx'
import { useMapTools, type MapTools } from './tools.tsx'
import { ownDefault } from './use-arrangement.ts'

export function showColumns(tools: MapTools): void {
  tools.show((close) => <ColumnsPopover onClose={close} />)
}

const groupTitles: Readonly<Record<ColumnGroup, string>> = { source: 'Source', how: 'How', destination: 'Destination', review: 'Review' }
export const densityWords: Readonly<Record<Density, string>> = { dense: 'Low', normal: 'Normal', roomy: 'High' }

function ColumnsPopover({ onClose }: { readonly onClose: () => void }) {
  const tools = useMapTools()
  const { arrangement } = useArranged()
  const shown = arrangement.columns.map(({ id }) => id)
  const toggle = (id: ColumnId) => tools.arrange((before) => withShown(before, shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]))
  return (
    <Floating anchor={toolAnchor('columns')} label="Columns" width={248} onClose={onClose}>
      <h2>
        Columns
        <span className="sp" />
        <button type="button" className="link-button s11" onClick={() => tools.arrange((before) => ({ ...before, columns: ownDefault().columns }))}>
          Reset to default
        </button>
      </h2>
      {columnGroups.map((group) => (
        <div key={group} className="floating-part" role="group" aria-label={groupTitles[group]}>
          <h3 style={{ paddingLeft: 8 }}>{groupTitles[group]}</h3>
          {columns
            .filter((column) => column.group === group && column.id !== 'row')
            .map(({ id }) => {
              const isOn = shown.includes(id)
              const isFixed = ALWAYS_SHOWN.includes(id)
              return (
                <button
                  key={id}
                  type="button"
                  role="checkbox"
                  aria-checked={isOn}
                  className="floating-row"
                  disabled={isFixed}
                  title={isFixed ? 'A line cannot be read without this column.' : undefined}
                  onClick={() => toggle(id)}
                >
                  <span className="floating-check" data-on={isOn}>
                    {isOn && <Icon name="check" size={12} />}
                  </span>
                  <span className="ell">{nameColumn(id)}</span>
                </button>
              )
            })}
        </div>
      ))}
      <h3>Row height</h3>
      <div className="floating-part" role="radiogroup" aria-label="Row height" style={{ display: 'flex', gap: 4, paddingBottom: 8 }}>
        {(['dense', 'normal', 'roomy'] as const).map((density) => (
          <button
            key={density}
            type="button"
            role="radio"
            className="floating-row"
            aria-checked={arrangement.density === density}
            aria-current={arrangement.density === density}
            onClick={() => tools.arrange((before) => ({ ...before, density }))}
          >
            {densityWords[density]}
          </button>
        ))}
      </div>
    </Floating>
  )
}
