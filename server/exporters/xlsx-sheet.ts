// The only place that prints a sheet: its rows one after another as they come, then what is said of all of them, in the order the schema wants (ECMA-376 §18.3.1.99).
import { plainXmlText, toXlsxText } from './xlsx-text.ts'

/** A link's end: made by `placeIn` or `webPlace` only. */
export type Place = { readonly inside: string } | { readonly web: string }

/** `style`: a number of Styles. A number is one of ours (a count), never of people. */
export type SheetCell = { readonly column: number; readonly style: number; readonly value?: string | number; readonly link?: Place | undefined }

export type SheetRow = { readonly height?: number; readonly hidden?: boolean; readonly level?: number; readonly cells: readonly SheetCell[] }

export type SheetSetup = {
  readonly columns: readonly { readonly width: number; readonly hidden?: boolean }[]
  readonly tab?: string
  readonly paper: 'A4' | 'A3'
  readonly portrait?: boolean
  readonly zoom: number
  /** Rows and columns that stay. */
  readonly frozen?: { readonly rows: number; readonly columns: number } | undefined
  readonly first?: boolean
  readonly deepest: number
  readonly protect: boolean
  readonly filter?: string | undefined
  /** With the codes of page footers already. */
  readonly footer: string
}

export type SheetRules = {
  readonly merges: readonly string[]
  readonly colours: readonly { readonly ref: string; readonly rules: readonly { readonly equals: string; readonly style: number }[] }[]
  /** `formula`: a quoted list, or the cells that hold it. */
  readonly lists: readonly { readonly ref: string; readonly formula: string; readonly title: string }[]
}

export type Strings = { readonly numberOf: (text: string) => number }

/** Excel refuses a sheet with 65,530 links. */
const MOST_LINKS = 60_000
const PAPER = { A4: 9, A3: 8 } as const

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const letters: string[] = ['']
/** `A` for 1. */
export function columnName(column: number): string {
  const known = letters[column]
  if (known !== undefined) return known
  const rest = Math.floor((column - 1) / 26)
  const name = (rest === 0 ? '' : columnName(rest)) + String.fromCharCode(65 + ((column - 1) % 26))
  letters[column] = name
  return name
}

export function rangeOf(row: number, column: number, lastRow: number, lastColumn: number): string {
  return `${columnName(column)}${row}:${columnName(lastColumn)}${lastRow}`
}

export function placeIn(sheet: string, row: number, column = 1): Place {
  return { inside: `'${sheet.replaceAll("'", "''")}'!${columnName(column)}${row}` }
}

/** Longer addresses are refused by Excel. */
const LONGEST_ADDRESS = 2_000

/** Undefined for all but https: such text stays text. */
export function webPlace(text: string): Place | undefined {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' && url.username === '' ? { web: url.href } : undefined
}

export type SheetPrinter = {
  readonly begin: () => string
  /** Rows come in order. */
  readonly row: (number: number, row: SheetRow) => string
  readonly end: (rules: SheetRules) => string
  /** The part beside the sheet that names what its links to the web lead to; undefined where it has none. */
  readonly printLinks: () => string | undefined
}

export function createSheetPrinter(setup: SheetSetup, strings: Strings): SheetPrinter {
  const links: string[] = []
  const web: string[] = []

  const link = (ref: string, place: Place) => {
    if (links.length >= MOST_LINKS) return
    if ('inside' in place) links.push(`<hyperlink ref="${ref}" location="${escapeXml(place.inside)}"/>`)
    else links.push(`<hyperlink ref="${ref}" r:id="rId${web.push(place.web)}"/>`)
  }

  return {
    begin: () => printBegin(setup),
    row(number, { height, hidden, level, cells }) {
      let text = `<row r="${number}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}${hidden === true ? ' hidden="1"' : ''}${
        level === undefined || level === 0 ? '' : ` outlineLevel="${level}"`
      }>`
      for (const cell of cells) {
        const ref = columnName(cell.column) + number
        const { value } = cell
        if (typeof value === 'number') text += `<c r="${ref}" s="${cell.style}"><v>${value}</v></c>`
        else {
          const safe = value === undefined ? '' : toXlsxText(value)
          text += safe === '' ? `<c r="${ref}" s="${cell.style}"/>` : `<c r="${ref}" s="${cell.style}" t="s"><v>${strings.numberOf(safe)}</v></c>`
          if (cell.link !== undefined && safe !== '') link(ref, cell.link)
        }
      }
      return `${text}</row>`
    },
    end: (rules) =>
      [
        '</sheetData>',
        setup.protect ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>' : '',
        setup.filter === undefined ? '' : `<autoFilter ref="${setup.filter}"/>`,
        listOf(
          'mergeCells',
          rules.merges.map((ref) => `<mergeCell ref="${ref}"/>`),
        ),
        ...printColours(rules.colours),
        listOf('dataValidations', rules.lists.map(printChoices)),
        links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`,
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
        `<pageSetup paperSize="${PAPER[setup.paper]}" orientation="${setup.portrait === true ? 'portrait' : 'landscape'}" fitToWidth="1" fitToHeight="0"/>`,
        `<headerFooter><oddFooter>${escapeXml(setup.footer)}</oddFooter></headerFooter>`,
        // Codes such as `092` are text on purpose: no green corner on each of them.
        '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>',
      ].join(''),
    printLinks: () =>
      web.length === 0
        ? undefined
        : `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${web
            .map(
              (target, at) =>
                `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`,
            )
            .join('')}</Relationships>`,
  }
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

function printBegin({ columns, tab, zoom, frozen, first, deepest }: SheetSetup): string {
  const pane = frozen === undefined ? '' : printPane(frozen)
  return [
    XML,
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    `<sheetPr>${tab === undefined ? '' : `<tabColor rgb="${tab}"/>`}<outlinePr summaryBelow="0" summaryRight="0"/><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView showGridLines="0"${first === true ? ' tabSelected="1"' : ''} zoomScale="${zoom}" zoomScaleNormal="${zoom}" workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"${deepest === 0 ? '' : ` outlineLevelRow="${deepest}"`}/>`,
    `<cols>${columns.map(({ width, hidden }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}"${hidden === true ? ' hidden="1"' : ''} customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
  ].join('')
}

function printPane({ rows, columns }: { readonly rows: number; readonly columns: number }): string {
  if (rows === 0 && columns === 0) return ''
  const corner = columns === 0 ? 'bottomLeft' : rows === 0 ? 'topRight' : 'bottomRight'
  const split = `${columns === 0 ? '' : ` xSplit="${columns}"`}${rows === 0 ? '' : ` ySplit="${rows}"`}`
  return `<pane${split} topLeftCell="${columnName(columns + 1)}${rows + 1}" activePane="${corner}" state="frozen"/><selection pane="${corner}"/>`
}

function listOf(name: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<${name} count="${parts.length}">${parts.join('')}</${name}>`
}

/** By rule, not by cell: the colour follows when somebody chooses another word. */
function printColours(colours: SheetRules['colours']): string[] {
  let priority = 0
  return colours.map(
    ({ ref, rules }) =>
      `<conditionalFormatting sqref="${ref}">${rules
        .map(
          ({ equals, style }) =>
            `<cfRule type="cellIs" dxfId="${style}" priority="${++priority}" operator="equal"><formula>${escapeXml(quoted(equals))}</formula></cfRule>`,
        )
        .join('')}</conditionalFormatting>`,
  )
}

function printChoices({ ref, formula, title }: SheetRules['lists'][number]): string {
  return `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${escapeXml(plainXmlText(title.slice(0, 32)))}" error="Choose one of the list." sqref="${ref}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
