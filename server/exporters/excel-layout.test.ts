// Proof of where things stand in the workbook, before anything is written.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { buildDocument } from '../../shared/document/build-document.ts'
import type { Block, SpecDocument } from '../../shared/document/document.ts'
import { buildRandomProject } from '../../fixtures/random-projects.ts'
import { createRandom } from '../../fixtures/random-maps.ts'
import { documentOf } from './document-fixture.ts'
import { layOut, type Line } from './excel-layout.ts'
import { placeIn } from './excel-cells.ts'

test('[law] what has an id is where its links lead, and no two sheets have one name', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const document = buildDocument({ project: buildRandomProject(createRandom(seed)), findGraph: () => undefined, choice: {} })
      const { sheets, findPlace } = layOut(document)
      expect(new Set(sheets.map(({ name }) => name.toLowerCase())).size).toBe(sheets.length)
      const seen = new Set<string>()
      for (const { name, lines } of sheets)
        for (const [at, line] of lines.entries()) {
          if (line.kind !== 'row' || line.row.id === undefined || seen.has(line.row.id)) continue
          seen.add(line.row.id)
          const place = findPlace(line.row.id)
          if (!isEarlier(document, line.row.id)) expect(place).toEqual(placeIn(name, at + 1))
        }
      for (const { id } of document.sections) expect(findPlace(`section:${id}`)).toBeDefined()
    }),
    { numRuns: 40 },
  )
})

/** Whether a heading or a section has the same id: the first one is where links lead. */
function isEarlier({ sections }: SpecDocument, id: string): boolean {
  return sections.some(({ about, blocks }) => about === id || blocks.some((block) => block.kind === 'heading' && block.id === id))
}

describe('a field map with a long description', () => {
  const long: Block = { kind: 'facts', facts: Array.from({ length: 40 }, (_, at) => ({ label: `Fact ${at}`, value: 'x' })) }
  const document = documentOf('Order')
  const [map, ...others] = document.sections
  const sections = map === undefined ? [] : [{ ...map, blocks: [long, ...map.blocks.filter(({ kind }) => kind === 'table')] }, ...others]
  const { sheets, findPlace } = layOut({ ...document, sections })
  const rows = sheets.find(({ name }) => name === 'M-1 Order')
  const linksOf = (lines: readonly Line[] = []) => lines.flatMap((line) => ('to' in line && line.to !== undefined ? [findPlace(line.to)] : []))

  it('has it on a sheet of its own before the rows, and each leads to the other', () => {
    expect(sheets.map(({ name }) => name)).toEqual(['Cover', 'About M-1 Order', 'M-1 Order', 'Use cases'])
    expect(linksOf(sheets[1]?.lines)).toEqual([placeIn('Cover', 1), placeIn('M-1 Order', 1)])
    expect(linksOf(rows?.lines)).toEqual([placeIn('Cover', 1), placeIn('About M-1 Order', 1)])
  })

  it('keeps the heads of its rows in view', () => {
    expect(rows?.frozen).toEqual({ rows: (rows?.main?.first ?? 0) - 1, columns: 1 })
    expect(rows?.frozen?.rows).toBeLessThan(12)
  })

  it('is where links to the map lead', () => {
    expect(findPlace('map:m')).toEqual(placeIn('M-1 Order', 1))
  })
})

test('a short description stays above the rows', () => {
  expect(layOut(documentOf('Order')).sheets.map(({ name }) => name)).toEqual(['Cover', 'M-1 Order', 'Use cases'])
})
