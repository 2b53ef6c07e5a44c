// Who takes part and which systems are integrated (DESIGN glossary: person, system, environment, schema version, config value, customer profile).
import { z } from 'zod'
import { day, deleted, fieldPath, id, json, number, objectAddress, order, scalar, text, time } from './parts.ts'

export const person = z.object({
  id,
  name: text,
  role: text.optional(),
  side: z.enum(['ours', 'customer', 'vendor']).optional(),
  contact: text.optional(),
  order,
  deleted,
})
export type Person = z.infer<typeof person>

export const system = z.object({
  id,
  name: text,
  vendor: text.optional(),
  vendorContact: text.optional(),
  docsLink: text.optional(),
  apiVersion: text.optional(),
  endOfLife: text.optional(),
  auth: text.optional(),
  scopes: text.optional(),
  rateLimits: text.optional(),
  waitingFor: text.optional(),
  /** Person ids: who knows the system. */
  experts: z.array(id).optional(),
  /** Who outside the project knows it, and how they are reached. */
  outsideExperts: text.optional(),
  order,
  deleted,
})
export type System = z.infer<typeof system>

export const environment = z.object({
  id,
  system: id,
  name: text,
  kind: z.enum(['sandbox', 'production', 'other']).optional(),
  baseUrl: text.optional(),
  access: z.enum(['none', 'requested', 'granted', 'not-needed']).optional(),
  approver: id.optional(),
  requestedOn: text.optional(),
  neededBy: day.optional(),
  grantedOn: text.optional(),
  extraCost: text.optional(),
  likeProduction: z.boolean().optional(),
  /** Little enough data that a first load can be tried in minutes. */
  smallData: z.boolean().optional(),
  /** Outages and refusals can be simulated. */
  outages: z.boolean().optional(),
  note: text.optional(),
  order,
  deleted,
})
export type Environment = z.infer<typeof environment>

export const PREREQUISITE_KINDS = ['credentials', 'expertise', 'documents', 'vendor', 'other'] as const
/** What work on a system waits for, besides access to its environments. `credentials` say who holds them, never what they are; `vendor`: what the vendor owes us. */
export const prerequisite = z.object({
  id,
  system: id,
  kind: z.enum(PREREQUISITE_KINDS),
  title: text,
  /** Absent: nobody asked yet. */
  state: z.enum(['not-asked', 'requested', 'granted', 'not-needed']).optional(),
  /** Person ids: who holds it or gets it, who must say yes. */
  holder: id.optional(),
  approver: id.optional(),
  requestedOn: day.optional(),
  neededBy: day.optional(),
  grantedOn: day.optional(),
  extraCost: text.optional(),
  note: text.optional(),
  order,
  deleted,
})
export type Prerequisite = z.infer<typeof prerequisite>

/** One imported description of a system. The graph itself lies outside the document, by content hash. */
export const schemaVersion = z.object({
  id,
  system: id,
  /** Key of the schema graph: `<upload hash>.<reader version>`. */
  graph: z.string().max(200),
  title: text,
  version: text.optional(),
  format: text,
  fileNames: z.array(text).optional(),
  importedAt: time.optional(),
  importedBy: text.optional(),
  /** The schema version that this one is a newer version of. Field maps stay with the old one until somebody moves them. */
  replaces: id.optional(),
  /** The command that moved the project from `replaces` to this one, when, and who; absent: not moved. */
  movedBy: z.string().max(200).optional(),
  movedAt: time.optional(),
  movedByPerson: text.optional(),
  order,
  deleted,
})
export type SchemaVersion = z.infer<typeof schemaVersion>

/** Sample records of an object, by the hash of the set; the records lie outside the document. */
export const sampleSet = z.object({ id, schema: id, object: objectAddress, set: z.string().max(200), name: text, count: z.number().int(), order, deleted })
export type SampleSet = z.infer<typeof sampleSet>

/** A fact that an analyst corrected or added; it survives the next import. `fact`: a FactName of shared/schema; `by`, `at`: who and when, where known. */
export const overlay = z.object({
  id,
  system: id,
  object: objectAddress,
  path: fieldPath,
  fact: z.string(),
  value: json,
  by: text.optional(),
  at: time.optional(),
  deleted,
})
export type Overlay = z.infer<typeof overlay>

/**
 * What people decided about one change that a newer schema version brings. `change`: the change's id (shared/schema/schema-change.ts).
 * `item`: only for this affected item (`row:<id>`, `lookup:<id>` ...); absent: for all that the change affects.
 * `undecided`: written by the move for what nobody decided; it and `keep` are problems of the item until somebody settles them.
 */
export const schemaDecision = z.object({
  id,
  schema: id,
  change: z.string().max(9_000),
  item: z.string().max(4_200).optional(),
  choice: z.enum(['follow', 'keep', 'remap', 'drop', 'undecided', 'settled']),
  /** Of `remap`: the field path or value to take instead. */
  to: text.optional(),
  /** Written by the move: the change in words, for the problem it leaves on the item. */
  sentence: text.optional(),
  by: text.optional(),
  at: time.optional(),
  deleted,
})
export type SchemaDecision = z.infer<typeof schemaDecision>

export const configValue = z.object({
  id,
  /** As formulas and generated code call it: a plain identifier. */
  name: z.string().max(200),
  type: z.enum(['text', 'number', 'integer', 'boolean', 'secret']),
  default: scalar.optional(),
  required: z.boolean().optional(),
  setBy: text.optional(),
  label: text.optional(),
  help: text.optional(),
  allowed: z.array(scalar).optional(),
  listedBy: text.optional(),
  order,
  deleted,
})
export type ConfigValue = z.infer<typeof configValue>

/** `withoutUseCases`: ids of optional use cases that this customer does not take. */
export const customerProfile = z.object({ id, name: text, note: text.optional(), withoutUseCases: z.array(id).max(1_000).optional(), order, deleted })
export type CustomerProfile = z.infer<typeof customerProfile>

/** One config value of one customer profile. */
export const profileValue = z.object({ id, profile: id, config: id, value: scalar, deleted })
export type ProfileValue = z.infer<typeof profileValue>

export const GO_LIVE_KINDS = ['production', 'release', 'live-cases', 'early-adopters', 'watch', 'way-back', 'other'] as const
export const goLiveItem = z.object({
  id,
  number,
  title: text,
  /** What it is about: access and config in production, releases that must go together, cases to run live, early adopters, the watch after, the way back. */
  kind: z.enum(GO_LIVE_KINDS).optional(),
  owner: id.optional(),
  due: text.optional(),
  done: z.boolean().optional(),
  /** When and by whom it was done. */
  doneAt: time.optional(),
  doneBy: text.optional(),
  note: text.optional(),
  order,
  deleted,
})
export type GoLiveItem = z.infer<typeof goLiveItem>
