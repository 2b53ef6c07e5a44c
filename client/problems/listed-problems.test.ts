// Which problems are listed, in which order, and what a filter leaves.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { countCodes, countSeverities, EVERYTHING, filterProblems, listLines, placeWords, problemKey } from './listed-problems.ts'

const project = buildProject({
  fieldMaps: [
    buildObject('fieldMaps', { id: 'm1', number: 1, name: 'Order → Contact', order: 'a0' }),
    buildObject('fieldMaps', { id: 'm2', number: 2, name: 'Order → Invoice', order: 'a1' }),
  ],
  rows: [buildObject('rows', { id: 'r1', number: 14, fieldMap: 'm2', destination: 'LineItems[].ItemCode' as FieldPath })],
  useCases: [buildObject('useCases', { id: 'u1', number: 3, title: 'Invoices' })],
})
const waiver = buildObject('waivers', { id: 'w1', code: 'text-too-long', at: 'row:r1', message: 'Too long.' })
const problems: readonly ReviewProblem[] = [
  { code: 'use-case-without-rows', severity: 'warning', at: 'use-case:u1', row: null, message: 'No row serves UC-3.' },
  { code: 'optional-into-required', severity: 'hint', at: 'row:r1', row: 14, message: 'Maybe.', map: 'm2' },
  { code: 'type-mismatch', severity: 'error', at: 'row:r1', row: 14, message: 'Wrong type.', map: 'm2' },
  { code: 'text-too-long', severity: 'warning', at: 'row:r1', row: 14, message: 'Too long.', map: 'm2', waiver },
  { code: 'required-destination-unmapped', severity: 'error', at: 'field:m1:Name', row: null, message: 'Name is required.', map: 'm1' },
]
const messages = (filter: Partial<typeof EVERYTHING>) => filterProblems(project, problems, { ...EVERYTHING, ...filter }).map(({ message }) => message)

test('heads follow the order of the field maps, what stands around them comes last; below a head the worst comes first', () => {
  const lines = listLines(project, filterProblems(project, problems, EVERYTHING))
  expect(lines.map((line) => (line.kind === 'head' ? `${line.name} ${line.count}` : line.problem.message))).toEqual([
    'M-1 Order → Contact 1',
    'Name is required.',
    'M-2 Order → Invoice 2',
    'Wrong type.',
    'Maybe.',
    'Around the field maps 1',
    'No row serves UC-3.',
  ])
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
})

test('waived problems are listed alone, and count as waived whatever they are', () => {
  expect(messages({ waived: true })).toEqual(['Too long.'])
  expect(messages({}).includes('Too long.')).toBe(false)
  expect(countSeverities(problems)).toEqual({ error: 2, warning: 1, hint: 1, waived: 1 })
  expect(countCodes(problems).map(({ code }) => code)).toEqual([
    'optional-into-required',
    'required-destination-unmapped',
    'type-mismatch',
    'use-case-without-rows',
  ])
})

test('filters narrow by severity, rule, map and words of the sentence or the place', () => {
  expect(messages({ severity: 'error' })).toEqual(['Wrong type.', 'Name is required.'])
  expect(messages({ code: 'type-mismatch' })).toEqual(['Wrong type.'])
  expect(messages({ map: 'm1' })).toEqual(['Name is required.'])
  expect(messages({ map: 'around' })).toEqual(['No row serves UC-3.'])
  expect(messages({ text: 'r-14 wrong' })).toEqual(['Wrong type.'])
  expect(messages({ text: 'itemcode' })).toEqual(['Maybe.', 'Wrong type.'])
})

test('a place is told by number and path, a line without a row as open', () => {
  expect(problems.map((problem) => placeWords(project, problem))).toEqual([
    { number: 'UC-3', words: 'Invoices' },
    { number: 'R-14', path: 'LineItems[].ItemCode' },
    { number: 'R-14', path: 'LineItems[].ItemCode' },
    { number: 'R-14', path: 'LineItems[].ItemCode' },
    { number: 'open', path: 'Name' },
  ])
  const step: ReviewProblem = { code: 'step-input', severity: 'error', at: 'step:s1', row: null, message: 'Gone.' }
  const steps = [buildObject('steps', { id: 's1', useCase: 'u1', kind: 'send', title: 'Send it' })]
  expect(placeWords({ ...project, steps }, step)).toEqual({ number: 'UC-3', words: 'step 1: Send it' })
  expect(problemKey({ code: 'type-mismatch', at: 'b', message: 'c' })).not.toBe(problemKey({ code: 'type-mismatch', at: 'bc', message: '' }))
})
