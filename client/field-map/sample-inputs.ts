// The records that each input of a field map may be filled from in the preview, and which of them was chosen.
import { useMemo, useState } from 'react'
import type { InputSide, MapContext } from '../../shared/mapping/map-context.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import type { SampleSet } from '../../shared/project/people-and-systems.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { buildExampleRecord } from '../../shared/schema/example-record.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { mergeEvidence } from '../../shared/schema/merge-evidence.ts'
import { useSampleSets, type Samples } from '../api/schemas.ts'
import { findSets } from '../pages/schema-evidence.ts'
import { findChosen, isSameChoice, listSampleOptions, type KeptChoice, type PastedSample, type RecordChoice, type SampleOption } from './sample-choice.ts'

/** One input of the map, with the records it may be filled from. */
export type SampleInput = {
  readonly id: string
  /** As it is written in formulas. */
  readonly name: string
  readonly options: readonly SampleOption[]
  readonly chosen: SampleOption | undefined
  /** Undefined: none, or still on its way. */
  readonly record: JsonValue | undefined
}

type InputSets = readonly SampleSet[]

/** The sets of all inputs, one after the other, with what is in them; `samples` stand where their sets do. */
export function useInputSets(project: string, sides: readonly InputSide[], all: readonly SampleSet[] | undefined) {
  const sets = useMemo(() => (all ?? []).filter((set) => set.deleted !== true && sides.some((side) => isSetOf(set, side))), [sides, all])
  const keys = useMemo(() => sets.map(({ set }) => set), [sets])
  const { samples, error } = useSampleSets(project, keys)
  return { sets, samples, error: error === undefined ? undefined : `The samples could not be loaded. ${error.message}` }
}

export function useInputs(
  context: MapContext | undefined,
  sides: readonly InputSide[],
  sets: InputSets,
  samples: readonly (Samples | undefined)[],
  cases: readonly TestCase[],
  pasted: readonly PastedSample[],
  kept: KeptChoice,
): readonly SampleInput[] {
  // As text, so that equal names are the same after every edit of the map.
  const names = JSON.stringify(context === undefined ? [] : [...inputNames(context)])
  const listed = useMemo(
    () =>
      sides.map(({ input, graph, root }, index) => {
        const own = sets.flatMap((set, at) => (isSetOf(set, sides[index]) ? [{ set, records: samples[at]?.records }] : []))
        const hasSchema = graph !== undefined && root !== undefined
        return {
          own,
          options: listSampleOptions({
            sets: own,
            cases: index === 0 ? cases : [],
            pasted: pasted.filter(({ records }) => Object.hasOwn(records, input.id)),
            hasSchema,
          }),
          isWaiting: own.some(({ records }) => records === undefined),
        }
      }),
    [sides, sets, samples, cases, pasted],
  )
  return useMemo(() => {
    const written = new Map(JSON.parse(names) as [string, string][])
    return sides.map((side, index): SampleInput => {
      const { own = [], options = [], isWaiting = false } = listed[index] ?? {}
      const wanted = kept.inputs[side.input.id]
      // Until all are there, nothing is chosen in place of what is on its way.
      const isThere = options.some(({ choice }) => wanted !== undefined && isSameChoice(choice, wanted))
      const chosen = isWaiting && !isThere ? undefined : findChosen(options, wanted)
      return { id: side.input.id, name: written.get(side.input.id) ?? '', options, chosen, record: recordOf(side, own, pasted, chosen?.choice) }
    })
  }, [sides, listed, kept.inputs, names, pasted])
}

function isSetOf(set: SampleSet, side: InputSide | undefined): boolean {
  if (side?.graph === undefined || side.root === undefined) return false
  return findSets([set], side.input.source.schema, side.graph, side.input.source.object, side.root.node).length > 0
}

function recordOf(
  side: InputSide,
  sets: readonly { readonly set: SampleSet; readonly records: readonly JsonValue[] | undefined }[],
  pasted: readonly PastedSample[],
  choice: RecordChoice | undefined,
): JsonValue | undefined {
  switch (choice?.from) {
    case 'set':
      return sets.find(({ set }) => set.id === choice.set)?.records?.[choice.at]
    case 'pasted':
      return pasted.find(({ id }) => id === choice.id)?.records[side.input.id]
    case 'schema':
      return madeUp(side)
    case 'case':
    case undefined:
      return undefined
  }
}

const examples = new WeakMap<object, JsonValue>()

/** The same value each time. */
function madeUp({ graph, root }: InputSide): JsonValue | undefined {
  if (graph === undefined || root === undefined) return undefined
  const facts = graph.nodes[root.node]
  if (facts === undefined) return undefined
  const known = examples.get(facts)
  if (known !== undefined) return known
  const record = buildExampleRecord(graph, root.node)
  examples.set(facts, record)
  return record
}

/** All sets of an input together. */
export function evidenceOf(
  sides: readonly InputSide[],
  sets: InputSets,
  samples: readonly (Samples | undefined)[],
): ReadonlyMap<string, ReadonlyMap<string, FieldEvidence>> {
  return new Map(
    sides.map((side) => {
      const read = sets.flatMap((set, at) => {
        const found = isSetOf(set, side) ? samples[at] : undefined
        return found === undefined ? [] : [{ records: found.records.length, evidence: found.evidence }]
      })
      const evidence = read.length === 1 ? (read[0]?.evidence ?? []) : mergeEvidence(read)
      return [side.input.id, new Map(evidence.map((one) => [one.path as string, one]))]
    }),
  )
}

const NO_INPUTS: readonly InputSide[] = []

/** The same array until an input or its schema changes: a map's context is new after every edit. */
export function useSameInputs(next: readonly InputSide[] = NO_INPUTS): readonly InputSide[] {
  const [inputs, setInputs] = useState(next)
  const isSame =
    inputs.length === next.length &&
    inputs.every((side, at) => side.input === next[at]?.input && side.graph === next[at]?.graph && side.root?.node === next[at]?.root?.node)
  // Set while rendering, so that nothing is ever drawn from the old inputs (React's way to derive state).
  if (!isSame) setInputs(next)
  return isSame ? inputs : next
}
