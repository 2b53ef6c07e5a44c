// The only place that parses XML: saxes, no document types, no entities of its own, nothing fetched (T-14). Runs in the killable child.
import { createRequire } from 'node:module'
import type * as Saxes from 'saxes'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { LONGEST_NAME, MOST_NODES } from '../../shared/schema/schema-read-error.ts'
import { lineAndColumn } from './find-json-error.ts'
import type { ImportError } from './import-error.ts'
import { MOST_DOCUMENT_DEPTH } from './parse-document.ts'

export type XmlElement = {
  /** Without its prefix. */
  readonly name: string
  /** '' where it has none. */
  readonly namespace: string
  /** Without declarations of prefixes (`xmlns`), which stand in `namespaces`. */
  readonly attributes: readonly XmlAttribute[]
  /** In document order; texts as they stand. */
  readonly children: readonly (XmlElement | string)[]
  /** From 1. */
  readonly line: number
  /** Prefixes in force here, for names inside values (`type="xs:string"`); '' is the default namespace. */
  readonly namespaces: ReadonlyMap<string, string>
}

export type XmlAttribute = { readonly name: string; readonly namespace: string; readonly value: string }

/** Of one element: the parser compares them with each other. */
const MOST_ATTRIBUTES = 10_000
/** Small, so that a refusal stops the parser soon. */
const PIECE = 16_384
const XMLNS = 'http://www.w3.org/2000/xmlns/'
const PREDEFINED: ReadonlyMap<string, string> = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/** What the parser says, in words that say what to do. Its other words stand as they are. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^unbound namespace prefix: (.*)\.$/, 'the prefix $1 is not declared. Add `xmlns:prefix="..."` to this element or one around it.'],
  [/^undefined entity\.$/, 'this entity is not known. Write the character itself, or its number (`&#160;` for a fixed space).'],
  [/^(unmatched closing tag: .*|unexpected close tag)\.$/, 'this closing tag fits no open element.'],
  [/^document must contain a root element\.$/, 'there is no element in it.'],
  [/^documents may contain only one root\.$/, 'a second root element begins here. Put the elements into one around them, or into files of their own.'],
]

type Open = XmlElement & { readonly attributes: XmlAttribute[]; readonly children: (XmlElement | string)[] }

/** At most MOST_DOCUMENT_DEPTH levels and MOST_NODES elements, attributes and declared prefixes. */
export function parseXml(text: string, file: string): Result<XmlElement, ImportError> {
  // Loaded only when needed: an import of JSON does not wait for it.
  const { SaxesParser } = createRequire(import.meta.url)('saxes') as typeof Saxes
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  let root: XmlElement | undefined
  let refused: ImportError | undefined
  let count = 0
  /** Attributes of the element that is being read. */
  let own = 0
  let line = 1
  let ended = false
  const refuse = (error: ImportError) => {
    refused ??= error
  }
  const refuseHere = (reason: string) => refuse({ type: 'NotXml', file, line: parser.line, column: parser.column + 1, reason })

  parser.on('error', ({ message }) => {
    const said = message.replace(/^\d+:\d+: /, '')
    if (ended && text.includes('<') && /^(unexpected end|unclosed tag|document must contain)/.test(said))
      refuse({ type: 'Truncated', file, ...lineAndColumn(text, text.length) })
    else refuseHere(wordReason(said))
  })
  parser.on('doctype', () => {
    // Whatever stands in it: entities that grow without end, files of this machine, addresses.
    refuse({ type: 'DocumentType', file, line: lineAndColumn(text, Math.max(0, text.indexOf('<!DOCTYPE'))).line })
  })
  parser.on('opentagstart', () => {
    own = 0
    // The parser is one character behind the name; a line break there is the next line already.
    line = parser.line - (parser.columnIndex === 0 ? 1 : 0)
  })
  parser.on('attribute', () => {
    own += 1
    if (own > MOST_ATTRIBUTES) refuseHere(`this element has more than ${MOST_ATTRIBUTES.toLocaleString('en-GB')} attributes. Write them as elements.`)
  })
  parser.on('opentag', (tag) => {
    if (refused !== undefined) return
    const attributes: XmlAttribute[] = []
    for (const { local, uri, value } of Object.values(tag.attributes)) {
      count += 1
      if (local.length > LONGEST_NAME) return refuseHere(`the name of an attribute has more than ${LONGEST_NAME} characters. Shorten it.`)
      if (uri !== XMLNS) attributes.push({ name: local, namespace: uri, value })
    }
    if (tag.local.length > LONGEST_NAME) return refuseHere(`the name of an element has more than ${LONGEST_NAME} characters. Shorten it.`)
    const above = open.at(-1)
    let namespaces = above?.namespaces ?? PREDEFINED
    const declared = Object.entries(tag.ns)
    if (declared.length > 0) {
      namespaces = new Map([...namespaces, ...declared])
      count += namespaces.size
    }
    count += 1
    if (count > MOST_NODES) return refuse({ type: 'TooManyNodes', limit: MOST_NODES, file })
    const element: Open = { name: tag.local, namespace: tag.uri, attributes, children: [], line, namespaces }
    if (above === undefined) root = element
    else above.children.push(element)
    open.push(element)
    if (open.length > MOST_DOCUMENT_DEPTH) refuse({ type: 'TooDeep', at: `line ${line}`, limit: MOST_DOCUMENT_DEPTH, file })
  })
  parser.on('closetag', () => void open.pop())
  const addText = (said: string) => {
    const above = open.at(-1)
    if (above === undefined || refused !== undefined) return
    // A text with `<![CDATA[` in it is one text.
    const last = above.children.length - 1
    const before = above.children[last]
    if (typeof before === 'string') above.children[last] = before + said
    else above.children.push(said)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)

  for (let at = 0; at < text.length && refused === undefined; at += PIECE) parser.write(text.slice(at, at + PIECE))
  ended = true
  if (refused === undefined) parser.close()
  if (refused !== undefined) return fail(refused)
  if (root === undefined) throw new Error('the parser of XML gave neither an element nor an error')
  return ok(root)
}

/** The value of an attribute without namespace. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value
}

/** The elements directly below. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string')
}

/** The text of an element and of all below it, in order. */
export function textOf(element: XmlElement): string {
  const parts: string[] = []
  const stack: (XmlElement | string)[] = [element]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') parts.push(next)
    else for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i] as XmlElement | string)
  }
  return parts.join('')
}

function wordReason(said: string): string {
  for (const [pattern, reason] of REASONS) if (pattern.test(said)) return said.replace(pattern, reason)
  return `${said.slice(0, 200).replace(/[.:]+$/, '')}.`
}
