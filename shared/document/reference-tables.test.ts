// Proof of the sections of systems, lookup tables, config values, questions, problems and go-live.
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, buildProject, constant, copy, field, of, type MapSetup } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { factsBelow, rowTexts, tableOf, tablesOf, textsOfSections } from '../../fixtures/document-texts.ts'
import type { Project } from '../project/project.ts'
import { configValuesSection } from './config-values.ts'
import type { DocumentChoice, DocumentSource } from './document-options.ts'
import { goLiveSection } from './go-live.ts'
import { lookupTablesSection } from './lookup-tables.ts'
import { problemsSection, shownProblems } from './problems.ts'
import { questionsSection } from './questions.ts'
import { systemsSection } from './systems.ts'

function sourceOf(parts: Partial<Project>, choice: DocumentChoice = {}): DocumentSource {
  return { project: buildProject(parts), choice, findGraph: () => undefined }
}

function sourceOfMap(setup: MapSetup, choice: DocumentChoice = {}): DocumentSource {
  const { project, findGraph } = buildMap(setup)
  return { project, findGraph, choice }
}

describe('systems', () => {
  it('say how to get in, and who holds what', () => {
    const section = systemsSection(demoSource())
    expect(factsBelow(section, 'system:xero')).toMatchObject({ 'API version': ['2.0'], 'Who knows it': ['Ana Duarte, Tomás Ortega'] })
    const [first] = tableOf(section, 'environments:xero').rows
    expect(rowTexts(first ?? { cells: {} })).toMatchObject({
      name: 'Demo organisation',
      access: 'Granted\nasked for on 2026-11-03\ngranted on 2026-11-05\napproved by Ana Duarte',
    })
    expect(first?.cells['url']).toMatchObject({ web: 'https://accounting.example.com/api.xro/2.0' })
    expect(tableOf(section, 'prerequisites:xero').rows.map(({ cells }) => rowTexts({ cells })['kind'])).toEqual(['Credentials', 'Expertise', 'From the vendor'])
  })

  it('leave out whatever looks like a secret, wherever somebody typed it', () => {
    const secret = 'password: hunter2x9'
    const system = {
      vendor: secret,
      vendorContact: secret,
      apiVersion: secret,
      auth: secret,
      scopes: secret,
      rateLimits: secret,
      waitingFor: secret,
      docsLink: secret,
    }
    const source = sourceOf({
      systems: [buildObject('systems', { id: 's', ...system, outsideExperts: secret, endOfLife: secret })],
      environments: [
        buildObject('environments', {
          id: 'e',
          system: 's',
          name: secret,
          baseUrl: secret,
          note: secret,
          extraCost: secret,
          requestedOn: secret,
          grantedOn: secret,
        }),
      ],
      prerequisites: [buildObject('prerequisites', { id: 'p', system: 's', title: secret, note: secret, extraCost: secret })],
      people: [buildObject('people', { id: 'a', name: secret, contact: secret, role: secret })],
    })
    const texts = textsOfSections([systemsSection(source)].filter((one) => one !== undefined))
    expect(texts.filter((text) => text.includes('hunter2'))).toEqual([])
    expect(texts.filter((text) => text.includes('Left out: it looks like a secret')).length).toBeGreaterThan(15)
  })
})

const entries = [
  buildObject('lookupEntries', { id: 'e1', table: 't', from: 'a', to: 'A', note: 'first' }),
  buildObject('lookupEntries', { id: 'e2', table: 't', from: '', to: ' B', order: 'a1' }),
  buildObject('lookupEntries', { id: 'e3', table: 't', from: 'a', to: 'AA', profile: 'p', order: 'a2' }),
]
const looked: MapSetup = {
  inputs: { order: { status: field('text', { enum: ['a', 'b', ''] }) } },
  destination: { State: 'text', Other: 'text' },
  rows: [
    { to: 'State', transform: { kind: 'lookup', table: 't', from: of('order', 'status') } },
    {
      to: 'Other',
      transform: {
        kind: 'when',
        cases: [{ if: { test: 'present', value: of('order', 'status') }, then: { kind: 'lookup', table: 't', from: of('order', 'status') } }],
      },
    },
  ],
  project: {
    lookupTables: [
      buildObject('lookupTables', { id: 't', number: 1 }),
      buildObject('lookupTables', { id: 'unused', number: 2, name: 'Unused', to: 'boolean', order: 'a1' }),
    ],
    lookupEntries: entries,
    customerProfiles: [buildObject('customerProfiles', { id: 'p', name: 'Cedar' })],
  },
}

describe('lookup tables', () => {
  it('have each entry with its customer, what any other value does, what is missing, and the rows that use them', () => {
    const section = lookupTablesSection(sourceOfMap(looked))
    expect(tableOf(section, 'lookup:t').rows.map((row) => [row.id, ...Object.values(rowTexts(row))])).toEqual([
      ['entry:e1', 'a', 'A', 'all', 'first'],
      ['entry:e2', '(empty)', '" B"', 'all', ''],
      ['entry:e3', 'a', 'AA', 'Cedar', ''],
    ])
    expect(factsBelow(section, 'table:t')).toMatchObject({
      'Any other value': ['Is a problem: the record is not sent.'],
      'Not in the table': ['The source can also have b.'],
      'Used by': ['R-1 State of Order → Invoice', 'R-2 Other of Order → Invoice'],
    })
  })

  it('come back with what a code becomes and its note', () => {
    const table = tableOf(lookupTablesSection(sourceOfMap(looked)), 'lookup:unused')
    expect(table.comesBack).toBe(true)
    expect(table.columns.flatMap(({ id, input, choices }) => (input === true ? [[id, choices]] : []))).toEqual([
      ['to', ['true', 'false']],
      ['note', undefined],
    ])
  })

  it('that no chosen map uses are left out', () => {
    expect(tablesOf(lookupTablesSection(sourceOfMap(looked, { maps: ['map'] }))).map(({ id }) => id)).toEqual(['lookup:t'])
    expect(lookupTablesSection(sourceOfMap(looked, { maps: [] }))).toBeUndefined()
  })
})

describe('config values', () => {
  const setup: MapSetup = {
    inputs: { order: { total: 'number' } },
    destination: { A: 'text', B: 'text' },
    rows: [
      { to: 'A', transform: copy({ of: 'config', config: 'c' }) },
      { to: 'B', transform: { kind: 'formula', text: '$config.prefix & "x"' } },
    ],
    project: {
      configValues: [
        buildObject('configValues', { id: 'c', default: 'X-', allowed: ['X-', 'Y-'] }),
        buildObject('configValues', { id: 'n', name: 'days', type: 'integer', order: 'a1' }),
        buildObject('configValues', { id: 's', name: 'key', type: 'secret', default: 'hunter2', order: 'a2' }),
      ],
      customerProfiles: [
        buildObject('customerProfiles', { id: 'p', name: 'Cedar' }),
        buildObject('customerProfiles', { id: 'q', name: 'Gone', deleted: true }),
      ],
      profileValues: [
        buildObject('profileValues', { id: 'v1', profile: 'p', config: 'c', value: 'Y-' }),
        buildObject('profileValues', { id: 'v2', profile: 'p', config: 's', value: 'hunter2' }),
      ],
    },
  }

  it('have a column for each customer, who uses them, and never a secret', () => {
    const section = configValuesSection(sourceOfMap(setup))
    const table = tableOf(section, 'config')
    expect(table.columns.filter(({ input }) => input === true).map(({ id, title }) => [id, title])).toEqual([['profile:p', 'Cedar']])
    expect(table.rows.map((row) => row.id)).toEqual(['config:c', 'config:n', 'config:s'])
    expect(rowTexts(table.rows[0] ?? { cells: {} })).toMatchObject({ name: 'prefix', default: 'X-', allowed: 'X-\nY-', usedBy: 'R-1, R-2', 'profile:p': 'Y-' })
    expect(rowTexts(table.rows[1] ?? { cells: {} })).toMatchObject({ type: 'whole number', default: '', 'profile:p': '' })
    expect(textsOfSections(section === undefined ? [] : [section]).filter((text) => text.includes('hunter2'))).toEqual([])
  })

  it('that neither a chosen map nor its steps use are left out', () => {
    expect(tableOf(configValuesSection(sourceOfMap(setup, { maps: ['map'] })), 'config').rows.map(({ id }) => id)).toEqual(['config:c'])
  })
})

describe('questions', () => {
  const questions = [
    buildObject('questions', { id: 'q1', number: 1, at: 'row:r1', status: 'closed', answer: 'Yes', answeredBy: 'Ana', answeredAt: '2026-10-09T08:40:00.000Z' }),
    buildObject('questions', {
      id: 'q2',
      number: 2,
      at: 'row:r1',
      kind: 'defect',
      text: 'Two invoices',
      blocks: ['use-case:u'],
      neededBy: '2026-12-01',
      order: 'a1',
    }),
    buildObject('questions', { id: 'q3', number: 3, at: 'system:none', order: 'a2' }),
  ]
  const setup: MapSetup = {
    inputs: { order: { total: 'number' } },
    destination: { A: 'text' },
    rows: [{ to: 'A', transform: copy(constant('x')) }],
    project: { questions, useCases: [buildObject('useCases', { id: 'u', number: 1 })] },
  }

  it('stand with the open ones first, linked to what they are about, with a place for the answer', () => {
    const table = tableOf(questionsSection(sourceOfMap(setup)), 'questions')
    expect(table.rows.map(({ id }) => id)).toEqual(['question:q2', 'question:q3', 'question:q1'])
    expect(table.columns.filter(({ input }) => input === true).map(({ id }) => id)).toEqual(['answer'])
    expect(rowTexts(table.rows[0] ?? { cells: {} })).toMatchObject({
      about: 'R-1 A',
      text: 'Defect: Two invoices',
      neededBy: '2026-12-01',
      blocks: 'UC-1 Invoice each paid order',
    })
    expect(table.rows[0]?.cells['about']).toMatchObject({ to: 'row:r1' })
    expect(rowTexts(table.rows[2] ?? { cells: {} })).toMatchObject({ answer: 'Yes', answeredBy: 'Ana, 2026-10-09' })
  })

  it('about what was not chosen are left out', () => {
    expect(tableOf(questionsSection(sourceOfMap(setup, { maps: ['map'] })), 'questions').rows.map(({ id }) => id)).toEqual(['question:q2', 'question:q1'])
  })
})

describe('problems', () => {
  it('are the ones that lint finds, the worst first, and those that are waived stand apart with the reason', () => {
    const source = demoSource()
    const section = problemsSection(source)
    const open = shownProblems(source).filter(({ waiver }) => waiver === undefined)
    expect(tableOf(section, 'problems').rows).toHaveLength(open.length)
    expect(rowTexts(tableOf(section, 'problems').rows[0] ?? { cells: {} })).toMatchObject({
      severity: 'Error',
      rule: 'Required field not mapped',
      where: 'R-107 Date',
    })
    expect(tableOf(section, 'waivers').rows.map((row) => rowTexts(row)['by'])).toEqual(['Mara Ilves'])
    expect(rowTexts(tableOf(section, 'waivers').rows[0] ?? { cells: {} })['reason']).toMatch(/^No customer sells in those/)
  })

  it('of maps that were not chosen are left out', () => {
    expect(tableOf(problemsSection(demoSource({ maps: ['contact-map'] })), 'problems').rows.map((row) => rowTexts(row)['where'])).not.toContain('R-107 Date')
  })
})

it('go-live says what is done, by whom and when', () => {
  const goLiveItems = [
    buildObject('goLiveItems', { id: 'a', number: 1, kind: 'way-back', done: true, doneAt: '2026-11-13T10:00:00.000Z', doneBy: 'Ana' }),
    buildObject('goLiveItems', { id: 'b', number: 2, done: false, doneBy: 'Ana', order: 'a1' }),
    buildObject('goLiveItems', { id: 'c', number: 3, order: 'a2' }),
  ]
  expect(tableOf(goLiveSection(sourceOf({ goLiveItems })), 'go-live').rows.map((row) => rowTexts(row)['done'])).toEqual([
    'Done, 2026-11-13, Ana',
    'Open again; was done, Ana',
    '',
  ])
  expect(goLiveSection(sourceOf({}))).toBeUndefined()
})
