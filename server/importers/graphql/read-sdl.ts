// The only place that reads GraphQL's schema language (SDL). Checks nothing that a server would check: real files lean on what others define.
import {
  Kind,
  TokenKind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NameNode,
  type StringValueNode,
  type TypeNode,
} from 'graphql/language/index.js'
import { printSourcePlace, type SourcePlace } from '../../../shared/schema/graph-writer.ts'
import { ok, type Result } from '../../../shared/schema/result.ts'
import type { EnumValue } from '../describe-enum.ts'
import type { ImportError } from '../import-error.ts'
import { addType, byName, type GraphqlField, type GraphqlKind, type GraphqlSchema, type ReportProblem, type TypeUse } from './graphql-schema.ts'
import { parseSdl } from './parse-sdl.ts'
import { literalToJson } from './read-value.ts'

/** Adds what the file defines. The value says whether it defined anything: a file of queries defines nothing. */
export function readSdl(text: string, file: string, schema: GraphqlSchema, report: ReportProblem): Result<boolean, ImportError> {
  const parsed = parseSdl(text, file)
  if (!parsed.ok) return parsed
  let defines = false
  for (const definition of parsed.value.definitions) defines = readDefinition(definition, file, schema, report) || defines
  return ok(defines)
}

function readDefinition(definition: DefinitionNode, file: string, schema: GraphqlSchema, report: ReportProblem): boolean {
  switch (definition.kind) {
    case Kind.SCHEMA_DEFINITION:
    case Kind.SCHEMA_EXTENSION:
      for (const { operation, type } of definition.operationTypes ?? []) if (!schema.roots.has(operation)) schema.roots.set(operation, type.name.value)
      return true
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      add('scalar', definition, {})
      return true
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      add('enum', definition, { values: (definition.values ?? []).map(readEnumValue) })
      return true
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      add('union', definition, { members: definition.types })
      return true
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      add('object', definition, { fields: readFields(definition.fields, file), interfaces: definition.interfaces })
      return true
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      add('interface', definition, { fields: readFields(definition.fields, file), interfaces: definition.interfaces })
      return true
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      add('input', definition, { fields: readFields(definition.fields, file) })
      return true
    case Kind.DIRECTIVE_DEFINITION:
      return true
    default:
      return false
  }

  function add(
    kind: GraphqlKind,
    { name, description, directives, loc }: Described & { readonly name: NameNode },
    parts: {
      readonly fields?: readonly GraphqlField[]
      readonly values?: readonly EnumValue[]
      readonly members?: readonly { readonly name: NameNode }[] | undefined
      readonly interfaces?: readonly { readonly name: NameNode }[] | undefined
    },
  ): void {
    const place = placeOf(name, file)
    addType(
      schema,
      {
        kind,
        name: name.value,
        description: readDescription({ description, loc }),
        place,
        fields: byName(parts.fields ?? []),
        values: byName(parts.values ?? []),
        members: new Set((parts.members ?? []).map((member) => member.name.value)),
        interfaces: new Set((parts.interfaces ?? []).map((each) => each.name.value)),
        oneOf: directives?.some((directive) => directive.name.value === 'oneOf') === true,
        specifiedBy: argumentOf(directives, 'specifiedBy', 'url'),
      },
      printSourcePlace(place),
      report,
    )
  }
}

type Described = {
  readonly description?: StringValueNode | undefined
  readonly directives?: readonly ConstDirectiveNode[] | undefined
  readonly loc?: NameNode['loc']
}

function readFields(nodes: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] | undefined, file: string): GraphqlField[] {
  return (nodes ?? []).map((node) => {
    const given = node.kind === Kind.INPUT_VALUE_DEFINITION && node.defaultValue !== undefined ? literalToJson(node.defaultValue) : undefined
    const description = readDescription(node)
    const deprecated = readDeprecation(node.directives)
    return {
      name: node.name.value,
      type: readTypeUse(node.type),
      arguments: node.kind === Kind.FIELD_DEFINITION ? readFields(node.arguments, file) : [],
      place: placeOf(node.name, file),
      ...(description === undefined ? {} : { description }),
      ...(given === undefined ? {} : { default: given }),
      ...(deprecated === undefined ? {} : { deprecated }),
    }
  })
}

function readEnumValue(node: EnumValueDefinitionNode): EnumValue {
  const description = readDescription(node)
  const deprecated = readDeprecation(node.directives)
  return { name: node.name.value, ...(description === undefined ? {} : { description }), ...(deprecated === undefined ? {} : { deprecated }) }
}

function readTypeUse(node: TypeNode): TypeUse {
  const wraps: ('list' | 'required')[] = []
  for (let at = node; ; at = at.type) {
    if (at.kind === Kind.NAMED_TYPE) return { wraps, name: at.name.value }
    wraps.push(at.kind === Kind.LIST_TYPE ? 'list' : 'required')
  }
}

/** Older files describe in comments: those that stand directly above count where there is no description. */
function readDescription({ description, loc }: Described): string | undefined {
  if (description !== undefined) return description.value.trim() === '' ? undefined : description.value.trim()
  const lines: string[] = []
  let line = loc?.startToken.line ?? 0
  for (let token = loc?.startToken.prev; token?.kind === TokenKind.COMMENT; token = token.prev) {
    // A comment behind something on its line is about that; `# import` is a word of bundlers.
    if (token.line !== line - 1 || token.prev?.line === token.line || /^ ?import /.test(token.value)) break
    lines.push(token.value.replace(/^ /, '').trimEnd())
    line = token.line
  }
  const text = lines.reverse().join('\n').trim()
  return text === '' ? undefined : text
}

function readDeprecation(directives: readonly ConstDirectiveNode[] | undefined): string | undefined {
  if (directives?.some((directive) => directive.name.value === 'deprecated') !== true) return undefined
  return argumentOf(directives, 'deprecated', 'reason') ?? ''
}

function argumentOf(directives: readonly ConstDirectiveNode[] | undefined, directive: string, argument: string): string | undefined {
  const found = directives?.find((each) => each.name.value === directive)?.arguments?.find((each) => each.name.value === argument)
  return found?.value.kind === Kind.STRING ? found.value.value : undefined
}

function placeOf(name: NameNode, file: string): SourcePlace {
  return { file, line: name.loc?.startToken.line ?? 1 }
}
