// The only place that finishes a workbook's bytes: what exceljs writes in an order that the format does not allow, links inside the workbook,
// properties; and the same bytes for the same workbook at any time and in any time zone (DESIGN §9.19).
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate'
import { INSIDE } from './excel-cells.ts'
import { plainXmlText } from './xlsx-text.ts'
import { FIXED_TIME } from './zip-files.ts'

export type Properties = { readonly title: string; readonly subject: string; readonly description: string }

/** `chunks`: the zip that exceljs wrote, stored. Only our own output comes here: what is replaced relies on how exceljs writes. */
export function finishPackage(chunks: Buffer[], properties: Properties): Uint8Array {
  const parts = new Map(
    Object.entries(unzipSync(joinChunks(chunks)))
      .filter(([path]) => !path.endsWith('/'))
      .map(([path, bytes]) => [path.replace(/^\//, ''), bytes]),
  )
  const out = createZip()
  for (const path of [...parts.keys()].filter((each) => !each.startsWith(LINKS)).sort(byPlace)) {
    const bytes = parts.get(path) ?? new Uint8Array()
    parts.delete(path)
    const sheet = /^xl\/worksheets\/(sheet\d+\.xml)$/.exec(path)?.[1]
    if (sheet !== undefined) {
      const beside = `${LINKS}${sheet}.rels`
      const links = splitLinks(parts.get(beside))
      parts.delete(beside)
      out.add(path, finishSheet(bytes, links.inside))
      if (links.web !== undefined) out.add(beside, [strToU8(links.web)])
    } else if (path === 'docProps/core.xml') out.add(path, [strToU8(printProperties(properties))])
    else out.add(path, [bytes])
  }
  return out.finish()
}

/** What the links of a sheet lead to stands beside it. */
const LINKS = 'xl/worksheets/_rels/'

/** Content types come first, as the format advises; sheets in their order. */
function byPlace(a: string, b: string): number {
  const rank = (path: string) => (path === '[Content_Types].xml' ? 0 : path === '_rels/.rels' ? 1 : 2)
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

function joinChunks(chunks: Buffer[]): Uint8Array {
  const all = Buffer.concat(chunks)
  chunks.length = 0
  return new Uint8Array(all.buffer, all.byteOffset, all.length)
}

/** The elements after the rows, in the order that the schema wants (ECMA-376 §18.3.1.99). */
const ORDER = [
  'sheetProtection',
  'autoFilter',
  'mergeCells',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'pageMargins',
  'pageSetup',
  'headerFooter',
] as const
const ROWS_BEGIN = strToU8('<sheetData>')
const ROWS_END = strToU8('</sheetData>')
/** More than what stands before the rows of a sheet of ours takes. */
const LONGEST_HEAD = 200_000

/** Only what stands around the rows is looked at as text. */
function finishSheet(bytes: Uint8Array, inside: ReadonlyMap<string, string>): readonly Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const begin = buffer.subarray(0, LONGEST_HEAD).indexOf(ROWS_BEGIN)
  const end = buffer.lastIndexOf(ROWS_END) + ROWS_END.length
  if (begin < 0 || end < ROWS_END.length) throw new Error('exceljs wrote a sheet without rows')
  // The schema wants a sheet's outline before its page set-up (§18.3.1.82).
  const head = strFromU8(bytes.subarray(0, begin)).replace(/(<pageSetUpPr[^>]*\/>)(<outlinePr[^>]*\/>)/, '$2$1')
  const tail = strFromU8(bytes.subarray(end))
  const elements = ORDER.flatMap((name) =>
    name === 'hyperlinks' ? printLinks(tail, inside) : (tail.match(new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>.*?</${name}>)`, 'gs')) ?? []),
  )
  // Codes such as `092` are text on purpose: no green corner on each of them.
  const ignored = '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
  return [strToU8(head), bytes.subarray(begin, end), strToU8(elements.join('') + ignored)]
}

/** exceljs gives every link an address outside; what leads inside has its location alone (§18.3.1.47). */
function printLinks(tail: string, inside: ReadonlyMap<string, string>): string[] {
  const links = [...tail.matchAll(/<hyperlink ref="([^"]*)" r:id="([^"]*)"[^>]*\/>/g)].map(([whole, ref, id = '']) => {
    const location = inside.get(id)
    return location === undefined ? whole : `<hyperlink ref="${ref}" location="${location}"/>`
  })
  return links.length === 0 ? [] : [`<hyperlinks>${links.join('')}</hyperlinks>`]
}

/** `inside`: by id, the place as it is written in XML. */
function splitLinks(bytes: Uint8Array | undefined): { readonly inside: ReadonlyMap<string, string>; readonly web: string | undefined } {
  const inside = new Map<string, string>()
  if (bytes === undefined) return { inside, web: undefined }
  const text = strFromU8(bytes).replaceAll(/<Relationship Id="([^"]*)"[^>]*? Target="([^"]*)"[^>]*\/>/g, (whole, id: string, target: string) => {
    if (!target.startsWith(INSIDE)) return whole
    inside.set(id, target.slice(INSIDE.length).replaceAll('&apos;', "'"))
    return ''
  })
  return { inside, web: text.includes('<Relationship ') ? text.replaceAll(/\n\s*/g, '') : undefined }
}

/** No dates of making and changing: they would differ from run to run. */
function printProperties({ title, subject, description }: Properties): string {
  const text = (value: string) => plainXmlText(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${text(title)}</dc:title><dc:subject>${text(subject)}</dc:subject><dc:creator>Crosswalk</dc:creator><dc:description>${text(description)}</dc:description><cp:lastModifiedBy>Crosswalk</cp:lastModifiedBy></cp:coreProperties>`
}

/** Bytes that are packed at once. */
const PIECE = 1 << 18

function createZip(): { readonly add: (path: string, pieces: readonly Uint8Array[]) => void; readonly finish: () => Uint8Array } {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    packed.push(piece)
  })
  return {
    add(path, pieces) {
      const entry = Object.assign(new ZipDeflate(path, { level: 4 }), { mtime: FIXED_TIME, os: 3, attrs: 0o644 << 16 })
      zip.add(entry)
      for (const piece of pieces) for (let at = 0; at < piece.length; at += PIECE) entry.push(piece.slice(at, at + PIECE), false)
      entry.push(new Uint8Array(), true)
    },
    finish() {
      zip.end()
      return new Uint8Array(Buffer.concat(packed))
    },
  }
}
