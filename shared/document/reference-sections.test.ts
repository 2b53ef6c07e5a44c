// Proof of what stands around the field maps: the cover, what is not mapped, checks, dictionaries, corrected facts, the change log.
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, copy, field, of, type MapSetup } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { countCoverage } from '../mapping/coverage.ts'
import { parseFieldPath, type FieldPath } from '../schema/field-path.ts'
import type { SchemaNode } from '../schema/schema-graph.ts'
import { changeLogSection } from './change-log.ts'
import { chosenMaps } from './chosen-maps.ts'
import { correctedFactsSection } from './corrected-facts.ts'
import { coverBlocks } from './cover.ts'
import { dictionarySections } from './dictionary.ts'
import { fieldTarget } from './dictionary-fields.ts'
import { textOf, type Block, type Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { checksSection } from './map-checks.ts'
import { sourceFieldsSection, unmappedSection } from './unmapped.ts'

function tablesIn(blocks: readonly Block[]): Table[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
}

function textsIn(table: Table | undefined): Record<string, string>[] {
  return (table?.rows ?? []).map(({ cells }) => Object.fromEntries(Object.entries(cells).map(([id, cell]) => [id, textOf(cell)])))
}

function sourceOf(setup: MapSetup): DocumentSource {
  const { project, findGraph } = buildMap(setup)
  return { project, choice: {}, findGraph }
}

describe('the cover', () => {
  const cover = (source: DocumentSource) => tablesIn(coverBlocks(source, []))
  const facts = (source: DocumentSource) =>
    Object.fromEntries(
      coverBlocks(source, []).flatMap((block) => (block.kind === 'facts' ? block.facts.map(({ label, value }) => [label, textOf(value as string)]) : [])),
    )

  it('counts what the app counts', () => {
    const source = demoSource()
    const rows = textsIn(cover(source).find(({ id }) => id === 'progress'))
    for (const [at, { context }] of chosenMaps(source).entries()) {
      const { source: inputs, destination } = countCoverage(context)
      const sum = (part: 'used' | 'leftOut' | 'undecided') => inputs.reduce((total, input) => total + input[part], 0)
      expect(rows[at]).toMatchObject({
        used: String(sum('used')),
        leftOut: String(sum('leftOut')),
        sourceUndecided: String(sum('undecided')),
        mapped: String(destination.mapped),
        notMapped: String(destination.notMapped),
        undecided: String(destination.undecided),
        gaps: String(destination.gaps),
      })
    }
    expect(rows).toHaveLength(3)
  })

  it('says what is open: gaps, questions and errors', () => {
    const open = textsIn(cover(demoSource()).find(({ id }) => id === 'open'))
    expect(open.map(({ kind, at }) => `${kind} ${at}`)).toEqual(expect.arrayContaining(['Gap R-107', 'Question Q-1']))
    const broken = sourceOf({ inputs: { order: { a: 'text' } }, destination: { Name: 'text' }, rows: [{ to: 'Name', transform: copy(of('order', 'gone')) }] })
    expect(textsIn(cover(broken).find(({ id }) => id === 'open'))).toContainEqual(expect.objectContaining({ kind: 'Error', at: 'R-1' }))
  })

  it('says which baseline it is, and whether something changed since', () => {
    expect(facts(demoSource())['Baseline']).toMatch(/^B-1 of 2026-11-09 by Mara Ilves\. Since then: .*changed/)
    const { findBaseline: _, ...without } = demoSource()
    expect(facts(without)['Baseline']).toMatch(/What changed since is not known here\.$/)
    expect(facts(sourceOf({ inputs: { order: { a: 'text' } }, destination: { Name: 'text' } }))['Baseline']).toMatch(/^None yet/)
  })

  it('has a place to sign for everybody but the vendor, and who signed what with what open', () => {
    const source = demoSource()
    const people = source.project.people.filter(({ side, deleted }) => side !== 'vendor' && deleted !== true)
    expect(textsIn(cover(source).find(({ id }) => id === 'sign-off')).map(({ name }) => name)).toEqual(people.map(({ name }) => name))
    const signed = textsIn(cover(source).find(({ id }) => id === 'signed'))
    expect(signed).toHaveLength(source.project.signOffs.filter(({ deleted }) => deleted !== true).length)
    expect(signed[1]).toMatchObject({
      name: 'Ana Duarte',
      what: 'UC-1 Invoice each paid order',
      on: '2026-11-18',
      open: expect.stringMatching(/^1 point: Which account/) as string,
    })
  })
})

describe('what is not mapped', () => {
  it('lists each destination field without a rule with its reason, and tells gaps from undecided ones', () => {
    const source = sourceOf({
      inputs: { order: { a: 'text' } },
      destination: { Name: 'text!', Note: 'text', Code: 'text', Done: 'text' },
      rows: [
        { to: 'Code', transform: { kind: 'notMapped', reason: 'Made elsewhere' } },
        { to: 'Done', transform: copy(of('order', 'a')) },
      ],
    })
    expect(textsIn(tablesIn(unmappedSection(source)?.blocks ?? [])[0]).map(({ field: name, state, reason }) => [name, state, reason])).toEqual([
      ['Name', 'gap', 'Undecided, needs a source.'],
      ['Note', 'undecided', ''],
      ['Code', 'not mapped', 'Made elsewhere.'],
    ])
  })

  it('lists each source field once: used by which rows, left out and why, or undecided', () => {
    const rows = textsIn(tablesIn(sourceFieldsSection(demoSource())?.blocks ?? [])[0])
    const found = (map: string, name: string) => rows.filter((row) => row['map']?.endsWith(map) === true && row['input'] === 'order' && row['field'] === name)
    expect(found('Order → Invoice', 'number').map(({ state, rows: users }) => [state, users])).toEqual([['used', 'R-58']])
    expect(found('Order → Invoice', 'line_items[].subtotal_tax').map(({ state, reason }) => [state, reason])).toEqual([
      ['left out', 'Before discount; see the note on UnitAmount'],
    ])
    expect(found('Order → Payment', 'date_paid_gmt').map(({ state }) => state)).toEqual(['undecided'])
    expect(found('Order → Invoice', 'line_items')).toEqual([])
  })

  it('calls what only the settings of the map ask for used', () => {
    const source = sourceOf({
      inputs: { order: { a: 'text', b: 'text' } },
      destination: { Name: 'text' },
      fieldMap: { appliesWhen: { test: 'present', value: of('order', 'a') } },
    })
    expect(textsIn(tablesIn(sourceFieldsSection(source)?.blocks ?? [])[0]).map(({ field: name, state, rows }) => [name, state, rows])).toEqual([
      ['a', 'used', 'the map’s settings'],
      ['b', 'undecided', ''],
    ])
  })

  it('shows beside each source field how often samples have it, with masked values unless somebody asked', () => {
    const values = (source: DocumentSource) =>
      textsIn(tablesIn(sourceFieldsSection(source)?.blocks ?? [])[0]).find(
        ({ map, field: name }) => map?.endsWith('Contact') === true && name === 'billing.email',
      )
    expect(values(demoSource())).toMatchObject({ seen: expect.stringMatching(/^\d+ of \d+$/) as string, values: expect.stringContaining('•••@') as string })
    expect(values(demoSource({ showValues: true }))?.['values']).toContain('@example')
    const { findEvidence: _, ...without } = demoSource()
    expect(values(without)).not.toHaveProperty('seen')
  })
})

describe('checks before mapping', () => {
  it('list what rules use, whether it has to be there, and nothing else', () => {
    const source = sourceOf({
      inputs: { order: { a: 'text!', b: field('number', { required: true, nullable: true }), c: 'boolean', unused: 'text!', lines: [{ sku: 'text!' }] } },
      destination: { Name: 'text', B: 'number', C: 'boolean', Lines: [{ Code: 'text' }] },
      rows: [
        { to: 'Name', transform: copy(of('order', 'a')) },
        { to: 'B', transform: copy(of('order', 'b')) },
        { to: 'C', transform: copy(of('order', 'c')) },
        {
          to: 'Lines',
          transform: { kind: 'each', list: of('order', 'lines') },
          rows: [{ to: 'Lines[].Code', transform: copy({ of: 'item', path: 'sku' as FieldPath }) }],
        },
      ],
    })
    expect(textsIn(tablesIn(checksSection(source)?.blocks ?? [])[0]).map(({ path, type, required, nullable }) => [path, type, required, nullable])).toEqual([
      ['order', 'object', 'yes', 'no'],
      ['order.a', 'text', 'yes', 'no'],
      ['order.b', 'number', 'yes', 'yes'],
      ['order.c', 'true or false', 'no', 'yes'],
      ['order.lines', 'list', 'no', 'yes'],
      ['order.lines[]', 'object', 'yes', 'no'],
      ['order.lines[].sku', 'text', 'yes', 'no'],
    ])
  })
})

describe('dictionaries', () => {
  it('have every source and every destination field of every row, with all allowed values', () => {
    const source = demoSource()
    const sections = dictionarySections(source)
    const ids = new Set(sections.flatMap(({ blocks }) => tablesIn(blocks)).flatMap(({ rows }) => rows.map(({ id }) => id)))
    for (const { context, lines } of chosenMaps(source))
      for (const { row } of lines) if (row !== undefined) expect(ids.has(fieldTarget(context.destination.ref, row.destination)), row.destination).toBe(true)
    const [invoice] = chosenMaps(source).filter(({ context }) => context.fieldMap.id === 'invoice-map')
    const currency = invoice?.lines.find(({ path }) => path === 'CurrencyCode')
    const allowed = currency?.field?.facts.enum ?? []
    expect(allowed.length).toBeGreaterThan(100)
    const listed = textsIn(sections.flatMap(({ blocks }) => tablesIn(blocks)).find(({ id }) => id.includes('POST /Invoices request'))).find(
      ({ path }) => path === 'CurrencyCode',
    )
    expect(listed?.['values']?.split(', ')).toEqual(allowed)
  })

  it('go on below where the allowed values are more than fit into a cell', () => {
    const values = Array.from({ length: 3_000 }, (_, at) => `value number ${at}`)
    const source = sourceOf({
      inputs: { order: { a: field('text', { enum: values }) } },
      destination: { Name: 'text' },
      rows: [{ to: 'Name', transform: copy(of('order', 'a')) }],
    })
    const cells = textsIn(tablesIn(dictionarySections(source)[0]?.blocks ?? [])[0]).map((row) => row['values'] ?? '')
    expect(cells.every((cell) => cell.length <= 8_000)).toBe(true)
    expect(cells.flatMap((cell) => (cell === '' ? [] : cell.split(', ')))).toEqual(values)
  })

  it('open no circle, and say where they stop', () => {
    const nodes: Record<string, SchemaNode> = {
      n1: {
        types: ['object'],
        properties: [
          { name: 'child', node: 'n1', required: false },
          { name: 'name', node: 'n2', required: false },
        ],
      },
      n2: { types: ['text'] },
    }
    const deep = Array.from({ length: 20 }, () => 'child').join('.') as FieldPath
    expect(parseFieldPath(deep).ok).toBe(true)
    const source = sourceOf({ inputs: { order: { a: 'text' } }, destination: { Name: 'text' }, rows: [{ to: 'Name', transform: copy(of('order', deep)) }] })
    const findGraph = (key: string) => {
      const graph = source.findGraph(key)
      return graph === undefined || key === 'destination' ? graph : { ...graph, nodes, objects: graph.objects.map((object) => ({ ...object, node: 'n1' })) }
    }
    const blocks = dictionarySections({ ...source, findGraph })[0]?.blocks ?? []
    expect(tablesIn(blocks)[0]?.rows.length).toBeLessThan(40)
    expect(blocks.some((block) => block.kind === 'text' && block.text.includes('at most 12 levels'))).toBe(true)
  })

  it('leave out objects that nobody uses', () => {
    const texts = JSON.stringify(dictionarySections(demoSource({ maps: ['payment-map'], useCases: [] })))
    expect(texts).toContain('PUT /Payments request')
    expect(texts).not.toContain('POST /Contacts request')
  })
})

describe('corrected facts', () => {
  it('say what holds beside what the document says', () => {
    const demo = demoSource()
    const overlay = (id: string, path: string, fact: string, value: string | number | boolean) =>
      buildObject('overlays', {
        id,
        system: 'xero',
        object: { kind: 'object', name: 'Contact' },
        path: path as FieldPath,
        fact,
        value,
        by: 'Bo Example',
        at: '2026-11-22T10:00:00.000Z',
      })
    const overlays = [overlay('o1', 'Name', 'maxLength', 200), overlay('o2', 'Nick', 'added', true), overlay('o3', 'Nick', 'type', 'text')]
    const section = correctedFactsSection({ ...demo, project: { ...demo.project, overlays } })
    const rows = textsIn(tablesIn(section?.blocks ?? [])[0]).map(({ field: name, fact, holds, documented, by, on }) => [name, fact, holds, documented, by, on])
    expect(rows).toContainEqual(['Name', 'Longest', '200 characters', '255 characters', 'Bo Example', '2026-11-22'])
    expect(rows).toContainEqual(['Nick', 'Field', 'The field exists', 'nothing', 'Bo Example', '2026-11-22'])
    expect(correctedFactsSection(demo)).toBeUndefined()
  })
})

describe('the change log', () => {
  it('tells what changed since the newest baseline, and says so where nothing did', () => {
    const demo = demoSource()
    expect(changeLogSection(demo)?.lead).toMatch(/^Since baseline B-1 of 2026-11-09/)
    const rows = textsIn(tablesIn(changeLogSection(demo)?.blocks ?? [])[0])
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.every(({ what, cell }) => what !== undefined && what !== '' && cell !== '')).toBe(true)
    const state = demo.findBaseline?.(demo.project.baselines[0]?.id ?? '')
    if (state === undefined) throw new Error('no baseline')
    const same: DocumentSource = { ...demo, findBaseline: () => ({ ...state, project: demo.project }) }
    expect(tablesIn(changeLogSection(same)?.blocks ?? [])[0]).toMatchObject({ rows: [], empty: 'Nothing changed since.' })
  })

  it('is not there without a baseline', () => {
    expect(
      changeLogSection(sourceOf({ inputs: { order: { a: 'text' } }, destination: { Name: 'text' }, rows: [{ to: 'Name', transform: copy(constant('x')) }] })),
    ).toBeUndefined()
  })
})
