// What both panels of fields are made of: head, search, filters, the heads of the columns, the tree, and a line below it.
import { useId, type ReactNode } from 'react'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useTreePlace, withFilter, withSearch, type TreePlaceStore } from './tree-place.ts'

type Props = {
  readonly side: 'source' | 'destination'
  readonly title: string
  /** The object or schema, behind the title. */
  readonly aside: string
  readonly searchWords: string
  readonly store: TreePlaceStore
  readonly filters: readonly { readonly name: string; readonly words: string; readonly tip?: string }[]
  readonly columns: ReactNode
  readonly children: ReactNode
  readonly foot: ReactNode
  readonly onClose: () => void
}

const looks: Readonly<Record<Props['side'], { readonly icon: IconName; readonly tone: string; readonly close: IconName }>> = {
  source: { icon: 'source', tone: 'src', close: 'panel-left' },
  destination: { icon: 'destination', tone: 'dst', close: 'close' },
}

export function TreePanel({ side, title, aside, searchWords, store, filters, columns, children, foot, onClose }: Props) {
  const place = useTreePlace(store)
  const look = looks[side]
  const tree = useId()
  const closeWords = `${side === 'source' ? 'Collapse' : 'Close'} the ${side} fields`
  return (
    <aside className={`pn-${side}`} data-region={side} aria-label={`${title} fields`}>
      <header className="pn-source-head">
        <span className={`${look.tone} row b6 s12`}>
          <Icon name={look.icon} size={14} /> {title}
        </span>
        <span className="s11 t3 ell" title={aside}>
          {aside}
        </span>
        <span className="sp" />
        <button type="button" className="icon-button small" aria-label={closeWords} title={closeWords} onClick={onClose}>
          <Icon name={look.close} size={14} />
        </button>
      </header>
      <div className="pn-source-find">
        <label className="quiet-search">
          <Icon name="search" size={14} />
          <input
            type="search"
            value={place.search}
            placeholder={searchWords}
            aria-label={`Search the ${side} fields`}
            onChange={(event) => {
              const text = event.currentTarget.value
              store.change((before) => withSearch(before, text))
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') store.change((before) => withSearch(before, ''))
              else if (event.key === 'ArrowDown') document.getElementById(tree)?.querySelector<HTMLElement>('[role="tree"]')?.focus()
              else return
              event.preventDefault()
            }}
          />
        </label>
        <div className="pn-segments" role="radiogroup" aria-label={`Which ${side} fields`}>
          {filters.map(({ name, words, tip }) => (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={place.filter === name}
              title={tip}
              onClick={() => store.change((before) => withFilter(before, name))}
            >
              {words}
            </button>
          ))}
        </div>
      </div>
      <div className="pn-tree-head">{columns}</div>
      <div className="pn-tree" id={tree}>
        {children}
      </div>
      {foot}
    </aside>
  )
}
