// What a customer is asked for: the config values and the per-customer lookup tables of a project, with what is set, what stands by default
// and what is missing. The only place that tells these apart.
import type { LookupEntry, LookupTable } from '../project/lookup-table.ts'
import type { ConfigValue, CustomerProfile, ProfileValue } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import type { UseCase } from '../project/use-case.ts'
import type { JsonScalar } from '../schema/json-value.ts'

/** `own`: the customer's; `default`: the project's, which the customer takes over; `missing`: required, and there is neither; `empty`: neither, and none is needed. */
export type AnswerState = 'own' | 'default' | 'missing' | 'empty'

export type ConfigAnswer = {
  readonly config: ConfigValue
  readonly state: AnswerState
  /** What counts for the customer. */
  readonly value?: JsonScalar
  /** The customer's own, where there is one. */
  readonly own?: ProfileValue
}

export type TableAnswer = {
  readonly table: LookupTable
  readonly state: AnswerState
  readonly own: readonly LookupEntry[]
  /** Of everybody; the customer's own win where both have the same source value. */
  readonly shared: readonly LookupEntry[]
}

export type CustomerForm = {
  readonly profile: CustomerProfile
  /** Without secrets, which are never stored. */
  readonly config: readonly ConfigAnswer[]
  readonly secrets: readonly ConfigValue[]
  readonly tables: readonly TableAnswer[]
  /** Those that a customer may leave out. */
  readonly useCases: readonly { readonly useCase: UseCase; readonly taken: boolean }[]
  readonly missing: number
}

const present = <T extends { readonly deleted?: boolean | undefined }>(list: readonly T[]): T[] => list.filter((one) => one.deleted !== true)

export function readCustomerForm(project: Project, profile: CustomerProfile): CustomerForm {
  const values = present(project.configValues)
  const answers = present(project.profileValues).filter((own) => own.profile === profile.id)
  const config = values
    .filter(({ type }) => type !== 'secret')
    .map((one) =>
      answerConfig(
        one,
        answers.findLast((own) => own.config === one.id),
      ),
    )
  const entries = present(project.lookupEntries)
  const tables = present(project.lookupTables)
    .filter((table) => table.scope === 'per-customer')
    .map((table) => answerTable(table, entries, profile.id))
  return {
    profile,
    config,
    secrets: values.filter(({ type }) => type === 'secret'),
    tables,
    useCases: present(project.useCases)
      .filter(({ optional }) => optional === true)
      .map((useCase) => ({ useCase, taken: profile.withoutUseCases?.includes(useCase.id) !== true })),
    missing: [...config, ...tables].filter(({ state }) => state === 'missing').length,
  }
}

function answerConfig(config: ConfigValue, own: ProfileValue | undefined): ConfigAnswer {
  if (own !== undefined) return { config, state: 'own', value: own.value, own }
  if (config.default !== undefined) return { config, state: 'default', value: config.default }
  return { config, state: config.required === true ? 'missing' : 'empty' }
}

function answerTable(table: LookupTable, entries: readonly LookupEntry[], profile: string): TableAnswer {
  const own = entries.filter((entry) => entry.table === table.id && entry.profile === profile)
  const shared = entries.filter((entry) => entry.table === table.id && entry.profile === undefined)
  return { table, own, shared, state: own.length > 0 ? 'own' : shared.length > 0 || table.otherwise !== undefined ? 'default' : 'missing' }
}

/** `values`: of each customer, in their order; undefined where there is none. `differs`: not all are the same, or one is not the default. */
export type ComparedValue = {
  readonly kind: 'config' | 'table' | 'use-case'
  readonly name: string
  readonly label: string
  readonly standard: string | undefined
  readonly values: readonly { readonly text: string | undefined; readonly state: AnswerState }[]
  readonly differs: boolean
}

/** One line for each config value, each source value of a per-customer table, and each use case that may be left out. */
export function compareCustomers(project: Project, profiles: readonly CustomerProfile[]): ComparedValue[] {
  const forms = profiles.map((profile) => readCustomerForm(project, profile))
  const line = (kind: ComparedValue['kind'], name: string, label: string, standard: string | undefined, values: ComparedValue['values']): ComparedValue => ({
    kind,
    name,
    label,
    standard,
    values,
    differs: values.some(({ text }) => text !== standard || text !== values[0]?.text),
  })
  const [first] = forms
  if (first === undefined) return []
  const config = first.config.map(({ config: one }, at) =>
    line(
      'config',
      one.name,
      one.label ?? '',
      printAnswer(one.default),
      forms.map(({ config: all }) => ({ text: printAnswer(all[at]?.value), state: all[at]?.state ?? 'empty' })),
    ),
  )
  const tables = first.tables.flatMap(({ table }, at) => {
    const sources = new Set(forms.flatMap(({ tables: all }) => [...(all[at]?.shared ?? []), ...(all[at]?.own ?? [])]).map(({ from }) => from))
    const textOf = (list: readonly LookupEntry[] | undefined, from: JsonScalar) => printAnswer(list?.find((entry) => entry.from === from)?.to)
    return [...sources].map((from) =>
      line(
        'table',
        `${table.name}: ${from === '' ? '(empty)' : (printAnswer(from) ?? '')}`,
        '',
        textOf(first.tables[at]?.shared, from),
        forms.map(({ tables: all }) => {
          const own = textOf(all[at]?.own, from)
          const text = own ?? textOf(all[at]?.shared, from)
          return { text, state: own !== undefined ? 'own' : text !== undefined ? 'default' : 'empty' }
        }),
      ),
    )
  })
  const useCases = first.useCases.map(({ useCase }, at) =>
    line(
      'use-case',
      useCase.title,
      'use case',
      'taken',
      forms.map(({ useCases: all }) => ({ text: all[at]?.taken === false ? 'left out' : 'taken', state: all[at]?.taken === false ? 'own' : 'default' })),
    ),
  )
  return [...config, ...tables, ...useCases]
}

function printAnswer(value: JsonScalar | undefined): string | undefined {
  return value === undefined ? undefined : value === null ? 'null' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
