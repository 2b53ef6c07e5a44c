// What the palette offers on every page of a project: its pages, and what it holds by name.
import { useLocation } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { useProject } from '../collab/project-context.tsx'
import type { RailLink } from '../ui/frame.tsx'
import { focusPage, usePaletteOffer } from '../ui/palette-host.tsx'
import type { PaletteEntry, PaletteGroup } from '../ui/palette-ranking.ts'
import { projectLinks } from './project-links.ts'

/** `ready`: the project is loaded. */
export function useProjectPalette(pages: readonly RailLink[], ready: boolean): void {
  const { project, store } = useProject()
  const [location, go] = useLocation()
  const links = projectLinks(project)
  const opens = (key: string, title: string, to: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
    key,
    title,
    ...more,
    run: () => (go(to), focusPage()),
  })
  const group = (heading: string, entries: readonly PaletteEntry[]): PaletteGroup => ({ heading, atOnce: 4, entries })
  const systemName = (id: string) => store.list('systems').find((system) => system.id === id)?.name ?? ''
  usePaletteOffer(
    'project',
    () => [
      {
        heading: 'Pages',
        atOnce: pages.length,
        entries: pages.filter((page) => page.to !== location).map((page) => opens(`page:${page.to}`, page.name, page.to)),
      },
      group(
        'Field maps',
        store
          .list('fieldMaps')
          .filter((map) => links.map(map.id) !== location)
          .map((map) => opens(`map:${map.id}`, map.name, links.map(map.id), map.archived === true ? { note: 'archived' } : {})),
      ),
      group(
        'Use cases',
        store.list('useCases').map((one) => opens(`use-case:${one.id}`, one.title, links.useCase(one.id), { aside: printNumber('useCases', one.number) })),
      ),
      group(
        'Lookup tables',
        store.list('lookupTables').map((table) => opens(`lookup:${table.id}`, table.name, links.lookup(table.id))),
      ),
      group(
        'Schemas',
        store
          .list('schemas')
          .map((schema) =>
            opens(`schema:${schema.id}`, schema.title, links.schema(schema.id), { note: [systemName(schema.system), schema.version].join(' ') }),
          ),
      ),
    ],
    ready,
  )
}
