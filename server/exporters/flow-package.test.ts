// Generated flows compile under the strict flags and do what the vectors say, as the interpreter does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildFlowProject, flowVectors } from '../../fixtures/flow-vectors.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { exportFlow, exportFlows } from './flow-package.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-flow-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Built = ReturnType<typeof buildFlowProject>

/** Everything that `generate` writes, as one tree. */
async function generate({ project, findGraph, findRecord }: Built): Promise<ExportedFile[]> {
  const files = [...exportFlows(project, findGraph, { findRecord }).files]
  for (const map of project.fieldMaps) {
    const code = await exportTypeScript(project, map.id, findGraph)
    if (!code.ok) throw new Error(JSON.stringify(code.error))
    files.push(...code.value.files.map(({ path, text }) => ({ path: `${map.key}/${path}`, text })))
  }
  return files
}

type CaseResult = { readonly name: string; readonly passed: boolean; readonly difference?: string }
const runCases = async (name: string, key: string) => {
  const module = (await import(pathToFileURL(join(folder, 'out', name, `${key}.flow.cases.js`)).href)) as { runCases: () => Promise<CaseResult[]> }
  return module.runCases()
}

const flows = buildFlowProject()
let errors = ''
beforeAll(async () => {
  ;({ errors } = await compilePackages(folder, new Map([['flows', await generate(flows)]])))
}, 120_000)

test('compiles under the strict flags', () => {
  expect(errors).toBe('')
})

test.each(['uc-1', 'uc-2', 'uc-3'])('%s does in each of its cases what the interpreter does', async (key) => {
  const results = await runCases('flows', key)
  expect(results.filter(({ passed }) => !passed)).toEqual([])
  expect(results.length).toBe(flowVectors.filter(({ useCase }) => `uc-${['invoice', 'nightly', 'clear'].indexOf(useCase) + 1}` === key).length)
})

test('a case that expects something else fails', async () => {
  const wrong = buildFlowProject()
  const findRecord = (hash: string) =>
    hash === 'expected-0' ? { calls: [{ endpoint: 'GET /orders/{id}', parameters: { id: 8, dp: 2 } }] } : wrong.findRecord(hash)
  const files = await generate({ ...wrong, findRecord })
  expect((await compilePackages(folder, new Map([['wrong', files]]))).errors).toBe('')
  const [first] = await runCases('wrong', 'uc-1')
  expect(first).toMatchObject({ passed: false, difference: expect.stringContaining('the calls') })
}, 60_000)

test('what engineers write goes through the flow to its maps, and is asked for by its cases', async () => {
  const { project, findGraph, findRecord } = flows
  const hook = { kind: 'hook', words: 'The total', uses: [{ of: 'input', input: 'invoice-map-order', path: 'total' as FieldPath }] } as const
  const rows = project.rows.map((row) => (row.id === 'r6' ? { ...row, transform: hook } : row))
  const files = await generate({ ...flows, project: { ...project, rows }, findGraph, findRecord })
  expect((await compilePackages(folder, new Map([['hooks', files]]))).errors).toBe('')
  const module = (await import(pathToFileURL(join(folder, 'out', 'hooks', 'uc-1.flow.cases.js')).href)) as {
    runCases: (hooks: object) => Promise<CaseResult[]>
  }
  const [first] = await module.runCases({ total: (value: string) => Number(value) })
  expect(first).toMatchObject({ passed: true })
}, 60_000)

test('the same project gives the same bytes, whatever order its objects come in', () => {
  const { project, findGraph, findRecord } = flows
  const shuffled = { ...project, steps: project.steps.toReversed(), rows: project.rows.toReversed(), systems: project.systems.toReversed() }
  expect(exportFlows(shuffled, findGraph, { findRecord })).toEqual(exportFlows(project, findGraph, { findRecord }))
})

const problemsAfter = (change: (step: Step) => Step) => {
  const { project, findGraph } = buildFlowProject(change)
  const made = exportFlow(project, 'invoice', findGraph)
  return made.ok ? [] : made.error.type === 'NotAFlow' ? made.error.problems : [made.error.type]
}
const changed = (id: string, cells: Partial<Step>) => (step: Step) => (step.id === id ? { ...step, ...cells } : step)
const without =
  (id: string, ...cells: (keyof Step)[]) =>
  (step: Step) =>
    step.id === id ? (Object.fromEntries(Object.entries(step).filter(([name]) => !cells.includes(name as keyof Step))) as Step) : step
const of = (input: string, path: string) => ({ of: 'input', input, path }) as never

test('a formula decides as the picker does', () => {
  const text = (condition: Step['condition']) => {
    const { project, findGraph } = buildFlowProject((step) => (step.id === 'is-paid' && condition !== undefined ? { ...step, condition } : step))
    const made = exportFlow(project, 'invoice', findGraph)
    return made.ok ? made.value[0]?.text : made.error
  }
  expect(text({ test: 'formula', text: 'order.status in ["processing", "completed"]' })).toBe(text(undefined))
})

test.each<{ change: (step: Step) => Step; says: string }>([
  { change: without('get-order', 'endpoint'), says: 'UC-1 Use case invoice, step 2 Get the order: No endpoint is chosen. Choose which call this step makes.' },
  { change: changed('get-order', { endpoint: 'GET /gone' }), says: 'GET /gone is not an endpoint of the schema any more. Choose another one.' },
  { change: changed('get-order', { schema: 'gone' }), says: 'The schema of this step is not loaded, or no longer in the project. Choose its endpoint again.' },
  { change: without('get-order', 'parameters'), says: 'GET /orders/{id} needs id. Say what the parameter is.' },
  {
    change: changed('get-order', { parameters: [{ name: 'id', value: of('gone', 'id') }] }),
    says: 'A value comes from a step that is gone, comes later, or gives no result. Choose it again.',
  },
  { change: changed('get-order', { parameters: [{ name: 'id', value: of('hook', 'nope') }] }), says: 'webhook has no field nope. Choose another one.' },
  {
    change: changed('get-order', { parameters: [{ name: 'id', value: { of: 'page' } }] }),
    says: 'Pages can only be counted in a step that runs the next steps for each record. Say so, or remove the parameter.',
  },
  { change: without('is-paid', 'condition'), says: 'The condition is not written yet. Say what must hold for the record to go on.' },
  {
    change: changed('is-paid', { condition: { test: 'formula', text: '$number(order.total) > 5' } }),
    says: 'The formula $number(order.total) > 5 says more than a flow can decide by.',
  },
  { change: changed('is-paid', { condition: { test: 'formula', text: 'order.total > 5' } }), says: 'The formula order.total > 5 cannot decide: ' },
  { change: changed('is-paid', { condition: { test: 'formula', text: 'order.' } }), says: 'The formula order. cannot decide: ' },
  { change: without('contact', 'lookup'), says: 'To find or create, the step has to look first. Say how the record is found.' },
  { change: without('make-invoice', 'fieldMap'), says: 'No field map is chosen. Choose the one that makes the record.' },
  {
    change: changed('contact', { deleted: true }),
    says: 'Order → Invoice needs "buyer", and no earlier step gives it. Name that step\'s result "buyer", or say on the input which step it comes from.',
  },
  { change: changed('pay', { failure: 'alert', alert: '' }), says: 'It is not said whom to tell. Fill in who is alerted.' },
  { change: changed('hook', { kind: 'wait' }), says: 'UC-1 Use case invoice: Nothing says what starts this flow. Make its first step a trigger.' },
  {
    change: changed('get-order', { forEach: true }),
    says: 'The steps after it should run for each record, but its object stands in no list. Choose the object inside its list.',
  },
])('a flow that cannot be made says why: $says', ({ change, says }) => {
  expect(problemsAfter(change).join('\n')).toContain(says)
})
