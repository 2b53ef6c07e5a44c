// Tests of flows on the command line: `generate` writes them beside the packages, `test` runs their cases.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildFlowProject } from '../../fixtures/flow-vectors.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { runCommand } from '../command-fixture.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-flows-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function writeProject(name: string, change?: (step: Step) => Step): Promise<string> {
  const { project, graphs, records } = buildFlowProject(change)
  const file = join(folder, name)
  await writeFile(file, printProjectFile({ format: 'crosswalk-project', formatVersion: 1, project, schemas: graphs, samples: {}, records, baselines: [] }))
  return file
}

test('writes each flow with its cases and its adapter beside the packages', async () => {
  const out = join(folder, 'out')
  const ended = await runCommand(['generate', await writeProject('sound.json'), '--out', out, '--tests', 'vitest'])
  expect(ended.code, ended.err).toBe(0)
  expect((await readdir(out)).sort()).toEqual([
    'order-to-contact',
    'order-to-invoice',
    'order-to-payment',
    ...[1, 2, 3].flatMap((number) => [`uc-${number}.flow.cases.ts`, `uc-${number}.flow.ts`, `uc-${number}.flow.vitest.test.ts`]),
  ])
})

test('writes no flow where one map is asked for', async () => {
  const out = join(folder, 'one')
  expect((await runCommand(['generate', await writeProject('one.json'), '--out', out, '--map', 'order-to-contact'])).code).toBe(0)
  expect(await readdir(out)).toEqual(['order-to-contact'])
})

test('refuses a flow that cannot be made, with the step and the reason; writes the others where gaps are allowed', async () => {
  const out = join(folder, 'gaps')
  const file = await writeProject('gaps.json', (step) => (step.id === 'is-paid' ? { ...step, condition: undefined } : step))
  const refused = await runCommand(['generate', file, '--out', out])
  expect([refused.code, refused.out]).toEqual([1, ''])
  expect(refused.err).toMatch(/^uc-1: UC-1 Use case invoice, step 3 Is it paid\?: The condition is not written yet/m)
  await expect(readdir(out)).rejects.toThrow('ENOENT')
  expect((await runCommand(['generate', file, '--out', out, '--allow-gaps'])).code).toBe(0)
  expect((await readdir(out)).filter((name) => name.endsWith('.flow.ts'))).toEqual(['uc-2.flow.ts', 'uc-3.flow.ts'])
})

test('refuses a test runner that is none', async () => {
  const ended = await runCommand(['generate', await writeProject('runner.json'), '--out', folder, '--tests', 'jest'])
  expect([ended.code, ended.out]).toEqual([2, ''])
  expect(ended.err).toMatch(/use vitest, node, none/)
})

test('test runs the cases of flows', async () => {
  const ended = await runCommand(['test', await writeProject('cases.json')])
  expect(ended.code, ended.out).toBe(0)
  expect(ended.out).toMatch(/^T-1 the contact is there: it is used: passed$/m)
})
