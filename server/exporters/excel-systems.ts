// The sheet of systems with their environments, and of people.
import type { Worksheet } from 'exceljs'
import type { Project } from '../../shared/project/project.ts'
import type { System } from '../../shared/project/people-and-systems.ts'
import { webPlace, writeText } from './excel-cells.ts'
import { look } from './excel-style.ts'
import { writeBand, writeHead, writeMerged, writeRow, writeTitle, type Book, type CellText } from './excel-book.ts'

export const SYSTEM_WIDTHS = [26, 46, 13, 22, 15, 15, 18, 46] as const
const COLUMNS = SYSTEM_WIDTHS.length
const access = { none: 'None', requested: 'Requested', granted: 'Granted', 'not-needed': 'Not needed' } as const

export function writeSystems(book: Book, sheet: Worksheet, project: Project): void {
  let row = writeTitle(book, sheet, 'Systems and people', 'What is connected, how to get in, and whom to ask.', COLUMNS)
  for (const system of project.systems.filter((one) => one.deleted !== true)) row = writeSystem(book, sheet, row, project, system) + 1
  const people = project.people.filter((person) => person.deleted !== true)
  if (people.length === 0) return
  writeBand(sheet, row, COLUMNS, 'People')
  writeHead(sheet, row + 1, ['Name', 'Contact', 'Side', 'Role'])
  people.forEach((person, index) =>
    writeRow(book, sheet, row + 2 + index, [person.name, person.contact ?? '', person.side ?? '', person.role ?? ''], [look.strong]),
  )
}

function writeSystem(book: Book, sheet: Worksheet, start: number, project: Project, system: System): number {
  writeBand(sheet, start, COLUMNS, system.name)
  book.mark(`system:${system.id}`, sheet, start)
  let row = start + 1
  const experts = (system.experts ?? []).flatMap((id) => project.people.filter((person) => person.id === id).map((person) => person.name))
  const schemas = project.schemas
    .filter((schema) => schema.system === system.id && schema.deleted !== true)
    .map(
      (schema) =>
        `${schema.title}${schema.version === undefined ? '' : `, version ${schema.version}`} (${schema.format}${schema.fileNames === undefined ? '' : `, ${schema.fileNames.join(', ')}`})`,
    )
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Vendor', system.vendor],
    ['Vendor’s contact', system.vendorContact],
    ['API version', system.apiVersion],
    ['End of life', system.endOfLife],
    ['Described by', schemas.join('\n')],
    ['Signing in', system.auth],
    ['Scopes', system.scopes],
    ['Rate limits', system.rateLimits],
    ['We wait for', system.waitingFor],
    ['Who knows it', experts.join(', ')],
  ]
  for (const [label, text] of facts) {
    if (text === undefined || text === '') continue
    writeText(sheet.getCell(row, 1), label, look.label)
    writeMerged(sheet, row, 2, COLUMNS, text, look.fact)
    row += 1
  }
  if (system.docsLink !== undefined) {
    writeText(sheet.getCell(row, 1), 'Documentation', look.label)
    writeRow(book, sheet, row, ['Documentation', linkOrText(system.docsLink)], [look.label, look.fact])
    row += 1
  }
  const environments = project.environments.filter((environment) => environment.system === system.id && environment.deleted !== true)
  if (environments.length > 0) {
    row += 1
    writeHead(sheet, row++, ['Environment', 'Base URL', 'Access', 'Approved by', 'Asked for on', 'Granted on', 'Like production', 'Note'])
    for (const environment of environments) {
      const approver = project.people.find((person) => person.id === environment.approver)?.name ?? ''
      const like = environment.likeProduction === undefined ? '' : environment.likeProduction ? 'yes' : 'no'
      writeRow(
        book,
        sheet,
        row++,
        [
          environment.name,
          linkOrText(environment.baseUrl ?? ''),
          environment.access === undefined ? '' : access[environment.access],
          approver,
          environment.requestedOn ?? '',
          environment.grantedOn ?? '',
          like,
          environment.note ?? '',
        ],
        [look.strong],
      )
    }
  }
  return row + 1
}

function linkOrText(text: string): CellText {
  const web = webPlace(text)
  return web === undefined ? text : { text, web }
}
