// Workbooks written by hand for tests: exactly the XML that is given, also such as no honest program writes.
import { makeZip, type ZipPart } from '../../../fixtures/make-zip.ts'

export type HandSheet = {
  readonly name?: string
  readonly state?: string
  /** Between `<worksheet>` and its end. */
  readonly xml: string
  /** Relationships of the sheet. */
  readonly rels?: string
}

export type HandWorkbook = {
  readonly sheets: readonly HandSheet[]
  /** `<si>` elements. */
  readonly strings?: string
  /** Inside `<styleSheet>`. */
  readonly styles?: string
  readonly date1904?: boolean
  readonly more?: readonly ZipPart[]
  /** Before the root element of each sheet. */
  readonly prologue?: string
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const rels = (inside: string) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`
export const relation = (id: string, kind: string, target: string, more = '') => `<Relationship Id="${id}" Type="${REL}/${kind}" Target="${target}" ${more}/>`

export function writeWorkbook({ sheets, strings, styles, date1904 = false, more = [], prologue = '' }: HandWorkbook): Buffer {
  const list = sheets.map(
    ({ name, state }, i) => `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}" ${state === undefined ? '' : `state="${state}"`} r:id="rId${i + 1}"/>`,
  )
  return makeZip([
    { name: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', content: rels(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr ${date1904 ? 'date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: rels(
        sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
          relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml') +
          relation('rIdF', 'styles', 'styles.xml') +
          relation('rIdP', 'person', 'persons/person.xml'),
      ),
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }]),
    ...sheets.flatMap(({ xml, rels: own }, i) => [
      { name: `xl/worksheets/sheet${i + 1}.xml`, content: `${prologue}<worksheet xmlns="${MAIN}" xmlns:r="${REL}">${xml}</worksheet>` },
      ...(own === undefined ? [] : [{ name: `xl/worksheets/_rels/sheet${i + 1}.xml.rels`, content: rels(own) }]),
    ]),
    ...more,
  ])
}

export const rowsXml = (cells: string) => `<sheetData><row>${cells}</row></sheetData>`
