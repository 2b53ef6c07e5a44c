// Which records the preview of a field map is worked out from: samples of its inputs, those of a test case, what somebody pasted, or
// records made from the schema.
import { useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Operation } from '../../shared/mapping/for-operation.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { getJson } from '../api/request.ts'
import { newId } from '../collab/connection-ports.ts'
import { useMe } from '../collab/project-context.tsx'
import type { PreviewSample } from './derive.ts'
import { useKeptValue } from './kept-samples.ts'
import { keyOfChoice, readKeptChoice, readPasted, type KeptChoice, type PastedSample, type RecordChoice } from './sample-choice.ts'
import { evidenceOf, useInputs, useInputSets, useSameInputs, type SampleInput } from './sample-inputs.ts'

export type SampleChoice = {
  /** `none`: no input has a record, because its schema is missing. */
  readonly state: 'ready' | 'loading' | 'none'
  /** Why records are missing, in a sentence. */
  readonly error: string | undefined
  readonly sample: PreviewSample | undefined
  /** How the chosen record is called: `order 727`. */
  readonly label: string
  /** Made by us, because nobody uploaded a sample of the primary input or because somebody wants it so. */
  readonly madeUp: boolean
  /** The first is the primary one. */
  readonly inputs: readonly SampleInput[]
  /** Whose records these are. */
  readonly testCase: TestCase | undefined
  readonly pasted: readonly PastedSample[]
  readonly choose: (input: string, choice: RecordChoice) => void
  /** The next or previous record of the primary input; false: there is none. */
  readonly step: (by: 1 | -1) => boolean
  /** Takes it for the preview at once. */
  readonly paste: (name: string, records: PastedSample['records']) => void
  readonly forget: (pasted: string) => void
  /** Which item of a list is looked at, by `each` row, or by the map for its runs. */
  readonly items: ReadonlyMap<string, number>
  readonly chooseItem: (each: string, item: number) => void
  /** Customer profiles; empty where there are none. */
  readonly profiles: readonly CustomerProfile[]
  readonly profile: CustomerProfile | undefined
  readonly chooseProfile: (id: string | undefined) => void
  /** Undefined: no row tells creating from updating. */
  readonly operation: Operation | undefined
  readonly chooseOperation: (operation: Operation) => void
  /** What samples show of each input's fields, by input id. */
  readonly evidence: ReadonlyMap<string, ReadonlyMap<string, FieldEvidence>>
}

/** Pasted records that are kept, at most. */
const MOST_PASTED = 8

export function useSampleChoice(project: string, context: MapContext | undefined): SampleChoice {
  const { person } = useMe()
  const place = `${person}.${project}.${context?.fieldMap.id ?? ''}`
  const [kept, keep] = useKeptValue(`${place}.sample`, readKeptChoice)
  const [pasted, keepPasted] = useKeptValue(`${place}.pasted`, readPasted)
  const [now] = useState(() => new Date().toISOString())
  const sides = useSameInputs(context?.inputs)
  const { sets, samples, error: failed } = useInputSets(project, sides, context?.project.sampleSets)
  const cases = useCases(context)
  const inputs = useInputs(context, sides, sets, samples, cases, pasted, kept)
  const [primary] = inputs
  const caseId = primary?.chosen?.choice.from === 'case' ? primary.chosen.choice.id : undefined
  const testCase = cases.find((one) => one.id === caseId)
  const given = useGiven(project, testCase)
  const [items, chooseItem] = useItems(primary?.chosen === undefined ? '' : `${caseId ?? ''} ${keyOfChoice(primary.chosen.choice)}`)
  const circumstances = useCircumstances(context, kept, keep)
  const { profile, operation } = circumstances

  const isLoading = samples.some((one, at) => one === undefined && sets[at] !== undefined) && primary?.record === undefined && failed === undefined
  const records = useMemo((): ReadonlyMap<string, JsonValue> | undefined => {
    if (testCase !== undefined) return given.records
    if (primary?.record === undefined) return undefined
    return new Map(inputs.flatMap(({ name, record }) => (record === undefined ? [] : [[name, record] as const])))
  }, [testCase, given.records, primary?.record, inputs])
  const sample = useMemo((): PreviewSample | undefined => {
    if (records === undefined) return undefined
    return {
      now: testCase?.now ?? now,
      records,
      ...(profile === undefined ? {} : { profile: profile.id }),
      ...(operation === undefined ? {} : { operation }),
      ...(testCase?.config === undefined ? {} : { config: testCase.config }),
      ...(items.size === 0 ? {} : { items }),
    }
  }, [records, now, profile, operation, testCase, items])
  const evidence = useMemo(() => evidenceOf(sides, sets, samples), [sides, sets, samples])

  return useMemo((): SampleChoice => {
    const primaryId = primary?.id ?? ''
    const choose: SampleChoice['choose'] = (input, choice) =>
      keep((before) => {
        const wasCase = before.inputs[primaryId]?.from === 'case'
        const one = choice.from === 'case' ? cases.find(({ id }) => id === choice.id) : undefined
        // A case brings its own customer and operation, and takes them with it when it goes.
        const { profile: _profile, operation: _operation, ...others } = before
        const rest = input === primaryId && (one !== undefined || wasCase) ? others : before
        return {
          ...rest,
          inputs: { ...before.inputs, [input]: choice },
          ...(one?.profile === undefined ? {} : { profile: one.profile }),
          ...(one?.operation === undefined ? {} : { operation: one.operation }),
        }
      })
    return {
      state: isLoading || given.isLoading ? 'loading' : sample === undefined && (primary?.options.length ?? 0) === 0 ? 'none' : 'ready',
      error: given.error ?? failed,
      sample,
      label: primary?.chosen === undefined ? '' : labelOf(primary),
      madeUp: primary?.chosen?.choice.from === 'schema',
      inputs,
      testCase,
      pasted,
      choose,
      step(by) {
        const options = primary?.options ?? []
        const at = options.findIndex((option) => option === primary?.chosen)
        const next = options[at + by]
        if (next !== undefined) choose(primaryId, next.choice)
        return next !== undefined
      },
      paste(name, own) {
        const one: PastedSample = { id: newId(), name, records: own }
        keepPasted((before) => [one, ...before].slice(0, MOST_PASTED))
        keep((before) => ({
          ...before,
          inputs: { ...before.inputs, ...Object.fromEntries(Object.keys(own).map((id): [string, RecordChoice] => [id, { from: 'pasted', id: one.id }])) },
        }))
      },
      forget: (id) => keepPasted((before) => before.filter((one) => one.id !== id)),
      items,
      chooseItem,
      ...circumstances,
      evidence,
    }
  }, [isLoading, given, failed, sample, primary, inputs, testCase, pasted, keep, keepPasted, cases, items, chooseItem, circumstances, evidence])
}

function labelOf({ name, chosen }: SampleInput): string {
  if (chosen === undefined) return ''
  return chosen.choice.from === 'case' ? chosen.label : chosen.choice.from === 'pasted' ? `pasted ${name} ${chosen.label}` : `${name} ${chosen.label}`.trim()
}

function useCases(context: MapContext | undefined): readonly TestCase[] {
  const all = context?.project.testCases
  const map = context?.fieldMap.id
  return useMemo(
    () => (all ?? []).filter((one) => one.deleted !== true && one.kind === 'mapping' && one.fieldMap === map && one.given !== undefined),
    [all, map],
  )
}

/** What the case gives, by the inputs' names. */
function useGiven(project: string, testCase: TestCase | undefined) {
  const hash = testCase?.given
  const { data, error, isFetching } = useQuery({
    queryKey: ['record', project, hash ?? ''],
    queryFn: () => getJson<JsonValue>(`/projects/${encodeURIComponent(project)}/records/${encodeURIComponent(hash ?? '')}`),
    enabled: hash !== undefined,
    staleTime: Infinity,
  })
  return useMemo(
    () => ({
      records: typeof data === 'object' && data !== null && !Array.isArray(data) ? new Map(Object.entries(data)) : undefined,
      isLoading: hash !== undefined && data === undefined && isFetching,
      error: hash === undefined || error === null ? undefined : `The test case's record could not be loaded. ${error.message}`,
    }),
    [hash, data, error, isFetching],
  )
}

/** Of another record the first items are looked at again. */
function useItems(record: string): readonly [ReadonlyMap<string, number>, (each: string, item: number) => void] {
  const [state, setState] = useState<{ readonly record: string; readonly items: ReadonlyMap<string, number> }>({ record, items: NO_ITEMS })
  const items = state.record === record ? state.items : NO_ITEMS
  const choose = useMemo(
    () => (each: string, item: number) =>
      setState((before) => ({ record, items: new Map([...(before.record === record ? before.items : NO_ITEMS), [each, item]]) })),
    [record],
  )
  return [items, choose]
}

const NO_ITEMS: ReadonlyMap<string, number> = new Map()

type Circumstances = Pick<SampleChoice, 'profiles' | 'profile' | 'chooseProfile' | 'operation' | 'chooseOperation'>

/** For which customer, and whether for a create or an update. */
function useCircumstances(context: MapContext | undefined, kept: KeptChoice, keep: (change: (before: KeptChoice) => KeptChoice) => void): Circumstances {
  const all = context?.project.customerProfiles
  const tellsOperations = context?.rows.some((row) => row.on !== undefined) === true
  return useMemo((): Circumstances => {
    const profiles = (all ?? []).filter((one) => one.deleted !== true)
    return {
      profiles,
      profile: profiles.find((one) => one.id === kept.profile),
      chooseProfile: (id) =>
        keep(({ inputs, operation }) => ({ inputs, ...(operation === undefined ? {} : { operation }), ...(id === undefined ? {} : { profile: id }) })),
      operation: tellsOperations ? (kept.operation ?? 'create') : undefined,
      chooseOperation: (operation) => keep((before) => ({ ...before, operation })),
    }
  }, [all, kept.profile, kept.operation, keep, tellsOperations])
}
