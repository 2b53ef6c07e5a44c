// One project as a plain value: the table of collections is the only list of what a project holds.
import { z } from 'zod'
import { fieldMap, invariant, mapInput, row, sourceDecision } from './field-map.ts'
import { gridView } from './grid-view.ts'
import { lookupEntry, lookupTable } from './lookup-table.ts'
import { day, id, text } from './parts.ts'
import {
  configValue,
  customerProfile,
  environment,
  goLiveItem,
  overlay,
  person,
  prerequisite,
  profileValue,
  sampleSet,
  schemaDecision,
  schemaVersion,
  system,
} from './people-and-systems.ts'
import { baseline, question, signOff, testCase, testRun, waiver } from './review-parts.ts'
import { attachment, step, useCase, useCaseItem } from './use-case.ts'

/** Cells of the project itself. */
export const projectInfo = z.object({
  name: text,
  purpose: text.optional(),
  kind: z.enum(['integration', 'template']).optional(),
  /** Person id. */
  owner: id.optional(),
  targetDate: day.optional(),
})
export type ProjectInfo = z.infer<typeof projectInfo>

/** Each collection with the shape of its objects. Keys are the names in the project file and in the document. */
export const collections = {
  people: person,
  systems: system,
  environments: environment,
  prerequisites: prerequisite,
  schemas: schemaVersion,
  sampleSets: sampleSet,
  overlays: overlay,
  schemaDecisions: schemaDecision,
  configValues: configValue,
  customerProfiles: customerProfile,
  profileValues: profileValue,
  useCases: useCase,
  useCaseItems: useCaseItem,
  attachments: attachment,
  steps: step,
  fieldMaps: fieldMap,
  mapInputs: mapInput,
  invariants: invariant,
  rows: row,
  sourceDecisions: sourceDecision,
  lookupTables: lookupTable,
  lookupEntries: lookupEntry,
  testCases: testCase,
  testRuns: testRun,
  questions: question,
  waivers: waiver,
  signOffs: signOff,
  baselines: baseline,
  goLiveItems: goLiveItem,
  gridViews: gridView,
} as const

export type CollectionName = keyof typeof collections
export type ObjectOf<C extends CollectionName> = z.infer<(typeof collections)[C]>

/** Arrays are sorted by `order`, then id, by code unit; deleted objects are in them and marked. */
export type Project = { readonly info: ProjectInfo } & { readonly [C in CollectionName]: readonly ObjectOf<C>[] }

/** Collections whose objects the server numbers, with the letter shown before the number. */
export const numberPrefix = {
  useCases: 'UC',
  fieldMaps: 'M',
  rows: 'R',
  lookupTables: 'L',
  testCases: 'T',
  questions: 'Q',
  goLiveItems: 'G',
  baselines: 'B',
} as const satisfies Partial<Record<CollectionName, string>>
export type NumberedCollection = keyof typeof numberPrefix

/** `R-14`, or `R-new` until the server has numbered it. */
export function printNumber(collection: NumberedCollection, number: number | undefined): string {
  return `${numberPrefix[collection]}-${number ?? 'new'}`
}

/** Order of two objects of a collection: by `order`, then id, by code unit. */
export function compareObjects(a: { readonly order?: string; readonly id: string }, b: { readonly order?: string; readonly id: string }): number {
  const left = a.order ?? ''
  const right = b.order ?? ''
  if (left !== right) return left < right ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
