// Proof that a field map's section says everything that it takes to build each row, and to find it again.
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, copy, field, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { listRowSources } from '../mapping/row-sources.ts'
import { isRowColumn, ROW_COLUMNS } from '../spreadsheet/own-row-cells.ts'
import type { Project } from '../project/project.ts'
import { chosenMaps } from './chosen-maps.ts'
import { textOf, type Block, type Section, type Table, type TableRow } from './document.ts'
import type { DocumentChoice, DocumentContent } from './document-options.ts'
import { mapSections } from './map-section.ts'

type Built = Omit<MapSetup, 'project'> & { readonly project?: Partial<Project> }

function sectionOf({
  content = {},
  choice = {},
  ...setup
}: Built & { readonly content?: Partial<DocumentContent>; readonly choice?: DocumentChoice }): Section {
  const { project, findGraph } = buildMap(setup)
  const [section] = mapSections({ project, choice, findGraph, ...content })
  if (section === undefined) throw new Error('no section')
  return section
}

function tableOf({ blocks }: Section): Table {
  const table = blocks.find((block) => block.kind === 'table')
  if (table?.kind !== 'table') throw new Error('no table')
  return table
}

function factsOf({ blocks }: { readonly blocks: readonly Block[] }): Record<string, string> {
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
  return Object.fromEntries(facts.map(({ label, value }) => [label, (Array.isArray(value) ? value : [value]).map(textOf).join(' | ')]))
}

const text = (row: TableRow | undefined, column: string) => textOf(row?.cells[column])
const source = { number: 'text', note: 'text', quantity: 'integer', email: 'text', lines: [{ sku: 'text', total: 'text' }] } as const

/** The row of one rule, in a map of its own. */
function rowOf(rule: NonNullable<MapSetup['rows']>[number], more: Partial<Built> = {}): TableRow | undefined {
  const table = tableOf(sectionOf({ inputs: { order: source }, destination: { Name: 'text', Lines: [{ Code: 'text' }] }, rows: [rule], ...more }))
  return table.rows.find(({ id }) => id?.startsWith('row:'))
}

describe('the demo', () => {
  for (const audience of ['engineers', 'stakeholders'] as const)
    it(`lists every line of every map for ${audience}, once and in order, and says nothing that is no text`, () => {
      const demo = demoSource({ audience })
      const sections = mapSections(demo)
      expect(sections.map(({ about }) => about)).toEqual(['map:contact-map', 'map:invoice-map', 'map:payment-map'])
      for (const [at, { lines, context }] of chosenMaps(demo).entries()) {
        const table = tableOf(sections[at] as Section)
        expect(table.rows.map(({ id }) => id)).toEqual(lines.map(({ address }) => address))
        expect(new Set(table.rows.map(({ id }) => id)).size).toBe(table.rows.length)
        for (const row of context.rows) expect(table.rows.map(({ id }) => id)).toContain(`row:${row.id}`)
        for (const { cells } of table.rows) for (const cell of Object.values(cells)) expect(textOf(cell)).not.toMatch(/undefined|\[object |NaN/)
      }
    })

  it('names each source of each value by its whole path, with its type, its meaning and its object', () => {
    const demo = demoSource()
    let sources = 0
    for (const [at, { context, lines }] of chosenMaps(demo).entries()) {
      const rows = new Map(tableOf(mapSections(demo)[at] as Section).rows.map((row) => [row.id, row]))
      for (const line of lines) {
        const row = rows.get(line.address)
        const used = line.row === undefined ? [] : listRowSources(context, line.row).filter(({ of: what }) => what === 'value')
        if (used.length === 0) continue
        sources += 1
        for (const column of ['source', 'sourcePath', 'sourceType'])
          expect(text(row, column).split('\n'), `${line.address} ${column}`).toHaveLength(new Set(used.map(({ ref }) => JSON.stringify(ref))).size)
        for (const { ref } of used) expect(text(row, 'sourcePath')).toContain(ref.path)
        expect(text(row, 'sourceObject')).not.toBe('')
      }
    }
    expect(sources).toBeGreaterThan(30)
  })

  it('gives what the map gives for the given record of a test case, and says which', () => {
    const section = mapSections(demoSource({ showValues: true }))[1] as Section
    const { rows } = tableOf(section)
    const result = (id: string) =>
      text(
        rows.find((row) => row.id === `row:${id}`),
        'result',
      )
    expect(factsOf(section)['Sample and result of']).toMatch(/^What is given in test case T-\d+ /)
    expect(result('inv-type')).toBe('ACCREC')
    expect(result('inv-products')).toMatch(/^\d+ entr(?:y|ies)$/)
    expect(result('pro-unit')).toMatch(/^\d+(?:\.\d{1,4})?$/)
  })

  it('masks what looks personal, on both sides, unless somebody asked for it', () => {
    const cells = (showValues: boolean) => {
      const row = tableOf(mapSections(demoSource({ showValues }))[0] as Section).rows.find(({ id }) => id === 'row:con-email')
      return [text(row, 'sample'), text(row, 'result')]
    }
    expect(cells(false).every((cell) => cell.includes('•••@'))).toBe(true)
    for (const cell of cells(true)) expect(cell).toMatch(/^[^•]+@[^•]+$/)
  })

  it('shows stakeholders the rule without what it takes to build it', () => {
    const columns = (audience: 'engineers' | 'stakeholders') => tableOf(mapSections(demoSource({ audience }))[1] as Section).columns.map(({ id }) => id)
    expect(columns('stakeholders')).toEqual([
      'row',
      'source',
      'transform',
      'when',
      'destination',
      'required',
      'result',
      'status',
      'useCases',
      'note',
      'question',
    ])
    for (const column of columns('stakeholders')) expect(columns('engineers')).toContain(column)
  })
})

describe('columns', () => {
  const { columns } = tableOf(sectionOf({ inputs: { order: source }, destination: { Name: 'text' } }))

  it('lets people write in exactly the columns that come back, and ask', () => {
    const written = columns.filter(({ input }) => input === true).map(({ id }) => id)
    expect(new Set(written)).toEqual(new Set([...ROW_COLUMNS, 'question']))
    expect(written.filter((id) => id !== 'question').every(isRowColumn)).toBe(true)
  })

  it('offers statuses, scopes and the project’s people to choose from', () => {
    const withPeople = tableOf(
      sectionOf({
        inputs: { order: source },
        destination: { Name: 'text' },
        project: { people: [buildObject('people', { id: 'p', name: 'Bo Example' }), buildObject('people', { id: 'q', name: 'Gone', deleted: true })] },
      }),
    ).columns
    const choices = (id: string) => withPeople.find((column) => column.id === id)?.choices
    expect(choices('status')).toEqual(['Draft', 'Ready', 'Approved', 'Built', 'Tested'])
    expect(choices('scope')).toEqual(['Global', 'Per customer'])
    expect(choices('owner')).toEqual(['Bo Example'])
  })
})

describe('cells', () => {
  it('repeats the rule as the grid says it, with the condition apart, in words and as a formula', () => {
    const when = { test: 'compare', left: of('order', 'quantity'), operator: '>', right: constant(0) } as const
    const row = rowOf({ to: 'Name', transform: copy(of('order', 'number')), when })
    expect(text(row, 'transform')).toBe("The order's number.")
    expect(text(row, 'when')).toBe("The order's quantity is more than 0")
    expect(text(row, 'whenExact')).toBe('quantity > 0')
  })

  it('says which policies are in force, also where nothing is set, and what the list does without entries', () => {
    expect(text(rowOf({ to: 'Name', transform: copy(of('order', 'number')) }), 'policies')).toBe('Leave the field out.\nA null counts as missing.')
    const required: Partial<Built> = { destination: { Name: 'text!', Lines: [{ Code: 'text' }] } }
    expect(text(rowOf({ to: 'Name', transform: copy(of('order', 'number')) }, required), 'policies')).toBe('Report a problem.\nA null counts as missing.')
    const kept = { to: 'Name', transform: copy(of('order', 'number')), onMissing: { then: 'default', value: 'none' }, onNull: 'pass' } as const
    expect(text(rowOf(kept), 'policies')).toBe('Use "none".\nA null is passed on.')
    expect(text(rowOf({ to: 'Name', transform: { kind: 'constant', value: 'x' } }), 'policies')).toBe('')
    const each = {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }],
    } as const
    expect(text(rowOf(each), 'policies')).toBe('No entries.')
    expect(text(rowOf({ ...each, onMissing: { then: 'problem' } }), 'policies')).toBe('Report a problem.')
  })

  it('says the status that people see: asked, changed, or as it was set', () => {
    const rule = { id: 'r1', to: 'Name', transform: copy(of('order', 'number')), status: 'approved' } as const
    const question = buildObject('questions', { id: 'q', number: 7, at: 'row:r1', text: 'Which?' })
    expect(text(rowOf(rule), 'status')).toBe('Approved')
    expect(text(rowOf({ ...rule, statusHash: 'another' }), 'status')).toBe('Changed')
    const asked = rowOf(rule, { project: { questions: [question] } })
    expect([text(asked, 'status'), asked?.cells['questions']]).toEqual(['Question', { text: 'Q-7', to: 'question:q', tone: 'warn' }])
    const answered = rowOf(rule, { project: { questions: [{ ...question, status: 'answered' }] } })
    expect([text(answered, 'status'), answered?.cells['questions']]).toEqual(['Approved', { text: 'Q-7', to: 'question:q' }])
  })

  it('leads from a lookup to its table', () => {
    const table = buildObject('lookupTables', { id: 't', number: 3, name: 'Codes', from: 'text', to: 'text' })
    const row = rowOf({ to: 'Name', transform: { kind: 'lookup', from: of('order', 'number'), table: 't' } }, { project: { lookupTables: [table] } })
    expect(row?.cells['lookup']).toEqual({ text: 'L-3', to: 'table:t' })
  })

  it('has all limits, and leads to the dictionary where there are too many values for a cell', () => {
    const limit = (count: number) =>
      rowOf(
        { to: 'Name', transform: copy(of('order', 'number')) },
        { destination: { Name: field('text', { maxLength: 5, enum: Array.from({ length: count }, (_, at) => `v${at}`) }) } },
      )?.cells['limit']
    expect(limit(12)).toEqual({ text: 'one of v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, max 5', tone: 'quiet' })
    expect(limit(13)).toMatchObject({ text: 'one of 13 values, max 5', to: expect.stringMatching(/^field-of:.*#Name$/) as string })
  })

  it('leads to the config values that a rule, its condition or its formula names', () => {
    const config = (id: string, name: string) => buildObject('configValues', { id, name })
    const project = { configValues: [config('c1', 'rate'), config('c2', 'from day'), config('c3', 'unused')] }
    const when = { test: 'present', value: { of: 'config', config: 'c1' } } as const
    const row = rowOf({ to: 'Name', transform: { kind: 'formula', text: '$string($config.rate) & $config.`from day`' } }, { project })
    expect(row?.cells['lookup']).toEqual({ text: 'rate, from day', to: 'config:c1' })
    expect(text(rowOf({ to: 'Name', transform: { kind: 'config', config: 'c2' }, when }, { project }), 'lookup')).toBe('rate, from day')
    expect(text(rowOf({ to: 'Name', transform: copy(of('order', 'number')) }, { project }), 'lookup')).toBe('')
  })

  it('tells what is left out until a problem is settled', () => {
    const section = sectionOf({ inputs: { order: source }, destination: { Name: 'text' }, rows: [{ to: 'Name', transform: copy(of('order', 'gone')) }] })
    expect(factsOf(section)['Left out until settled']).toMatch(/^R-1: /)
  })
})

describe('facts', () => {
  it('tell when the map applies, in the analyst’s words and exactly', () => {
    const facts = factsOf(
      sectionOf({
        inputs: { order: source },
        destination: { Name: 'text' },
        fieldMap: {
          oneRecordIs: 'one buyer',
          appliesWhenWords: 'Paid',
          appliesWhen: { test: 'present', value: of('order', 'number') },
          onMissing: { then: 'null' },
          onNull: 'problem',
        },
      }),
    )
    expect(facts['One record is']).toBe('one buyer')
    expect(facts['Applies when']).toMatch(/^Paid \| Exactly: the order's number is there\. \| \$exists\(number\) \| /)
    expect(facts['Missing and null']).toContain('A missing value: send null. A null in a source is a problem.')
  })

  it('tell how often a map runs and what its plain names are then', () => {
    const facts = factsOf(sectionOf({ inputs: { order: source }, destination: { Code: 'text' }, fieldMap: { runs: 'item', runsOver: of('order', 'lines') } }))
    expect(facts['Runs']).toContain('Once for each line')
    expect(facts['Runs']).toContain('a missing or null list gives an empty one')
  })
})
