// The only place that puts into words what a GraphQL schema says and a graph has no fact for.
import { reasonOf } from '../describe-enum.ts'
import { joinSentences } from '../join-sentences.ts'
import type { GraphqlField, TypeUse } from './graphql-schema.ts'

/** More are no help to a reader. */
const MOST_ARGUMENTS = 40
export function deprecationOf({ description, deprecated }: GraphqlField): { readonly description: string | undefined; readonly deprecated: boolean } {
  const reason = reasonOf(deprecated)
  return { description: joinSentences(description, reason === undefined ? undefined : `Deprecated: ${reason}`), deprecated: deprecated !== undefined }
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

/** `[Order!]!`, as GraphQL writes it. */
export function printTypeUse({ wraps, name }: TypeUse): string {
  let text = name
  for (const wrap of wraps.toReversed()) text = wrap === 'list' ? `[${text}]` : `${text}!`
  return text
}
