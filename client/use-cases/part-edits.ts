// From what a person does in a part of a use case to the cells that are written. Pure: ids and random bits are arguments.
import { objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import { placeManyAt } from '../../shared/project/order-keys.ts'
import type { Project } from '../../shared/project/project.ts'
import type { UseCaseItem } from '../../shared/project/use-case.ts'
import type { Fresh } from './use-case-copy.ts'

type NewItems = Pick<UseCaseItem, 'useCase' | 'part'> & { readonly texts: readonly string[] }

/** Behind the item `after`, or at the beginning. `items`: of the part, in order. `ids`: of the new ones. */
export function insertItems(
  items: readonly UseCaseItem[],
  after: string | undefined,
  { useCase, part, texts }: NewItems,
  { newId, randomBit }: Fresh,
): { readonly ids: readonly string[]; readonly writes: readonly CellWrite[] } {
  const { orders, rekeyed } = placeManyAt(items, items.findIndex(({ id }) => id === after) + 1, texts.length, randomBit)
  const made = texts.map((text, at): UseCaseItem => ({ id: newId(), useCase, part, text, order: orders[at] ?? '' }))
  return {
    ids: made.map(({ id }) => id),
    writes: [
      ...rekeyed.map((one): CellWrite => ({ home: 'useCaseItems', object: one.id, cell: 'order', value: one.order })),
      ...made.flatMap((item) => objectWrites('useCaseItems', item)),
    ],
  }
}

/** What names an outcome, in words: "2 measures, 3 rows and 1 test case name it"; empty where nothing does. */
export function namersOfOutcome(project: Project, outcome: string): string {
  const count = (all: readonly { readonly outcome?: string | undefined; readonly deleted?: boolean | undefined }[]) =>
    all.filter((one) => one.outcome === outcome && one.deleted !== true).length
  const counts = [
    [count(project.useCaseItems), 'measure'],
    [count(project.rows), 'row'],
    [count(project.testCases), 'test case'],
  ] as const
  const words = counts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`]))
  if (words.length === 0) return ''
  const sum = counts.reduce((before, [number]) => before + number, 0)
  const listed = words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
  return `${listed} ${sum === 1 ? 'names' : 'name'} it`
}
