// What is linked, in words: for lists of users and for what is said before something is deleted. Pure.
import type { LinkGroup, LinkKind } from './links.ts'

const words: Readonly<Record<LinkKind, readonly [one: string, many: string]>> = {
  'use-case': ['use case', 'use cases'],
  step: ['step', 'steps'],
  map: ['field map', 'field maps'],
  row: ['row', 'rows'],
  field: ['field', 'fields'],
  lookup: ['lookup table', 'lookup tables'],
  config: ['config value', 'config values'],
  profile: ['customer', 'customers'],
  'test-case': ['test case', 'test cases'],
  question: ['question', 'questions'],
}

/** `2 rows`, `1 test case`. */
export function countLinks({ kind, addresses }: LinkGroup): string {
  return `${addresses.length.toLocaleString('en-GB')} ${words[kind][addresses.length === 1 ? 0 : 1]}`
}

/** `2 rows and 1 test case use it. 1 question stands at it.` Empty: nothing does. */
export function tellUses(groups: readonly LinkGroup[]): string {
  const users = groups.filter(({ kind }) => kind !== 'question')
  const asked = groups.find(({ kind }) => kind === 'question')
  const isOne = users.length === 1 && users[0]?.addresses.length === 1
  return [
    users.length === 0 ? '' : `${joinWords(users.map(countLinks))} ${isOne ? 'uses' : 'use'} it.`,
    asked === undefined ? '' : `${countLinks(asked)} ${asked.addresses.length === 1 ? 'stands' : 'stand'} at it.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function joinWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
