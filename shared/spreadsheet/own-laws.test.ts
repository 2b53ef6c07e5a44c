// Laws of the round trip: export, edit, import gives exactly those edits; an untouched export gives none.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildRandomProject, changeProject } from '../../fixtures/random-projects.ts'
import { gridOfSheet, sheetOfGrid, spreadsheetOfDocument } from '../../fixtures/spreadsheet-of-document.ts'
import { textOf, type SpecDocument } from '../document/document.ts'
import { mapSections } from '../document/map-section.ts'
import { ROW_COLUMN } from '../document/returned-table.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import { eachAbove } from '../mapping/item-scope.ts'
import { listSourceFields } from '../mapping/source-text.ts'
import { applyWrites } from '../project/apply-writes.ts'
import type { Project } from '../project/project.ts'
import { isAsked, listAskedPlaces } from '../review/questions.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { writesOf, type ImportPlan } from './import-plan.ts'
import { planOwn } from './plan-own.ts'
import type { Spreadsheet } from './spreadsheet.ts'

const file = JSON.parse(readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url), 'utf8')) as {
  readonly project: Project
  readonly schemas: Readonly<Record<string, SchemaGraph>>
}
const findGraph = (key: string) => file.schemas[key]

function viewOf(project: Project) {
  let made = 0
  return { project, findGraph, fresh: () => ({ id: `new-${made++}`, randomBit: () => false }), by: 'Bo Example', now: '2026-11-22T10:00:00.000Z' }
}

function documentOf(project: Project): SpecDocument {
  return { title: 'Specification', subtitle: '', purpose: '', id: 'export', cover: [], sections: mapSections({ project, choice: {}, findGraph }) }
}

/** Row → column → text. */
type Texts = ReadonlyMap<string, Readonly<Record<string, string>>>

function textsOf(document: SpecDocument): Texts {
  const tables = document.sections.flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'table' && block.comesBack === true ? [block] : []))
  return new Map(
    tables.flatMap(({ columns, rows }) =>
      rows.map(({ id = '', cells }) => [id, Object.fromEntries(columns.map((column) => [column.id, textOf(cells[column.id])]))] as const),
    ),
  )
}

type Edit = { readonly row: string; readonly column: string; readonly text: string }
type Shape = { readonly sorted: boolean; readonly put: boolean; readonly renamed: boolean; readonly dropped: readonly string[] }
const AS_IT_WAS: Shape = { sorted: false, put: false, renamed: false, dropped: [] }

/** What people do to a workbook. */
function editFile(spreadsheet: Spreadsheet, edits: readonly Edit[], { sorted, put, renamed, dropped }: Shape = AS_IT_WAS): Spreadsheet {
  const sheets = spreadsheet.sheets.map((sheet) => {
    const grid = gridOfSheet(sheet)
    const head = grid.findIndex((cells) => cells.includes(ROW_COLUMN))
    if (head < 0) return sheet
    const rowAt = grid[head]?.indexOf(ROW_COLUMN) ?? -1
    const first = grid.findIndex((cells, at) => at > head && (cells[rowAt] ?? '') !== '')
    if (first < 0) return sheet
    const above = grid.slice(0, first)
    let body = grid.slice(first)
    for (const { row, column, text } of edits) {
      const at = grid[head]?.indexOf(column) ?? -1
      const cells = body.find((one) => one[rowAt] === row)
      if (cells !== undefined && at >= 0) cells[at] = text
    }
    body = body.filter((cells) => !dropped.includes(cells[rowAt] ?? ''))
    if (sorted) body.sort((a, b) => ((a[rowAt] ?? '') < (b[rowAt] ?? '') ? 1 : -1))
    if (renamed) above[first - 1] = (above[first - 1] ?? []).map((title, at) => (at % 2 === 0 ? `Our ${title}` : title))
    const all = [...above, ...body]
    return sheetOfGrid(sheet.name, put ? all.map((cells) => [...cells.slice(0, 3), '', ...cells.slice(3)]) : all)
  })
  return { ...spreadsheet, sheets }
}

function everything({ items }: ImportPlan): ReadonlySet<string> {
  return new Set(items.map(({ id }) => id))
}

const words = fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,4}(\n[a-z]{1,9})?$/)
const shapes = fc.record({ sorted: fc.boolean(), put: fc.boolean(), renamed: fc.boolean(), dropped: fc.constant([]) })

/** Edits of cells that come back, each with a text that its row can hold. */
function editsOf(project: Project): fc.Arbitrary<readonly Edit[]> {
  const asked = listAskedPlaces(project.questions)
  const before = textsOf(documentOf(project))
  const choices = project.fieldMaps.flatMap((map) => {
    const context = map.deleted === true || map.archived === true ? undefined : buildMapContext(project, map.id, findGraph)
    return (context?.rows ?? []).flatMap((row) => {
      const texts = before.get(`row:${row.id}`)
      if (context === undefined || texts === undefined) return []
      const each = eachAbove(context, row)
      const kind = row.transform?.kind
      const isPlain = kind !== 'each' && kind !== 'formula' && kind !== 'when' && texts['source']?.includes('\n') !== true
      const sources = isPlain ? listSourceFields(context, each, 40).filter(({ field }) => !field.expandable && !field.facts.types.includes('list')) : []
      const people = project.people.filter(({ deleted }) => deleted !== true)
      const useCases = project.useCases.filter(({ deleted }) => deleted !== true)
      const kinds: fc.Arbitrary<Pick<Edit, 'column' | 'text'>>[] = [
        words.map((text) => ({ column: 'note', text })),
        words.map((text) => ({ column: 'question', text: `${text}?` })),
        fc.constantFrom('Global', 'Per customer').map((text) => ({ column: 'scope', text })),
      ]
      if (people.length > 0) kinds.push(fc.constantFrom(...people).map(({ name }) => ({ column: 'owner', text: name })))
      if (useCases.length > 0) kinds.push(fc.constantFrom(...useCases).map(({ number }) => ({ column: 'useCases', text: `UC-${number}` })))
      if (!isAsked(row, asked)) kinds.push(fc.constantFrom('Draft', 'Ready').map((text) => ({ column: 'status', text })))
      if (kind !== 'each') kinds.push(fc.stringMatching(/^[A-Z]{1,6}$/).map((text) => ({ column: 'formula', text: `"${text}"` })))
      if (sources.length > 0) kinds.push(fc.constantFrom(...sources).map(({ text }) => ({ column: 'source', text })))
      return [fc.oneof(...kinds).map((edit): Edit => ({ row: `row:${row.id}`, ...edit }))]
    })
  })
  if (choices.length === 0) return fc.constant([])
  return fc.uniqueArray(fc.oneof(...choices), { maxLength: 12, selector: ({ row }) => row })
}

/** Columns that say the same in other words, or count what was asked. */
const follows: Readonly<Record<string, readonly string[]>> = {
  source: ['formula', 'transform', 'sourcePath', 'sourceObject', 'sourceType', 'sourceDescription', 'policies', 'status', 'lookup'],
  formula: ['source', 'transform', 'sourcePath', 'sourceObject', 'sourceType', 'sourceDescription', 'policies', 'status', 'lookup'],
  scope: ['status'],
  question: ['questions', 'status'],
}

test('[law] importing an untouched export changes nothing, also when the project went on', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (numbers) => {
      const random = () => numbers.next().value as number
      const project = buildRandomProject(random)
      const exported = spreadsheetOfDocument(documentOf(project))
      expect(planOwn(exported, viewOf(project)).items).toEqual([])
      const later = planOwn(exported, viewOf(changeProject(project, random))).items
      expect(later.filter(({ kind }) => kind !== 'removed')).toEqual([])
    }),
    { numRuns: 60 },
  )
})

function checkEdits(start: Project, edits: readonly Edit[], shape: Shape): void {
  const document = documentOf(start)
  const before = textsOf(document)
  const exported = spreadsheetOfDocument(document)
  const real = edits.filter(({ row, column, text }) => before.get(row)?.[column] !== text)
  const plan = planOwn(editFile(exported, edits, shape), viewOf(start))
  expect(plan.items.map(({ at, column }) => `${at} ${column}`).toSorted()).toEqual(real.map(({ row, column }) => `${row} ${column}`).toSorted())
  const { project } = applyWrites(start, writesOf(plan, everything(plan)))
  const after = textsOf(documentOf(project))
  const byRow = new Map(real.map((edit) => [edit.row, edit]))
  for (const [row, cells] of before) {
    // What is said of lines that are not stored follows from the rows around them.
    if (!row.startsWith('row:')) continue
    const edit = byRow.get(row)
    const want = edit === undefined || edit.column === 'question' ? cells : { ...cells, [edit.column]: edit.text }
    const free = edit === undefined ? [] : (follows[edit.column] ?? [])
    const differs = Object.keys(cells).filter((column) => !free.includes(column) && after.get(row)?.[column] !== want[column])
    expect({ row, edit, differs }).toEqual({ row, edit, differs: [] })
  }
  for (const { row, text } of real.filter(({ column }) => column === 'question'))
    expect(project.questions.filter((question) => question.at === row && question.text === text)).toHaveLength(1)
  expect(planOwn(editFile(exported, edits, shape), viewOf(project)).items).toEqual([])
}

test('[law] export, edit, import gives exactly the edited texts and changes nothing else, however the sheet was arranged', () => {
  fc.assert(
    fc.property(editsOf(file.project), shapes, (edits, shape) => checkEdits(file.project, edits, shape)),
    { numRuns: 12 },
  )
})

test('[law] so it is for any project', () => {
  const worlds = fc
    .integer()
    .map((seed) => buildRandomProject(seeded(seed)))
    .chain((project) => editsOf(project).map((edits) => ({ project, edits })))
  fc.assert(
    fc.property(worlds, shapes, ({ project, edits }, shape) => checkEdits(project, edits, shape)),
    { numRuns: 60 },
  )
})

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test('[law] what the project changed elsewhere stays; the same edit on both sides is none; different ones are a conflict that writes nothing by itself', () => {
  const exported = spreadsheetOfDocument(documentOf(file.project))
  fc.assert(
    fc.property(editsOf(file.project), words, (edits, ours) => {
      const notes = edits.filter(({ column }) => column === 'note')
      const sides = ['ours elsewhere', 'same', 'different'] as const
      const plans = new Map(notes.map((edit, at) => [edit, sides[at % 3] ?? 'same']))
      const writes = [...plans].map(([{ row, text }, side]) => ({
        home: 'rows' as const,
        object: row.slice(4),
        cell: side === 'ours elsewhere' ? 'owner' : 'note',
        value: side === 'ours elsewhere' ? file.project.people[0]?.id : side === 'same' ? text : `${ours} of ours`,
      }))
      const { project } = applyWrites(file.project, writes)
      const plan = planOwn(editFile(exported, notes), viewOf(project))
      const told = plan.items.map(({ at = '', kind, accepted, ours: now }) => [at, kind, accepted, kind === 'conflict' ? now : undefined])
      const want = [...plans].flatMap(([{ row, text }, side]) => {
        const note = file.project.rows.find(({ id }) => `row:${id}` === row)?.note ?? ''
        if (side === 'same' || note === text) return []
        return side === 'different' ? [[row, 'conflict', false, `${ours} of ours`]] : [[row, 'changed', true, undefined]]
      })
      expect(told.map(String).toSorted()).toEqual(want.map(String).toSorted())
    }),
    { numRuns: 20 },
  )
})

test('[law] rows left out are listed as removed, never accepted by themselves, and go when they are', () => {
  const rows = file.project.rows.filter((row) => row.deleted !== true && row.transform?.kind !== 'each')
  const exported = spreadsheetOfDocument(documentOf(file.project))
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...rows.map(({ id }) => `row:${id}`)), { maxLength: 9 }), (dropped) => {
      const plan = planOwn(editFile(exported, [], { ...AS_IT_WAS, dropped }), viewOf(file.project))
      expect(plan.items.map(({ kind, at, accepted }) => `${kind} ${at} ${accepted}`).toSorted()).toEqual(dropped.map((at) => `removed ${at} false`).toSorted())
      const { project } = applyWrites(file.project, writesOf(plan, everything(plan)))
      expect(project.rows.filter(({ id }) => dropped.includes(`row:${id}`)).every(({ deleted }) => deleted === true)).toBe(true)
      expect(planOwn(editFile(exported, [], { ...AS_IT_WAS, dropped }), viewOf(project)).items).toEqual([])
    }),
    { numRuns: 15 },
  )
})
