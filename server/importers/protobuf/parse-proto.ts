// The only place that parses Protocol Buffers definitions: proto2, proto3 and editions. Blocks are kept on a stack of its own, so no depth overflows.
import type { SourcePlace } from '../../../shared/schema/graph-writer.ts'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import { LONGEST_NAME } from '../../../shared/schema/schema-read-error.ts'
import { lineAndColumn } from '../find-json-error.ts'
import type { ImportError } from '../import-error.ts'
import { createLineFinder } from '../line-finder.ts'
import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoMethod, ProtoOption } from './proto-file.ts'
import { readProtoTokens, type ProtoToken } from './proto-lexer.ts'
import { createProtoWords } from './proto-words.ts'

/** Messages inside messages, at most. */
const MOST_DEPTH = 64

type Block =
  | { readonly kind: 'file' }
  | { readonly kind: 'message'; readonly message: ProtoMessage }
  | { readonly kind: 'oneof'; readonly message: ProtoMessage; readonly name: string }
  | { readonly kind: 'enum'; readonly of: ProtoEnum }
  | { readonly kind: 'service'; readonly fullName: string }
  | { readonly kind: 'method'; readonly method: ProtoMethod }
  | { readonly kind: 'extend' }

const LABELS = new Set(['optional', 'required', 'repeated'])

export function parseProto(text: string, name: string): Result<ProtoFile, ImportError> {
  const { tokens, fault } = readProtoTokens(text)
  if (fault !== undefined) return fail(toImportError(fault, text, name))
  const words = createProtoWords(tokens)
  const lineOf = createLineFinder(text)
  const placeOf = (token: ProtoToken): SourcePlace => ({ file: name, line: lineOf(token.at) })
  const file: ProtoFile = { name, package: '', imports: [], messages: [], enums: [], methods: [], options: [], extensions: [] }
  const blocks: Block[] = [{ kind: 'file' }]
  for (let token = words.peek(); token.kind !== 'end'; token = words.peek()) {
    if (blocks.length > MOST_DEPTH) return fail({ type: 'TooDeep', at: `line ${lineOf(token.at)}`, limit: MOST_DEPTH, file: name })
    readStatement(blocks.at(-1) ?? { kind: 'file' })
  }
  if (blocks.length > 1) words.refuse(words.peek(), '`}`')
  const broken = words.fault()
  return broken === undefined ? ok(file) : fail(toImportError(broken, text, name))

  function readStatement(block: Block): void {
    if (words.take(';')) return
    if (blocks.length > 1 && words.take('}')) {
      blocks.pop()
      return
    }
    const first = words.peek()
    if (words.takeStatement('option')) {
      const into = optionsOf(block)
      words.readOption(into)
      words.expect(';')
      return
    }
    switch (block.kind) {
      case 'file':
        return readInFile(first)
      case 'message':
        return readInMessage(block.message, first)
      case 'oneof':
        return readField(block.message, block.name)
      case 'enum':
        return readEnumValue(block.of, first)
      case 'service':
        return readMethod(block.fullName, first)
      case 'extend':
        return readField(undefined, undefined)
      case 'method':
        return words.refuse(first, '`option` or `}`')
    }
  }

  function readInFile(first: ProtoToken): void {
    if (words.take('syntax') || words.take('edition')) {
      words.expect('=')
      words.expectText()
      words.expect(';')
    } else if (words.take('import')) {
      if (words.peek().kind === 'word') words.next()
      file.imports.push({ path: words.expectText(), place: placeOf(first) })
      words.expect(';')
    } else if (words.take('package')) {
      file.package = limited(words.expectName(), first)
      words.expect(';')
    } else if (words.take('service')) {
      const fullName = join(file.package, limited(words.expectWord(), first))
      words.expect('{')
      blocks.push({ kind: 'service', fullName })
    } else if (!readDefinition('', first)) words.refuse(first, '`message`, `enum`, `service`, `import` or `option`')
  }

  /** What may stand in a file and in a message. */
  function readDefinition(outer: string, first: ProtoToken): boolean {
    // Editions say who may see a definition.
    if ((first.text === 'export' || first.text === 'local') && words.peek(1).kind === 'word') words.next()
    if (words.takeBefore('message', '{')) openMessage(join(outer, limited(words.expectWord(), first)), first)
    else if (words.takeBefore('enum', '{')) {
      const name = join(outer, limited(words.expectWord(), first))
      words.expect('{')
      const description = first.above ?? words.peek().beside
      const made: ProtoEnum = { name, fullName: join(file.package, name), values: [], options: [], description, place: placeOf(first) }
      file.enums.push(made)
      blocks.push({ kind: 'enum', of: made })
    } else if (words.peek().text === 'extend' && words.peek(2).text !== '=') {
      words.next()
      file.extensions.push({ of: words.expectName(), place: placeOf(first) })
      words.expect('{')
      blocks.push({ kind: 'extend' })
    } else return false
    return true
  }

  function openMessage(name: string, first: ProtoToken): ProtoMessage {
    words.expect('{')
    const message: ProtoMessage = {
      name,
      fullName: join(file.package, name),
      fields: [],
      options: [],
      description: first.above ?? words.peek().beside,
      place: placeOf(first),
      file,
    }
    file.messages.push(message)
    blocks.push({ kind: 'message', message })
    return message
  }

  function readInMessage(message: ProtoMessage, first: ProtoToken): void {
    if (words.takeBefore('oneof', '{')) {
      const name = words.expectWord()
      words.expect('{')
      blocks.push({ kind: 'oneof', message, name })
    } else if ((first.text === 'reserved' || first.text === 'extensions') && words.peek(2).text !== '=' && words.peek(1).text !== '.') words.skipStatement()
    else if (!readDefinition(message.name, first)) readField(message, undefined)
  }

  /** `repeated Order.Line lines = 3 [deprecated = true];`, maps and groups. Of an extension nothing is kept. */
  function readField(message: ProtoMessage | undefined, oneof: string | undefined): void {
    const first = words.peek()
    let label: ProtoField['label']
    if (LABELS.has(first.text) && (words.peek(1).kind === 'word' || words.peek(1).text === '.') && words.peek(2).text !== '=') {
      label = first.text as 'optional' | 'required' | 'repeated'
      words.next()
    }
    let type: string
    const isGroup = words.peek().text === 'group' && words.peek(1).kind === 'word' && words.peek(2).text === '=' && /^[A-Z]/.test(words.peek(1).text)
    if (words.takeBefore('map', undefined, '<')) {
      words.expect('<')
      words.expectWord()
      words.expect(',')
      type = words.expectName()
      words.expect('>')
      label = 'map'
    } else type = isGroup ? words.next().text : words.expectName()
    const named = words.peek()
    const written = words.expectWord()
    words.expect('=')
    words.expectNumber()
    const options: ProtoOption[] = []
    if (words.peek().text === '[') words.readOptionList(options)
    const name = isGroup ? written.toLowerCase() : written
    if (isGroup) {
      const group = openMessage(join(message?.name ?? '', limited(written, first)), first)
      type = `.${group.fullName}`
    } else words.expect(';')
    const description = first.above ?? (isGroup ? undefined : words.peek().beside)
    message?.fields.push({ name, type, label, options, oneof, description, place: placeOf(named) })
  }

  function readEnumValue(of: ProtoEnum, first: ProtoToken): void {
    if (first.text === 'reserved' && words.peek(1).text !== '=') return words.skipStatement()
    const name = words.expectWord()
    words.expect('=')
    words.expectNumber()
    const options: ProtoOption[] = []
    if (words.peek().text === '[') words.readOptionList(options)
    words.expect(';')
    of.values.push({ name, description: first.above ?? words.peek().beside, options })
  }

  function readMethod(service: string, first: ProtoToken): void {
    if (!words.take('rpc')) return words.refuse(first, '`rpc`, `option` or `}`')
    const name = words.expectWord()
    const [request, requestStream] = readMessageType()
    words.expect('returns')
    const [response, responseStream] = readMessageType()
    const opens = words.take('{')
    if (!opens) words.expect(';')
    const method: ProtoMethod = {
      name,
      service,
      request,
      response,
      requestStream,
      responseStream,
      options: [],
      description: first.above ?? words.peek().beside,
      place: placeOf(first),
    }
    file.methods.push(method)
    if (opens) blocks.push({ kind: 'method', method })
  }

  function readMessageType(): [string, boolean] {
    words.expect('(')
    const isStream = words.peek().text === 'stream' && words.peek(1).text !== ')'
    if (isStream) words.next()
    const type = words.expectName()
    words.expect(')')
    return [type, isStream]
  }

  /** Every name inside carries the names around it, so that a long one would cost its length again and again. */
  function limited(given: string, token: ProtoToken): string {
    if (given.length > LONGEST_NAME) words.refuse(token, `A name of at most ${LONGEST_NAME} characters`)
    return given.slice(0, LONGEST_NAME)
  }

  function optionsOf(block: Block): ProtoOption[] {
    switch (block.kind) {
      case 'file':
        return file.options
      case 'message':
        return block.message.options
      case 'enum':
        return block.of.options
      case 'method':
        return block.method.options
      case 'oneof':
      case 'service':
      case 'extend':
        return []
    }
  }
}

function join(outer: string, name: string): string {
  return outer === '' ? name : `${outer}.${name}`
}

function toImportError(fault: { readonly at: number; readonly reason: string; readonly ended: boolean }, text: string, file: string): ImportError {
  const { line, column } = lineAndColumn(text, fault.at)
  if (fault.ended) return { type: 'Truncated', file, line, column }
  return { type: 'NotWellFormed', file, line, column, language: 'Protocol Buffers', reason: fault.reason }
}
