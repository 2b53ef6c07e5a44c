// The section of config values: what each customer plugs in, with a column for each customer.
import { listConfig } from '../mapping/examine-case.ts'
import type { Row } from '../project/field-map.ts'
import type { ConfigValue, CustomerProfile, ProfileValue } from '../project/people-and-systems.ts'
import { printNumber } from '../project/project.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import { live } from '../review/group.ts'
import { chosenMaps } from './chosen-maps.ts'
import type { Block, Cell, Column, Section } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { inOrder, shownParts } from './shown-parts.ts'
import { joinedCell, toned, withoutSecret } from './told-cells.ts'

const typeWords = { text: 'text', number: 'number', integer: 'whole number', boolean: 'true or false', secret: 'secret' } as const

export function configValuesSection(source: DocumentSource): Section | undefined {
  const { configValues } = shownParts(source)
  if (configValues.length === 0) return undefined
  const isFull = source.choice.audience !== 'stakeholders'
  const profiles = inOrder(source.project.customerProfiles)
  const used = usersByConfig(source, configValues)
  const own = new Map(live(source.project.profileValues).map((one) => [`${one.profile} ${one.config}`, one]))
  const rows = configValues.map((value) => ({
    id: `config:${value.id}`,
    cells: { ...valueCells(value, used.get(value.id) ?? []), ...profileCells(value, profiles, own) },
  }))
  // Nobody misses a column in which no row has a word.
  const isEmpty = (id: string) => rows.every(({ cells }) => cells[id] === undefined || cells[id] === '')
  const left = columns.filter(({ id }) => (isFull || !forEngineers.has(id)) && !(dispensable.has(id) && isEmpty(id)))
  const shown = [...left, ...profiles.map((profile): Column => ({ id: `profile:${profile.id}`, title: profile.name, width: 24, input: true }))]
  const ids = new Set(shown.map(({ id }) => id))
  const table: Block = {
    kind: 'table',
    id: 'config',
    comesBack: true,
    columns: shown,
    rows: rows.map(({ id, cells }) => ({ id, cells: Object.fromEntries(Object.entries(cells).filter(([column]) => ids.has(column))) })),
  }
  return {
    id: 'config-values',
    title: 'Config values',
    what: 'What each customer plugs in: name, type, default, and the value of every customer.',
    lead: 'What each customer plugs in. Rules refer to these by name, formulas as $config.name. An empty cell below a customer means that the default holds. A secret has a name here and never a value.',
    kind: 'reference',
    blocks: [table, ...customerBlocks(profiles, source)],
  }
}

const columns: readonly Column[] = [
  { id: 'name', title: 'Name', width: 24 },
  { id: 'label', title: 'Meaning', width: 30 },
  { id: 'type', title: 'Type', width: 13 },
  { id: 'default', title: 'Default', width: 22 },
  { id: 'required', title: 'Required', width: 10 },
  { id: 'allowed', title: 'Allowed', width: 20 },
  { id: 'setBy', title: 'Set by', width: 12 },
  { id: 'help', title: 'Help', width: 44 },
  { id: 'listedBy', title: 'Look it up with', width: 18 },
  { id: 'usedBy', title: 'Used by', width: 22 },
]
const forEngineers: ReadonlySet<string> = new Set(['type', 'listedBy'])
const dispensable: ReadonlySet<string> = new Set(['allowed', 'listedBy', 'help'])

function valueCells(value: ConfigValue, users: readonly Cell[]): Readonly<Record<string, Cell>> {
  return {
    name: toned(value.name, 'strong'),
    label: value.label ?? '',
    type: toned(typeWords[value.type], 'quiet'),
    default: value.type === 'secret' ? { text: 'never stored here', tone: 'quiet' } : printValue(value.default),
    required: value.required === true ? 'required' : '',
    allowed: (value.allowed ?? []).map((one) => (value.type === 'secret' ? '' : printValue(one))).join('\n'),
    setBy: value.setBy ?? '',
    help: value.help ?? '',
    listedBy: toned(value.listedBy ?? '', 'mono'),
    usedBy: joinedCell(users),
  }
}

function profileCells(value: ConfigValue, profiles: readonly CustomerProfile[], own: ReadonlyMap<string, ProfileValue>): Readonly<Record<string, Cell>> {
  return Object.fromEntries(
    profiles.map(({ id }) => [`profile:${id}`, value.type === 'secret' ? '' : printValue(own.get(`${id} ${value.id}`)?.value)] as const),
  )
}

/** Most rows name none, and looking for each by its name takes time. */
function mentionsConfig({ transform, when, onMissing }: Row): boolean {
  return /"config":|\$config/.test(JSON.stringify([transform ?? null, when ?? null, onMissing ?? null]))
}

/** Rows of field maps, then steps. */
function usersByConfig(source: DocumentSource, values: readonly ConfigValue[]): ReadonlyMap<string, Cell[]> {
  const users = new Map<string, Cell[]>(values.map(({ id }) => [id, []]))
  const names = new Map(values.map(({ id, name }) => [id, name]))
  for (const { context } of chosenMaps(source))
    for (const row of context.rows)
      for (const id of mentionsConfig(row) ? listConfig(row, names) : []) users.get(id)?.push({ text: printNumber('rows', row.number), to: `row:${row.id}` })
  const { steps, useCases } = shownParts(source)
  for (const useCase of useCases)
    steps
      .filter((step) => step.useCase === useCase.id)
      .forEach((step, at) => {
        const text = JSON.stringify(step)
        for (const id of names.keys())
          if (text.includes(`"config":${JSON.stringify(id)}`))
            users.get(id)?.push({ text: `${printNumber('useCases', useCase.number)} step ${at + 1}`, to: `step:${step.id}` })
      })
  return users
}

/** What is said of each customer besides values. */
function customerBlocks(profiles: readonly CustomerProfile[], { project }: DocumentSource): Block[] {
  const told = profiles.flatMap(({ name, note, withoutUseCases }) => {
    const without = live(project.useCases).filter(({ id, optional }) => optional === true && withoutUseCases?.includes(id) === true)
    const cells = [
      ...(note === undefined || note.trim() === '' ? [] : [withoutSecret(note)]),
      ...without.map((one): Cell => ({ text: `Without ${printNumber('useCases', one.number)} ${one.title}`, to: `use-case:${one.id}` })),
    ]
    return cells.length === 0 ? [] : [{ label: name, value: cells }]
  })
  return told.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Customers', level: 2 },
        { kind: 'facts', facts: told },
      ]
}

function printValue(value: JsonScalar | undefined): string {
  return value === undefined || value === null ? '' : String(value)
}
