// The frame around every page: top bar, rail, regions that F6 walks through.
import { useEffect, type ReactNode } from 'react'
import { Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { Link } from 'wouter'
import { Icon, type IconName } from './icon.tsx'
import { walkRegions } from './regions.ts'

export type Crumb = { readonly name: string; readonly to?: string }
export type RailLink = { readonly name: string; readonly icon: IconName; readonly to: string; readonly count?: number; readonly current: boolean }

export function Frame({
  top,
  rail,
  railWidth = 188,
  fill = false,
  children,
}: {
  readonly top: ReactNode
  readonly rail?: ReactNode
  readonly railWidth?: 44 | 188
  readonly fill?: boolean
  readonly children: ReactNode
}) {
  useEffect(() => {
    return walkRegions()
  }, [])
  return (
    <div className={`frame${rail === undefined ? ' no-rail' : ''}`} style={{ '--rail': `${railWidth}px` } as React.CSSProperties}>
      <header className="top" data-region="top">
        {top}
      </header>
      {rail}
      <main className={`page${fill ? ' fill' : ''}`} data-region="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

export function Logo() {
  return (
    <Link to="/" className="logo" aria-label="Crosswalk: all projects">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <rect x="1" y="2.5" width="5" height="15" rx="1.2" fill="var(--src-mark)" />
        <rect x="14" y="2.5" width="5" height="15" rx="1.2" fill="var(--dst-mark)" />
        <path d="M7.5 6h5M7.5 10h5M7.5 14h5" stroke="var(--text-2)" strokeWidth="1.6" strokeDasharray="1.7 1.65" />
      </svg>
    </Link>
  )
}

export function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Where you are" style={{ minWidth: 0 }}>
      <ol className="crumbs">
        {crumbs.map((crumb, at) => (
          <li key={at}>
            {at > 0 && <Icon name="right" size={12} />}
            {crumb.to === undefined ? (
              <span aria-current="page" className="ell" title={crumb.name}>
                {crumb.name}
              </span>
            ) : (
              <Link to={crumb.to} className="ell">
                {crumb.name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export function Rail({ links, narrow, onToggle }: { readonly links: readonly RailLink[]; readonly narrow: boolean; readonly onToggle: () => void }) {
  return (
    <nav className={`rail${narrow ? ' narrow' : ''}`} aria-label="Project" data-region="rail">
      {links.map((link) => (
        <Tooltip key={link.to} label={link.name} position="right" disabled={!narrow}>
          <Link to={link.to} aria-current={link.current ? 'page' : undefined} aria-label={link.count === undefined ? link.name : `${link.name}, ${link.count}`}>
            <Icon name={link.icon} />
            <span className="rail-name">{link.name}</span>
            {link.count !== undefined && <span className="count">{link.count}</span>}
          </Link>
        </Tooltip>
      ))}
      <hr />
      <Tooltip label="Show names" position="right" disabled={!narrow}>
        <button type="button" onClick={onToggle} aria-label={narrow ? 'Show names in the menu' : 'Show icons only'} aria-expanded={!narrow}>
          <Icon name="panel-left" />
          <span className="rail-name t3">Fold</span>
        </button>
      </Tooltip>
    </nav>
  )
}

export function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <Tooltip label={`Use the ${other} colours`}>
      <button type="button" className="icon-button" aria-label={`Use the ${other} colours`} onClick={() => setColorScheme(other)}>
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </button>
    </Tooltip>
  )
}
