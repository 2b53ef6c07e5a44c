import { describe, expect, it } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { response } from '../../fixtures/demo-parts.ts'
import { flowGraphs } from '../../fixtures/flow-steps.ts'
import type { Step } from '../project/use-case.ts'
import { formulaScope, checkRowFormula } from './formula-scope.ts'
import { findItemScope } from './item-scope.ts'
import { listSourceFields, parseSource, printSource } from './source-text.ts'
import { CANDIDATES, resultOfStep, resultsBefore, stepContext } from './step-context.ts'

const findGraph = (key: string) => (key === 'shop' || key === 'books' ? flowGraphs[key] : undefined)
const build = (cells: Partial<Step>): Step => buildObject('steps', { id: 's', useCase: 'uc', ...cells })
const get = build({ id: 'get', kind: 'retrieve', schema: 'shop', endpoint: 'GET /orders/{id}', result: 'order', order: 'a0' })
const make = build({ id: 'make', kind: 'transform', fieldMap: 'm', result: 'contact to send', order: 'a1' })
const send = build({
  id: 'send',
  kind: 'send',
  schema: 'books',
  endpoint: 'POST /Contacts',
  result: 'contact',
  lookup: { endpoint: 'GET /Contacts', answer: response('GET /Contacts', 'Contacts[]') },
  order: 'a2',
})
const wait = build({ id: 'wait', kind: 'wait', schema: 'books', endpoint: 'GET /Invoices', result: 'invoice', order: 'a3' })
const project = buildProject({
  steps: [get, make, send, wait],
  schemas: [buildObject('schemas', { id: 'shop', graph: 'shop' }), buildObject('schemas', { id: 'books', graph: 'books' })],
  fieldMaps: [buildObject('fieldMaps', { id: 'm', destination: { schema: 'books', object: { kind: 'object', name: 'Contact' } } })],
})
const contextOf = (step: Step, place: Parameters<typeof stepContext>[2] = 'values') => stepContext(project, step, place, findGraph)

describe('the results of earlier steps', () => {
  it('are those of the steps before it, by the name people gave them', () => {
    expect(resultsBefore(project, wait, findGraph).map(({ name }) => name)).toEqual(['order', 'contact to send', 'contact'])
    expect(resultsBefore(project, get, findGraph)).toEqual([])
  })

  it('are none of a decision, a message, a pause, or a call that answers nothing', () => {
    const silent = [
      build({ kind: 'decide' }),
      build({ kind: 'notify' }),
      build({ kind: 'wait', waitSeconds: 5 }),
      build({ kind: 'retrieve', schema: 'books', endpoint: 'DELETE /Invoices/{id}' }),
    ]
    expect(silent.map((step) => resultOfStep(project, step, findGraph))).toEqual([undefined, undefined, undefined, undefined])
  })

  it('stay known by name where the endpoint is only words', () => {
    expect(resultOfStep(project, build({ kind: 'retrieve', endpoint: 'ask the old system', result: 'old' }), findGraph)).toMatchObject({ name: 'old' })
  })
})

describe('sources in a step', () => {
  it('are written and read with the name of their result', () => {
    const context = contextOf(send)
    const choices = listSourceFields(context)
    expect(choices.map(({ text }) => text)).toContain('order.email')
    for (const { ref, text } of choices) expect(parseSource(context, text)).toEqual({ ok: true, value: ref })
  })

  it('are refused where no earlier result has such a field, or without the name of one', () => {
    const context = contextOf(send)
    expect(['order.nothing', 'email', 'contact.Name'].map((text) => parseSource(context, text).ok)).toEqual([false, false, false])
  })

  it('may be a result as a whole, and back-quoted names', () => {
    const context = contextOf(wait)
    expect(parseSource(context, '`contact to send`.Email')).toMatchObject({ ok: true, value: { input: 'make', path: 'Email' } })
    expect(parseSource(context, 'order')).toMatchObject({ ok: true, value: { input: 'get', path: '' } })
  })

  it('are the answer itself by plain names where a wait asks for it', () => {
    const context = contextOf(wait, 'answer')
    expect(parseSource(context, 'Status')).toMatchObject({ ok: true, value: { of: 'input', input: 'wait', path: 'Status' } })
    expect(printSource(context, { of: 'input', input: 'wait', path: 'Status' as never })).toBe('Status')
    expect(checkRowFormula(context, 'Status = "PAID" and order.id > 1', undefined).ok).toBe(true)
    expect(checkRowFormula(contextOf(send), 'Status = "PAID"', undefined).ok).toBe(false)
  })

  it('are the found record where a call changes it', () => {
    expect(parseSource(contextOf(send, 'found'), '`record found`.ContactID')).toMatchObject({ ok: true, value: { input: 'send', path: 'ContactID' } })
  })

  it('are fields of the candidates where a lookup chooses one', () => {
    const context = contextOf(send, 'candidate')
    const scope = findItemScope(context, {
      id: 'r',
      fieldMap: '',
      destination: '' as never,
      order: '',
      transform: { kind: 'each', list: { of: 'input', input: CANDIDATES, path: '' as never } },
    })
    expect(scope?.tree?.find('Email' as never)).toBeDefined()
    expect([...formulaScope(context, undefined).inputs.keys()]).toContain('order')
  })
})
