// The menu of one column: sort, filter by text or by ticking values, pin, move, fit and hide. What is done is seen at once behind it.
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { countValues, type ValueCount } from '../grid/count-values.ts'
import { withFilter, withMove, withPin, withShown, withSort, withWidth, type Arrangement, type ColumnFilter } from '../grid/arrangement.ts'
import { ALWAYS_SHOWN, nameColumn, type ColumnId } from '../grid/columns.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { useArranged } from './arranged.tsx'
import { Floating } from './floating.tsx'
import { useMapTools, type MapTools } from './tools.tsx'

export function showColumnFilter(tools: MapTools, column: ColumnId, anchor: Element | undefined = tools.grid()?.headerOf(column)): void {
  tools.show((close) => <FilterPopover column={column} anchor={anchor} onClose={close} />)
}

type Props = { readonly column: ColumnId; readonly anchor: Element | undefined; readonly onClose: () => void }

function FilterPopover({ column, anchor, onClose }: Props) {
  const { arrangement } = useArranged()
  const tools = useMapTools()
  const filter = arrangement.filters[column]
  const setFilter = (next: ColumnFilter | undefined) => tools.arrange((before) => withFilter(before, column, next))
  return (
    <Floating anchor={anchor} label={`Filter or sort ${nameColumn(column)}`} width={288} onClose={onClose}>
      <h2>
        <span className="ell">{nameColumn(column)}</span>
        <span className="sp" />
        <button type="button" className="icon-button small" aria-label="Close" onClick={onClose}>
          <Icon name="close" size={12} />
        </button>
      </h2>
      <Sorting column={column} arrangement={arrangement} />
      <hr />
      <div className="floating-part">
        <input
          type="text"
          data-autofocus
          value={filter?.contains ?? ''}
          placeholder="Contains this text"
          aria-label={`${nameColumn(column)} contains this text`}
          onChange={(event) => setFilter({ ...(filter?.words === undefined ? {} : { words: filter.words }), contains: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Enter' && onClose()}
        />
      </div>
      <Values column={column} arrangement={arrangement} onFilter={setFilter} />
      <hr />
      <Place column={column} arrangement={arrangement} onClose={onClose} />
    </Floating>
  )
}

function Sorting({ column, arrangement }: { readonly column: ColumnId; readonly arrangement: Arrangement }) {
  const tools = useMapTools()
  const sort = arrangement.sort?.column === column ? arrangement.sort : undefined
  const toggle = (descending: boolean) =>
    tools.arrange((before) => withSort(before, sort !== undefined && sort.descending === descending ? undefined : { column, descending }))
  return (
    <div className="floating-part">
      <div className="floating-pair">
        <button type="button" className="floating-row" aria-pressed={sort?.descending === false} onClick={() => toggle(false)}>
          <Icon name="ascending" size={14} /> Ascending
        </button>
        <button type="button" className="floating-row" aria-pressed={sort?.descending === true} onClick={() => toggle(true)}>
          <Icon name="descending" size={14} /> Descending
        </button>
      </div>
      {arrangement.sort !== undefined && (
        <button type="button" className="floating-row" onClick={() => tools.arrange((before) => withSort(before, undefined))}>
          <Icon name="tree" size={14} /> Back to the structure
        </button>
      )}
    </div>
  )
}

type ValuesProps = { readonly column: ColumnId; readonly arrangement: Arrangement; readonly onFilter: (filter: ColumnFilter | undefined) => void }

/** Ticked is what is let through; ticking everything is no filter. */
function Values({ column, arrangement, onFilter }: ValuesProps) {
  const { arranger } = useArranged()
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  // What is ticked here does not change what may be ticked, and other filters stay while this is open.
  const calm = useDeferredValue(arrangement)
  const all = useMemo((): readonly ValueCount[] => {
    const everything = arranger.everything()
    return everything === undefined ? [] : countValues(everything.lines, calm, column, everything.facts)
  }, [arranger, calm, column])
  const wanted = search.trim().toLowerCase()
  const listed = wanted === '' ? all : all.filter(({ value }) => printValue(value).toLowerCase().includes(wanted))
  const filter = arrangement.filters[column]
  const ticked = useMemo(() => new Set(filter?.words ?? all.map(({ value }) => value)), [filter?.words, all])
  const contains = filter?.contains === undefined ? {} : { contains: filter.contains }
  const tick = (next: ReadonlySet<string>) => {
    const isAll = all.every(({ value }) => next.has(value))
    onFilter(isAll ? contains : { ...contains, words: [...next] })
  }
  const toggle = (at: number) => {
    const value = listed[at]?.value
    if (value === undefined) return
    const next = new Set(ticked)
    if (!next.delete(value)) next.add(value)
    tick(next)
  }
  return (
    <>
      <div className="floating-foot">
        <button type="button" className="link-button" onClick={() => tick(new Set([...(wanted === '' ? [] : ticked), ...listed.map(({ value }) => value)]))}>
          {wanted === '' ? 'All' : 'Add these'}
        </button>
        <button type="button" className="link-button" onClick={() => tick(wanted === '' ? new Set() : new Set(listed.map(({ value }) => value)))}>
          {wanted === '' ? 'None' : 'Only these'}
        </button>
        <span className="sp" />
        <button type="button" className="link-button" disabled={filter === undefined} hidden={filter === undefined} onClick={() => onFilter(undefined)}>
          Clear this filter
        </button>
      </div>
      {all.length > 8 && (
        <div className="floating-part">
          <input
            type="search"
            value={search}
            placeholder={`Search ${all.length.toLocaleString('en-GB')} values`}
            aria-label="Search the values"
            onChange={(event) => {
              setSearch(event.currentTarget.value)
              setActive(0)
            }}
            onKeyDown={(event) => event.key === 'Escape' && search !== '' && (event.stopPropagation(), setSearch(''))}
          />
        </div>
      )}
      <div className="floating-values" style={{ height: Math.min(9, Math.max(3, listed.length)) * 26 }}>
        {listed.length === 0 ? (
          <p className="floating-empty">{all.length === 0 ? 'No line has anything here.' : 'No value has this text.'}</p>
        ) : (
          <VirtualList
            count={listed.length}
            rowHeight={26}
            label={`Values of ${nameColumn(column)}: Space ticks`}
            role="listbox"
            active={Math.min(active, listed.length - 1)}
            onActive={setActive}
            onKey={(key, at) => (key === ' ' || key === 'Enter') && (toggle(at), true)}
            row={(at) => {
              const { value, count } = listed[at] as ValueCount
              const isOn = ticked.has(value)
              return {
                key: value,
                selected: isOn,
                onClick: () => toggle(at),
                content: (
                  <>
                    <span className="floating-check" data-on={isOn}>
                      {isOn && <Icon name="check" size={12} />}
                    </span>
                    <span className={`ell${value === '' ? ' t3' : ''}`} title={value}>
                      {printValue(value)}
                    </span>
                    <span className="t3 num s11">{count.toLocaleString('en-GB')}</span>
                  </>
                ),
              }
            }}
          />
        )}
      </div>
    </>
  )
}

export function printValue(value: string): string {
  return value === '' ? '(empty)' : value
}

function Place({ column, arrangement, onClose }: { readonly column: ColumnId; readonly arrangement: Arrangement; readonly onClose: () => void }) {
  const tools = useMapTools()
  const place = arrangement.columns.find(({ id }) => id === column)
  const change = (next: (before: Arrangement) => Arrangement) => () => tools.arrange(next)
  const canMove = (step: -1 | 1) => withMove(arrangement, column, step) !== arrangement
  const pin = (pinned: 'left' | 'right') => change((before) => withPin(before, column, place?.pinned === pinned ? undefined : pinned))
  return (
    <div className="floating-part floating-pair" style={{ paddingBottom: 8 }}>
      <Act icon="left" disabled={!canMove(-1)} onClick={change((before) => withMove(before, column, -1))}>
        Move left
      </Act>
      <Act icon="right" disabled={!canMove(1)} onClick={change((before) => withMove(before, column, 1))}>
        Move right
      </Act>
      <Act icon="panel-left" pressed={place?.pinned === 'left'} onClick={pin('left')}>
        Pin left
      </Act>
      <Act icon="pin-right" pressed={place?.pinned === 'right'} onClick={pin('right')}>
        Pin right
      </Act>
      <Act icon="fit" onClick={() => tools.grid()?.fitColumn(column)}>
        Widen to fit
      </Act>
      <Act
        icon="hide"
        disabled={ALWAYS_SHOWN.includes(column)}
        title={ALWAYS_SHOWN.includes(column) ? 'A line cannot be read without this column.' : undefined}
        onClick={() => {
          onClose()
          tools.arrange((before) =>
            withShown(
              before,
              before.columns.map(({ id }) => id).filter((id) => id !== column),
            ),
          )
        }}
      >
        Hide
      </Act>
      {place?.width !== undefined && (
        <Act icon="undo" onClick={change((before) => withWidth(before, column, undefined))}>
          Default width
        </Act>
      )}
    </div>
  )
}

function Act({
  icon,
  pressed,
  disabled = false,
  title,
  onClick,
  children,
}: {
  readonly icon: IconName
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly title?: string | undefined
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="floating-row" aria-pressed={pressed} disabled={disabled} title={title} onClick={onClick}>
      <Icon name={icon} size={14} /> {children}
    </button>
  )
}
