// The only place that gives sheets to exceljs: row after row, so that a large workbook is never in memory as a whole.
import { PassThrough } from 'node:stream'
import ExcelJS, { type DataValidation, type PageSetup, type Worksheet, type WorksheetView } from 'exceljs'
import { columnName, MOST_LINKS, quoted, writeLink, writeText, type SheetRow, type SheetRules, type SheetSetup } from './excel-cells.ts'
import { toRuleStyle, type Styles } from './excel-styles.ts'
import { finishPackage, type Properties } from './xlsx-package.ts'
import { plainXmlText } from './xlsx-text.ts'

export type BookSheet = {
  /** Rows come in order. `merges`: areas of this row. */
  readonly row: (number: number, row: SheetRow, merges?: readonly string[]) => void
  readonly end: (rules: SheetRules) => Promise<void>
}

export type Book = {
  readonly addSheet: (name: string, setup: SheetSetup, hidden?: boolean) => BookSheet
  readonly finish: () => Promise<Uint8Array>
}

const PAPER = { A4: 9, A3: 8 } as const

export function createBook(properties: Properties, styles: Styles): Book {
  const chunks: Buffer[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  // Stored, not compressed: the zip is written anew when it is finished.
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true, zip: { store: true } as never })
  workbook.creator = 'Crosswalk'
  workbook.lastModifiedBy = 'Crosswalk'
  return {
    addSheet: (name, setup, hidden = false) => createSheet(workbook.addWorksheet(name, optionsOf(setup, hidden)), setup, styles),
    async finish() {
      const ended = new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject))
      await workbook.commit()
      await ended
      return finishPackage(chunks, properties)
    },
  }
}

function optionsOf(setup: SheetSetup, hidden: boolean): Parameters<InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>['addWorksheet']>[1] {
  const { tab, paper, portrait, zoom, frozen, first, deepest, filter, footer, titles, pagesWide = 1 } = setup
  const view: Partial<WorksheetView> = {
    showGridLines: false,
    zoomScale: zoom,
    zoomScaleNormal: zoom,
    ...(first === true ? { tabSelected: true } : {}),
    ...(frozen === undefined || (frozen.rows === 0 && frozen.columns === 0) ? {} : { state: 'frozen' as const, xSplit: frozen.columns, ySplit: frozen.rows }),
  } as Partial<WorksheetView>
  const pageSetup: Partial<PageSetup> = {
    paperSize: PAPER[paper] as never,
    orientation: portrait === true ? 'portrait' : 'landscape',
    fitToPage: true,
    fitToWidth: pagesWide,
    fitToHeight: 0,
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...(titles?.rows === undefined ? {} : { printTitlesRow: `${titles.rows[0]}:${titles.rows[1]}` }),
    ...(titles?.columns === undefined ? {} : { printTitlesColumn: `A:${columnName(titles.columns)}` }),
  }
  return {
    ...(hidden ? { state: 'hidden' as const } : {}),
    properties: {
      ...(tab === undefined ? {} : { tabColor: { argb: tab } }),
      outlineProperties: { summaryBelow: false, summaryRight: false },
      // exceljs marks rows of this level and deeper as collapsed, and LibreOffice then hides them.
      outlineLevelRow: deepest === 0 ? 0 : deepest + 1,
    },
    views: [view],
    pageSetup,
    headerFooter: { oddFooter: footer },
    ...(filter === undefined ? {} : { autoFilter: filter }),
  } as Parameters<InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>['addWorksheet']>[1]
}

/** exceljs takes a rule for a whole area only by the list that its cells write to. */
type WithRules = Worksheet & { readonly dataValidations: { add(area: string, rule: DataValidation): unknown } }

function createSheet(sheet: Worksheet, setup: SheetSetup, styles: Styles): BookSheet {
  let links = 0
  sheet.columns = setup.columns.map(({ width, hidden }) => ({ width, ...(hidden === true ? { hidden } : {}) }))
  return {
    row(number, { height, hidden, level, cells }, merges = []) {
      const row = sheet.getRow(number)
      if (height !== undefined) row.height = height
      if (hidden === true) row.hidden = true
      if (level !== undefined && level > 0) row.outlineLevel = level
      for (const { column, style, value, link } of cells) {
        const cell = row.getCell(column)
        if (typeof value === 'number') cell.value = value
        else if (value !== undefined && link !== undefined && links < MOST_LINKS) {
          links += 1
          writeLink(cell, value, link)
        } else if (value !== undefined) writeText(cell, value)
        cell.style = styles.styleOf(style)
      }
      for (const area of merges) sheet.mergeCells(area)
      row.commit()
    },
    async end({ colours, lists }) {
      let priority = 0
      for (const { ref, rules } of colours)
        sheet.addConditionalFormatting({
          ref,
          rules: rules.map(({ equals, look }) => ({
            type: 'cellIs',
            operator: 'equal',
            priority: ++priority,
            formulae: [quoted(equals)],
            style: toRuleStyle(look),
          })),
        })
      for (const { ref, formula, title } of lists)
        for (const area of ref.split(' '))
          (sheet as WithRules).dataValidations.add(area, {
            type: 'list',
            allowBlank: true,
            showInputMessage: true,
            showErrorMessage: true,
            errorTitle: plainXmlText(title.slice(0, 32)),
            error: 'Choose one of the list.',
            formulae: [formula],
          })
      if (setup.protect) await sheet.protect('', { formatColumns: true, formatRows: true, sort: true, autoFilter: true, objects: false, scenarios: false })
      sheet.commit()
    },
  }
}
