// The writes that make a whole use case: a copy of another one, or one from a template. Numbers are the server's to give. Pure.
import { objectWrites, type CellWrite } from '../../shared/project/edits.ts'
import { placeManyAt } from '../../shared/project/order-keys.ts'
import { compareObjects, type Project } from '../../shared/project/project.ts'
import type { Step, UseCase, UseCaseItem } from '../../shared/project/use-case.ts'
import type { UseCaseTemplate } from './use-case-templates.ts'

export type Fresh = { readonly newId: () => string; readonly randomBit: () => boolean }

/**
 * Its words, parts, steps and attachments. The copy is a draft without signatures, and no field map is linked to it: rows would then serve
 * both.
 */
export function copyWrites(
  project: Project,
  useCase: UseCase,
  order: string,
  { newId }: Pick<Fresh, 'newId'>,
): { readonly id: string; readonly writes: CellWrite[] } {
  const id = newId()
  const own = <T extends { readonly id: string; readonly useCase: string; readonly deleted?: boolean | undefined }>(all: readonly T[]) =>
    all.filter((one) => one.useCase === useCase.id && one.deleted !== true)
  const items = own(project.useCaseItems)
  const steps = own(project.steps)
  const itemIds = new Map(items.map((item) => [item.id, newId()]))
  const stepIds = new Map(steps.map((step) => [step.id, newId()]))
  const { number: _number, status: _status, ...words } = useCase
  return {
    id,
    writes: [
      ...objectWrites('useCases', { ...words, id, title: `${useCase.title} (copy)`, status: 'draft', order }),
      ...items.flatMap(({ outcome, ...item }) => {
        const measured = outcome === undefined ? undefined : itemIds.get(outcome)
        return objectWrites('useCaseItems', {
          ...item,
          id: itemIds.get(item.id) ?? newId(),
          useCase: id,
          ...(measured === undefined ? {} : { outcome: measured }),
        })
      }),
      ...steps.flatMap((step) => objectWrites('steps', { ...withStepIds(step, stepIds), id: stepIds.get(step.id) ?? newId(), useCase: id })),
      ...own(project.attachments).flatMap((attachment) => objectWrites('attachments', { ...attachment, id: newId(), useCase: id })),
    ],
  }
}

/** Parameters and conditions name steps by id, at any depth. */
function withStepIds(step: Step, ids: ReadonlyMap<string, string>): Step {
  return JSON.parse(JSON.stringify(step), (key, found: unknown) => (key === 'input' && typeof found === 'string' ? (ids.get(found) ?? found) : found)) as Step
}

/** As a draft; its estimate, dates and people are the project's to say. */
export function templateWrites(template: UseCaseTemplate, order: string, { newId, randomBit }: Fresh): { readonly id: string; readonly writes: CellWrite[] } {
  const id = newId()
  const ordersOf = (count: number) => placeManyAt([], 0, count, randomBit).orders
  const outcomes = template.outcomes.map(() => newId())
  const texts: readonly (Pick<UseCaseItem, 'part' | 'text'> & { readonly id: string; readonly outcome?: string })[] = [
    ...template.outcomes.map((text, at) => ({ id: outcomes[at] ?? newId(), part: 'outcome' as const, text })),
    ...template.strategy.map((text) => ({ id: newId(), part: 'strategy' as const, text })),
    ...template.measures.map(({ text, of }) => {
      const outcome = of === undefined ? undefined : outcomes[of]
      return { id: newId(), part: 'measure' as const, text, ...(outcome === undefined ? {} : { outcome }) }
    }),
    ...template.exclusions.map((text) => ({ id: newId(), part: 'exclusion' as const, text })),
  ]
  const itemOrders = ordersOf(texts.length)
  const stepOrders = ordersOf(template.steps.length)
  const { title, actor, story, priority } = template
  return {
    id,
    writes: [
      ...objectWrites('useCases', { id, title, actor, story, priority, status: 'draft', order }),
      ...texts.flatMap((item, at) => objectWrites('useCaseItems', { ...item, useCase: id, order: itemOrders[at] ?? '' })),
      ...template.steps.flatMap((step, at) => objectWrites('steps', { ...step, id: newId(), useCase: id, order: stepOrders[at] ?? '' })),
    ],
  }
}

export type UseCaseUses = {
  readonly items: number
  readonly steps: number
  readonly attachments: number
  readonly signatures: number
  readonly maps: number
  /** Rows that say themselves that they serve it. */
  readonly rows: number
  /** Rows that serve it, by their own word or their map's, and no other use case that is there. */
  readonly orphans: number
  readonly testCases: number
  readonly questions: number
  /** Customers who said that they leave it out. */
  readonly customers: number
}

/** What goes with it, and what refers to it. */
export function countUses(project: Project, useCase: string): UseCaseUses {
  const live = <T extends { readonly deleted?: boolean | undefined }>(all: readonly T[]) => all.filter(({ deleted }) => deleted !== true)
  const own = (all: readonly { readonly useCase?: string | undefined; readonly deleted?: boolean | undefined }[]) =>
    live(all).filter((one) => one.useCase === useCase).length
  const maps = new Map(live(project.fieldMaps).map((map) => [map.id, map]))
  const there = new Set(live(project.useCases).map(({ id }) => id))
  const rows = live(project.rows).filter((row) => maps.has(row.fieldMap))
  const serves = (row: (typeof rows)[number]) => (row.useCases ?? maps.get(row.fieldMap)?.useCases ?? []).filter((id) => there.has(id))
  const steps = new Set(live(project.steps).flatMap((step) => (step.useCase === useCase ? [`step:${step.id}`] : [])))
  return {
    items: own(project.useCaseItems),
    steps: steps.size,
    attachments: own(project.attachments),
    signatures: own(project.signOffs),
    maps: [...maps.values()].filter((map) => map.useCases.includes(useCase)).length,
    rows: rows.filter((row) => row.useCases?.includes(useCase) === true).length,
    orphans: rows.filter((row) => serves(row).join() === useCase).length,
    testCases: live(project.testCases).filter((one) => one.useCases?.includes(useCase) === true).length,
    questions: live(project.questions).filter((one) => one.at === `use-case:${useCase}` || steps.has(one.at)).length,
    customers: live(project.customerProfiles).filter((one) => one.withoutUseCases?.includes(useCase) === true).length,
  }
}

/** `goes`: what goes with it. `refers`: what refers to it and stays. `after`: what that leads to. Each is a whole sentence, or absent. */
export function describeUses(uses: UseCaseUses): { readonly goes?: string; readonly refers?: string; readonly after?: string } {
  const goes = listCounts([
    [uses.items, 'outcome, goal, measure or exclusion', 'outcomes, goals, measures and exclusions'],
    [uses.steps, 'step', 'steps'],
    [uses.attachments, 'attachment', 'attachments'],
    [uses.signatures, 'signature', 'signatures'],
  ])
  const refers = listCounts([
    [uses.maps, 'field map', 'field maps'],
    [uses.rows, 'row narrowed to it', 'rows narrowed to it'],
    [uses.testCases, 'test case', 'test cases'],
    [uses.questions, 'question', 'questions'],
    [uses.customers, 'customer who leaves it out', 'customers who leave it out'],
  ])
  const isOne = [uses.maps, uses.rows, uses.testCases, uses.questions, uses.customers].reduce((sum, count) => sum + count, 0) === 1
  return {
    ...(goes === '' ? {} : { goes: `With it go its ${goes}.` }),
    ...(refers === '' ? {} : { refers: `${refers} ${isOne ? 'refers to it and stays' : 'refer to it and stay'} as before, with a link that leads nowhere.` }),
    ...(uses.orphans === 0
      ? {}
      : {
          after: `${uses.orphans === 1 ? '1 row serves' : `${uses.orphans} rows serve`} no other use case and will be listed as a problem until ${uses.orphans === 1 ? 'it serves' : 'they serve'} one.`,
        }),
  }
}

function listCounts(counts: readonly (readonly [number, string, string])[]): string {
  const words = counts.flatMap(([count, one, many]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]))
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** The parts of one use case, in their order. */
export function listParts(items: readonly UseCaseItem[], useCase: string): UseCaseItem[] {
  return items.filter((item) => item.useCase === useCase && item.deleted !== true).toSorted(compareObjects)
}
