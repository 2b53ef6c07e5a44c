// What the lists say about each field map: its sides in words, its coverage and problems, worked out from the project as it stands.
import { useDeferredValue, useMemo } from 'react'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { countCoverage } from '../../shared/mapping/coverage.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { ObjectRef } from '../../shared/project/parts.ts'
import type { Project } from '../../shared/project/project.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useGraphs, useProjectValue } from '../collab/project-context.tsx'
import type { MeterPart } from '../ui/meter.tsx'

export type SideCoverage = { readonly parts: readonly MeterPart[]; readonly words: string; readonly open: string }
export type MapFacts = {
  readonly map: FieldMap
  readonly source: string
  readonly destination: string
  readonly rows: number
  readonly sourceCoverage: SideCoverage
  readonly destinationCoverage: SideCoverage
  readonly problems: readonly Problem[]
}

/** Of all field maps that are not archived, after the page has painted. `loading`: schemas are still on their way. */
export function useMapFacts(): { readonly facts: readonly MapFacts[]; readonly loading: boolean; readonly error: Error | undefined } {
  const project = useDeferredValue(useProjectValue())
  const { graphs, loading, error } = useGraphs()
  const facts = useMemo(() => (loading || error !== undefined ? [] : listMapFacts(project, graphs)), [project, graphs, loading, error])
  return { facts, loading, error }
}

export function listMapFacts(project: Project, graphs: ReadonlyMap<string, SchemaGraph>): MapFacts[] {
  return project.fieldMaps.flatMap((map) => {
    if (map.deleted === true || map.archived === true) return []
    const context = buildMapContext(project, map.id, (key) => graphs.get(key))
    return context === undefined ? [] : [readFacts(context)]
  })
}

function readFacts(context: MapContext): MapFacts {
  const { project, fieldMap } = context
  const coverage = countCoverage(context)
  const source = coverage.source.reduce(
    (sum, side) => ({
      used: sum.used + side.used,
      leftOut: sum.leftOut + side.leftOut,
      undecided: sum.undecided + side.undecided,
      total: sum.total + side.total,
    }),
    { used: 0, leftOut: 0, undecided: 0, total: 0 },
  )
  const { mapped, notMapped, gaps, undecided, total } = coverage.destination
  return {
    map: fieldMap,
    source: context.inputs.map((side) => nameRef(project, side.ref)).join(', '),
    destination: nameRef(project, fieldMap.destination),
    rows: context.rows.length,
    sourceCoverage: {
      parts: [part('source', source.used, 'used'), part('reason', source.leftOut, 'left out with a reason'), part('open', source.undecided, 'open')],
      words: `${source.used} used, ${source.leftOut} left out with a reason`,
      open: `${source.undecided} open of ${source.total}`,
    },
    destinationCoverage: {
      parts: [part('destination', mapped, 'mapped'), part('reason', notMapped, 'not mapped with a reason'), part('open', gaps + undecided, 'open')],
      words: `${mapped} mapped, ${notMapped} not mapped with a reason${undecided > 0 ? `, ${undecided} undecided` : ''}`,
      open: `${gaps} ${gaps === 1 ? 'gap' : 'gaps'} of ${total}`,
    },
    problems: compileMap(context).problems,
  }
}

function part(look: MeterPart['look'], count: number, word: string): MeterPart {
  return { look, count, word }
}

/** "Xero: POST /Invoices request, Invoices[]". */
export function nameRef(project: Project, ref: ObjectRef): string {
  const schema = project.schemas.find((one) => one.id === ref.schema)
  const system = project.systems.find((one) => one.id === schema?.system)
  return `${system?.name ?? schema?.title ?? 'schema gone'}: ${printObjectAddress(ref.object)}`
}
