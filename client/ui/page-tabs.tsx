// Tabs that are addresses: each part of a page can be linked to, and the browser's own keys go back.
import { Link, useLocation } from 'wouter'

export type PageTab = { readonly name: string; readonly to: string; readonly count?: number }

export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  const [location] = useLocation()
  return (
    <nav className="page-tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={location === tab.to ? 'page' : undefined}>
          {tab.name}
          {tab.count !== undefined && <span className="count num">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
