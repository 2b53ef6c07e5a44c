// Find and replace over a map: what is counted, gone to and written while cells are listed and rows change.
import { expect, test, vi } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import { defaultArrangement } from '../grid/arrangement.ts'
import type { Place } from '../grid/selected.ts'
import { listMap } from './derive.ts'
import { createFinder, type FinderTools } from './finder.ts'
import type { MapEdit } from './line-edits.ts'

const built = buildMap({
  inputs: { order: { number: 'text', total: 'text', billing: { email: 'text' } } },
  destination: { Number: 'text!', Total: 'text!', Address: { Email: 'text!' } },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), note: 'as on the total' },
    { to: 'Total', transform: copy(of('order', 'total')) },
    { to: 'Address.Email', transform: copy(of('order', 'billing.email')), note: 'the total of it' },
  ],
})

function createStage(readOnly = false) {
  const state = listMap(built.context, { opened: new Set(), folded: new Set() })
  const went: Place[] = []
  const said: string[] = []
  let changed = () => {}
  const applied: MapEdit[] = []
  const tools: FinderTools = {
    model: {
      state: () => state,
      derived: () => state,
      subscribe: (listener: { derived?: () => void }) => ((changed = () => listener.derived?.()), () => {}),
      setLineView: () => {},
      setEverything: () => {},
      setSample: () => {},
      close: () => {},
    } as never,
    context: () => built.context,
    grid: () =>
      ({
        focus: (line: string, column: Place['column']) => (went.push({ line, column }), true),
        say: () => {},
        setFound: () => {},
        lines: () => state.lines,
      }) as never,
    arrangement: () => defaultArrangement(1_400),
    arrange: () => {},
    selected: () => undefined,
    fresh: () => ({ id: 'fresh', randomBit: () => false }),
    apply: (edit) => applied.push(edit),
    say: (message) => said.push(message),
    readOnly,
  }
  const finder = createFinder(tools)
  const look = (text: string) => finder.change({ setting: { ...finder.state().setting, text } })
  return { finder, look, went, said, applied, change: () => changed() }
}

test('what is typed while the cells are still being listed is looked for in all of them', async () => {
  const { finder, look } = createStage()
  finder.open('find')
  look('tot')
  look('total')
  await vi.waitFor(() => expect(finder.state().isSearching).toBe(false))
  expect(finder.state().hits.map((hit) => `${hit.line.path} ${hit.column}`)).toEqual(['Number note', 'Total source', 'Total destination', 'Address.Email note'])
})

test('going on goes round, and counts', async () => {
  const { finder, look, went } = createStage()
  finder.open('find')
  look('total')
  await vi.waitFor(() => expect(finder.state().hits).toHaveLength(4))
  for (let step = 0; step < 5; step++) finder.go(1)
  expect(went.map(({ line, column }) => `${line} ${column}`)).toEqual(
    ['row:r1 note', 'row:r2 source', 'field:map:Total destination', 'row:r3 note', 'row:r1 note'].map((one) => one.replace('field:map:Total', 'row:r2')),
  )
  expect(finder.state().at).toBe(0)
  finder.go(-1)
  expect(finder.state().at).toBe(3)
})

test('all are replaced as one edit, and what cannot be typed is counted', async () => {
  const { finder, look, applied, said } = createStage()
  finder.open('replace')
  look('total')
  await vi.waitFor(() => expect(finder.state().hits).toHaveLength(4))
  finder.change({ replacement: 'number' })
  finder.planAll()
  expect(finder.state().plan?.replaced.map(({ from, to }) => `${from} → ${to}`)).toEqual([
    'as on the total → as on the number',
    'total → number',
    'the total of it → the number of it',
  ])
  expect(applied).toHaveLength(0)
  finder.replaceAll()
  expect(applied.map((edit) => edit.label)).toEqual(['Replace "total" in 3 cells'])
  expect(said).toEqual(['3 replaced, 1 locked.'])
})

test('who may only look is told why nothing is replaced', async () => {
  const { finder, look, applied, said } = createStage(true)
  finder.open('replace')
  look('total')
  await vi.waitFor(() => expect(finder.state().hits).toHaveLength(4))
  finder.replaceAll()
  finder.planAll()
  finder.replaceOne()
  expect(applied).toEqual([])
  expect(said.at(-1)).toContain('You may look at this project but not edit it.')
})

test('what is shown of a replacement stays while others edit', async () => {
  const { finder, look, change } = createStage()
  finder.open('replace')
  look('total')
  await vi.waitFor(() => expect(finder.state().hits).toHaveLength(4))
  finder.planAll()
  const searching: boolean[] = []
  finder.subscribe(() => searching.push(finder.state().isSearching))
  change()
  await vi.waitFor(() => expect(searching).toContain(true))
  await vi.waitFor(() => expect(finder.state().isSearching).toBe(false))
  expect(finder.state().plan?.replaced).toHaveLength(3)
})
