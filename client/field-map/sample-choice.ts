// Which records a preview may be worked out from and which was chosen: lists, names and steps from one to the next. Pure.
import type { Operation } from '../../shared/mapping/for-operation.ts'
import type { SampleSet } from '../../shared/project/people-and-systems.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { nameRecord } from '../pages/name-record.ts'

/** `set`: the id of a sample set; `at`: counted from 0. `schema`: made up by us. `case`: what a test case gives, for all inputs. */
export type RecordChoice =
  | { readonly from: 'set'; readonly set: string; readonly at: number }
  | { readonly from: 'case'; readonly id: string }
  | { readonly from: 'pasted'; readonly id: string }
  | { readonly from: 'schema' }

/** What a person chose on one map, as it is kept: by input id. */
export type KeptChoice = {
  readonly inputs: Readonly<Record<string, RecordChoice>>
  readonly profile?: string
  readonly operation?: Operation
}

/** `records`: by input id. */
export type PastedSample = { readonly id: string; readonly name: string; readonly records: Readonly<Record<string, JsonValue>> }

export type SampleOption = { readonly choice: RecordChoice; readonly label: string; readonly group: string }

export const NOTHING_CHOSEN: KeptChoice = { inputs: {} }

export type OptionSources = {
  /** `records`: undefined until they are there. */
  readonly sets: readonly { readonly set: SampleSet; readonly records: readonly JsonValue[] | undefined }[]
  /** Those of this map, of the first input only. */
  readonly cases: readonly TestCase[]
  /** Those with a record of this input. */
  readonly pasted: readonly PastedSample[]
  /** A record can be made up. */
  readonly hasSchema: boolean
}

/** In the order in which they are listed and stepped through. */
export function listSampleOptions({ sets, cases, pasted, hasSchema }: OptionSources): SampleOption[] {
  return [
    ...pasted.map(({ id, name }): SampleOption => ({ choice: { from: 'pasted', id }, label: name, group: 'Pasted by you' })),
    ...sets.flatMap(({ set, records = [] }) =>
      records.map((record, at): SampleOption => ({ choice: { from: 'set', set: set.id, at }, label: nameRecord(record, at), group: set.name })),
    ),
    ...cases.map((one): SampleOption => ({
      choice: { from: 'case', id: one.id },
      label: `${printNumber('testCases', one.number)} ${one.title}`,
      group: 'Test cases',
    })),
    ...(hasSchema ? [{ choice: { from: 'schema' }, label: 'Made from the schema', group: 'No real record' } as const] : []),
  ]
}

/** What was chosen, where it is still there; else the first real record, else the one made up. */
export function findChosen(options: readonly SampleOption[], chosen: RecordChoice | undefined): SampleOption | undefined {
  return (
    options.find(({ choice }) => chosen !== undefined && isSameChoice(choice, chosen)) ??
    options.find(({ choice }) => choice.from === 'set') ??
    options.find(({ choice }) => choice.from === 'schema') ??
    options[0]
  )
}

export function isSameChoice(a: RecordChoice, b: RecordChoice): boolean {
  return keyOfChoice(a) === keyOfChoice(b)
}

export function keyOfChoice(choice: RecordChoice): string {
  return choice.from === 'set' ? `set ${choice.set} ${choice.at}` : choice.from === 'schema' ? 'schema' : `${choice.from} ${choice.id}`
}

/** Options whose name or group holds every word. */
export function searchOptions(options: readonly SampleOption[], search: string): readonly SampleOption[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return options
  return options.filter(({ label, group }) => {
    const text = `${label} ${group}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Kept text may be anybody's and of any age. */
export function readKeptChoice(text: string | undefined): KeptChoice {
  const kept = readJson(text)
  if (!isObject(kept)) return NOTHING_CHOSEN
  const inputs = isObject(kept['inputs']) ? Object.entries(kept['inputs']).flatMap(([id, choice]) => (isChoice(choice) ? [[id, choice] as const] : [])) : []
  const { profile, operation } = kept
  return {
    inputs: Object.fromEntries(inputs),
    ...(typeof profile === 'string' ? { profile } : {}),
    ...(operation === 'create' || operation === 'update' ? { operation } : {}),
  }
}

export function readPasted(text: string | undefined): PastedSample[] {
  const kept = readJson(text)
  return Array.isArray(kept) ? kept.filter(isPasted) : []
}

function isChoice(value: JsonValue | undefined): value is RecordChoice {
  if (!isObject(value)) return false
  if (value['from'] === 'set') return typeof value['set'] === 'string' && typeof value['at'] === 'number'
  return value['from'] === 'schema' || ((value['from'] === 'case' || value['from'] === 'pasted') && typeof value['id'] === 'string')
}

function isPasted(value: JsonValue): value is PastedSample {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && isObject(value['records'])
}

function readJson(text: string | undefined): JsonValue {
  try {
    return text === undefined ? null : (JSON.parse(text) as JsonValue)
  } catch {
    return null
  }
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
