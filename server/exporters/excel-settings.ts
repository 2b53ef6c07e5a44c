// The sheet of config values: what each customer plugs in, with one column a customer.
import type { Worksheet } from 'exceljs'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { ConfigValue } from '../../shared/project/people-and-systems.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { look } from './excel-style.ts'
import { writeHead, writeRow, writeTitle, type Book } from './excel-book.ts'

const BASE_WIDTHS = [24, 30, 9, 22, 10, 12, 46, 18, 22] as const
const PROFILE_WIDTH = 24

export function settingsWidths(project: Project): number[] {
  return [...BASE_WIDTHS, ...listProfiles(project).map(() => PROFILE_WIDTH)]
}

export function writeSettings(book: Book, sheet: Worksheet, project: Project, maps: readonly MapContext[]): void {
  const profiles = listProfiles(project)
  const header = writeTitle(
    book,
    sheet,
    'Config values',
    'What each customer plugs in. Rules refer to these by name. A secret has a name here and never a value.',
    BASE_WIDTHS.length + profiles.length,
  )
  writeHead(sheet, header, [
    'Name',
    'Meaning',
    'Type',
    'Default',
    'Required',
    'Set by',
    'Help',
    'Look it up with',
    'Used by',
    ...profiles.map((profile) => profile.name),
  ])
  const values = project.configValues.filter((value) => value.deleted !== true)
  values.forEach((value, index) => {
    const row = header + 1 + index
    const users = maps.flatMap((context) =>
      context.rows.filter((one) => JSON.stringify([one.transform ?? null, one.when ?? null]).includes(`"config":${JSON.stringify(value.id)}`)),
    )
    writeRow(
      book,
      sheet,
      row,
      [
        value.name,
        value.label ?? '',
        value.type,
        shown(value, value.default),
        value.required === true ? 'required' : '',
        value.setBy ?? '',
        [value.help ?? '', value.allowed === undefined ? '' : `One of: ${value.allowed.map(String).join(', ')}`].filter((text) => text !== '').join('\n'),
        value.listedBy ?? '',
        users[0] === undefined ? '' : { text: users.map((one) => printNumber('rows', one.number)).join(', '), to: `row:${users[0].id}` },
        ...profiles.map((profile) =>
          shown(value, project.profileValues.find((one) => one.profile === profile.id && one.config === value.id && one.deleted !== true)?.value),
        ),
      ],
      [look.strong, look.cell, look.quiet],
    )
  })
  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: header, showGridLines: false }]
  sheet.pageSetup.printTitlesRow = `${header}:${header}`
  if (values.length > 0)
    sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: header + values.length, column: BASE_WIDTHS.length + profiles.length } }
}

function listProfiles(project: Project) {
  return project.customerProfiles.filter((profile) => profile.deleted !== true)
}

function shown(value: ConfigValue, stored: JsonScalar | undefined): string {
  return value.type === 'secret' || stored === undefined || stored === null ? '' : String(stored)
}
