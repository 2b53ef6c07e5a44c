// The sheet of systems with their environments and prerequisites, and of people.
import type { Worksheet } from 'exceljs'
import type { Project } from '../../shared/project/project.ts'
import { PREREQUISITE_KINDS, type System } from '../../shared/project/people-and-systems.ts'
import { looksLikeSecret } from '../../shared/review/prerequisites-secrets.ts'
import { webPlace, writeText } from './excel-cells.ts'
import { look } from './excel-style.ts'
import { writeBand, writeHead, writeMerged, writeRow, writeTitle, type Book, type CellText } from './excel-book.ts'

export const SYSTEM_WIDTHS = [26, 46, 13, 22, 15, 15, 18, 46] as const
const COLUMNS = SYSTEM_WIDTHS.length
const accessWords = { none: 'Not asked for', requested: 'Requested', granted: 'Granted', 'not-needed': 'Not needed' } as const

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
    ['Outside the project', system.outsideExperts],
  ]
  for (const [label, text] of facts) {
    if (text === undefined || text === '') continue
    writeText(sheet.getCell(row, 1), label, look.label)
    writeMerged(sheet, row, 2, COLUMNS, withoutSecret(text), look.fact)
    row += 1
  }
  if (system.docsLink !== undefined) {
    writeText(sheet.getCell(row, 1), 'Documentation', look.label)
    writeRow(book, sheet, row, ['Documentation', linkOrText(system.docsLink)], [look.label, look.fact])
    row += 1
  }
  row = writeEnvironments(book, sheet, row, project, system)
  return writePrerequisites(book, sheet, row, project, system) + 1
}

/** Gives the next free row. */
function writeEnvironments(book: Book, sheet: Worksheet, start: number, project: Project, system: System): number {
  const environments = project.environments.filter((environment) => environment.system === system.id && environment.deleted !== true)
  if (environments.length === 0) return start
  let row = start + 1
  writeHead(sheet, row++, ['Environment', 'Base URL', 'Access', 'Approved by', 'Asked for on', 'Needed by', 'Granted on', 'What it is like'])
  for (const environment of environments) {
    const { access, approver, baseUrl, extraCost, grantedOn, kind, name, neededBy, note, requestedOn } = environment
    const like = [
      ...traits.flatMap(({ cell, yes, no }) => (environment[cell] === undefined ? [] : [environment[cell] ? yes : no])),
      ...(extraCost === undefined ? [] : [`Extra cost: ${extraCost}`]),
      ...(note === undefined ? [] : [note]),
    ]
    writeRow(
      book,
      sheet,
      row++,
      [
        kind === undefined || kind === 'other' ? name : `${name} (${kind})`,
        linkOrText(withoutSecret(baseUrl ?? '')),
        access === undefined ? '' : accessWords[access],
        nameOf(project, approver),
        requestedOn ?? '',
        neededBy ?? '',
        grantedOn ?? '',
        withoutSecret(like.join('\n')),
      ],
      [look.strong],
    )
  }
  return row
}

const traits = [
  { cell: 'likeProduction', yes: 'Like production', no: 'Not like production' },
  { cell: 'smallData', yes: 'Little data', no: 'Much data' },
  { cell: 'outages', yes: 'Outages can be simulated', no: 'Outages cannot be simulated' },
] as const

/** Days as they were written, and not how long ago they are: the same project gives the same file tomorrow. */
function writePrerequisites(book: Book, sheet: Worksheet, start: number, project: Project, system: System): number {
  const prerequisites = project.prerequisites.filter((one) => one.system === system.id && one.deleted !== true)
  if (prerequisites.length === 0) return start
  let row = start + 1
  writeHead(sheet, row++, ['Prerequisite', 'Note', 'State', 'Held by', 'Asked for on', 'Needed by', 'Granted on', 'Approved by, cost'])
  for (const kind of PREREQUISITE_KINDS) {
    for (const one of prerequisites.filter((prerequisite) => prerequisite.kind === kind)) {
      const approver = nameOf(project, one.approver)
      const more = [...(approver === '' ? [] : [`Approved by ${approver}`]), ...(one.extraCost === undefined ? [] : [`Extra cost: ${one.extraCost}`])]
      writeRow(
        book,
        sheet,
        row++,
        [
          `${kindWords[kind]}: ${withoutSecret(one.title)}`,
          withoutSecret(one.note ?? ''),
          stateWords[one.state ?? 'not-asked'],
          nameOf(project, one.holder),
          one.requestedOn ?? '',
          one.neededBy ?? '',
          one.grantedOn ?? '',
          withoutSecret(more.join('\n')),
        ],
        [look.strong],
      )
    }
  }
  return row
}

const kindWords = { credentials: 'Credentials', expertise: 'Expertise', documents: 'Document', vendor: 'From the vendor', other: 'Other' } as const
const stateWords = { 'not-asked': 'Not asked for', requested: 'Requested', granted: 'Granted', 'not-needed': 'Not needed' } as const

/** A workbook goes by mail to people who may not open the project. */
function withoutSecret(text: string): string {
  return looksLikeSecret(text) ? 'Left out: it looks like a secret' : text
}

function nameOf(project: Project, person: string | undefined): string {
  return project.people.find(({ id, deleted }) => id === person && deleted !== true)?.name ?? ''
}

function linkOrText(text: string): CellText {
  const web = webPlace(text)
  return web === undefined ? text : { text, web }
}
