// Laws about whole specifications: they can be made of every project, are the same each time, and their links lead somewhere.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildProject } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { buildRandomMap, createRandom } from '../../fixtures/random-maps.ts'
import { buildRandomProject } from '../../fixtures/random-projects.ts'
import { buildDocument } from './build-document.ts'
import { textOf, type Block, type Cell, type SpecDocument } from './document.ts'
import { AUDIENCES, type DocumentChoice, type DocumentSource } from './document-options.ts'

const audiences = fc.constantFrom(...AUDIENCES)

function blocksOf({ cover, sections }: SpecDocument): readonly Block[] {
  return [...cover, ...sections.flatMap(({ blocks }) => blocks)]
}

function cellsOf(document: SpecDocument): Cell[] {
  return blocksOf(document).flatMap((block): Cell[] => {
    if (block.kind === 'facts') return block.facts.flatMap(({ value }) => (Array.isArray(value) ? value : [value]) as readonly Cell[])
    return block.kind === 'table' ? block.rows.flatMap(({ cells }) => Object.values(cells)) : []
  })
}

function targetsIn(document: SpecDocument): ReadonlySet<string> {
  const targets = new Set(['section:cover'])
  for (const { id, about } of document.sections) targets.add(`section:${id}`).add(about ?? `section:${id}`)
  for (const block of blocksOf(document)) {
    if (block.kind === 'heading' && block.id !== undefined) targets.add(block.id)
    if (block.kind !== 'table') continue
    targets.add(`table:${block.id}`)
    for (const { id } of block.rows) if (id !== undefined) targets.add(id)
  }
  return targets
}

function linksOf(document: SpecDocument): string[] {
  return cellsOf(document).flatMap((cell) => (typeof cell === 'object' && 'to' in cell && cell.to !== undefined ? [cell.to] : []))
}

function expectWhole(document: SpecDocument): void {
  for (const cell of cellsOf(document)) expect(textOf(cell)).not.toMatch(/\bundefined\b|\[object |\bNaN\b/)
  const ids = document.sections.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const tables = blocksOf(document).flatMap((block) => (block.kind === 'table' ? [block] : []))
  expect(new Set(tables.map(({ id }) => id)).size, tables.map(({ id }) => id).join()).toBe(tables.length)
  for (const { columns } of tables) expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
}

describe('buildDocument', () => {
  it('[law] makes a specification of every project, whole or in part, for everybody', () => {
    fc.assert(
      fc.property(fc.integer(), audiences, fc.boolean(), (seed, audience, isPart) => {
        const project = buildRandomProject(createRandom(seed))
        const choice: DocumentChoice = { audience, ...(isPart ? { useCases: project.useCases.slice(0, 1).map(({ id }) => id) } : {}) }
        expectWhole(buildDocument({ project, choice, findGraph: () => undefined }))
      }),
      { numRuns: 30 },
    )
  })

  it('[law] lists every row of every map, with schemas or without', () => {
    fc.assert(
      fc.property(fc.integer(), audiences, fc.boolean(), (seed, audience, hasSchemas) => {
        const { project, findGraph, context } = buildRandomMap(createRandom(seed))
        const document = buildDocument({ project, choice: { audience }, findGraph: hasSchemas ? findGraph : () => undefined })
        expectWhole(document)
        const targets = targetsIn(document)
        for (const { id } of context.rows) expect(targets.has(`row:${id}`), id).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('makes one of an empty project, and of one without schemas', () => {
    expectWhole(buildDocument({ project: buildProject(), choice: {}, findGraph: () => undefined }))
    expectWhole(buildDocument({ ...demoSource(), findGraph: () => undefined }))
  })

  it('gives the same from the same project, and another id for another choice', () => {
    const ids = [{}, {}, { audience: 'stakeholders' }, { maps: ['contact-map'] }].map((choice) => buildDocument(demoSource(choice as DocumentChoice)).id)
    expect(ids[0]).toBe(ids[1])
    expect(new Set(ids).size).toBe(3)
  })

  it('has no link of the demo that leads nowhere, for engineers', () => {
    const document = buildDocument(demoSource())
    const targets = targetsIn(document)
    const links = linksOf(document)
    expect(links.length).toBeGreaterThan(500)
    expect([...new Set(links.filter((link) => !targets.has(link)))]).toEqual([])
  })

  it('reads well from front to back: the guide, the business, the maps, then what is looked up', () => {
    const kinds = buildDocument(demoSource()).sections.map(({ kind }) => kind)
    expect(kinds[0]).toBe('guide')
    expect(kinds.lastIndexOf('map')).toBeLessThan(kinds.indexOf('reference'))
  })

  it('shows a chosen map or use case alone, with what it fills and takes', () => {
    const about = (choice: DocumentChoice) => buildDocument(demoSource(choice)).sections.flatMap((section) => (section.kind === 'map' ? [section.about] : []))
    expect(about({ maps: ['payment-map'] })).toEqual(['map:payment-map'])
    const { project } = demoSource()
    for (const useCase of project.useCases) {
      const served = project.fieldMaps.filter(
        ({ id, useCases }) =>
          useCases.includes(useCase.id) || project.steps.some((step) => step.useCase === useCase.id && step.fieldMap === id && step.deleted !== true),
      )
      expect(new Set(about({ useCases: [useCase.id] })), useCase.id).toEqual(new Set(served.map(({ id }) => `map:${id}`)))
    }
  })

  it('leaves archived maps out unless somebody chose them', () => {
    const demo = demoSource()
    const project: DocumentSource['project'] = {
      ...demo.project,
      fieldMaps: demo.project.fieldMaps.map((map) => (map.id === 'payment-map' ? { ...map, archived: true } : map)),
    }
    const maps = (choice: DocumentChoice) =>
      buildDocument({ ...demo, project, choice }).sections.flatMap(({ about = '' }) => (about.startsWith('map:') ? [about] : []))
    expect(maps({})).toEqual(['map:contact-map', 'map:invoice-map'])
    expect(maps({ maps: ['payment-map'] })).toEqual(['map:payment-map'])
  })
})
