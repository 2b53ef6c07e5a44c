// The only place that makes graph nodes of Protocol Buffers definitions, as their JSON has them.
import { printSourcePlace, type GraphWriter, type SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { Endpoint, NamedObject, NodeId, Property, SchemaNode } from '../../../shared/schema/schema-graph.ts'
import { LONGEST_NAME } from '../../../shared/schema/schema-read-error.ts'
import { describeEnum } from '../describe-enum.ts'
import { joinSentences } from '../join-sentences.ts'
import { copyOfType, createTypeCopies } from '../type-copies.ts'
import { readFieldRules, readHttpRule } from './field-rules.ts'
import { knownFacts, SCALARS } from './known-types.ts'
import { isDeprecated, optionOf, type ProtoEnum, type ProtoField, type ProtoFile, type ProtoMessage, type ProtoMethod } from './proto-file.ts'

const MOST_ENUM_VALUES = 10_000
/** Fields of a oneof that are named in a description. */
const MOST_ONEOF_NAMES = 20

/** What a name stands for: a message, an enum, a scalar, a type that is known without a file, or nothing that we have. */
type Found =
  | { readonly kind: 'message'; readonly of: ProtoMessage }
  | { readonly kind: 'enum'; readonly of: ProtoEnum }
  | { readonly kind: 'facts'; readonly name: string; readonly facts: SchemaNode }

export function buildProtoGraph(
  own: readonly ProtoFile[],
  known: readonly ProtoFile[],
  writer: GraphWriter,
): { readonly objects: readonly NamedObject[]; readonly endpoints: readonly Endpoint[]; readonly fieldCount: number } {
  const messages = new Map<string, ProtoMessage>()
  const enums = new Map<string, ProtoEnum>()
  // The upload's own definitions before those that are known anyway.
  for (const file of [...own, ...known]) {
    for (const message of file.messages) addDefinition(message, messages)
    for (const each of file.enums) addDefinition(each, enums)
  }
  const copies = createTypeCopies()
  const missing = new Set<string>()
  const meaningsByEnum = new Map<ProtoEnum, string | undefined>()
  const knownByName = new Map<string, SchemaNode | undefined>()
  const factsByMessage = new Map<ProtoMessage, SchemaNode>()
  const oneofsByMessage = new Map<ProtoMessage, ReadonlyMap<string, readonly string[]>>()
  const ownFiles = new Set(own)
  const names = nameMessages(ownFiles, messages)
  const objects: NamedObject[] = []
  for (const message of messages.values()) {
    if (!ownFiles.has(message.file)) continue
    const name = names.get(message) ?? message.fullName
    if (name.length > LONGEST_NAME)
      writer.problem('name-too-long', printSourcePlace(message.place), `Names of more than ${LONGEST_NAME} characters are left out.`)
    else objects.push({ name, node: nodeOfMessage(message), ...(message.description === undefined ? {} : { description: message.description }) })
  }
  return {
    objects,
    endpoints: readEndpoints(),
    fieldCount: own.reduce((sum, file) => sum + file.messages.reduce((fields, message) => fields + message.fields.length, 0), 0),
  }

  function addDefinition<T extends ProtoMessage | ProtoEnum>(definition: T, into: Map<string, T>): void {
    const { fullName } = definition
    if (!messages.has(fullName) && !enums.has(fullName)) into.set(fullName, definition)
    else if (definition.place.line !== 0 && !fullName.startsWith('google.'))
      writer.problem('unsupported-construct', printSourcePlace(definition.place), `\`${fullName.slice(0, 200)}\` is defined twice; the first is read.`)
  }

  function readEndpoints(): Endpoint[] {
    const endpoints: Endpoint[] = []
    const seen = new Set<string>()
    for (const file of own)
      for (const method of file.methods) {
        const path = `/${method.service}/${method.name}`
        if (seen.has(path) || path.length > LONGEST_NAME) continue
        seen.add(path)
        endpoints.push(readEndpoint(method, path))
      }
    return endpoints
  }

  function readEndpoint(method: ProtoMethod, path: string): Endpoint {
    const description = joinSentences(
      method.description,
      method.requestStream ? 'The client sends any number of these, one after the other.' : undefined,
      method.responseStream ? 'The server sends any number of these, one after the other.' : undefined,
    )
    const http = readHttpRule(method.options)
    return {
      id: `RPC ${path}`,
      kind: 'operation',
      method: 'RPC',
      path,
      operationId: method.name,
      ...(http === undefined ? {} : { summary: `HTTP: ${http}` }),
      ...(description === undefined ? {} : { description }),
      ...(isDeprecated(method.options) ? { deprecated: true } : {}),
      parameters: [],
      request: { mediaType: 'application/json', required: true, node: nodeOfType(method.request, method.service, method.place) },
      responses: [{ status: '200', body: { mediaType: 'application/json', required: true, node: nodeOfType(method.response, method.service, method.place) } }],
    }
  }

  function nodeOfMessage(message: ProtoMessage): NodeId {
    return writer.node(message, () => factsOfMessage(message), message.place)
  }

  function nodeOfType(type: string, scope: string, place: SourcePlace): NodeId {
    const found = find(type, scope, place)
    if (found.kind === 'message') return nodeOfMessage(found.of)
    if (found.kind === 'enum') return writer.node(found.of, () => factsOfEnum(found.of), found.of.place)
    return writer.node(`type ${found.name}`, () => found.facts)
  }

  function factsOfMessage(message: ProtoMessage): SchemaNode {
    const known = factsByMessage.get(message)
    if (known !== undefined) return known
    const filePresence = optionOf(message.file.options, 'features.field_presence')
    const facts: SchemaNode = {
      types: ['object'],
      name: names.get(message) ?? message.name,
      ...(message.description === undefined ? {} : { description: message.description }),
      ...(isDeprecated(message.options) ? { deprecated: true } : {}),
      properties: message.fields.map((field) => toProperty(field, message, typeof filePresence === 'string' ? filePresence : undefined)),
    }
    factsByMessage.set(message, facts)
    return facts
  }

  function factsOfEnum(of: ProtoEnum): SchemaNode {
    const description = joinSentences(of.description, meaningsOf(of))
    return {
      types: ['text'],
      name: of.name,
      ...(description === undefined ? {} : { description }),
      ...(isDeprecated(of.options) ? { deprecated: true } : {}),
      enum: [...new Set(of.values.map((value) => value.name))].slice(0, MOST_ENUM_VALUES),
    }
  }

  function meaningsOf(of: ProtoEnum): string | undefined {
    if (!meaningsByEnum.has(of)) meaningsByEnum.set(of, describeValues(of))
    return meaningsByEnum.get(of)
  }

  function toProperty(field: ProtoField, message: ProtoMessage, filePresence: string | undefined): Property {
    const { facts, required, jsonName } = readFieldRules(field, filePresence)
    const found = find(field.type, message.fullName, field.place)
    const own = { description: describeField(field, message, found, jsonName), ...(facts.deprecated === true ? { deprecated: true } : {}) }
    const node = (make: () => SchemaNode): NodeId => writer.node(field, make, field.place)
    const property = (id: NodeId): Property => ({ name: field.name, required, node: id })
    if (field.label === 'repeated' || field.label === 'map') {
      const item = (): NodeId => nodeOfType(field.type, message.fullName, field.place)
      return property(
        node(() => ({ ...copyOfType(field.label === 'map' ? { types: ['map'], entries: item() } : { types: ['list'], items: item() }, own), ...facts })),
      )
    }
    if (found.kind === 'message' && !copies.allow(found.of.fields.length, found.of.description)) return property(nodeOfMessage(found.of))
    if (found.kind === 'enum' && !copies.allow(found.of.values.length, meaningsOf(found.of)))
      return property(nodeOfType(field.type, message.fullName, field.place))
    return property(
      node(() => {
        const type = found.kind === 'message' ? factsOfMessage(found.of) : found.kind === 'enum' ? factsOfEnum(found.of) : found.facts
        return { ...copyOfType(type, own), ...facts, ...defaultOf(field, type) }
      }),
    )
  }

  function describeField(field: ProtoField, message: ProtoMessage, found: Found, jsonName: string | undefined): string | undefined {
    const others = field.oneof === undefined ? [] : (oneofs(message).get(field.oneof) ?? [])
    const listed = `${others.slice(0, MOST_ONEOF_NAMES).join(', ')}${others.length > MOST_ONEOF_NAMES ? ', …' : ''}`
    return joinSentences(
      found.kind === 'enum' ? joinSentences(field.description ?? found.of.description, meaningsOf(found.of)) : field.description,
      field.oneof === undefined ? undefined : `At most one of \`${field.oneof}\` is set: ${listed}.`,
      jsonName === undefined ? undefined : `In JSON: \`${jsonName}\`.`,
    )
  }

  function oneofs(message: ProtoMessage): ReadonlyMap<string, readonly string[]> {
    const known = oneofsByMessage.get(message)
    if (known !== undefined) return known
    const groups = new Map<string, string[]>()
    for (const { oneof, name } of message.fields) {
      if (oneof === undefined) continue
      const group = groups.get(oneof)
      if (group === undefined) groups.set(oneof, [name])
      else group.push(name)
    }
    oneofsByMessage.set(message, groups)
    return groups
  }

  function wellKnown(fullName: string): SchemaNode | undefined {
    if (!fullName.startsWith('google.protobuf.')) return undefined
    if (!knownByName.has(fullName)) knownByName.set(fullName, knownFacts(fullName, writer))
    return knownByName.get(fullName)
  }

  /** From the innermost scope outwards, as the language has it; a leading dot means the whole name. */
  function find(type: string, scope: string, place: SourcePlace): Found {
    const scalar = SCALARS.get(type)
    if (scalar !== undefined) return { kind: 'facts', name: type, facts: scalar }
    for (let outer = type.length > LONGEST_NAME ? '' : scope; ; outer = outer.slice(0, Math.max(outer.lastIndexOf('.'), 0))) {
      const fullName = type.startsWith('.') ? type.slice(1) : outer === '' ? type : `${outer}.${type}`
      const message = messages.get(fullName)
      const facts = wellKnown(fullName)
      // JSON has forms of its own for these, also where their file is part of the upload.
      if (facts !== undefined) return { kind: 'facts', name: fullName, facts }
      if (message !== undefined) return { kind: 'message', of: message }
      const found = enums.get(fullName)
      if (found !== undefined) return { kind: 'enum', of: found }
      if (outer === '' || type.startsWith('.')) break
    }
    if (!missing.has(type)) {
      missing.add(type)
      writer.problem(
        'unresolved-reference',
        printSourcePlace(place),
        `The type \`${type.slice(0, 200)}\` is not in this upload; its values may be anything. Upload the file that defines it too.`,
      )
    }
    return { kind: 'facts', name: `missing ${type}`, facts: { types: ['any'] } }
  }
}

function describeValues({ values }: ProtoEnum): string | undefined {
  return describeEnum(
    values.slice(0, MOST_ENUM_VALUES).map(({ name, description, options }) => ({
      name,
      ...(description === undefined ? {} : { description }),
      ...(isDeprecated(options) ? { deprecated: '' } : {}),
    })),
  )
}

/** `[default = 7]` of proto2. */
function defaultOf(field: ProtoField, { types: [type] }: SchemaNode): { default?: string | number | boolean } {
  const value = optionOf(field.options, 'default')
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return {}
  const fits = type === 'text' ? typeof value === 'string' : type === 'boolean' ? typeof value === 'boolean' : typeof value === 'number'
  return fits ? { default: value } : {}
}

/** Without the package where no two are alike: packages carry versions, and names should survive those. */
function nameMessages(own: ReadonlySet<ProtoFile>, messages: ReadonlyMap<string, ProtoMessage>): Map<ProtoMessage, string> {
  const count = new Map<string, number>()
  for (const { name, file } of messages.values()) if (own.has(file)) count.set(name, (count.get(name) ?? 0) + 1)
  const names = new Map<ProtoMessage, string>()
  for (const message of messages.values()) names.set(message, (count.get(message.name) ?? 0) > 1 ? message.fullName : message.name)
  return names
}
