// Quick fixes do what they say: the finding is gone afterwards, and no error comes instead.
import { describe, expect, it } from 'vitest'
import { brokenMaps } from '../../fixtures/broken-maps.ts'
import { brokenProjects } from '../../fixtures/broken-projects.ts'
import { brokenValues } from '../../fixtures/broken-values.ts'
import { buildMap, constant, copy, field, of, type MapSetup } from '../../fixtures/build.ts'
import { reviewable, withProject } from '../../fixtures/reviewable.ts'
import type { CellWrite } from '../project/edits.ts'
import { collections, type CollectionName } from '../project/project.ts'
import { listQuickFixes, type QuickFix } from './quick-fixes.ts'
import { reviewOnce, type ReviewInput } from './review.ts'
import { rules } from './rules.ts'

const ofMap = (map: MapSetup) => reviewable(buildMap(map))
const order = {
  a: 'text!',
  long: field('text', { required: true, maxLength: 40 }),
  n: 'number!',
  maybe: 'text',
  at: field('text', { required: true, format: 'date-time' }),
} as const
const one = (spec: MapSetup['destination'][string], row: Omit<NonNullable<MapSetup['rows']>[number], 'to'>) =>
  ofMap({ inputs: { order }, destination: { D: spec }, rows: [{ to: 'D', ...row }] })

function fixesOf(input: ReviewInput, code: string): QuickFix[] {
  const problem = reviewOnce(input).problems.find((found) => found.code === code)
  if (problem === undefined) throw new Error(`${code} is not found`)
  return listQuickFixes(input, problem)
}

function applied(input: ReviewInput, writes: readonly CellWrite[]): ReviewInput {
  let next = input
  for (const { home, object, cell, value } of writes) {
    if (!isCollection(home)) throw new Error(`${home} is no collection`)
    next = withProject(next, { [home]: next.project[home].map((found) => (found.id === object ? { ...found, [cell]: value } : found)) })
  }
  return next
}

function isCollection(home: string): home is CollectionName {
  return Object.hasOwn(collections, home)
}

const written: readonly (readonly [code: string, label: string, input: ReviewInput])[] = [
  ['text-too-long', 'Cut to 30 characters', ofMap(brokenValues['text-too-long'].map)],
  [
    'text-too-long',
    'Cut to 30 characters',
    one(field('text', { maxLength: 30 }), { transform: { kind: 'text', from: of('order', 'long'), steps: [{ do: 'upper' }] } }),
  ],
  ['sample-too-long', 'Cut to 10 characters', brokenProjects['sample-too-long'].broken],
  ['number-precision', 'Round to whole numbers', ofMap(brokenValues['number-precision'].map)],
  [
    'number-precision',
    'Round to 2 decimals',
    one(field('number', { multipleOf: 0.01 }), { transform: { kind: 'number', from: of('order', 'n'), steps: [{ do: 'divide', by: constant(3) }] } }),
  ],
  ['type-mismatch', 'Write it as text', one('text', { transform: copy(of('order', 'n')) })],
  ['type-mismatch', 'Read it as a whole number', one('integer', { transform: copy(of('order', 'a')) })],
  ['format-mismatch', 'Keep the date only', ofMap(brokenValues['format-mismatch'].map)],
  ['optional-into-required', 'Give an issue when it is missing', ofMap(brokenMaps['optional-into-required'].map)],
  ['null-into-required', 'Treat a null as missing', ofMap(brokenValues['null-into-required'].map)],
  ['read-only-destination', 'Remove the row', ofMap(brokenMaps['read-only-destination'].map)],
  ['lookup-duplicate', 'Delete the entries that do not count', brokenProjects['lookup-duplicate'].broken],
  ['formula-warning', 'Only where it is there', ofMap(brokenMaps['formula-warning'].map)],
]

describe('quick fixes', () => {
  it.each(written)('%s: "%s" settles it', (code, label, input) => {
    const fix = fixesOf(input, code).find((found) => found.label === label)
    expect(fixesOf(input, code).map((found) => found.label)).toContain(label)
    const after = reviewOnce(applied(input, fix !== undefined && 'writes' in fix ? fix.writes : [])).problems
    expect(after.filter((found) => found.code === code || found.severity === 'error')).toEqual([])
  })

  it('open a lookup table with the codes that it lacks', () => {
    expect(fixesOf(ofMap(brokenValues['lookup-incomplete'].map), 'lookup-incomplete')).toEqual([
      { label: 'Add the missing codes to L-1 Status', open: { table: 't', codes: ['C'] } },
    ])
    expect(fixesOf(brokenProjects['sample-not-in-lookup'].broken, 'sample-not-in-lookup')).toEqual([
      { label: 'Add the missing codes to L-1 Status', open: { table: 'states', codes: ['lost'] } },
    ])
    expect(fixesOf(ofMap(brokenValues['lookup-value-refused'].map), 'lookup-value-refused')).toEqual([
      { label: 'Open L-1 Status', open: { table: 't', codes: [] } },
    ])
  })

  it('offer nothing where nobody can know: a cut in a formula, a row that others stand in', () => {
    expect(fixesOf(one(field('text', { maxLength: 30 }), { transform: { kind: 'formula', text: '"x-" & long' } }), 'text-too-long')).toEqual([])
    expect(fixesOf(ofMap(brokenValues['text-into-enum'].map), 'text-into-enum')).toEqual([])
  })

  it('are promised by the rules that have them', () => {
    const inGrid = ['concurrent-duplicate', 'formula-error']
    const elsewhere = ['lookup-incomplete', 'sample-not-in-lookup', 'lookup-value-refused']
    const promised = Object.entries(rules).flatMap(([code, rule]) => (rule.fix === true ? [code] : []))
    expect(promised.toSorted()).toEqual([...new Set([...written.map(([code]) => code), ...elsewhere, ...inGrid])].toSorted())
  })
})
