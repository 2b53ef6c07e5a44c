// The toolbar of the field map page: fold, columns, one more row, undo, search, and what is wrong.
import { memo } from 'react'
import { Checkbox, Menu } from '@mantine/core'
import type { Problem } from '../../shared/mapping/problem.ts'
import { useUndoState } from '../collab/project-context.tsx'
import { withShown, type Arrangement } from '../grid/arrangement.ts'
import { ALWAYS_SHOWN, columns, type ColumnId } from '../grid/columns.ts'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { goToProblem } from './go-to-problem.ts'
import { useMapTools } from './tools.tsx'

type Props = { readonly arrangement: Arrangement; readonly problems: readonly Problem[] }

export function MapToolbar({ arrangement, problems }: Props) {
  const can = useUndoState()
  const tools = useMapTools()
  const { search } = arrangement
  const setSearch = (text: string) => tools.arrange((before) => ({ ...before, search: text }))
  const shown = arrangement.columns.map(({ id }) => id)
  return (
    <div className="map-tools" data-region="toolbar" role="toolbar" aria-label="Field map">
      <button type="button" className="map-tool" title="Fold everything" onClick={() => tools.run('fold-all')}>
        <Icon name="fold" size={14} /> Fold
      </button>
      <button type="button" className="map-tool" title="Open everything that is folded" onClick={() => tools.run('unfold-all')}>
        Unfold
      </button>
      <ColumnsMenu shown={shown} onShown={(next) => tools.arrange((before) => withShown(before, next))} />
      <span className="map-rule" />
      <button
        type="button"
        className="map-tool"
        title="One more row for the line in focus: another part of a list, or another alternative of a field"
        onClick={() => tools.run('add-row')}
      >
        <Icon name="plus" size={14} /> Row
      </button>
      <span className="map-rule" />
      <button
        type="button"
        className="icon-button small"
        aria-label="Undo"
        title={can.undo === undefined ? 'Nothing to undo' : `Undo: ${can.undo} (Ctrl+Z)`}
        disabled={can.undo === undefined}
        onClick={() => tools.run('undo')}
      >
        <Icon name="undo" size={14} />
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label="Redo"
        title={can.redo === undefined ? 'Nothing to redo' : `Redo: ${can.redo} (Ctrl+Y)`}
        disabled={can.redo === undefined}
        onClick={() => tools.run('redo')}
      >
        <Icon name="redo" size={14} />
      </button>
      <span className="sp" />
      <label className="quiet-search">
        <Icon name="search" size={14} />
        <input
          type="search"
          value={search}
          placeholder="Search this map"
          aria-label="Search this map"
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setSearch('')}
        />
      </label>
      <Severities problems={problems} />
      <button
        type="button"
        className="icon-button small"
        aria-label="Destination fields"
        aria-expanded={tools.right()?.kind === 'destination'}
        title="Destination fields: open or close the panel"
        onClick={() => tools.run('destination-panel')}
      >
        <Icon name="panel-right" size={14} />
      </button>
    </div>
  )
}

function Severities({ problems }: { readonly problems: readonly Problem[] }) {
  const tools = useMapTools()
  return (
    <>
      {(['error', 'warning', 'hint'] as const).map((severity) => {
        const count = problems.filter((problem) => problem.severity === severity).length
        if (count === 0) return null
        const word = `${count} ${severity}${count === 1 ? '' : 's'}`
        return (
          <button
            key={severity}
            type="button"
            className="map-tool num b6"
            title={`${word}: go to the next`}
            aria-label={`${word}: go to the next`}
            onClick={() => goToProblem(tools, severity)}
          >
            <SeverityMark name={severity} />
            <span className={{ error: 'err', warning: 'warn', hint: 't2' }[severity]}>{count}</span>
          </button>
        )
      })}
    </>
  )
}

/** Not drawn again with every move through the grid. */
const ColumnsMenu = memo(function ColumnsMenu({
  shown,
  onShown,
}: {
  readonly shown: readonly ColumnId[]
  readonly onShown: (shown: readonly ColumnId[]) => void
}) {
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <button type="button" className="map-tool">
          <Icon name="columns" size={14} /> Columns
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
        {columns
          .filter((column) => column.id !== 'row')
          .map((column) => {
            const isShown = shown.includes(column.id)
            const fixed = ALWAYS_SHOWN.includes(column.id)
            return (
              <Menu.Item
                key={column.id}
                disabled={fixed}
                role="menuitemcheckbox"
                aria-checked={isShown}
                onClick={() => onShown(isShown ? shown.filter((id) => id !== column.id) : [...shown, column.id])}
                leftSection={<Checkbox size="xs" checked={isShown} readOnly tabIndex={-1} disabled={fixed} aria-hidden />}
              >
                {columnNames[column.group]}
                {column.title}
              </Menu.Item>
            )
          })}
      </Menu.Dropdown>
    </Menu>
  )
})

const columnNames = { source: 'Source: ', how: '', destination: 'Destination: ', review: '' } as const
