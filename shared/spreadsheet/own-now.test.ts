// Proof that what is compared with is what the document says.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildRandomProject } from '../../fixtures/random-projects.ts'
import { textOf } from '../document/document.ts'
import { mapSections } from '../document/map-section.ts'
import type { Project } from '../project/project.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { createNow } from './own-now.ts'

const demo = JSON.parse(readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url), 'utf8')) as {
  readonly project: Project
  readonly schemas: Readonly<Record<string, SchemaGraph>>
}

function compare(project: Project, findGraph: (key: string) => SchemaGraph | undefined): number {
  const now = createNow({ project, findGraph, fresh: () => ({ id: '', randomBit: () => false }), by: '', now: '' })
  let cells = 0
  for (const table of mapSections({ project, choice: {}, findGraph }).flatMap(({ blocks }) => blocks)) {
    if (table.kind !== 'table' || table.comesBack !== true) continue
    for (const row of table.rows)
      for (const { id } of table.columns) {
        expect([row.id, id, now.table(table.id)?.text(row.id ?? '', id)]).toEqual([row.id, id, textOf(row.cells[id])])
        cells += 1
      }
  }
  return cells
}

test('every cell of the demo’s field maps is compared with what the document says in it', () => {
  expect(compare(demo.project, (key) => demo.schemas[key])).toBeGreaterThan(2_000)
})

test('[law] so it is in any project', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (numbers) => {
      compare(
        buildRandomProject(() => numbers.next().value as number),
        () => undefined,
      )
    }),
    { numRuns: 40 },
  )
})
