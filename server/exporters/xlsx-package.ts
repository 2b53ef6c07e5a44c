// The only place that packs a workbook: its parts one after another into the zip, always the same bytes for the same parts (DESIGN §9.19).
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { FIXED_TIME } from './zip-files.ts'
import { escapeXml, XML } from './xlsx-sheet.ts'
import { plainXmlText } from './xlsx-text.ts'

export type WorkbookPart = { readonly write: (text: string) => void; readonly end: () => void }

/** Only what is packed already stays in memory. A part ends before the next one begins. */
export type Package = { readonly open: (path: string) => WorkbookPart; readonly finish: () => Uint8Array }

/** UTF-16 units that are gathered before they are packed. */
const PIECE = 1 << 17

export function createPackage(): Package {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    packed.push(piece)
  })
  return {
    open(path) {
      const entry = Object.assign(new ZipDeflate(path, { level: 6 }), { mtime: FIXED_TIME, os: 3, attrs: 0o644 << 16 })
      zip.add(entry)
      let waiting: string[] = []
      let length = 0
      const push = (last: boolean) => {
        entry.push(strToU8(waiting.join('')), last)
        waiting = []
        length = 0
      }
      return {
        write(text) {
          waiting.push(text)
          length += text.length
          if (length >= PIECE) push(false)
        },
        end: () => push(true),
      }
    },
    finish() {
      zip.end()
      const bytes = new Uint8Array(packed.reduce((sum, piece) => sum + piece.length, 0))
      let at = 0
      for (const piece of packed) {
        bytes.set(piece, at)
        at += piece.length
      }
      return bytes
    },
  }
}

export function writePart(files: Package, path: string, text: string): void {
  const part = files.open(path)
  part.write(text)
  part.end()
}

/** Texts of cells, each once; they are the last part, when all are known. */
export type SharedStrings = { readonly numberOf: (text: string) => number; readonly write: (part: WorkbookPart) => void }

export function createStrings(): SharedStrings {
  const numbers = new Map<string, number>()
  let used = 0
  return {
    numberOf(text) {
      used += 1
      const found = numbers.get(text)
      if (found !== undefined) return found
      numbers.set(text, numbers.size)
      return numbers.size - 1
    },
    write(part) {
      part.write(`${XML}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${used}" uniqueCount="${numbers.size}">`)
      for (const text of numbers.keys()) part.write(`<si><t xml:space="preserve">${escapeXml(text)}</t></si>`)
      part.write('</sst>')
    },
  }
}

export type SheetEntry = {
  readonly name: string
  readonly hidden?: boolean
  readonly titleRows?: readonly [number, number] | undefined
  readonly filter?: string | undefined
}

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The first part: what each part is. */
export function printContentTypes(sheets: number): string {
  const list = Array.from({ length: sheets }, (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${list.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPES}.sharedStrings+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`
}

export function printPackageRelations(): string {
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="${RELATIONS}/extended-properties" Target="docProps/app.xml"/></Relationships>`
}

export function printWorkbookRelations(sheets: number): string {
  const list = Array.from(
    { length: sheets },
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}<Relationship Id="rId${sheets + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId${sheets + 2}" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
}

export function printWorkbook(sheets: readonly SheetEntry[]): string {
  const quotedName = (name: string) => `'${name.replaceAll("'", "''")}'`
  const absolute = (ref: string) => ref.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2')
  const names = sheets.flatMap(({ name, titleRows, filter }, at) => [
    ...(filter === undefined
      ? []
      : [`<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${escapeXml(`${quotedName(name)}!${absolute(filter)}`)}</definedName>`]),
    ...(titleRows === undefined
      ? []
      : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escapeXml(`${quotedName(name)}!$${titleRows[0]}:$${titleRows[1]}`)}</definedName>`]),
  ])
  const list = sheets.map(
    ({ name, hidden }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  )
  return `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONS}"><workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="16000" tabRatio="800" activeTab="0"/></bookViews><sheets>${list.join('')}</sheets>${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}<calcPr calcId="191029"/></workbook>`
}

/** No dates of making and changing: they would differ from run to run. */
export function printProperties({ title, subject, description }: { readonly title: string; readonly subject: string; readonly description: string }): string {
  const text = (value: string) => escapeXml(plainXmlText(value))
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${text(title)}</dc:title><dc:subject>${text(subject)}</dc:subject><dc:creator>Crosswalk</dc:creator><dc:description>${text(description)}</dc:description><cp:lastModifiedBy>Crosswalk</cp:lastModifiedBy></cp:coreProperties>`
}

export function printApplication(): string {
  return `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Crosswalk</Application></Properties>`
}
