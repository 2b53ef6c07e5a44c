// Which columns the rows of a field map have, for whom, and which of them people may write in: the only place for both.
import { ROW_STATUSES } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import { statusWords } from '../review/row-status.ts'
import type { Column } from './document.ts'
import type { Audience } from './document-options.ts'

/** Ids are the grid's where the grid has the column (DESIGN §9.20). */
const columns = {
  row: { title: 'Row', width: 7, side: 'row' },
  sourceObject: { title: 'Object', width: 16, side: 'source' },
  source: { title: 'Field', width: 24, side: 'source', input: true },
  sourcePath: { title: 'Full path', width: 26, side: 'source' },
  sourceType: { title: 'Type', width: 10, side: 'source' },
  sample: { title: 'Sample value', width: 18, side: 'source' },
  sourceDescription: { title: 'What it is', width: 34, side: 'source' },
  transform: { title: 'Rule', width: 46, side: 'how' },
  formula: { title: 'Formula', width: 34, side: 'how', input: true },
  when: { title: 'Only if', width: 26, side: 'how' },
  whenExact: { title: 'Only if, as a formula', width: 26, side: 'how' },
  lookup: { title: 'Tables and config values', width: 16, side: 'how' },
  policies: { title: 'If missing or null', width: 22, side: 'how' },
  destinationObject: { title: 'Object', width: 14, side: 'destination' },
  destination: { title: 'Field', width: 27, side: 'destination' },
  destinationPath: { title: 'Full path', width: 26, side: 'destination' },
  type: { title: 'Type', width: 10, side: 'destination' },
  required: { title: 'Required', width: 10, side: 'destination' },
  limit: { title: 'Limits', width: 22, side: 'destination' },
  result: { title: 'Sample result', width: 18, side: 'destination' },
  destinationDescription: { title: 'What it is', width: 34, side: 'destination' },
  status: { title: 'Status', width: 11, side: 'review', input: true },
  scope: { title: 'Scope', width: 13, side: 'review', input: true },
  useCases: { title: 'Use cases', width: 11, side: 'review', input: true },
  owner: { title: 'Owner', width: 15, side: 'review', input: true },
  questions: { title: 'Questions', width: 11, side: 'review' },
  note: { title: 'Note', width: 38, side: 'review', input: true },
  question: { title: 'Your question', width: 28, side: 'review', input: true },
} as const satisfies Readonly<Record<string, Omit<Column, 'id'>>>

export type MapColumn = keyof typeof columns

const forStakeholders: readonly MapColumn[] = [
  'row',
  'source',
  'transform',
  'when',
  'destination',
  'required',
  'result',
  'status',
  'useCases',
  'note',
  'question',
]
const forEngineers = Object.keys(columns) as readonly MapColumn[]

export const scopeWords = { global: 'Global', 'per-customer': 'Per customer' } as const

export function mapColumns(project: Project, audience: Audience): Column[] {
  const people = [...new Set(project.people.flatMap(({ name, deleted }) => (deleted === true || name.trim() === '' ? [] : [name])))]
  const choices: Partial<Readonly<Record<MapColumn, readonly string[]>>> = {
    status: ROW_STATUSES.map((status) => statusWords[status]),
    scope: Object.values(scopeWords),
    ...(people.length === 0 ? {} : { owner: people }),
  }
  return (audience === 'stakeholders' ? forStakeholders : forEngineers).map((id) => {
    const words = choices[id]
    return { id, ...columns[id], ...(words === undefined ? {} : { choices: words }) }
  })
}
