// The only place that walks the XML of workbooks: saxes, no document types, a piece at a time, nothing kept (T-14).
import { createRequire } from 'node:module'
import type * as Saxes from 'saxes'
import { decodeText } from '../decode-text.ts'
import { SpreadsheetRefusal } from './sheet-limits.ts'

export type Attributes = Readonly<Record<string, string>>

/** Names are without their prefix; attributes stand under their names as written. */
export type XmlSteps = {
  readonly open: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  /** A text may come in several pieces. */
  readonly text?: (text: string) => void
}

/** `file`: for messages; `name`: of the part in the workbook. */
export type XmlPart = { readonly file: string; readonly name: string; readonly bytes: Uint8Array }

/** Characters the parser gets at once. */
const PIECE = 65_536
/** Characters after which progress is told. */
const TOLD_EVERY = 4_000_000

/** Throws SpreadsheetRefusal where the part is no XML. `report`: how much of the part is done, 0..1. */
export async function walkXml({ file, name, bytes }: XmlPart, steps: XmlSteps, report?: (done: number) => Promise<void>): Promise<void> {
  const damaged = (reason: string) => new SpreadsheetRefusal({ type: 'Damaged', file, part: name, reason })
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) throw damaged('it is no text')
  const { text } = decoded.value
  const { SaxesParser } = createRequire(import.meta.url)('saxes') as typeof Saxes
  const parser = new SaxesParser({ position: false, xmlns: false })
  let refused: SpreadsheetRefusal | undefined
  parser.on('doctype', () => {
    refused ??= new SpreadsheetRefusal({ type: 'DocumentType', file, part: name })
  })
  parser.on('error', (cause) => {
    refused ??= damaged(cause.message.slice(0, 200).replace(/\.$/, ''))
  })
  parser.on('opentag', (tag) => {
    if (refused === undefined) steps.open(localName(tag.name), tag.attributes as Attributes)
  })
  parser.on('closetag', (tag) => {
    if (refused === undefined) steps.close?.(localName(tag.name))
  })
  if (steps.text !== undefined) {
    parser.on('text', steps.text)
    parser.on('cdata', steps.text)
  }
  let told = 0
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE))
    if (refused !== undefined) throw refused
    if (at - told < TOLD_EVERY) continue
    told = at
    await report?.(at / text.length)
  }
  parser.close()
  if (refused !== undefined) throw refused
}

/** `x:row`: some programs give every element a prefix. */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The attribute of that name, whatever its prefix: `r:id` as `id`. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const found = Object.keys(attributes).find((each) => each.endsWith(`:${name}`))
  return found === undefined ? undefined : attributes[found]
}
