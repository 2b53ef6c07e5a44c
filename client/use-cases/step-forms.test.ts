import { describe, expect, it } from 'vitest'
import { buildGraph, buildObject, buildProject } from '../../fixtures/build.ts'
import { STEP_KINDS, step as stepShape, type Step } from '../../shared/project/use-case.ts'
import { CANDIDATE } from '../../shared/mapping/step-context.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { rules } from '../../shared/review/rules.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { withEntries } from './step-conditions.ts'
import { printDuration, printWaits, readDuration, readWaits } from './step-durations.ts'
import { listEndpoints, listRecords, searchEndpoints } from './step-endpoints.ts'
import { cellWords, groupOfProblem, hasCell, listGroups, listIdleCells, type StepCell } from './step-fields.ts'
import { isWholeValue, listParameterRows, listReferences, valueOfKind, withParameter } from './step-parameters.ts'
import { marksOf, problemsOfStep } from './step-problems.ts'
import { listUsers, tellDeletion, tellUsers } from './step-users.ts'
import { copyOfStep, dropPlace, endpointPatch, newestSchema, stepWrites, systemPatch } from './step-writes.ts'

const graph = buildGraph({
  objects: { Order: { id: 'integer!', total: 'text' } },
  endpoints: {
    'WEBHOOK order.updated': { request: 'Order' },
    'GET /orders/{id}': { response: 'Order', query: { dp: 'integer', fields: 'text!' } },
    'GET /orders': { response: { Orders: ['Order'] } },
    'POST /orders': { request: { Orders: ['Order'] }, response: { Orders: ['Order'] } },
  },
})
const endpoint = (id: string) => graph.endpoints.find((one) => one.id === id)
const build = (cells: Partial<Step>): Step => buildObject('steps', { id: 's', useCase: 'uc', ...cells })
const from = (input: string, path: string) => ({ of: 'input', input, path: path as FieldPath }) as const

describe('the groups of a form', () => {
  it('has a place for every cell of a step in at least one kind', () => {
    const cells = Object.keys(stepShape.shape).filter((cell) => !['id', 'useCase', 'order', 'deleted'].includes(cell))
    expect(Object.keys(cellWords).sort()).toEqual(cells.sort())
    expect(cells.filter((cell) => !STEP_KINDS.some((kind) => hasCell(kind, cell as StepCell)))).toEqual([])
  })

  it('shows a wait parameters and a result only where it makes a call', () => {
    expect(listGroups(build({ kind: 'wait' }))).not.toContain('parameters')
    expect(listGroups(build({ kind: 'wait', endpoint: 'GET /orders' }))).toContain('parameters')
  })

  it('names what a changed kind has no use for', () => {
    expect(listIdleCells(build({ kind: 'transform', pageSize: 100, endpoint: 'GET /orders', result: 'order' }))).toEqual(['endpoint', 'pageSize'])
    expect(listIdleCells(build({ kind: 'retrieve', pageSize: 100, endpoint: 'GET /orders' }))).toEqual([])
  })

  it('leads a problem to the group where it is mended, if the step has it', () => {
    expect(groupOfProblem(build({ kind: 'retrieve' }), 'path-parameter')).toBe('parameters')
    expect(groupOfProblem(build({ kind: 'send' }), 'no-map')).toBe('map')
    expect(groupOfProblem(build({ kind: 'decide' }), 'unknown-result')).toBe('condition')
    expect(groupOfProblem(build({ kind: 'transform' }), 'input-without-result')).toBe('map')
    expect(groupOfProblem(build({ kind: 'transform' }), 'no-endpoint')).toBeUndefined()
  })

  it('knows where each rule of steps is mended, but for what stands at the use case', () => {
    const codes = Object.keys(rules).filter((code) => code.startsWith('step-'))
    expect(codes.length).toBeGreaterThan(20)
    const lost = codes.filter((code) => STEP_KINDS.every((kind) => groupOfProblem(build({ kind, endpoint: 'GET /orders' }), code) === undefined))
    expect(lost).toEqual([])
  })
})

describe('parameters', () => {
  it('put what the call needs first, path before query, and offer the rest', () => {
    const { rows, others } = listParameterRows(graph, endpoint('GET /orders/{id}'), [{ name: 'dp', value: { of: 'constant', value: 2 } }])
    expect(rows.map(({ name, required, value }) => [name, required, value !== undefined])).toEqual([
      ['id', true, false],
      ['fields', true, false],
      ['dp', false, true],
    ])
    expect(others).toEqual([])
  })

  it('keep what the endpoint does not know, and say so', () => {
    const [row] = listParameterRows(graph, endpoint('GET /orders'), [{ name: 'old', value: { of: 'page' } }]).rows
    expect(row).toMatchObject({ name: 'old', unknown: true })
    expect(listParameterRows(undefined, undefined, [{ name: 'old', value: { of: 'page' } }]).rows[0]?.unknown).toBe(false)
  })

  it('are changed in place, added at the end, and gone when the last one is', () => {
    const stored = [
      { name: 'a', value: { of: 'page' } as const },
      { name: 'b', value: { of: 'page' } as const },
    ]
    expect(withParameter(stored, 'a', { of: 'constant', value: 1 })?.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(withParameter(stored, 'c', { of: 'page' })?.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(withParameter(stored.slice(1), 'b', undefined)).toBeUndefined()
  })

  it('start with a value of the type that the parameter takes', () => {
    const [, , dp] = listParameterRows(graph, endpoint('GET /orders/{id}'), [{ name: 'dp', value: { of: 'page' } }]).rows
    expect(valueOfKind('constant', undefined, dp?.facts)).toEqual({ of: 'constant', value: 0 })
    expect(isWholeValue(valueOfKind('input', undefined, undefined))).toBe(false)
    expect(valueOfKind('template', from('s', 'id'), undefined)).toEqual({ of: 'template', parts: ['', from('s', 'id')] })
  })

  it('tell whose results they take, inside texts and conditions too', () => {
    expect(listReferences({ of: 'template', parts: ['x', from('s1', 'a'), from('s1', 'b')] })).toEqual(['s1'])
    expect(listReferences({ test: 'all', of: [{ test: 'filled', value: from('s2', 'a') }] })).toEqual(['s2'])
  })
})

describe('edits', () => {
  it('write only cells that change, and never take the title away', () => {
    const step = build({ kind: 'retrieve', title: 'Get', result: 'order', retryWaits: [60] })
    expect(stepWrites(step, { result: '', retryWaits: [60], title: '', volume: '1 a day' })).toEqual([
      { home: 'steps', object: step.id, cell: 'result', value: undefined },
      { home: 'steps', object: step.id, cell: 'volume', value: '1 a day' },
    ])
  })

  it('take the records of the old endpoint away with it', () => {
    const step = build({
      kind: 'retrieve',
      endpoint: 'GET /orders',
      object: { kind: 'response', endpoint: 'GET /orders', status: '200', envelope: 'Orders[]' },
    })
    expect(endpointPatch(step, 'GET /orders/{id}', 's')).toEqual({ endpoint: 'GET /orders/{id}', schema: 's', object: undefined })
    expect(endpointPatch(step, 'GET /orders', undefined)).toEqual({ endpoint: 'GET /orders' })
  })

  it('take the newest schema of another system, and keep an endpoint that it has too', () => {
    const schemas = [
      buildObject('schemas', { id: 'v1', system: 'shop', graph: 'g' }),
      buildObject('schemas', { id: 'v2', system: 'shop', graph: 'g', replaces: 'v1' }),
    ]
    expect(newestSchema(schemas, 'shop')?.id).toBe('v2')
    const step = build({ kind: 'retrieve', system: 'books', schema: 'b', endpoint: 'GET /orders' })
    expect(systemPatch(step, 'shop', schemas, () => graph)).toEqual({ system: 'shop', schema: 'v2' })
    expect(systemPatch({ ...step, endpoint: 'GET /contacts' }, 'shop', schemas, () => graph)).toMatchObject({ endpoint: undefined })
  })

  it('copy a step so that it means itself and its result has a name of its own', () => {
    const step = build({ id: 'w', kind: 'wait', result: 'invoice', condition: { test: 'filled', value: from('w', 'Status') } })
    const copy = copyOfStep(step, 'n', ['invoice', 'invoice 2'])
    expect(copy).toMatchObject({ id: 'n', result: 'invoice 3', condition: { test: 'filled', value: { of: 'input', input: 'n' } } })
    expect(copy).not.toHaveProperty('order')
  })

  it('drop a step before or behind another, and nowhere else where that one is gone', () => {
    expect(dropPlace(['a', 'b', 'c'], 'a', 'c', 'before')).toBe(1)
    expect(dropPlace(['a', 'b', 'c'], 'a', 'c', 'after')).toBe(2)
    expect(dropPlace(['a', 'b', 'c'], 'c', 'a', 'before')).toBe(0)
    expect(dropPlace(['a', 'b', 'c'], 'b', 'x', 'after')).toBe(1)
  })
})

describe('who uses a result', () => {
  const project = buildProject({
    steps: [
      build({ id: 'get', kind: 'retrieve', title: 'Get', result: 'order', order: 'a0' }),
      build({ id: 'ask', kind: 'decide', title: 'Ask', condition: { test: 'filled', value: from('get', 'id') }, order: 'a1' }),
      build({ id: 'say', kind: 'decide', title: 'Say', condition: { test: 'formula', text: 'order.id = 1' }, order: 'a2' }),
      build({ id: 'map', kind: 'transform', title: 'Map', fieldMap: 'm', order: 'a3' }),
      build({ id: 'send', kind: 'send', title: 'Send', fieldMap: 'm', order: 'a4' }),
      build({ id: 'bell', kind: 'notify', title: 'Bell', order: 'a5' }),
    ],
    fieldMaps: [buildObject('fieldMaps', { id: 'm' })],
    mapInputs: [buildObject('mapInputs', { id: 'i', fieldMap: 'm', name: 'order' })],
    questions: [buildObject('questions', { id: 'q', at: 'step:get' })],
  })
  const stepOf = (id: string) => project.steps.find((one) => one.id === id) ?? build({})

  it('finds references, formulas, inputs of maps and what sends the record of a map', () => {
    expect(listUsers(project, stepOf('get')).map(({ step, how }) => [step.id, how])).toEqual([
      ['ask', 'reference'],
      ['say', 'name'],
      ['map', 'map'],
      ['send', 'map'],
    ])
    expect(listUsers(project, stepOf('map')).map(({ step }) => step.id)).toEqual(['send'])
    expect(listUsers(project, stepOf('bell'))).toEqual([])
  })

  it('says it in sentences', () => {
    expect(tellUsers(listUsers(project, stepOf('map')))).toBe('Used by step 5 Send.')
    expect(tellDeletion(project, stepOf('get'))).toContain('A question stands at it.')
  })
})

describe('endpoints and records', () => {
  it('stand first where they suit the kind, and are found by any words', () => {
    expect(listEndpoints(graph, 'trigger')[0]?.id).toBe('WEBHOOK order.updated')
    expect(listEndpoints(graph, 'send')[0]?.id).toBe('POST /orders')
    expect(searchEndpoints(listEndpoints(graph, 'retrieve'), 'get id').map(({ id }) => id)).toEqual(['GET /orders/{id}'])
  })

  it('are offered with the likeliest record first', () => {
    expect(listRecords(graph, 'POST /orders', 'request').map(({ words }) => words)).toEqual(['Orders[] (Order)', 'the whole body'])
    expect(listRecords(graph, 'gone', 'response')).toEqual([])
  })
})

describe('lengths of time', () => {
  it.each([
    ['90', 90, '90 s'],
    ['90 s', 90, '90 s'],
    ['10 min', 600, '10 min'],
    ['2h', 7_200, '2 h'],
    ['1 day', 86_400, '1 d'],
    ['0', 0, '0 s'],
  ])('%s is %d seconds, written %s', (text, seconds, written) => {
    expect(readDuration(text)).toBe(seconds)
    expect(printDuration(seconds)).toBe(written)
  })

  it('refuses what is no length of time, or longer than a year', () => {
    expect(['soon', '', '-1', '400 days', '1 week'].map(readDuration)).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(readWaits('1 min, soon')).toBeUndefined()
    expect(printWaits(readWaits('1 min, 2 min; 90'))).toBe('1 min, 2 min, 90 s')
  })
})

describe('the condition of a lookup', () => {
  it('is about the entry where a field of the candidate was typed by its plain name', () => {
    const field = { of: 'input', input: CANDIDATE, path: 'Email' as FieldPath } as const
    const entry = { of: 'entry', path: 'Email' }
    expect(
      withEntries({
        test: 'all',
        of: [
          { test: 'compare', left: field, operator: '=', right: from('get', 'email') },
          { test: 'not', of: { test: 'filled', value: field } },
        ],
      }),
    ).toEqual({
      test: 'all',
      of: [
        { test: 'compare', left: entry, operator: '=', right: from('get', 'email') },
        { test: 'not', of: { test: 'filled', value: entry } },
      ],
    })
  })
})

describe('problems of steps', () => {
  const problem = (cells: Partial<ReviewProblem>): ReviewProblem => ({
    code: 'step-no-map',
    severity: 'error',
    at: 'step:a',
    row: null,
    message: 'x',
    ...cells,
  })

  it('are those at the step that nobody waived, errors first', () => {
    const waiver = buildObject('waivers', { id: 'w' })
    const all = [problem({ severity: 'warning' }), problem({}), problem({ at: 'step:b' }), problem({ waiver })]
    expect(problemsOfStep(all, 'a').map(({ severity }) => severity)).toEqual(['error', 'warning'])
  })

  it('leave a mark that says how many, and none for hints', () => {
    expect(marksOf([problem({}), problem({ severity: 'warning' })])).toEqual({ severity: 'error', count: 1, words: '1 error, 1 warning' })
    expect(marksOf([problem({ severity: 'hint' })])).toBeUndefined()
  })
})
