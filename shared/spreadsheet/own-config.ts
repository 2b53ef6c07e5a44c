// Edited rows of the table of config values as items: what a customer plugs in.
import { objectWrites, type CellWrite } from '../project/edits.ts'
import type { ConfigValue } from '../project/people-and-systems.ts'
import { fail, ok, type Result } from '../schema/result.ts'
import { limits } from '../api/limits.ts'
import { tooLong } from './fitting-cells.ts'
import { typedText } from './compare-cells.ts'
import type { ImportItem } from './import-plan.ts'
import { editAsQuestion, editItem, itemAt, listAdded, listEdits, type NamedTable } from './own-edits.ts'
import { readTyped } from './own-lookups.ts'
import { splitAddress } from './own-addresses.ts'
import { type Planning } from './own-planning.ts'
import { planAddedTexts } from './own-questions.ts'
import type { OwnRow } from './own-tables.ts'

const PROFILE = 'profile:'
const HIDDEN_SECRET = '(not shown)'

export function planConfigRow(planning: Planning, table: NamedTable, row: OwnRow, address: string): ImportItem[] {
  const config = planning.view.project.configValues.find((one) => one.id === splitAddress(address)[1])
  const items = listEdits(planning, table, row, address).flatMap((edit): ImportItem[] => {
    // Never shown again, and never in a question.
    if (config?.type === 'secret' && (edit.column.startsWith(PROFILE) || edit.column === 'default')) {
      const hidden = { ...edit, theirs: HIDDEN_SECRET, base: undefined }
      const message = 'A secret is never stored here. Take it out of the file, and hand it over on a safe way.'
      return [editItem(planning, table, row, hidden, address, { kind: 'changed', message, writes: [], accepted: false })]
    }
    const written =
      config === undefined || config.deleted === true || !edit.column.startsWith(PROFILE)
        ? undefined
        : profileWrites(planning, config, edit.column.slice(PROFILE.length), edit.theirs)
    if (written?.ok === true)
      return [
        editItem(planning, table, row, edit, address, {
          kind: 'changed',
          message: edit.theirs === '' ? 'The customer takes over the default again.' : 'The customer’s value becomes this.',
          writes: written.value,
          accepted: edit.theirs !== '',
        }),
      ]
    const why =
      written?.error ?? (config === undefined || config.deleted === true ? 'The config value is no longer in the project.' : 'This column does not come back.')
    const item = editAsQuestion(planning, table, row, edit, address, why)
    return item === undefined ? [] : [item]
  })
  return [...items, ...planAddedTexts(planning, table, row, address)]
}

function profileWrites({ view }: Pick<Planning, 'view'>, config: ConfigValue, profile: string, text: string): Result<CellWrite[], string> {
  const customer = view.project.customerProfiles.find((one) => one.id === profile && one.deleted !== true)
  if (customer === undefined) return fail('The customer is no longer in the project.')
  if (text.length > limits.cellTextCharacters) return fail(tooLong(text))
  const own = view.project.profileValues.find((one) => one.profile === profile && one.config === config.id)
  if (text === '') return ok(own === undefined || own.deleted === true ? [] : [{ home: 'profileValues', object: own.id, cell: 'deleted', value: true }])
  const value = readTyped(text, config.type)
  if (!value.ok) return value
  if (config.allowed !== undefined && !config.allowed.some((one) => one === value.value))
    return fail(`“${text}” is not allowed here. It is one of ${config.allowed.map(String).join(', ')}.`)
  if (own === undefined) return ok(objectWrites('profileValues', { id: view.fresh().id, profile, config: config.id, value: value.value }))
  return ok([
    ...(own.deleted === true ? [{ home: 'profileValues', object: own.id, cell: 'deleted', value: undefined } as const] : []),
    { home: 'profileValues', object: own.id, cell: 'value', value: value.value },
  ])
}

/** Config values are made where rules are: in the project. What the row says is not repeated, because it may be a secret. */
export function planNewConfig(table: NamedTable, row: OwnRow): ImportItem[] {
  const all = [...table.columns.values()].map((at) => typedText(row.cells[at] ?? '')).filter((text) => text !== '')
  if (all.length === 0 && listAdded(table, row).length === 0) return []
  const name = typedText(row.cells[table.columns.get('name') ?? -1] ?? '')
  return [
    {
      ...itemAt(table, row, undefined),
      kind: 'note-only',
      title: name === '' ? 'New config value' : `New config value ${name}`,
      theirs: name,
      message: 'Config values are added in the project, under Config values. Nothing is written.',
      writes: [],
      accepted: false,
    },
  ]
}
