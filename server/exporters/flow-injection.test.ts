// T-20 for flows: no text of a person changes the shape of generated flow code, and it does what the interpreter does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { buildGraph, buildObject, buildProject, constant, copy, of, orderAt, type Fields } from '../../fixtures/build.ts'
import { request, response } from '../../fixtures/demo-parts.ts'
import { createFlowCaseRunner } from '../../shared/mapping/run-flow-case.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { printName, type FieldPath } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { exportFlows } from './flow-package.ts'
import { hostile, skeleton } from './injection-fixture.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-flow-injection-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A flow with `text` in every slot that takes a person's text, and one case of it. */
function buildHostileFlow(text: string) {
  const name = printName(text)
  const fields = (...pairs: readonly (readonly [string, Fields[string]])[]): Fields => Object.fromEntries(pairs)
  const built = buildGraph({
    endpoints: {
      'GET /records': { response: fields([text, [fields([text, 'text'])]]) },
      'POST /records': { request: fields([text, [fields([text, 'text'])]]), response: fields([text, [fields([text, 'text'])]]) },
    },
  })
  const graph = { ...built, endpoints: built.endpoints.map((endpoint) => ({ ...endpoint, operationId: `${endpoint.method} ${text}` })) }
  const place = `${name}[]`
  const steps: Omit<Step, 'useCase' | 'order'>[] = [
    { id: 'start', kind: 'trigger', title: text, object: response('GET /records', place), schema: 's', result: text },
    {
      id: 'get',
      kind: 'retrieve',
      title: text,
      schema: 's',
      endpoint: 'GET /records',
      object: response('GET /records', place),
      parameters: [{ name: text, value: { of: 'template', parts: [text, of('start', name), { of: 'config', config: 'c' }] } }],
      result: text,
      frequency: text,
      onFailure: text,
      failure: 'alert',
      alert: `${text}!`,
    },
    { id: 'when', kind: 'decide', title: text, condition: { test: 'compare', left: of('get', name), operator: '=', right: constant(text) } },
    {
      id: 'send',
      kind: 'send',
      title: text,
      schema: 's',
      endpoint: 'POST /records',
      object: request('POST /records', place),
      fieldMap: 'm',
      sendMode: 'find-or-create',
      lookup: {
        endpoint: 'GET /records',
        parameters: [{ name: text, value: { of: 'constant', value: text } }],
        answer: response('GET /records', place),
        where: { test: 'in', left: { of: 'entry', path: name as FieldPath }, values: [`${text}?`] },
      },
      result: text,
    },
    { id: 'tell', kind: 'notify', title: text, alert: `${text}!` },
  ]
  const record = (value: string): JsonValue => JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(value)}}`) as JsonValue
  const inList = (value: string): JsonValue => JSON.parse(`{${JSON.stringify(text)}:[${JSON.stringify(record(value))}]}`) as JsonValue
  const given = {
    trigger: record('v'),
    answers: { 'GET /records': [{ answer: inList(text) }, { answer: inList(text) }], 'POST /records': [{ answer: inList('x') }] },
  }
  const expected = {
    calls: [
      { endpoint: 'GET /records', parameters: record(`${text}v${text}`) },
      { endpoint: 'GET /records', parameters: record(text) },
      { endpoint: 'POST /records', body: inList(text) },
    ],
    report: { done: [{ step: 4, did: 'created' }], failed: [] },
    messages: [`${text}!`],
  }
  const records = { given, expected } as unknown as Record<string, JsonValue>
  const project = buildProject({
    info: { name: text },
    systems: [buildObject('systems', { id: 'x', name: text })],
    schemas: [buildObject('schemas', { id: 's', system: 'x', graph: 'g', title: text })],
    configValues: [buildObject('configValues', { id: 'c', name: text === '' ? ' ' : text in Object.prototype ? 'fixed' : text, type: 'text', default: text })],
    useCases: [buildObject('useCases', { id: 'u', number: 1, title: text })],
    steps: steps.map((step, index) => ({ ...step, useCase: 'u', order: orderAt(index) })),
    fieldMaps: [
      buildObject('fieldMaps', {
        id: 'm',
        number: 1,
        key: 'record-to-record',
        name: text,
        destination: { schema: 's', object: request('POST /records', place) },
      }),
    ],
    mapInputs: [buildObject('mapInputs', { id: 'i', fieldMap: 'm', name: 'order', source: { schema: 's', object: response('GET /records', place) } })].map(
      (input) => ({ ...input, fromStep: 'get' }),
    ),
    rows: [buildObject('rows', { id: 'r', number: 1, fieldMap: 'm', destination: name as FieldPath, transform: copy(of('i', name)) })],
    testCases: [buildObject('testCases', { id: 't', number: 1, kind: 'flow', title: text, useCases: ['u'], given: 'given', expected: 'expected' })],
  })
  return { project, findGraph: (key: string) => (key === 'g' ? graph : undefined), findRecord: (hash: string) => records[hash] }
}

async function exportOf(text: string): Promise<readonly ExportedFile[]> {
  const { project, findGraph, findRecord } = buildHostileFlow(text)
  const flows = exportFlows(project, findGraph, { findRecord, tests: 'none' })
  expect(flows.problems, JSON.stringify(text)).toEqual([])
  const map = await exportTypeScript(project, 'm', findGraph)
  if (!map.ok) throw new Error(JSON.stringify(map.error))
  return [...flows.files, ...map.value.files.map((file) => ({ ...file, path: `record-to-record/${file.path}` }))]
}

it(`gives the benign twin's syntax tree for each of ${hostile.length} hostile texts in every slot, compiles, and does what the interpreter does`, async () => {
  const benign = await exportOf('benign')
  const packages = new Map<string, readonly ExportedFile[]>()
  for (const [index, text] of hostile.entries()) {
    const files = await exportOf(text)
    packages.set(`h${index}`, files)
    for (const { path, text: code } of files.filter((file) => file.path.includes('.flow.'))) {
      expect(skeleton(code), `${JSON.stringify(text)} in ${path}`).toBe(skeleton(benign.find((file) => file.path === path)?.text ?? ''))
      // oxlint-disable-next-line no-control-regex -- no control, separator or bidirectional mark may stand in the text itself
      expect(code, `${JSON.stringify(text)} in ${path}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/)
    }
  }
  expect((await compilePackages(folder, packages)).errors).toBe('')
  for (const [index, text] of hostile.entries()) {
    const { project, findGraph, findRecord } = buildHostileFlow(text)
    const run = createFlowCaseRunner({ project, findGraph, findRecord, now: '2026-03-02T09:00:00.000Z' })
    for (const testCase of project.testCases) expect(await run(testCase), JSON.stringify(text)).toEqual({ state: 'passed' })
    const module = (await import(pathToFileURL(join(folder, 'out', `h${index}`, 'uc-1.flow.cases.js')).href)) as {
      runCases: () => Promise<{ passed: boolean }[]>
    }
    expect(
      (await module.runCases()).map(({ passed }) => passed),
      JSON.stringify(text),
    ).toEqual([true])
  }
}, 240_000)
