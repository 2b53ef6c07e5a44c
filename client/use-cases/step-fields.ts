// Which cells a step of each kind needs, in the groups of its form. Pure.
import type { Step } from '../../shared/project/use-case.ts'

export type StepGroup = 'about' | 'call' | 'parameters' | 'records' | 'map' | 'send' | 'condition' | 'wait' | 'notify' | 'result' | 'rhythm' | 'outcome'
export type StepCell = Exclude<keyof Step, 'id' | 'useCase' | 'order' | 'deleted'>

/** One line of guidance for each group. */
export const groupWords: Readonly<Record<StepGroup, { readonly title: string; readonly guidance: string }>> = {
  about: { title: 'The step', guidance: 'What it does, as you would say it to a colleague.' },
  call: { title: 'Call', guidance: 'Which system, which call of it, and which record is meant inside what goes or comes.' },
  parameters: { title: 'What it asks for', guidance: 'A value for each parameter. Required ones stand first.' },
  records: { title: 'Records', guidance: 'Whether one record comes or many, and what if none comes.' },
  map: { title: 'Field map', guidance: 'The map that makes the record, field by field.' },
  send: { title: 'Create or change', guidance: 'What tells that a record is there already, and what happens then. It keeps records from being made twice.' },
  condition: { title: 'Goes on where', guidance: 'What must hold of earlier results. Otherwise the record ends here, as skipped.' },
  wait: { title: 'Waits', guidance: 'So long, or until the answer of a call is as it must be.' },
  notify: { title: 'Tells', guidance: 'A person, a team or an address. At the end of the steps it is sent once, whatever became of the records.' },
  result: { title: 'Result', guidance: 'What later steps and field maps call the record that comes out of it.' },
  rhythm: { title: 'How often, how much', guidance: 'In words, with numbers: engineers plan limits and costs by them.' },
  outcome: { title: 'Success and failure', guidance: 'What counts as done, how often it is tried again, and what becomes of the record after the last try.' },
}

const groupCells: Readonly<Record<StepGroup, readonly StepCell[]>> = {
  about: ['title', 'kind'],
  call: ['system', 'schema', 'endpoint', 'object', 'answer'],
  parameters: ['parameters', 'selection', 'sort', 'pageSize', 'firstLoad'],
  records: ['forEach', 'mayBeMissing'],
  map: ['fieldMap'],
  send: ['sendMode', 'matchKey', 'lookup', 'ifFound', 'update', 'whenExists', 'whenDeletedAtSource'],
  condition: ['condition'],
  wait: ['waitSeconds', 'condition'],
  notify: ['notifyWhen', 'alert'],
  result: ['result'],
  rhythm: ['frequency', 'volume'],
  outcome: ['onSuccess', 'failure', 'retries', 'retryWaits', 'afterRetries', 'alert', 'onFailure'],
}

const kindGroups: Readonly<Record<Step['kind'], readonly StepGroup[]>> = {
  trigger: ['about', 'rhythm', 'call', 'parameters', 'result', 'outcome'],
  retrieve: ['about', 'call', 'parameters', 'records', 'result', 'rhythm', 'outcome'],
  transform: ['about', 'map', 'result', 'rhythm', 'outcome'],
  send: ['about', 'call', 'map', 'parameters', 'send', 'result', 'rhythm', 'outcome'],
  decide: ['about', 'condition', 'rhythm', 'outcome'],
  wait: ['about', 'wait', 'call', 'parameters', 'result', 'rhythm', 'outcome'],
  notify: ['about', 'notify', 'rhythm', 'outcome'],
}

/** Cells of a group that a kind has no use for. */
const without: Readonly<Partial<Record<Step['kind'], readonly StepCell[]>>> = {
  trigger: ['answer', 'parameters', 'sort', 'pageSize'],
  retrieve: ['answer'],
  wait: ['answer', 'selection', 'sort', 'pageSize', 'firstLoad'],
  send: ['selection', 'sort', 'pageSize', 'firstLoad'],
}

/** In the order of the form. A wait without a call asks for nothing. */
export function listGroups(step: Step): readonly StepGroup[] {
  const groups = kindGroups[step.kind]
  return step.kind === 'wait' && step.endpoint === undefined ? groups.filter((group) => group !== 'parameters' && group !== 'result') : groups
}

export function hasCell(kind: Step['kind'], cell: StepCell): boolean {
  return kindGroups[kind].some((group) => groupCells[group].includes(cell)) && without[kind]?.includes(cell) !== true
}

/** Cells that hold something that a step of its kind does nothing with, after its kind was changed. */
export function listIdleCells(step: Step): StepCell[] {
  return Object.values(groupCells)
    .flat()
    .filter((cell, at, all) => all.indexOf(cell) === at && step[cell] !== undefined && !hasCell(step.kind, cell))
}

/** As the form calls them. */
export const cellWords: Readonly<Record<StepCell, string>> = {
  kind: 'Kind',
  title: 'Title',
  system: 'System',
  schema: 'Schema',
  endpoint: 'Endpoint',
  object: 'Record',
  fieldMap: 'Field map',
  result: 'Name of the result',
  parameters: 'Parameters',
  answer: 'Record in the answer',
  forEach: 'For each record',
  mayBeMissing: 'May be missing',
  condition: 'Condition',
  selection: 'Which, in words',
  sort: 'Sorted by',
  pageSize: 'Page size',
  firstLoad: 'First load',
  sendMode: 'Way of sending',
  matchKey: 'Match key',
  lookup: 'Look first',
  ifFound: 'If it is found',
  update: 'Another call to change it',
  waitSeconds: 'Waits',
  notifyWhen: 'When',
  whenExists: 'If it is there already, in words',
  whenDeletedAtSource: 'If it was deleted at the source',
  frequency: 'Frequency',
  volume: 'Volume',
  onSuccess: 'On success',
  onFailure: 'On failure, in words',
  failure: 'On failure',
  retries: 'Further tries',
  retryWaits: 'Waits between',
  afterRetries: 'After the last try',
  alert: 'Whom to tell',
}

/** Where in the form a problem of a step is mended, by what its code speaks of. */
export function groupOfProblem(step: Step, code: string): StepGroup | undefined {
  const groups = listGroups(step)
  return problemGroups.find(([words]) => words.test(code))?.[1].find((group) => groups.includes(group))
}

/** The first whose words stand in the code, with the groups of which the step has one. */
const problemGroups: readonly (readonly [RegExp, readonly StepGroup[]])[] = [
  [/trigger/, ['about']],
  [/failure|retry/, ['outcome']],
  [/tell|alert/, ['notify', 'outcome']],
  [/no-wait/, ['wait']],
  [/input|\bmap\b|destination|many-into-one/, ['map', 'send']],
  [/condition|formula|entry-outside/, ['condition', 'wait', 'send']],
  [/lookup/, ['send']],
  [/result|unknown-field|list-in-path|parameter|page|config|secret/, ['parameters', 'condition', 'send', 'wait']],
  [/system|endpoint|schema|object|list|envelope|deprecated/, ['call']],
]
