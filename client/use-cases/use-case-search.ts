// Finding use cases in their list: by words in what they say, by status, by priority. Pure.
import { compareObjects, printNumber } from '../../shared/project/project.ts'
import type { UseCase, UseCaseItem } from '../../shared/project/use-case.ts'
import { partWords } from './use-case-words.ts'

export type UseCaseFilter = {
  readonly search: string
  /** Undefined: any. */
  readonly status?: NonNullable<UseCase['status']>
  /** `none`: those without one. */
  readonly priority?: NonNullable<UseCase['priority']> | 'none'
}

/** `where`: what was found, where it is not in the title: "Outcomes: Every paid order ...". */
export type FoundUseCase = { readonly useCase: UseCase; readonly where?: { readonly name: string; readonly text: string } }

export function isNarrow({ search, status, priority }: UseCaseFilter): boolean {
  return searchWords(search).length > 0 || status !== undefined || priority !== undefined
}

/** In small letters. Every one of them must be found. */
export function searchWords(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** In the order of work. The words may stand in different places: title, number, actor, story, parts. */
export function findUseCases(useCases: readonly UseCase[], items: readonly UseCaseItem[], filter: UseCaseFilter): FoundUseCase[] {
  const words = searchWords(filter.search)
  const itemsByUseCase = new Map<string, UseCaseItem[]>()
  for (const item of items) if (item.deleted !== true) itemsByUseCase.set(item.useCase, [...(itemsByUseCase.get(item.useCase) ?? []), item])
  return useCases.toSorted(compareObjects).flatMap((useCase) => {
    if (filter.status !== undefined && (useCase.status ?? 'draft') !== filter.status) return []
    if (filter.priority !== undefined && (useCase.priority ?? 'none') !== filter.priority) return []
    if (words.length === 0) return [{ useCase }]
    const title = `${printNumber('useCases', useCase.number)} ${useCase.title}`.toLowerCase()
    const texts = [
      { name: 'Actor', text: useCase.actor ?? '' },
      { name: 'Story', text: useCase.story ?? '' },
      ...(itemsByUseCase.get(useCase.id) ?? []).toSorted(compareObjects).map((item) => ({ name: partWords[item.part].title, text: item.text })),
    ]
    const all = [title, ...texts.map(({ text }) => text.toLowerCase())]
    if (!words.every((word) => all.some((text) => text.includes(word)))) return []
    const elsewhere = words.filter((word) => !title.includes(word))
    const where = elsewhere.length === 0 ? undefined : texts.find(({ text }) => elsewhere.some((word) => text.toLowerCase().includes(word)))
    return [where === undefined ? { useCase } : { useCase, where }]
  })
}

/**
 * The position in the whole list, without the one that is moved, that takes it to the place of `target` in what is shown: behind it when it
 * comes from before, else in front of it. Undefined: it is there already.
 */
export function placeBeside(all: readonly { readonly id: string }[], moved: string, target: string): number | undefined {
  const from = all.findIndex(({ id }) => id === moved)
  const to = all.findIndex(({ id }) => id === target)
  return from < 0 || to < 0 || from === to ? undefined : to
}
