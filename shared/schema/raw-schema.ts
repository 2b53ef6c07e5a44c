// The only place that knows which keywords of a schema hold schemas. Raw: as it stands in the parsed document, unchecked.

export type RawObject = { readonly [key: string]: unknown }

/** How the versions differ, as far as reading is concerned. */
export type Dialect = {
  /** OpenAPI 3.1 and JSON Schema 2019-09 on: keywords beside `$ref` count. Before: they are ignored. */
  readonly refSiblings: boolean
}

type Holds = 'one' | 'list' | 'map' | 'one-or-list'

const HOLDS: ReadonlyMap<string, Holds> = new Map<string, Holds>([
  ...(
    [
      'additionalProperties',
      'additionalItems',
      'unevaluatedProperties',
      'unevaluatedItems',
      'not',
      'if',
      'then',
      'else',
      'contains',
      'propertyNames',
      'contentSchema',
    ] as const
  ).map((keyword): [string, Holds] => [keyword, 'one']),
  ...(['allOf', 'oneOf', 'anyOf', 'prefixItems'] as const).map((keyword): [string, Holds] => [keyword, 'list']),
  ...(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'] as const).map((keyword): [string, Holds] => [
    keyword,
    'map',
  ]),
  ['items', 'one-or-list'],
])

export function isRawObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function rawObject(value: unknown): RawObject | undefined {
  return isRawObject(value) ? value : undefined
}

export function rawList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function rawText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** By own name only, so that a name such as `constructor` finds nothing inherited. */
export function rawEntries(value: unknown): [string, unknown][] {
  return isRawObject(value) ? Object.entries(value) : []
}

const IDENTITY = ['$id', 'id', '$anchor', '$dynamicAnchor']
const INTERESTING = new Set<string>([...HOLDS.keys(), ...IDENTITY])

/** True for nine schemas in ten: nothing stands inside, and nothing can refer to it by a name of its own. */
export function isPlainSchema(schema: RawObject): boolean {
  return !Object.keys(schema).some(isInteresting)
}

// Given by name to `some`, because a loop over a list makes an object for each step until the engine has compiled it: a reader ends before that.
function isInteresting(keyword: string): boolean {
  return INTERESTING.has(keyword)
}

/** Calls `visit` for each object directly inside `schema` that stands where a schema may stand, with the keyword and, where there is one, the name or index. */
export function eachSubschema(schema: RawObject, visit: (child: RawObject, keyword: string, key?: string) => void): void {
  const keywords = Object.keys(schema)
  for (let k = 0; k < keywords.length; k++) {
    const keyword = keywords[k] as string
    const holds = HOLDS.get(keyword)
    if (holds === undefined) continue
    const held = schema[keyword]
    if (Array.isArray(held)) {
      if (holds === 'list' || holds === 'one-or-list') for (let i = 0; i < held.length; i++) if (isRawObject(held[i])) visit(held[i], keyword, String(i))
    } else if (isRawObject(held)) {
      if (holds === 'one' || holds === 'one-or-list') visit(held, keyword)
      // `dependencies` of draft-07 may also hold lists of names: those are no schemas.
      else if (holds === 'map') {
        const names = Object.keys(held)
        for (let i = 0; i < names.length; i++) {
          const child = held[names[i] as string]
          if (isRawObject(child)) visit(child, keyword, names[i])
        }
      }
    }
  }
}

/** True when the keywords beside `$ref` say anything at all. */
export function hasSiblings(schema: RawObject): boolean {
  return Object.keys(schema).some((key) => !NO_FACTS.has(key) && !key.startsWith('x-'))
}

const NO_FACTS = new Set([
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  '$comment',
  '$defs',
  'definitions',
  '$id',
  '$schema',
  '$anchor',
  '$dynamicAnchor',
  '$vocabulary',
])

/** The reference of a schema, in any of its spellings. Dynamic ones are read as plain: the extension points of one document are not followed. */
export function refOf(schema: RawObject): string | undefined {
  return rawText(schema['$ref']) ?? rawText(schema['$dynamicRef']) ?? rawText(schema['$recursiveRef'])
}
