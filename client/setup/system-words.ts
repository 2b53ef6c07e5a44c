// The words for what is known of systems: the only tables from their cells to what people read.
import type { Environment, Prerequisite } from '../../shared/project/people-and-systems.ts'
import type { Choice } from '../ui/cell-input.tsx'

export type Access = NonNullable<Environment['access']>
export const accessChoices: readonly Choice<Access>[] = [
  { value: 'none', word: 'not asked for' },
  { value: 'requested', word: 'requested' },
  { value: 'granted', word: 'granted' },
  { value: 'not-needed', word: 'not needed' },
]

export type AskedState = NonNullable<Prerequisite['state']>
export const stateChoices: readonly Choice<AskedState>[] = [
  { value: 'not-asked', word: 'not asked for' },
  { value: 'requested', word: 'requested' },
  { value: 'granted', word: 'granted' },
  { value: 'not-needed', word: 'not needed' },
]

export type EnvironmentKind = NonNullable<Environment['kind']>
export const environmentKinds: readonly Choice<EnvironmentKind | ''>[] = [
  { value: '', word: 'kind not said' },
  { value: 'sandbox', word: 'sandbox' },
  { value: 'production', word: 'production' },
  { value: 'other', word: 'other' },
]

export type PrerequisiteKind = Prerequisite['kind']
/** `title`: of the list; `lead`: what belongs here; `holder`: who `holder` is; `add`: of the button; `first`: what a new one is called. */
export type KindWords = { readonly title: string; readonly lead: string; readonly holder: string; readonly add: string; readonly first: string }
export const kindWords: Readonly<Record<PrerequisiteKind, KindWords>> = {
  credentials: {
    title: 'Credentials',
    lead: 'Who holds them and who may give them out. Never the secret itself: everybody who opens the project can read what stands here.',
    holder: 'Who holds it',
    add: 'Add credentials',
    first: 'API key',
  },
  expertise: {
    title: 'Expertise',
    lead: 'Who knows the system and its data, here or outside, and what somebody still has to learn or be asked.',
    holder: 'Who knows it',
    add: 'Add expertise that is needed',
    first: 'Somebody who knows the data',
  },
  documents: {
    title: 'Documents',
    lead: 'Guides, field lists, sample records: what has to be read before the fields can be mapped.',
    holder: 'Who has it',
    add: 'Add a document',
    first: 'Field guide',
  },
  vendor: {
    title: 'From the vendor',
    lead: 'What the vendor owes: approvals, higher limits, corrections.',
    holder: 'Who follows it up',
    add: 'Add what the vendor owes',
    first: 'Approval of the app',
  },
  other: {
    title: 'Other',
    lead: 'Contracts, firewalls, data protection.',
    holder: 'Who sees to it',
    add: 'Add something else',
    first: 'Data protection agreement',
  },
}

/** What has an answer of yes, no, or nobody knows. */
export const environmentTraits = [
  { cell: 'likeProduction', word: 'Like production?' },
  { cell: 'smallData', word: 'Small data?' },
  { cell: 'outages', word: 'Outage simulation?' },
] as const satisfies readonly { readonly cell: keyof Environment; readonly word: string }[]

/** Only https becomes a link; everything else stays text. */
export function httpsAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' ? url.href : undefined
}
