// The cells of a row in people's words: what each is called, and what a value of it says. Values of the past may hold anything.
import { describeCondition } from '../../shared/codegen/english.ts'
import { describeTransform } from '../../shared/codegen/english-short.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { condition, missingPolicy, transform } from '../../shared/project/transform-cell.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { listSources } from '../../shared/transform/kinds.ts'

export const rowCellWords: Readonly<Record<string, string>> = {
  transform: 'Transform',
  when: 'Condition',
  on: 'Takes part when',
  status: 'Status',
  note: 'Note',
  useCases: 'Use cases',
  owner: 'Owner',
  scope: 'Scope',
  outcome: 'Outcome',
  onMissing: 'If missing',
  onNull: 'If null',
  unmatched: 'Unmatched text',
  destination: 'Destination',
  order: 'Place',
  deleted: 'Row',
  fieldMap: 'Field map',
  parent: 'List',
}

/** `each`: the `each` row that the row stands in. An absent value is "nothing". */
export function printRowCell(context: MapContext, each: Row | undefined, cell: string, value: JsonValue | undefined): string {
  if (cell === 'deleted') return value === true ? 'deleted' : 'brought back'
  if (value === undefined || value === null || value === '') return 'nothing'
  return printers[cell]?.(context, value, each) ?? (typeof value === 'string' ? value : JSON.stringify(value))
}

type Printer = (context: MapContext, value: JsonValue, each: Row | undefined) => string | undefined

const printers: Readonly<Record<string, Printer>> = {
  transform: (context, value, each) => {
    const read = transform.safeParse(value)
    if (!read.success) return undefined
    const words = describeTransform(context, read.data, each)
    // In the grid the fields stand in a column of their own.
    const fields = [...new Set(listSources(read.data, () => []).map((ref) => printSource(context, ref, each)))].filter((field) => !words.includes(field))
    return fields.length === 0 ? words : `${words}, from ${fields.join(', ')}`
  },
  when: (context, value, each) => {
    const read = condition.safeParse(value)
    return read.success ? describeCondition(context, read.data, each) : undefined
  },
  status: (_, value) => (typeof value === 'string' ? value.charAt(0).toUpperCase() + value.slice(1) : undefined),
  scope: (_, value) => words({ global: 'Global', 'per-customer': 'Per customer' }, value),
  on: (_, value) => words({ create: 'Only when creating', update: 'Only when updating' }, value),
  onNull: (_, value) => words({ pass: 'Pass it on', 'as-missing': 'As missing', problem: 'Report a problem' }, value),
  onMissing: (_, value) => {
    const read = missingPolicy.safeParse(value)
    if (!read.success) return undefined
    return read.data.then === 'default'
      ? `Use ${JSON.stringify(read.data.value)}`
      : { omit: 'Leave the field out', null: 'Send null', problem: 'Report a problem' }[read.data.then]
  },
  owner: ({ project }, value) => project.people.find((person) => person.id === value)?.name,
  outcome: ({ project }, value) => project.useCaseItems.find((item) => item.id === value)?.text,
  useCases: ({ project }, value) => {
    if (!Array.isArray(value)) return undefined
    if (value.length === 0) return 'none'
    return value.map((id) => printNumber('useCases', project.useCases.find((useCase) => useCase.id === id)?.number)).join(', ')
  },
  fieldMap: ({ project }, value) => project.fieldMaps.find((map) => map.id === value)?.name,
  parent: ({ project }, value) => {
    const row = project.rows.find((one) => one.id === value)
    return row === undefined ? undefined : `${printNumber('rows', row.number)} ${row.destination}`
  },
  order: () => 'another place',
}

function words(all: Readonly<Record<string, string>>, value: JsonValue): string | undefined {
  return typeof value === 'string' && Object.hasOwn(all, value) ? all[value] : undefined
}
