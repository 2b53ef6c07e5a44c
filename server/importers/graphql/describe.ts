// The only place that puts into words what a GraphQL schema says and a graph has no fact for.
import { joinSentences } from '../join-sentences.ts'
import type { GraphqlEnumValue, GraphqlField, TypeUse } from './graphql-schema.ts'

/** More than these are no help to a reader. */
const MOST_ARGUMENTS = 40
const MOST_MEANINGS = 30
const MOST_DEPRECATED = 100
/** What the language puts where nobody gave a reason. */
const NO_REASON = 'No longer supported'

export function deprecationOf({ description, deprecated }: GraphqlField): { readonly description: string | undefined; readonly deprecated: boolean } {
  return { description: joinSentences(description, reasonOf(deprecated)), deprecated: deprecated !== undefined }
}

/** Arguments of a field inside an object: they choose what comes back, and have no place in the record. */
export function describeArguments(list: readonly GraphqlField[]): string | undefined {
  if (list.length === 0) return undefined
  const shown = list.slice(0, MOST_ARGUMENTS).map((each) => {
    const given = each.default === undefined ? '' : ` = ${JSON.stringify(each.default)}`
    return `\`${each.name}: ${printTypeUse(each.type)}${given}\``
  })
  return `Arguments: ${shown.join(', ')}${list.length > MOST_ARGUMENTS ? ', …' : ''}.`
}

/** What the values mean, where there are few, and which are deprecated. */
export function describeEnum(values: readonly GraphqlEnumValue[]): string | undefined {
  const meanings = values.length > MOST_MEANINGS ? [] : values.filter(({ description }) => description !== undefined)
  const deprecated = values.filter((value) => value.deprecated !== undefined).slice(0, MOST_DEPRECATED)
  return joinSentences(
    ...meanings.map(({ name, description }) => `\`${name}\`: ${description}`),
    deprecated.length === 0 ? undefined : `Deprecated values: ${deprecated.map(printDeprecated).join(', ')}.`,
  )
}

/** `[Order!]!`, as GraphQL writes it. */
export function printTypeUse({ wraps, name }: TypeUse): string {
  let text = name
  for (const wrap of wraps.toReversed()) text = wrap === 'list' ? `[${text}]` : `${text}!`
  return text
}

function reasonOf(deprecated: string | undefined): string | undefined {
  const reason = deprecated?.trim() ?? ''
  return reason === '' || reason === NO_REASON ? undefined : `Deprecated: ${reason}`
}

function printDeprecated({ name, deprecated }: GraphqlEnumValue): string {
  const reason = deprecated?.trim() ?? ''
  return reason === '' || reason === NO_REASON ? `\`${name}\`` : `\`${name}\` (${reason.replace(/\.$/, '')})`
}
