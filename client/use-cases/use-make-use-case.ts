// The only place that makes use cases: empty, from a template, or as a copy; each is one step of undo, and is opened.
import { useLocation } from 'wouter'
import { objectWrites, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn, randomBit } from '../collab/place.ts'
import { useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { focusPage } from '../ui/palette-host.tsx'
import { copyWrites, templateWrites } from './use-case-copy.ts'
import type { UseCaseTemplate } from './use-case-templates.ts'

export function useMakeUseCase() {
  const { project, edit, store } = useProject()
  const [, go] = useLocation()
  const make = (
    label: string,
    at: number | undefined,
    build: (order: string) => { readonly id: string; readonly writes: readonly CellWrite[] },
    takesFocus = true,
  ) => {
    const { order, writes } = placeIn('useCases', store.list('useCases'), at)
    const made = build(order)
    edit(label, (doc, origin) => writeCells(doc, [...writes, ...made.writes], origin))
    go(projectLinks(project).useCase(made.id))
    // What was pressed is no longer there. A title without words takes the focus by itself.
    if (takesFocus) focusPage()
  }
  return {
    empty: () =>
      make(
        'Add a use case',
        undefined,
        (order) => {
          const id = newId()
          return { id, writes: objectWrites('useCases', { id, title: '', status: 'draft', order }) }
        },
        false,
      ),
    fromTemplate: (template: UseCaseTemplate) =>
      make(`Add the use case ${template.title}`, undefined, (order) => templateWrites(template, order, { newId, randomBit })),
    /** Behind the one it is a copy of. */
    copy: (useCase: UseCase) => {
      const at = store.list('useCases').findIndex(({ id }) => id === useCase.id)
      make(`Duplicate ${printNumber('useCases', useCase.number)}`, at + 1, (order) => copyWrites(store.project(), useCase, order, { newId }))
    },
  }
}
