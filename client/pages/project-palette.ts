// What the palette offers on every page of a project: its pages, and what it holds by name.
import { useLocation } from 'wouter'
import { isOpen } from '../../shared/mapping/question-lines.ts'
import { printNumber, type NumberedCollection } from '../../shared/project/project.ts'
import { useProject } from '../collab/project-context.tsx'
import type { RailLink } from '../ui/frame.tsx'
import { focusPage, usePaletteOffer } from '../ui/palette-host.tsx'
import type { PaletteEntry, PaletteGroup } from '../ui/palette-ranking.ts'
import { nameBaseline } from './newest-baseline.ts'
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
  const group = (heading: string, entries: readonly PaletteEntry[], atOnce = 4): PaletteGroup => ({ heading, atOnce, entries })
  /** `T1`, as people also write it. */
  const numbered = (collection: NumberedCollection, number: number | undefined): Partial<PaletteEntry> => {
    const printed = printNumber(collection, number)
    return { aside: printed, also: printed.replace('-', '') }
  }
  const systemName = (id: string) => store.list('systems').find((system) => system.id === id)?.name ?? ''
  /** Too many to be listed before anything is typed. */
  const listOnceTyped = (): readonly PaletteGroup[] => [
    group(
      'Steps',
      store.list('useCases').flatMap((useCase) =>
        store
          .list('steps')
          .filter((step) => step.useCase === useCase.id)
          .map((step, at) => {
            const aside = `step ${at + 1} of ${printNumber('useCases', useCase.number)}`
            return opens(`step:${step.id}`, step.title, links.steps(useCase.id, step.id), { aside })
          }),
      ),
      0,
    ),
    group(
      'Test cases',
      store.list('testCases').map((one) => opens(`test:${one.id}`, one.title, links.test(one.id), numbered('testCases', one.number))),
      0,
    ),
    group(
      'Questions',
      store.list('questions').flatMap((one) => {
        const more = { ...numbered('questions', one.number), ...(isOpen(one) ? {} : { note: one.status }) }
        return one.deleted === true ? [] : [opens(`question:${one.id}`, one.text, links.question(one.id), more)]
      }),
      0,
    ),
    group(
      'Systems',
      store.list('systems').map((system) => opens(`system:${system.id}`, system.name, links.system(system.id))),
      0,
    ),
    group(
      'Customers',
      store.list('customerProfiles').map((customer) => opens(`customer:${customer.id}`, customer.name, links.customer(customer.id))),
      0,
    ),
    group(
      'Baselines',
      store.list('baselines').map((one) => {
        const more = { ...(one.note === undefined ? {} : { note: one.note }), also: `B-${one.number} B${one.number}`, aside: 'compare with now' }
        return opens(`baseline:${one.id}`, nameBaseline(one), links.comparison(one.id, 'now'), more)
      }),
      0,
    ),
  ]
  usePaletteOffer(
    'project',
    () => [
      {
        heading: 'Pages',
        atOnce: pages.length,
        entries: [...pages, { name: 'Coverage', to: links.coverage }, { name: 'Traceability', to: links.traceability }]
          .filter((page) => page.to !== location)
          .map((page) => opens(`page:${page.to}`, page.name, page.to, page.to === links.import ? { also: 'spreadsheet Excel workbook CSV' } : {})),
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
        store.list('useCases').map((one) => opens(`use-case:${one.id}`, one.title, links.useCase(one.id), numbered('useCases', one.number))),
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
      ...listOnceTyped(),
    ],
    ready,
  )
}
