// What a case's records are records of: the inputs and the destination of its map, with the samples that may fill them.
import { useMemo } from 'react'
import { buildMapContext, type MapContext, type MapSide } from '../../shared/mapping/map-context.ts'
import { inputNames } from '../../shared/mapping/source-text.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { buildExampleRecord } from '../../shared/schema/example-record.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { useSampleSets } from '../api/schemas.ts'
import { useGraphs, useProject, useProjectValue } from '../collab/project-context.tsx'
import { nameRecord } from '../pages/name-record.ts'
import { findSets } from '../pages/schema-evidence.ts'

/** `name`: of an input, as formulas write it; undefined: the destination. */
export type CaseSide = MapSide & { readonly name: string | undefined }

/** Undefined: the case names no map that is there. */
export function useCaseContext(fieldMap: string | undefined): MapContext | undefined {
  const project = useProjectValue()
  const { graphs } = useGraphs()
  return useMemo(() => (fieldMap === undefined ? undefined : buildMapContext(project, fieldMap, (key) => graphs.get(key))), [project, graphs, fieldMap])
}

export function sidesOf(context: MapContext | undefined, testCase: Pick<TestCase, 'kind'>, cell: 'given' | 'expected'): CaseSide[] {
  if (context === undefined || testCase.kind === 'flow') return []
  if (cell === 'expected') return [{ ...context.destination, name: undefined }]
  const names = inputNames(context)
  return context.inputs.map((side) => ({ ...side, name: names.get(side.input.id) ?? side.input.name }))
}

/** `from`: where a person finds it: `Orders of March`. `label`: the record's own name. */
export type FillChoice = { readonly key: string; readonly side: CaseSide; readonly label: string; readonly from: string; readonly record: JsonValue }

/** Records of samples that the sides may be filled from, and one made from each schema. */
export function useFillChoices(sides: readonly CaseSide[]): readonly FillChoice[] {
  const { project } = useProject()
  const { sampleSets } = useProjectValue()
  const found = useMemo(
    () =>
      sides.flatMap((side) =>
        side.graph === undefined || side.root === undefined
          ? []
          : findSets(
              sampleSets.filter(({ deleted }) => deleted !== true),
              side.ref.schema,
              side.graph,
              side.ref.object,
              side.root.node,
            ).map((set) => ({ side, set })),
      ),
    [sides, sampleSets],
  )
  const { samples } = useSampleSets(
    project,
    found.map(({ set }) => set.set),
  )
  return useMemo(
    () => [
      ...found.flatMap(({ side, set }, index) =>
        (samples[index]?.records ?? []).map((record, at): FillChoice => ({
          key: `${side.name ?? ''} ${set.id} ${at}`,
          side,
          label: nameRecord(record, at),
          from: set.name,
          record,
        })),
      ),
      ...sides.flatMap((side): FillChoice[] =>
        side.graph === undefined || side.root === undefined
          ? []
          : [
              {
                key: `${side.name ?? ''} example`,
                side,
                label: 'example',
                from: 'Made from the schema',
                record: buildExampleRecord(side.graph, side.root.node),
              },
            ],
      ),
    ],
    [found, samples, sides],
  )
}

/** The record with one side of it filled. */
export function fillSide(record: JsonValue | undefined, { side, record: filled }: Pick<FillChoice, 'side' | 'record'>): JsonValue {
  if (side.name === undefined) return filled
  const others = typeof record === 'object' && record !== null && !Array.isArray(record) ? record : {}
  return { ...others, [side.name]: filled }
}
