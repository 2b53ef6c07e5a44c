// A project of 50 use cases and 5,000 rows in ten maps, each row for three use cases, with statuses, test cases and questions: what the
// benchmarks of traceability measure.
import { buildMap, buildObject, copy, of, orderAt, type BuiltMap, type Fields } from '../../fixtures/build.ts'
import { ROW_STATUSES } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'

const USE_CASES = 50
const OUTCOMES = 4
const MAPS = 10
const ROWS_A_MAP = 500
const CASES = 200
const ROWS_A_CASE = 25

export function tracedProject(): { readonly project: Project; readonly graphs: BuiltMap['graphs'] } {
  const fields = Object.fromEntries(Array.from({ length: ROWS_A_MAP }, (_, at) => [`field_${at}`, 'text' as const])) satisfies Fields
  const { project, graphs } = buildMap({ inputs: { order: fields }, destination: fields })
  const useCases = many(USE_CASES, (at) => `uc-${at}`)
  const maps = many(MAPS, (at) => (at === 0 ? 'map' : `map-${at}`))
  const mapped = copy(of('order', 'field_1'))
  const rows = maps.flatMap((fieldMap, map) =>
    many(ROWS_A_MAP, (at) => {
      const number = map * ROWS_A_MAP + at + 1
      const first = number % USE_CASES
      const status = ROW_STATUSES[number % ROW_STATUSES.length] ?? 'draft'
      const row = buildObject('rows', {
        id: `r${number}`,
        number,
        fieldMap,
        destination: `field_${at}` as FieldPath,
        transform: mapped,
        useCases: [0, 1, 2].map((step) => useCases[(first + step * 7) % USE_CASES] ?? ''),
        outcome: `uc-${first}-${number % OUTCOMES}`,
      })
      return status === 'draft' ? row : { ...row, status, statusHash: rowFingerprint(row) }
    }),
  )
  const [map] = project.fieldMaps
  const [input] = project.mapInputs
  if (map === undefined || input === undefined) throw new Error('no map was built')
  return {
    graphs,
    project: {
      ...project,
      info: { name: 'Traced' },
      useCases: useCases.map((id, at) => buildObject('useCases', { id, number: at + 1, title: `Keep the books of branch ${at + 1}`, order: orderAt(at) })),
      useCaseItems: useCases.flatMap((useCase, at) =>
        many(OUTCOMES, (n) => buildObject('useCaseItems', { id: `uc-${at}-${n}`, useCase, text: `Outcome ${n + 1} of branch ${at + 1}`, order: orderAt(n) })),
      ),
      fieldMaps: maps.map((id, at) => ({ ...map, id, number: at + 1, name: `Order → Document ${at + 1}`, key: id, order: orderAt(at) })),
      mapInputs: maps.map((fieldMap, at) => ({ ...input, id: at === 0 ? input.id : `input-${at}`, fieldMap })),
      rows,
      testCases: many(CASES, (at): TestCase => {
        const first = (at * 53) % rows.length
        return buildObject('testCases', {
          id: `t${at}`,
          number: at + 1,
          title: `Case ${at + 1}`,
          kind: 'manual',
          rows: rows.slice(first, first + ROWS_A_CASE).map(({ id }) => id),
          order: orderAt(at),
        })
      }),
      testRuns: many(CASES, (at) =>
        buildObject('testRuns', { id: `run${at}`, testCase: `t${at}`, at: '2026-11-01T09:00:00.000Z', result: at % 9 === 0 ? 'failed' : 'passed' }),
      ),
      questions: many(50, (at) => buildObject('questions', { id: `q${at}`, number: at + 1, at: `row:r${at * 97 + 1}`, order: orderAt(at) })),
    },
  }
}

function many<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at))
}
