// The only place that opens an Office file: its parts by name, how they refer to each other, and what it holds besides cells.
import { openOfficeFile } from '../open-zip.ts'
import { SpreadsheetRefusal } from './sheet-limits.ts'
import { prefixed, walkXml, type Attributes, type XmlPart } from './walk-xml.ts'

export type Relation = { readonly id: string; readonly kind: string; readonly target: string; readonly external: boolean }

export type WorkbookParts = {
  /** Where the workbook itself stands. */
  readonly workbook: string
  /** Throws SpreadsheetRefusal where there is none. */
  part(name: string): XmlPart
  has(name: string): boolean
  /** What the part refers to, with targets as names of parts. */
  relations(part: string): Promise<readonly Relation[]>
  /** What is not read, in sentences. */
  readonly leftOut: readonly string[]
}

export type SheetEntry = { readonly name: string; readonly hidden: boolean; readonly part: string; readonly kind: string }
export type WorkbookFacts = { readonly sheets: readonly SheetEntry[]; readonly from1904: boolean }

/** Not unpacked: what holds no cells. */
const NOT_READ =
  /(?:^|\/)(?:media|theme|embeddings|printerSettings|pivotCache|pivotTables|charts|chartsheets|diagrams|customXml|activeX|ctrlProps|externalLinks|queryTables|webextensions|slicers|slicerCaches|docProps|docMetadata)\//i

const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/\/media\//i, 'The file has pictures. They are not read.'],
  [/\/charts\//i, 'The file has charts. They are not read; the cells they are made from are.'],
  [/\/vbaProject\.bin$/i, 'The file has macros. They are neither read nor run.'],
  [/\/embeddings\//i, 'The file has other files inside it. They are not read.'],
  [/\/externalLinks\//i, 'The file takes values from other files. What stood in its cells when it was saved is read.'],
]

/** Throws SpreadsheetRefusal where it is no workbook that can be read. */
export async function openWorkbook(file: string, bytes: Uint8Array): Promise<WorkbookParts> {
  const names: string[] = []
  const entries = await openOfficeFile(file, bytes, (name) => {
    names.push(name)
    return /\.(?:xml|rels)$/i.test(name) && !NOT_READ.test(name)
  })
  // Of a broken file no names are known.
  if (!entries.ok && names.length === 0) throw new SpreadsheetRefusal(entries.error)
  const other = nameOtherKind(file, names)
  if (other !== undefined) throw other
  if (!entries.ok) throw new SpreadsheetRefusal(entries.error)
  const parts = new Map(entries.value.map((entry) => [entry.name.toLowerCase(), entry]))
  const part = (name: string): XmlPart => {
    const found = parts.get(name.toLowerCase())
    if (found === undefined) throw new SpreadsheetRefusal({ type: 'Damaged', file, part: name.slice(0, 100), reason: 'this part is missing' })
    return { file, name: found.name, bytes: found.bytes }
  }
  const has = (name: string) => parts.has(name.toLowerCase())
  const relations = async (of: string) => {
    const at = of.lastIndexOf('/')
    const rels = `${of.slice(0, at + 1)}_rels/${of.slice(at + 1)}.rels`
    return has(rels) ? readRelations(part(rels), of.slice(0, at + 1)) : []
  }
  const workbook = (await relations('')).find(({ kind }) => kind === 'officeDocument')?.target
  if (workbook === undefined) throw new SpreadsheetRefusal({ type: 'Damaged', file, part: '', reason: 'it does not say where its workbook is' })
  return { workbook, part, has, relations, leftOut: LEFT_OUT.flatMap(([sign, words]) => (names.some((name) => sign.test(`/${name}`)) ? [words] : [])) }
}

/** By the parts that only that kind has. Undefined: a workbook, as far as names tell. */
function nameOtherKind(file: string, names: readonly string[]): SpreadsheetRefusal | undefined {
  const any = (sign: RegExp) => names.some((name) => sign.test(name))
  const save = (found: string) => new SpreadsheetRefusal({ type: 'SaveAsXlsx', file, found })
  const no = (found: string) => new SpreadsheetRefusal({ type: 'NotASpreadsheet', file, found })
  if (any(/^xl\/workbook\.bin$/i)) return save('a binary Excel workbook (.xlsb)')
  if (any(/\.iwa$|^Index\.zip$|^index\.apxl$/i)) return save('a Numbers document')
  if (any(/^content\.xml$/i) && any(/^META-INF\/manifest\.xml$/i)) return save('an OpenDocument file (.ods)')
  if (any(/^word\//i)) return no('a Word document')
  if (any(/^ppt\//i)) return no('a presentation')
  return any(/^\[Content_Types\]\.xml$/i) ? undefined : no('a zip archive')
}

async function readRelations(part: XmlPart, folder: string): Promise<Relation[]> {
  const relations: Relation[] = []
  await walkXml(part, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes
      const external = attributes['TargetMode'] === 'External'
      relations.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: external ? target : resolvePart(folder, target), external })
    },
  })
  return relations
}

/** The targets of a workbook are names of its parts and nothing else: nothing is looked for outside. */
function resolvePart(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

export async function readWorkbook(parts: WorkbookParts): Promise<WorkbookFacts> {
  const relations = new Map((await parts.relations(parts.workbook)).map((relation) => [relation.id, relation]))
  const sheets: SheetEntry[] = []
  let from1904 = false
  await walkXml(parts.part(parts.workbook), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes, 'date1904')
      if (name !== 'sheet') return
      const relation = relations.get(prefixed(attributes, 'id') ?? '')
      const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden'
      sheets.push({ name: attributes['name'] ?? '', hidden, part: relation?.target ?? '', kind: relation?.kind ?? '' })
    },
  })
  return { sheets, from1904 }
}

function isTrue(attributes: Attributes, name: string): boolean {
  return attributes[name] === '1' || attributes[name] === 'true'
}
