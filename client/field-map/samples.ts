// Which record the preview of a field map is worked out from: sample records of its inputs, or records made from the schema.
import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { buildExampleRecord } from '../../shared/schema/example-record.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { Operation } from '../../shared/mapping/for-operation.ts'
import type { InputSide, MapContext } from '../../shared/mapping/map-context.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import type { CustomerProfile, SampleSet } from '../../shared/project/people-and-systems.ts'
import { isSameJson } from '../../shared/project/edits.ts'
import { getJson } from '../api/request.ts'
import type { Samples } from '../api/schemas.ts'
import type { PreviewSample } from './derive.ts'

export type SampleChoice = {
  readonly sample: PreviewSample | undefined
  /** How the chosen record is called: `order 727`. */
  readonly label: string
  /** Made by us, because nobody uploaded a sample of the primary input. */
  readonly madeUp: boolean
  readonly at: number
  readonly names: readonly string[]
  readonly choose: (at: number) => void
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

export function useSampleChoice(project: string, context: MapContext | undefined): SampleChoice {
  const [at, choose] = useState(0)
  const { profiles, profile, chooseProfile, operation, chooseOperation } = useCircumstances(context)
  const [now] = useState(() => new Date().toISOString())
  const inputs = useSameInputs(context?.inputs)
  const sampleSets = context?.project.sampleSets
  const sets = useMemo(() => inputs.map(({ input }) => findSampleSet(sampleSets ?? [], input.source.schema, input.source.object)), [inputs, sampleSets])
  const answers = useQueries({
    queries: sets.map((set) => ({
      queryKey: ['samples', project, set?.set ?? ''],
      queryFn: () => getJson<Samples>(`/projects/${encodeURIComponent(project)}/samples/${encodeURIComponent(set?.set ?? '')}`),
      enabled: set !== undefined,
      staleTime: Infinity,
    })),
    combine: pickAnswers,
  })
  const records = useMemo(
    () =>
      inputs.map(
        (side, index) =>
          answers[index]?.records ?? (side.graph === undefined || side.root === undefined ? [] : [buildExampleRecord(side.graph, side.root.node)]),
      ),
    [inputs, answers],
  )
  const evidence = useMemo(
    () => new Map(inputs.map((side, index) => [side.input.id, new Map((answers[index]?.evidence ?? []).map((one) => [one.path as string, one]))])),
    [inputs, answers],
  )
  const names = useMemo(() => (records[0] ?? []).map((record, index) => nameRecord(record, index)), [records])
  const chosen = Math.min(at, Math.max(0, names.length - 1))
  // As text, so that the same names are the same after every edit of the map.
  const writtenNames = JSON.stringify(context === undefined ? [] : [...inputNames(context)])
  const sample = useMemo((): PreviewSample | undefined => {
    if (names.length === 0) return undefined
    const written = new Map(JSON.parse(writtenNames) as [string, string][])
    return {
      now,
      records: new Map(inputs.flatMap((side, index) => pick(records[index] ?? [], index === 0 ? chosen : 0, written.get(side.input.id) ?? ''))),
      ...(profile === undefined ? {} : { profile: profile.id }),
      ...(operation === undefined ? {} : { operation }),
    }
  }, [inputs, records, names.length, chosen, now, writtenNames, profile, operation])
  const label = `${inputs[0]?.input.name ?? ''} ${names[chosen] ?? ''}`.trim()
  const madeUp = answers[0] === undefined
  return useMemo(
    () => ({ sample, label, madeUp, at: chosen, names, choose, evidence, profiles, profile, chooseProfile, operation, chooseOperation }),
    [sample, label, madeUp, chosen, names, evidence, profiles, profile, chooseProfile, operation, chooseOperation],
  )
}

/** For which customer, and whether for a create or an update. */
function useCircumstances(context: MapContext | undefined): Pick<SampleChoice, 'profiles' | 'profile' | 'chooseProfile' | 'operation' | 'chooseOperation'> {
  const [profileId, chooseProfile] = useState<string>()
  const [operation, chooseOperation] = useState<Operation>('create')
  const all = context?.project.customerProfiles
  const profiles = useMemo(() => (all ?? []).filter((one) => one.deleted !== true), [all])
  const tellsOperations = context?.rows.some((row) => row.on !== undefined) === true
  return {
    profiles,
    profile: profiles.find((one) => one.id === profileId),
    chooseProfile,
    operation: tellsOperations ? operation : undefined,
    chooseOperation,
  }
}

const NO_INPUTS: readonly InputSide[] = []

/** The same array until an input or its schema changes: a map's context is new after every edit. */
function useSameInputs(next: readonly InputSide[] = NO_INPUTS): readonly InputSide[] {
  const [inputs, setInputs] = useState(next)
  const isSame =
    inputs.length === next.length &&
    inputs.every((side, at) => side.input === next[at]?.input && side.graph === next[at]?.graph && side.root?.node === next[at]?.root?.node)
  // Set while rendering, so that nothing is ever drawn from the old inputs (React's way to derive state).
  if (!isSame) setInputs(next)
  return isSame ? inputs : next
}

/** One function for all renders, so that the answers keep their identity. */
function pickAnswers(all: readonly { readonly data: Samples | undefined }[]): (Samples | undefined)[] {
  return all.map((one) => one.data)
}

function pick(records: readonly JsonValue[], at: number, name: string): [string, JsonValue][] {
  const record = records[at]
  return record === undefined ? [] : [[name, record]]
}

export function findSampleSet(sets: readonly SampleSet[], schema: string, object: SampleSet['object']): SampleSet | undefined {
  return sets.find((set) => set.deleted !== true && set.schema === schema && isSameJson(set.object as never, object as never))
}

/** A short text a person knows the record by: its number, name or id. */
export function nameRecord(record: JsonValue, at: number): string {
  if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
    for (const key of ['number', 'reference', 'name', 'code', 'sku', 'title', 'email', 'id']) {
      const found = Object.entries(record).find(
        ([name, value]) => name.toLowerCase() === key && (typeof value === 'string' || typeof value === 'number') && value !== '',
      )
      if (found !== undefined) return String(found[1] as string | number).slice(0, 40)
    }
  }
  return String(at + 1)
}
