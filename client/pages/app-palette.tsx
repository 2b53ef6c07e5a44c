// The palette of the whole app: which keys open it, and what it offers on every page.
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useProjects } from '../api/projects.ts'
import { useMe } from '../api/session.ts'
import { commandsById } from '../grid/commands.ts'
import { isCombo, printCombo, readKey } from '../grid/key-combo.ts'
import { focusPage, PaletteHost, usePaletteOffer } from '../ui/palette-host.tsx'

const keys = commandsById.get('palette')?.keys ?? []
const opens = (event: KeyboardEvent) => keys.some((combo) => isCombo(readKey(event), combo))

export function AppPalette({ children }: { readonly children: ReactNode }) {
  return (
    <PaletteHost opens={opens} keys={printCombo(keys[0] ?? '')} keptAs={`${useMe().person}.palette`}>
      {children}
      <OtherProjects />
    </PaletteHost>
  )
}

function OtherProjects() {
  const projects = useProjects()
  const [location, go] = useLocation()
  usePaletteOffer(
    'app',
    () => [
      {
        heading: 'Projects',
        atOnce: 4,
        entries: [
          { key: 'page:projects', title: 'All projects', run: () => (go('/'), focusPage()) },
          ...(projects.data ?? [])
            .filter((project) => !project.archived && !isAt(location, `/p/${encodeURIComponent(project.id)}`))
            .map((project) => ({ key: `project:${project.id}`, title: project.name, run: () => (go(`/p/${encodeURIComponent(project.id)}`), focusPage()) })),
        ],
      },
    ],
    projects.data,
  )
  return null
}

function isAt(location: string, home: string): boolean {
  return location === home || location.startsWith(`${home}/`)
}
