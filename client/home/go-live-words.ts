// The words for what has to be done to go live, and the items that every project needs.
import { GO_LIVE_KINDS, type GoLiveItem } from '../../shared/project/people-and-systems.ts'
import type { Choice } from '../ui/cell-input.tsx'

export type GoLiveKind = (typeof GO_LIVE_KINDS)[number]

const kindWords: Readonly<Record<GoLiveKind, string>> = {
  production: 'Production access and config',
  release: 'Releases together',
  'live-cases': 'Cases run live',
  'early-adopters': 'Early adopters',
  watch: 'Watch period',
  'way-back': 'Way back',
  other: 'Other',
}

export const goLiveKinds: readonly Choice<GoLiveKind | ''>[] = [
  { value: '', word: 'kind not said' },
  ...GO_LIVE_KINDS.map((kind) => ({ value: kind, word: kindWords[kind] })),
]

const usual: readonly { readonly kind: GoLiveKind; readonly title: string }[] = [
  { kind: 'production', title: 'Access to production of both systems' },
  { kind: 'production', title: 'Config values and lookup tables filled in and checked for the customer' },
  { kind: 'release', title: 'Everything that must be released together is named, with its order' },
  { kind: 'live-cases', title: 'Test cases tagged live are run in production and pass' },
  { kind: 'early-adopters', title: 'Early adopters are chosen and told' },
  { kind: 'watch', title: 'First weeks: who watches which numbers, and how often' },
  { kind: 'way-back', title: 'The way back is written down and was tried' },
]

/** Those of which no item of the kind is there yet. `live`: how many test cases are tagged so. */
export function listMissingItems(items: readonly Pick<GoLiveItem, 'kind'>[], live: number): { readonly title: string; readonly kind: GoLiveKind }[] {
  const there = new Set(items.map(({ kind }) => kind))
  return usual
    .filter(({ kind }) => !there.has(kind))
    .map(({ kind, title }) => ({
      kind,
      title:
        kind === 'live-cases' && live > 0
          ? live === 1
            ? 'The test case tagged live passes in production'
            : `The ${live} test cases tagged live pass in production`
          : title,
    }))
}
