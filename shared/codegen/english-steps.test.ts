import { describe, expect, it } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { flowGraphs, flows } from '../../fixtures/flow-steps.ts'
import { request, response } from '../../fixtures/demo-parts.ts'
import { step as stepShape, type Step } from '../project/use-case.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { failureWords, listStepCells, secondsWords, shortFailure, stepValueWords } from './english-step-cells.ts'
import { stepCard, tellSteps } from './english-steps.ts'

const from = (input: string, path: string) => ({ of: 'input', input, path: path as FieldPath }) as const
const findGraph = (key: string) => (key === 'shop' || key === 'books' ? flowGraphs[key] : undefined)
const build = (cells: Partial<Step>): Step => buildObject('steps', { id: 's', useCase: 'uc', ...cells })
const get = build({
  id: 'get',
  kind: 'retrieve',
  title: 'Get the order',
  system: 'shop',
  schema: 'shop',
  endpoint: 'GET /orders/{id}',
  object: response('GET /orders/{id}'),
  result: 'order',
  order: 'a0',
})
const projectOf = (...steps: Step[]) =>
  buildProject({
    steps,
    systems: [buildObject('systems', { id: 'shop', name: 'Shop' }), buildObject('systems', { id: 'books', name: 'Books' })],
    schemas: [buildObject('schemas', { id: 'shop', system: 'shop', graph: 'shop' }), buildObject('schemas', { id: 'books', system: 'books', graph: 'books' })],
    fieldMaps: [buildObject('fieldMaps', { id: 'm', number: 2, name: 'Order → Invoice' })],
    configValues: [buildObject('configValues', { id: 'c', name: 'prefix' })],
  })
const tell = (step: Step) => tellSteps(projectOf(get, { ...step, order: 'a1' }), 'uc', findGraph)[1]

describe('a step in sentences', () => {
  it.each([
    [build({ kind: 'trigger', frequency: 'Every night at 2:00' }), 'Starts a run: Every night at 2:00.'],
    [
      build({ kind: 'decide', condition: { test: 'in', left: from('get', 'status'), values: ['paid', 'sent'] } }),
      'Goes on only where the order\'s status is "paid" or "sent". Otherwise the record ends here, as skipped.',
    ],
    [
      build({ kind: 'decide', condition: { test: 'formula', text: 'order.id > 1' } }),
      "Goes on only where the order's id is more than 1. Otherwise the record ends here, as skipped.",
    ],
    [
      build({ kind: 'transform', fieldMap: 'm', result: 'invoice to send' }),
      'Makes the invoice to send with the field map M-2 Order → Invoice. A record that has issues goes no further.',
    ],
    [build({ kind: 'wait', waitSeconds: 5_400 }), 'Waits 90 minutes.'],
    [
      build({
        kind: 'wait',
        system: 'books',
        schema: 'books',
        endpoint: 'GET /Invoices',
        result: 'invoice',
        condition: { test: 'compare', left: from('s', 'Status'), operator: '=', right: { of: 'constant', value: 'AUTHORISED' } },
      }),
      'Asks Books for GET /Invoices, again and again as said for failures, until the invoice\'s Status is "AUTHORISED". Keeps the record in the answer as invoice.',
    ],
    [build({ kind: 'notify', alert: 'finance', notifyWhen: 'failed' }), 'Tells finance, if something failed, once at the end of the run.'],
    [
      build({
        kind: 'send',
        system: 'books',
        schema: 'books',
        endpoint: 'DELETE /Invoices/{id}',
        sendMode: 'delete',
        parameters: [{ name: 'id', value: from('get', 'number') }],
      }),
      "Deletes it: DELETE /Invoices/{id} of Books, and id = the order's number.",
    ],
  ])('is what it does', (step, want) => {
    expect(tell(step)?.does).toBe(want)
  })

  it('says what is open instead of failing', () => {
    const open = (['trigger', 'retrieve', 'transform', 'send', 'decide', 'wait', 'notify'] as const).map((kind) => tell(build({ kind }))?.does)
    expect(open.every((does) => /not (said|written|chosen)|no field map is chosen|is chosen yet/.test(does ?? ''))).toBe(true)
  })

  it('runs what follows a list below it, and tells the last messages once', () => {
    const steps = [
      { ...get, forEach: true },
      build({ id: 'b', kind: 'wait', waitSeconds: 1, order: 'a1' }),
      build({ id: 'c', kind: 'notify', alert: 'x', order: 'a2' }),
    ]
    expect(tellSteps(projectOf(...steps), 'uc', findGraph).map(({ depth }) => depth)).toEqual([0, 1, 0])
  })

  it('looks, then says what happens when the record is there and when it is not', () => {
    const step = build({
      kind: 'send',
      system: 'books',
      schema: 'books',
      endpoint: 'POST /Contacts',
      object: request('POST /Contacts', 'Contacts[]'),
      fieldMap: 'm',
      sendMode: 'create-or-update',
      lookup: {
        endpoint: 'GET /Contacts',
        answer: response('GET /Contacts', 'Contacts[]'),
        parameters: [{ name: 'search', value: from('get', 'email') }],
        where: { test: 'compare', left: { of: 'entry', path: 'Email' as FieldPath }, operator: '=', right: from('get', 'email') },
      },
      update: {
        endpoint: 'PUT /Contacts/{ContactID}',
        object: request('PUT /Contacts/{ContactID}', 'Contacts[]'),
        parameters: [{ name: 'ContactID', value: from('s', 'ContactID') }],
      },
    })
    expect(tell(step)?.does).toBe(
      "Looks first: GET /Contacts, with search = the order's email, in Contacts[] of the answer: the one where the candidate's Email is the order's email. " +
        "If it is there, changes it: PUT /Contacts/{ContactID}, with ContactID = the record found's ContactID, in Contacts[] of the request. " +
        'If not, creates it: POST /Contacts of Books, with the record of M-2 Order → Invoice in Contacts[] of the request. The record in the answer is kept as Order.',
    )
  })
})

describe('the cells of a step in words', () => {
  it('leave out nothing that is stored', () => {
    const whole: Required<Omit<Step, 'deleted'>> = {
      ...get,
      kind: 'send',
      fieldMap: 'm',
      parameters: [{ name: 'dp', value: { of: 'constant', value: 2 } }],
      answer: response('GET /orders/{id}'),
      forEach: true,
      mayBeMissing: true,
      condition: { test: 'filled', value: from('get', 'id') },
      selection: 'which',
      sort: 'sorted',
      pageSize: 77,
      firstLoad: 'first',
      sendMode: 'update',
      matchKey: 'key',
      lookup: { endpoint: 'GET /Contacts', answer: response('GET /Contacts', 'Contacts[]') },
      ifFound: 'stop',
      update: { endpoint: 'PUT /x', object: request('PUT /x') },
      waitSeconds: 90,
      notifyWhen: 'failed',
      whenExists: 'exists',
      whenDeletedAtSource: 'gone',
      frequency: 'often',
      volume: 'much',
      onSuccess: 'good',
      onFailure: 'bad',
      failure: 'retry',
      retries: 4,
      retryWaits: [60, 120],
      afterRetries: 'skip',
      alert: 'finance',
      system: 'shop',
      schema: 'shop',
      endpoint: 'GET /orders/{id}',
      object: response('GET /orders/{id}'),
      result: 'order',
    }
    const cells = listStepCells({ project: projectOf(), step: whole, findGraph: () => undefined })
    const withOthers = ['id', 'useCase', 'order', 'deleted', 'kind', 'title', 'retries', 'retryWaits', 'afterRetries']
    expect([...cells.map(({ cell }) => String(cell)), ...withOthers].sort()).toEqual(Object.keys(stepShape.shape).sort())
    expect(cells.find(({ cell }) => cell === 'failure')?.text).toBe(
      'Tries again 4 times, after 1 minute, 2 minutes and so on; then the record is left out, as skipped. Tell finance.',
    )
  })

  it.each([
    [{ of: 'last-run', less: 600, first: '2026-01-01' } as const, 'when the last successful run began, less 10 minutes (on the first run 2026-01-01)'],
    [{ of: 'last-run' } as const, 'when the last successful run began (left out on the first run)'],
    [{ of: 'template', parts: ['A-', { of: 'config', config: 'c' }] } as const, '"A-" followed by the config value prefix'],
    [{ of: 'config', config: 'x' } as const, 'a config value that is gone'],
    [from('get', ''), 'the order'],
  ])('say what a value is', (value, want) => {
    const step = build({ kind: 'send', order: 'a1' })
    const own = JSON.parse(JSON.stringify(value)) as Parameters<typeof stepValueWords>[1]
    expect(stepValueWords({ project: projectOf(get, step), step, findGraph }, own)).toBe(want)
  })

  it.each([
    [{ failure: 'stop' } as const, 'The record ends, as failed.', 'stop this record'],
    [{ failure: 'retry', retries: 1, retryWaits: [60] } as const, 'Tries again once, after 1 minute; then the record ends, as failed.', 'retry 1×, then stop'],
    [
      { failure: 'retry', retries: 3, retryWaits: [60], afterRetries: 'alert', alert: 'ops' } as const,
      'Tries again 3 times, 1 minute apart; then the record ends, as failed. Tell ops.',
      'retry 3×, then alert',
    ],
    [{ failure: 'alert' } as const, 'The record ends, as failed. Somebody is alerted; it is not said who.', 'alert nobody yet'],
  ])('say what happens on failure', (cells, want, short) => {
    const { retryWaits, ...own }: Omit<Partial<Step>, 'retryWaits'> & { readonly retryWaits?: readonly number[] } = cells
    const step = build({ ...own, ...(retryWaits === undefined ? {} : { retryWaits: [...retryWaits] }) })
    expect(failureWords(step)).toBe(want)
    expect(shortFailure(step)).toBe(short)
  })

  it('tell a length of time in the largest unit that it is a whole number of', () => {
    expect([1, 90, 60, 7_200, 86_400].map(secondsWords)).toEqual(['1 second', '90 seconds', '1 minute', '2 hours', '1 day'])
  })
})

describe('a card', () => {
  it('says what is gone', () => {
    expect(stepCard(projectOf(), build({ kind: 'transform', fieldMap: 'x' }), 1).lines).toEqual([{ text: 'a field map that is gone', as: 'map' }])
  })

  it('is made of every step of a whole flow', () => {
    const steps = (flows['invoice'] ?? []).map((step, at) => ({ ...step, useCase: 'uc', order: `a${at}` }))
    expect(steps.map((step, at) => stepCard(projectOf(...steps), step, at + 1).position)).toEqual(steps.map((_, at) => at + 1))
  })
})
