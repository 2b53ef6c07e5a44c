// The model draws single rows at once, lists anew when lines change, and finds problems in a pause.
import { expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import { createAnalyst, type OpenReplica } from './analyst.ts'
import { createMapModel, listChangedRows, withFold } from './model.ts'
import { createReplica } from './replica.ts'
import type { Scheduler } from './scheduler.ts'

const built = buildMap({
  inputs: { order: { number: 'text!', total: 'text!' } },
  destination: { Number: 'text!', Total: 'text!', Open: 'text!' },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Total', transform: copy(of('order', 'total')) },
  ],
})
const graphs = new Map(Object.entries(built.graphs))

/** Work waits until it is asked to run, so that nothing depends on time. */
function createStage() {
  let project: Project = built.project
  const listeners = new Set<() => void>()
  const waiting = { soon: [] as (() => void)[], frame: [] as (() => void)[], later: [] as (() => void)[] }
  const put = (queue: (() => void)[]) => (work: () => void) => {
    queue.push(work)
    return () => void (queue.includes(work) && queue.splice(queue.indexOf(work), 1))
  }
  const scheduler: Scheduler = { soon: (work) => void waiting.soon.push(work), frame: put(waiting.frame), later: put(waiting.later), clock: () => 0 }
  const run = (queue: (() => void)[]) => {
    while (queue.length > 0) queue.shift()?.()
  }
  /** As a worker would: messages are copies, and answers come later. */
  const openReplica: OpenReplica = (onAnswer) => {
    const replica = createReplica(() => 0)
    return {
      post: (message) => {
        const answer = replica.receive(structuredClone(message))
        if (answer !== undefined) waiting.later.push(() => onAnswer(structuredClone(answer)))
      },
      close: () => {},
    }
  }
  const told = { changed: [] as string[][], derived: 0 }
  const model = createMapModel(
    { project: () => project, subscribeAll: (listener) => (listeners.add(listener), () => void listeners.delete(listener)) },
    'map',
    scheduler,
    graphs,
    createAnalyst(graphs, scheduler, openReplica),
  )
  model.subscribe({ changed: (lines) => told.changed.push(lines.map((line) => line.address)), derived: () => (told.derived += 1) })
  return {
    model,
    told,
    run: () => (run(waiting.soon), run(waiting.frame), run(waiting.later)),
    runSoon: () => run(waiting.soon),
    runFrame: () => run(waiting.frame),
    runLater: () => run(waiting.later),
    runOneLater: () => waiting.later.shift()?.(),
    change: (rows: readonly Row[]) => {
      project = { ...project, rows }
      for (const listener of listeners) listener()
    },
    rows: () => project.rows,
    listeners,
  }
}

test('lines are there at once and problems follow', () => {
  const stage = createStage()
  expect(stage.model.state()?.lines.map((line) => line.line.label)).toEqual(['Number', 'Total', 'Open'])
  expect(stage.model.state()?.problems).toEqual([])
  stage.run()
  expect(stage.model.state()?.problems.map((problem) => problem.code)).toEqual(['required-destination-unmapped'])
  expect(stage.model.state()?.coverage?.destination.mapped).toBe(2)
})

test('a changed cell reaches the grid before the next frame, without listing anew', () => {
  const stage = createStage()
  stage.run()
  const derivedBefore = stage.told.derived
  stage.change(stage.rows().map((row) => (row.id === 'r1' ? { ...row, note: 'new' } : row)))
  stage.runSoon()
  expect(stage.told.changed).toEqual([['row:r1']])
  expect(stage.told.derived).toBe(derivedBefore)
  expect(stage.model.state()?.lines[0]?.line.row?.note).toBe('new')
})

test('changes of one frame after the first are drawn together', () => {
  const stage = createStage()
  stage.run()
  const change = (id: string, note: string) => stage.change(stage.rows().map((row) => (row.id === id ? { ...row, note } : row)))
  change('r1', 'a')
  stage.runSoon()
  change('r1', 'b')
  change('r2', 'c')
  stage.runSoon()
  expect(stage.told.changed).toEqual([['row:r1']])
  stage.runFrame()
  expect(stage.told.changed).toEqual([['row:r1'], ['row:r1', 'row:r2']])
})

test('a new row changes the lines, and its old address is gone', () => {
  const stage = createStage()
  stage.run()
  stage.change([...stage.rows(), { id: 'r9', fieldMap: 'map', destination: 'Open' as never, order: 'a0', transform: copy(of('order', 'total')) }])
  stage.runSoon()
  expect(stage.model.state()?.lines.map((line) => line.address)).toEqual(['row:r1', 'row:r2', 'row:r9'])
  stage.run()
  expect(stage.model.state()?.problems).toEqual([])
})

test('findings never bring back a row that changed while they were worked out', () => {
  const stage = createStage()
  stage.run()
  stage.change(stage.rows().map((row) => (row.id === 'r1' ? { ...row, note: 'first' } : row)))
  stage.runSoon()
  stage.change(stage.rows().map((row) => (row.id === 'r1' ? { ...row, note: 'second' } : row)))
  stage.runFrame()
  stage.runLater()
  expect(stage.model.state()?.lines[0]?.line.row?.note).toBe('second')
  expect(stage.model.derived()?.lines[0]?.line.row?.note).toBe('second')
})

test('edits that come faster than the analysis runs do not keep it from ending', () => {
  const stage = createStage()
  stage.run()
  const found = stage.told.derived
  for (let at = 0; at < 5; at++) {
    stage.change(stage.rows().map((row) => (row.id === 'r1' ? { ...row, note: `note ${at}` } : row)))
    stage.runSoon()
    stage.runFrame()
    stage.runOneLater()
  }
  expect(stage.told.derived).toBeGreaterThan(found)
})

test('a closed model listens no more', () => {
  const stage = createStage()
  stage.model.close()
  expect(stage.listeners.size).toBe(0)
})

test('rows that came, went, moved or changed between each and value are not drawn in place', () => {
  const rows = built.context.rows
  const [first, second] = rows as [Row, Row]
  expect(listChangedRows(rows, [first, { ...second, note: 'x' }])?.map((row) => row.id)).toEqual(['r2'])
  expect(listChangedRows(rows, [first])).toBeUndefined()
  expect(listChangedRows(rows, [first, { ...second, order: 'zz' }])).toBeUndefined()
  const each = { ...second, transform: { kind: 'each', list: of('order', 'total') } } as const
  expect(listChangedRows(rows, [first, each])).toBeUndefined()
  expect(listChangedRows([first, each], [first, { ...each, transform: { kind: 'each', list: of('order', 'number') } }])).toBeUndefined()
  expect(listChangedRows([first, each], [first, { ...each, note: 'x' }])).toHaveLength(1)
})

test('folding and opening a line undo each other', () => {
  const closed = withFold({ opened: new Set(['a']), folded: new Set() }, 'a', true)
  expect([...closed.opened, ...closed.folded]).toEqual(['a'])
  expect(withFold(closed, 'a', false)).toEqual({ opened: new Set(['a']), folded: new Set() })
})

test('listing everything for a search forgets what was folded meanwhile, and leaves what was folded before as it was', () => {
  const stage = createStage()
  const folded = new Set(['field:map:Contact'])
  stage.model.setLineView((view) => ({ ...view, folded }))
  stage.model.setEverything(true)
  let seen: unknown
  stage.model.setLineView((view) => {
    seen = [...view.folded]
    return { ...view, folded: new Set(['field:map:Other']) }
  })
  expect(seen).toEqual([])
  stage.model.setEverything(false)
  stage.model.setLineView((view) => {
    seen = view.folded
    return view
  })
  expect(seen).toBe(folded)
})
