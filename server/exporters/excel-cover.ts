// The first sheet: what this is, what is in it, how to read it, where it stands, who signs.
import type { Worksheet } from 'exceljs'
import { countCoverage } from '../../shared/mapping/coverage.ts'
import type { SignOff } from '../../shared/project/review-parts.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { writeText } from './excel-cells.ts'
import type { MapSheet } from '../../shared/document/map-lines.ts'
import { boxed, colour, fill, font, hatched, look, statusLooks } from './excel-style.ts'
import { writeBand, writeHead, writeMerged, writeRow, type Book } from './excel-book.ts'

export const COVER_WIDTHS = [26, 40, 12, 12, 12, 12, 12, 12, 12] as const
const COLUMNS = COVER_WIDTHS.length

export type Content = { readonly sheet: string; readonly title: string; readonly what: string }

export function writeCover(book: Book, sheet: Worksheet, project: Project, contents: readonly Content[], maps: readonly MapSheet[]): void {
  for (let column = 1; column <= COLUMNS; column++) {
    sheet.getCell(1, column).style = look.banner
    sheet.getCell(2, column).style = look.underBanner
  }
  writeText(sheet.getCell(1, 1), project.info.name)
  sheet.getRow(1).height = 40
  writeText(sheet.getCell(2, 1), 'Field-mapping specification')
  sheet.getRow(2).height = 24
  if (project.info.purpose !== undefined) writeMerged(sheet, 4, 1, COLUMNS, project.info.purpose, look.lead, 11)

  let row = writeContents(book, sheet, 6, contents)
  row = writeProgress(book, sheet, row + 1, maps)
  row = writeOpenPoints(book, sheet, row + 1, project, maps)
  row = writeLegend(sheet, row + 1)
  writeSignOff(sheet, row + 1, project)
}

function writeContents(book: Book, sheet: Worksheet, start: number, contents: readonly Content[]): number {
  writeBand(sheet, start, COLUMNS, 'Contents')
  contents.forEach(({ sheet: name, title, what }, index) => {
    const row = start + 1 + index
    book.link(sheet.getCell(row, 1), title, `sheet:${name}`, look.link)
    writeMerged(sheet, row, 2, COLUMNS, what, look.fact)
  })
  return start + 1 + contents.length
}

function writeProgress(book: Book, sheet: Worksheet, start: number, maps: readonly MapSheet[]): number {
  if (maps.length === 0) return start
  writeBand(sheet, start, COLUMNS, 'Where the field maps stand')
  writeHead(
    sheet,
    start + 1,
    ['Field map', 'One record is', 'Source used', 'Source left out', 'Source undecided', 'Mapped', 'Not mapped', 'Undecided', 'Of these required'],
    [
      look.head,
      look.head,
      look.sourceHead,
      look.sourceHead,
      look.sourceHead,
      look.destinationHead,
      look.destinationHead,
      look.destinationHead,
      look.destinationHead,
    ],
  )
  maps.forEach(({ context }, index) => {
    const { source, destination } = countCoverage(context)
    const sum = (part: 'used' | 'leftOut' | 'undecided') => source.reduce((total, input) => total + input[part], 0)
    writeRow(book, sheet, start + 2 + index, [
      { text: `${printNumber('fieldMaps', context.fieldMap.number)}  ${context.fieldMap.name}`, to: `map:${context.fieldMap.id}` },
      context.fieldMap.oneRecordIs ?? '',
      ...[sum('used'), sum('leftOut'), sum('undecided'), destination.mapped, destination.notMapped, destination.undecided, destination.gaps].map((count) => ({
        count,
      })),
    ])
  })
  return start + 2 + maps.length
}

/** Gaps and open questions: what somebody still has to answer before this can be built. */
function writeOpenPoints(book: Book, sheet: Worksheet, start: number, project: Project, maps: readonly MapSheet[]): number {
  const gaps = maps.flatMap(({ context, lines }) => lines.filter((line) => line.kind === 'gap').map((line) => ({ line, context })))
  const questions = project.questions.filter((question) => question.deleted !== true && (question.status ?? 'open') === 'open')
  writeBand(sheet, start, COLUMNS, 'Still open')
  if (gaps.length + questions.length === 0) {
    writeText(sheet.getCell(start + 1, 1), 'Nothing: every required field has a rule and every question an answer.', look.fact)
    return start + 2
  }
  let row = start + 1
  const put = (title: string, to: string, text: string) => {
    book.link(sheet.getCell(row, 1), title, to, look.link)
    writeMerged(sheet, row, 2, COLUMNS, text, look.fact)
    row += 1
  }
  for (const { line, context } of gaps)
    put(
      `Gap: ${line.number === '' ? line.path : line.number}`,
      line.row === undefined ? `map:${context.fieldMap.id}` : `row:${line.row.id}`,
      `${context.fieldMap.name}: ${line.path} is required and has no rule yet.${line.note === '' ? '' : ` ${line.note}`}`,
    )
  for (const question of questions) put(`Question: ${printNumber('questions', question.number)}`, `question:${question.id}`, question.text)
  return row
}

function writeLegend(sheet: Worksheet, start: number): number {
  writeBand(sheet, start, COLUMNS, 'How to read this')
  const rules = [
    'Each field-map sheet lists every field of the destination. It is mapped, or not mapped with a reason, or undecided.',
    'Rows are indented below the object or list they belong to, and can be folded with the buttons at the left edge.',
    'A list that is filled from a source list has one row that says which, and the rows of one entry below it. Inside it, source fields are those of the entry.',
    'Blue, underlined words lead to the place they name. "Contents" on each sheet leads back here.',
    'Row numbers (R-14) never change; code, tests and questions refer to them. Write into "Your question" or choose another status; everything else is changed in the project.',
  ]
  rules.forEach((rule, index) => writeMerged(sheet, start + 1 + index, 1, COLUMNS, rule, look.fact))
  let row = start + 2 + rules.length
  for (const one of statusLooks) {
    writeText(sheet.getCell(row, 1), one.label, {
      font: font({ bold: true, color: { argb: one.text } }),
      fill: fill(one.back),
      border: boxed,
      alignment: { vertical: 'middle' },
    })
    writeMerged(sheet, row, 2, COLUMNS, one.meaning, look.fact)
    row += 1
  }
  const marks = [
    {
      text: '',
      look: { font: font(), fill: hatched, border: boxed },
      meaning: 'Undecided: the source is hatched. Where the destination requires it, the rule says so in red.',
    },
    {
      text: 'LineItems[]',
      look: { font: font({ bold: true }), fill: fill(colour.destinationTint), border: boxed },
      meaning: 'An object or a list; its fields follow, indented',
    },
    { text: 'Not mapped', look: { font: font({ color: { argb: colour.soft } }), border: boxed }, meaning: 'Left empty on purpose; the rule says why' },
    { text: 'Your question', look: { font: font(), fill: fill(colour.input), border: boxed }, meaning: 'For you to write in' },
  ]
  for (const mark of marks) {
    writeText(sheet.getCell(row, 1), mark.text, mark.look)
    writeMerged(sheet, row, 2, COLUMNS, mark.meaning, look.fact)
    row += 1
  }
  return row
}

function writeSignOff(sheet: Worksheet, start: number, project: Project): void {
  writeBand(sheet, start, COLUMNS, 'Sign-off')
  writeHead(sheet, start + 1, ['Name', 'Role', 'Side', 'Date', 'Signature', '', '', '', ''])
  sheet.mergeCells(start + 1, 5, start + 1, COLUMNS)
  const side = { ours: 'ours', customer: 'customer', vendor: 'vendor' } as const
  const people = project.people.filter((person) => person.deleted !== true && person.side !== 'vendor')
  const names = people.length === 0 ? [{ name: '', role: '', side: undefined }] : people
  names.forEach((person, index) => {
    const row = start + 2 + index
    for (let column = 1; column <= COLUMNS; column++) sheet.getCell(row, column).style = column > 3 ? look.input : look.cell
    writeText(sheet.getCell(row, 1), person.name)
    writeText(sheet.getCell(row, 2), person.role ?? '')
    writeText(sheet.getCell(row, 3), person.side === undefined ? '' : side[person.side])
    sheet.mergeCells(row, 5, row, COLUMNS)
    sheet.getRow(row).height = 24
  })
  writeSigned(sheet, start + 3 + names.length, project)
}

/** Who signed what already, and what was open then. */
function writeSigned(sheet: Worksheet, start: number, project: Project): void {
  const signed = project.signOffs.filter((one) => one.deleted !== true).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  if (signed.length === 0) return
  writeBand(sheet, start, COLUMNS, 'Signed so far')
  signed.forEach((one, index) => {
    const row = start + 1 + index
    const open = one.openCount ?? 0
    const points = open === 0 ? '' : ` With ${open} open ${open === 1 ? 'point' : 'points'}: ${(one.openPoints ?? []).map(({ message }) => message).join(' ')}`
    writeText(sheet.getCell(row, 1), project.people.find(({ id }) => id === one.person)?.name ?? one.byName, look.fact)
    writeMerged(
      sheet,
      row,
      2,
      COLUMNS,
      `${whatSigned(project, one)}, ${one.at.slice(0, 10)}.${points}${one.note === undefined ? '' : ` Note: ${one.note}`}`,
      look.fact,
    )
  })
}

function whatSigned(project: Project, { useCase, baseline }: SignOff): string {
  const found = project.useCases.find(({ id }) => id === useCase)
  if (found !== undefined) return `${printNumber('useCases', found.number)} ${found.title}`
  return `Baseline ${project.baselines.find(({ id }) => id === baseline)?.number ?? ''}`
}
