// The page's end and the worker's end of planning together: what is told, in which order it answers, and what happens without a worker.
import { expect, test } from 'vitest'
import { buildMap } from '../../fixtures/build.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { createPlanner, type OpenPlanner } from './planner.ts'
import { createPlannerReplica, type PlannerMessage } from './planner-replica.ts'

const { project } = buildMap({ inputs: { order: { total: 'number' } }, destination: { Total: 'number' }, rows: [] })
const file: Spreadsheet = {
  name: 'rows.csv',
  format: 'csv',
  warnings: [],
  sheets: [{ name: 'rows', hidden: false, merges: [], remarks: [], rows: [{ number: 1, cells: ['Source field', 'Target field'] }] }],
}
const how = { corrections: {}, asker: { by: 'Mara Ilves', now: '2026-11-23T00:00:00.000Z' } }
let made = 0
const newId = () => `id${made++}`

/** A worker in this thread: messages are cloned, answers come later. */
function openHere(posted: PlannerMessage[] = []): OpenPlanner {
  return (onAnswer) => {
    const replica = createPlannerReplica(newId)
    return {
      post: (message) => {
        posted.push(message)
        const copy = structuredClone(message)
        queueMicrotask(() => {
          const answer = replica.receive(copy)
          if (answer !== undefined) onAnswer(answer)
        })
      },
      close: () => {},
    }
  }
}
const broken: OpenPlanner = (_, onFailure) => ({ post: () => queueMicrotask(onFailure), close: () => {} })

test('questions are answered in their order, and only what is new is told again', async () => {
  const posted: PlannerMessage[] = []
  const planner = createPlanner(file, openHere(posted), broken)
  const on = { project, graphs: new Map() }
  const [guess, plan] = await Promise.all([planner.guess(on, {}), planner.plan(on, how)])
  expect(guess.own).toEqual([])
  expect(plan.items).toEqual([])
  expect(plan.notes.length).toBeGreaterThan(0)
  const before = posted.length
  await planner.plan({ ...on, project: { ...project, fieldMaps: project.fieldMaps.map((map) => ({ ...map, name: 'Another' })) } }, how)
  expect(posted.slice(before).map(({ tell }) => tell)).toEqual(['info', 'objects', 'plan'])
  planner.close()
})

test('without a worker it is slower and nothing is missing', async () => {
  const planner = createPlanner(file, broken, openHere())
  const on = { project, graphs: new Map() }
  const [guess, plan] = await Promise.all([planner.guess(on, {}), planner.plan(on, how)])
  expect(guess.choice.sheets.map(({ sheet }) => sheet)).toEqual(['rows'])
  expect(plan.items).toEqual([])
  planner.close()
})

test('a file that cannot be planned is told, and the next question is answered', async () => {
  const damaged = { ...file, sheets: [{ ...file.sheets[0], rows: undefined }] } as unknown as Spreadsheet
  const planner = createPlanner(damaged, openHere(), broken)
  const on = { project, graphs: new Map() }
  await expect(planner.plan(on, how)).rejects.toThrow(/Nothing was changed/)
  await expect(planner.guess(on, {})).rejects.toThrow(/Nothing was changed/)
  planner.close()
})
