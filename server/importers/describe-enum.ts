// The only place that puts into words what the values of an enum mean.
import { joinSentences } from './join-sentences.ts'

/** `deprecated`: the reason, '' where none is given. */
export type EnumValue = { readonly name: string; readonly description?: string; readonly deprecated?: string }

/** More are no help to a reader. */
const MOST_MEANINGS = 30
const MOST_DEPRECATED = 100
/** What GraphQL puts where nobody gave a reason. */
const NO_REASON = 'No longer supported'

/** What the values mean, where there are few, and which are deprecated. */
export function describeEnum(values: readonly EnumValue[]): string | undefined {
  const meanings = values.length > MOST_MEANINGS ? [] : values.filter(({ description }) => description !== undefined)
  const deprecated = values.filter((value) => value.deprecated !== undefined).slice(0, MOST_DEPRECATED)
  return joinSentences(
    ...meanings.map(({ name, description }) => `\`${name}\`: ${description}`),
    deprecated.length === 0 ? undefined : `Deprecated values: ${deprecated.map(printDeprecated).join(', ')}.`,
  )
}

/** Undefined where nobody gave one. */
export function reasonOf(deprecated: string | undefined): string | undefined {
  const reason = deprecated?.trim() ?? ''
  return reason === '' || reason === NO_REASON ? undefined : reason
}

function printDeprecated({ name, deprecated }: EnumValue): string {
  const reason = reasonOf(deprecated)
  return reason === undefined ? `\`${name}\`` : `\`${name}\` (${reason.replace(/\.$/, '')})`
}
