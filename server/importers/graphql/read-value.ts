// The only place that turns GraphQL literals into plain JSON.
import { GraphQLError } from 'graphql/error/GraphQLError.js'
import { Kind, parseConstValue, type ConstValueNode } from 'graphql/language/index.js'
import type { JsonValue } from '../../../shared/schema/json-value.ts'
import { keepValue } from '../../../shared/schema/raw-values.ts'
import { MOST_NESTING } from './graphql-schema.ts'

/** A longer default is nothing that people read. */
const LONGEST_LITERAL = 10_000

/** The literal as JSON: enum values are texts. Undefined where it is too large to carry along. The parser has bounded its depth. */
export function literalToJson(node: ConstValueNode): JsonValue | undefined {
  return keepValue(toJson(node))
}

/** A default as introspection prints it: `"a"`, `[CREATED_AT]`, `{ first: 10 }`. Undefined where it is no literal. */
export function parseLiteral(text: string): JsonValue | undefined {
  if (text.length > LONGEST_LITERAL || nesting(text) > MOST_NESTING) return undefined
  try {
    return literalToJson(parseConstValue(text, { noLocation: true }))
  } catch (cause) {
    if (cause instanceof GraphQLError) return undefined
    throw cause
  }
}

function toJson(node: ConstValueNode): JsonValue {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number.isFinite(Number(node.value)) ? Number(node.value) : node.value
    case Kind.STRING:
    case Kind.ENUM:
    case Kind.BOOLEAN:
      return node.value
    case Kind.NULL:
      return null
    case Kind.LIST:
      return node.values.map(toJson)
    case Kind.OBJECT:
      // Names become own properties, whatever they are (T-21).
      return Object.fromEntries(node.fields.map((field) => [field.name.value, toJson(field.value)]))
  }
}

/** Brackets inside texts count too: that errs on the side of leaving a strange default out. */
function nesting(text: string): number {
  let depth = 0
  let most = 0
  for (const char of text) {
    if (char === '[' || char === '{') most = Math.max(most, ++depth)
    else if (char === ']' || char === '}') depth -= 1
  }
  return most
}
