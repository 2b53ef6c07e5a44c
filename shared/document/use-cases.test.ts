// Proof of the sections of use cases and steps: an engineer can write the flow from them alone, and a stakeholder sees what is to be signed.
import { describe, expect, it } from 'vitest'
import { buildGraph, buildObject, buildProject } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { factsBelow, rowTexts, tableOf, tablesOf } from '../../fixtures/document-texts.ts'
import type { Step } from '../project/use-case.ts'
import type { FieldPath } from '../schema/field-path.ts'
import type { DocumentSource } from './document-options.ts'
import { stepsSection } from './steps.ts'
import { useCasesSection as sectionOfUseCases } from './use-cases.ts'

describe('use cases', () => {
  const section = sectionOfUseCases(demoSource())

  it('have their four parts, and each measure says which outcome it measures', () => {
    const parts = section?.blocks.find((block) => block.kind === 'parts')
    expect(parts?.kind === 'parts' ? parts.parts.map(({ title, items }) => [title, items.length]) : []).toEqual([
      ['Outcomes', 4],
      ['Why: strategy', 2],
      ['How it is measured', 3],
      ['Will not help with', 4],
    ])
    expect(parts?.kind === 'parts' ? parts.parts[2]?.items[0] : '').toMatch(/\(of: Every paid order has exactly one invoice within five minutes\)$/)
  })

  it('say who agreed, by when, and what serves them', () => {
    const facts = factsBelow(section, 'use-case:invoice')
    expect(facts).toMatchObject({
      Status: ['Agreed'],
      Priority: ['Must have'],
      Actor: ['Bookkeeper'],
      Owner: ['Mara Ilves'],
      Estimate: ['8 days of work'],
      Steps: ['11 steps'],
      'Field maps': ['M-1 Order → Contact', 'M-2 Order → Invoice', 'M-3 Order → Payment'],
    })
    expect(facts['Signatures']?.slice(1)).toEqual(['Hugh Pell: signed 2026-11-18, with 1 open point', 'Tomás Ortega: not yet', 'Lea Roth: not yet'])
    expect(facts['Open questions']?.[0]).toMatch(/^Q-1 /)
    expect(factsBelow(section, 'use-case:payment')['Optional']).toEqual(['A customer may leave it out. Left out by: Brook Nursery.'])
  })

  it('that were changed since somebody signed say so', () => {
    const source = demoSource()
    const project = { ...source.project, useCases: source.project.useCases.map((one) => (one.id === 'invoice' ? { ...one, story: 'Another story' } : one)) }
    expect(factsBelow(sectionOfUseCases({ ...source, project }), 'use-case:invoice')['Signatures']?.[1]).toBe(
      'Hugh Pell: signed 2026-11-18, with 1 open point; changed since',
    )
  })

  it('link pages of the web and nothing else', () => {
    const links = (url: string) => {
      const project = buildProject({
        useCases: [buildObject('useCases', { id: 'u' })],
        attachments: [buildObject('attachments', { id: 'a', useCase: 'u', title: 'Page', url })],
      })
      const facts = sectionOfUseCases({ project, choice: {}, findGraph: () => undefined })?.blocks.flatMap((block) =>
        block.kind === 'facts' ? block.facts : [],
      )
      return facts?.find(({ label }) => label === 'Documents')?.value
    }
    expect(links('https://example.com/a')).toEqual([{ text: 'Page: https://example.com/a', web: 'https://example.com/a' }])
    expect(links('javascript:alert(1)')).toEqual(['Page: javascript:alert(1)'])
  })
})

const shop = buildGraph({
  endpoints: {
    'GET /orders': { response: [{ id: 'integer', email: 'text' }], query: { since: 'text!', page: 'integer' } },
    'POST /people': { request: { Mail: 'text' }, response: { Id: 'text' } },
  },
})

function detailsOf(steps: readonly (Partial<Step> & { readonly id: string })[]): Record<string, string[]>[] {
  const project = buildProject({
    systems: [buildObject('systems', { id: 's', name: 'Shop' })],
    schemas: [buildObject('schemas', { id: 'schema', system: 's', graph: 'shop', title: 'Shop API', version: '2' })],
    useCases: [buildObject('useCases', { id: 'u', number: 1 })],
    steps: steps.map((one, at) => buildObject('steps', { useCase: 'u', order: `a${at}`, ...one })),
  })
  const section = stepsSection({ project, choice: {}, findGraph: (key) => (key === 'shop' ? shop : undefined) })
  return steps.map(({ id }) => factsBelow(section, `step-details:${id}`))
}

const list = { kind: 'response', endpoint: 'GET /orders', status: '200', envelope: '[]' } as const

describe('steps', () => {
  it('say of a call where each parameter goes, and which one nobody filled', () => {
    const [retrieve] = detailsOf([
      {
        id: 'list',
        system: 's',
        schema: 'schema',
        endpoint: 'GET /orders',
        object: list,
        forEach: true,
        result: 'order',
        pageSize: 50,
        parameters: [{ name: 'page', value: { of: 'page' } }],
      },
    ])
    expect(retrieve).toMatchObject({
      System: ['Shop'],
      Call: ['GET /orders'],
      Parameters: ['page (in the query) = the page, counted from 1', 'since (in the query): the call requires it, and nobody said what it is'],
      'Page size': ['50'],
      'For each record': ['the steps after it run once for each'],
      'Its result is called': ['order (GET /orders response 200, [])'],
      'On failure': ['Not said: the record ends, as failed.'],
    })
  })

  it('say of a record that is sent how the one that is there is found, and every wait before a further try', () => {
    const [, send] = detailsOf([
      { id: 'list', system: 's', schema: 'schema', endpoint: 'GET /orders', object: list, forEach: true, result: 'order' },
      {
        id: 'send',
        kind: 'send',
        system: 's',
        schema: 'schema',
        endpoint: 'POST /people',
        sendMode: 'find-or-create',
        lookup: {
          endpoint: 'GET /orders',
          parameters: [{ name: 'since', value: { of: 'input', input: 'list', path: 'email' as FieldPath } }],
          answer: list,
        },
        failure: 'retry',
        retries: 3,
        retryWaits: [60, 120],
        afterRetries: 'alert',
        alert: 'ops@example.com',
      },
    ])
    expect(send).toMatchObject({
      Body: ['application/json'],
      'Way of sending': ['Find or create'],
      'Looks first': ["GET /orders, with since = the order's email, in the list that is the answer: the first one"],
      'On failure': ['Tries again 3 times, after 1 minute, 2 minutes and so on; then the record ends, as failed. Tell ops@example.com.'],
    })
  })

  it('say that a call is not in the description, and that tries are written down in vain', () => {
    const [step] = detailsOf([{ id: 'a', schema: 'schema', endpoint: 'GET /gone', failure: 'skip', retries: 2 }])
    expect(step?.['Call']).toEqual(['GET /gone', 'The description of the system has no such call.'])
    expect(step?.['On failure']).toEqual(['The record is left out, as skipped. Tries and waits that are written down are not used.'])
  })

  it('below a loop are indented, and each leads to its details', () => {
    const table = tableOf(stepsSection(demoSource()), 'steps:catch-up')
    expect(table.rows.map(({ depth }) => depth)).toEqual([0, 0, 1, 1, 1, 1])
    expect(table.rows[1]?.cells['title']).toMatchObject({ to: 'step-details:missed' })
    expect(rowTexts(table.rows[1] ?? { cells: {} })).toMatchObject({ number: '2', kind: 'Retrieve', frequency: 'Once a run' })
  })

  it('are told without details to stakeholders', () => {
    const section = stepsSection(demoSource({ audience: 'stakeholders' }))
    expect(section?.blocks.some((block) => block.kind === 'facts')).toBe(false)
    expect(tablesOf(section).map(({ rows }) => rows.length)).toEqual([11, 6, 6])
  })

  it('of use cases that were not chosen are left out', () => {
    const source: DocumentSource = demoSource({ useCases: ['catch-up'] })
    expect(tablesOf(stepsSection(source)).map(({ id }) => id)).toEqual(['steps:catch-up'])
    expect(sectionOfUseCases(source)?.blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []))).toEqual(['use-case:catch-up'])
  })
})
