// What the lists say about each field map: its sides in words, its coverage and problems, worked out from the project as it stands.
import { useDeferredValue, useMemo } from 'react'
import type { Coverage } from '../../shared/mapping/coverage.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { ObjectRef } from '../../shared/project/parts.ts'
import type { Project } from '../../shared/project/project.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { Review } from '../../shared/review/review.ts'
import { useProjectValue } from '../collab/project-context.tsx'
import { useReview } from '../review/use-review.tsx'
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

/** Of all field maps that are not archived, as the review of the project found them. `loading`: it has not found anything yet. */
export function useMapFacts(): { readonly facts: readonly MapFacts[]; readonly loading: boolean; readonly error: Error | undefined } {
  const project = useDeferredValue(useProjectValue())
  const { review, error } = useReview()
  const facts = useMemo(() => (review === undefined ? [] : listMapFacts(project, review)), [project, review])
  return { facts, loading: review === undefined && error === undefined, error: review === undefined ? error : undefined }
}

/** Problems without those that were waived. */
export function listMapFacts(project: Project, { coverage, problems }: Review): MapFacts[] {
  return project.fieldMaps.flatMap((map) => {
    const counted = coverage.get(map.id)
    if (map.deleted === true || map.archived === true || counted === undefined) return []
    return [
      readFacts(
        project,
        map,
        counted,
        problems.filter((problem) => problem.map === map.id && problem.waiver === undefined),
      ),
    ]
  })
}

function readFacts(project: Project, map: FieldMap, coverage: Coverage, problems: readonly Problem[]): MapFacts {
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
    map,
    source: project.mapInputs
      .filter((input) => input.fieldMap === map.id && input.deleted !== true)
      .map((input) => nameRef(project, input.source))
      .join(', '),
    destination: nameRef(project, map.destination),
    rows: project.rows.filter((row) => row.fieldMap === map.id && row.deleted !== true).length,
    sourceCoverage: {
      parts: [part('source', source.used, 'used'), part('reason', source.leftOut, 'left out with a reason'), part('open', source.undecided, 'open')],
      words: `${source.used} used, ${source.leftOut} left out with a reason`,
      open: `${source.undecided} open of ${source.total}`,
    },
    destinationCoverage: {
      parts: [part('destination', mapped, 'mapped'), part('reason', notMapped, 'not mapped with a reason'), part('open', undecided, 'open')],
      words: `${mapped} mapped, ${notMapped} not mapped with a reason${undecided > 0 ? `, ${undecided} undecided` : ''}`,
      open: `${gaps} ${gaps === 1 ? 'gap' : 'gaps'} of ${total}`,
    },
    problems,
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
