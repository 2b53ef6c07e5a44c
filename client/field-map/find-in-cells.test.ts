// Find and replace: what is found, what replacing gives and writes, and that undo brings all of it back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { writeCells } from '../../shared/project/edits.ts'
import { createProjectDoc, readProject } from '../../shared/project/project-doc.ts'
import type { Project } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { createCommands } from '../collab/commands.ts'
import { viewCell } from '../grid/cell-texts.ts'
import type { ColumnId } from '../grid/columns.ts'
import { listMap } from './derive.ts'
import {
  compilePattern,
  describeReplace,
  findRanges,
  planReplace,
  readSearch,
  readTyped,
  replaceIn,
  type FoundCell,
  type SearchSetting,
} from './find-in-cells.ts'

const plain = (text: string, more: Partial<SearchSetting> = {}): SearchSetting => ({ text, matchCase: false, whole: false, regex: false, ...more })
const regex = (text: string, more: Partial<SearchSetting> = {}) => plain(text, { regex: true, ...more })

describe('finding', () => {
  const cases: readonly { readonly setting: SearchSetting; readonly text: string; readonly want: readonly (readonly [number, number])[] }[] = [
    {
      setting: plain('cut'),
      text: 'Copy, Cut at cut',
      want: [
        [6, 9],
        [13, 16],
      ],
    },
    { setting: plain('cut', { matchCase: true }), text: 'Copy, Cut at cut', want: [[13, 16]] },
    { setting: plain('cut', { whole: true }), text: 'cut', want: [[0, 3]] },
    { setting: plain('cut', { whole: true }), text: 'cut at', want: [] },
    { setting: plain('a.b[]'), text: 'a.b[] aXb[]', want: [[0, 5]] },
    { setting: plain('$1'), text: 'costs $1', want: [[6, 8]] },
    { setting: regex('[A-Z]+'), text: 'aBCd', want: [[0, 4]] },
    { setting: regex('[A-Z]+', { matchCase: true }), text: 'aBCd', want: [[1, 3]] },
    { setting: regex('x*'), text: 'axxb', want: [[1, 3]] },
    { setting: regex('a|b', { whole: true }), text: 'ab', want: [] },
    { setting: regex('a\\-b'), text: 'a-b', want: [[0, 3]] },
    { setting: plain('ü'), text: 'Über', want: [[0, 1]] },
  ]
  test.each(cases)('$setting.text in "$text"', ({ setting, text, want }) => {
    const read = readSearch(setting)
    expect(read.ok && read.value !== undefined && findRanges(compilePattern(read.value), text)).toEqual(want)
  })

  test('an expression that is not finished is told in plain words', () => {
    const read = readSearch(regex('(a'))
    expect(read.ok ? '' : read.error.message).toBe('This is not a regular expression yet: unterminated group.')
    expect(readSearch(regex(')|(', { whole: true })).ok).toBe(false)
    expect(readSearch(plain('x'.repeat(501))).ok).toBe(false)
  })

  test('nothing typed finds nothing', () => {
    expect(readSearch(plain(''))).toEqual({ ok: true, value: undefined })
  })

  test('ranges come in order, never touch what is before, and hold what was looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 40 }), (word, text) => {
        const read = readSearch(plain(word, { matchCase: true }))
        if (!read.ok || read.value === undefined) return
        let at = 0
        for (const [from, to] of findRanges(compilePattern(read.value), `${text}${word}${text}`)) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(`${text}${word}${text}`.slice(from, to)).toBe(word)
          at = to
        }
        expect(at).toBeGreaterThan(0)
      }),
    )
  })
})

describe('replacing', () => {
  const replace = (setting: SearchSetting, text: string, by: string) => {
    const read = readSearch(setting)
    if (!read.ok || read.value === undefined) throw new Error('not readable')
    return replaceIn(compilePattern(read.value), text, by, read.value.literal)
  }
  const cases: readonly { readonly setting: SearchSetting; readonly text: string; readonly by: string; readonly want: string }[] = [
    { setting: plain('billing'), text: 'billing.email & billing.phone', by: 'shipping', want: 'shipping.email & shipping.phone' },
    { setting: plain('a'), text: 'banana', by: '', want: 'bnn' },
    { setting: plain('x'), text: 'x', by: '$&$1', want: '$&$1' },
    { setting: regex('(\\w+)\\.(\\w+)'), text: 'a.b', by: '$2.$1 [$&] $$ $3', want: 'b.a [a.b] $ $3' },
    { setting: regex('(?<one>a)'), text: 'a', by: '<$<one>>', want: '<a>' },
    { setting: regex('z*'), text: 'ab', by: '-', want: 'ab' },
  ]
  test.each(cases)('$setting.text by "$by" in "$text"', ({ setting, text, by, want }) => {
    expect(replace(setting, text, by)).toBe(want)
  })

  test('word for word it is what cutting and joining gives', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 2 }), fc.string(), fc.string({ maxLength: 4 }), (word, text, by) => {
        expect(replace(plain(word, { matchCase: true }), text, by)).toBe(text.split(word).join(by))
      }),
    )
  })
})

const built = buildMap({
  inputs: { order: { number: 'text', total: 'text', billing: { email: 'text', phone: 'text' } } },
  destination: { Number: 'text!', Total: 'number!', Email: 'text!', Kind: 'text!', Rate: 'number!', Why: 'text!', Both: 'text!' },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), note: 'number of the order', status: 'ready' },
    { to: 'Total', transform: { kind: 'formula', text: '$number(total) * 2' }, note: 'twice' },
    { to: 'Email', transform: copy(of('order', 'billing.email')), useCases: ['uc'] },
    { to: 'Kind', transform: { kind: 'constant', value: 'say "total"' } },
    { to: 'Rate', transform: { kind: 'constant', value: 12.5 } },
    { to: 'Why', unmatched: 'billing.mail' },
    { to: 'Both', unmatched: 'zzz', transform: { kind: 'constant', value: 'zzz' } },
  ],
  project: {
    people: [buildObject('people', { id: 'ana', name: 'Ana Duarte' })],
    useCases: [buildObject('useCases', { id: 'uc', number: 1 }), buildObject('useCases', { id: 'uc2', number: 2, order: 'a1' })],
  },
})
const columns: readonly ColumnId[] = ['source', 'transform', 'status', 'useCases', 'note', 'destination']

function find(setting: SearchSetting, project: Project = built.project): FoundCell[] {
  const read = readSearch(setting)
  const context = buildMapContext(project, 'map', built.findGraph)
  if (!read.ok || read.value === undefined || context === undefined) return []
  const pattern = compilePattern(read.value)
  const { view } = listMap(context, { opened: new Set(), folded: new Set() })
  return listLines(context, { opened: new Set(), folded: new Set() }).flatMap((line) =>
    columns.flatMap((column) => {
      const shown = viewCell(view, { address: line.address, line }, column).text
      const typed = readTyped(line, column, shown)
      const ranges = findRanges(pattern, shown)
      const isFound = ranges.length > 0 || (typed !== undefined && findRanges(pattern, typed.text).length > 0)
      return isFound ? [{ line, column, shown, ranges, ...(typed === undefined ? {} : { typed }) }] : []
    }),
  )
}
let freshIds = 0
function plan(setting: SearchSetting, by: string) {
  const read = readSearch(setting)
  const cells = find(setting)
  if (!read.ok || read.value === undefined) return planReplace(built.context, [], [], () => ({ id: 'x', randomBit: () => false }))
  const { literal } = read.value
  const pattern = compilePattern(read.value)
  return planReplace(
    built.context,
    cells,
    cells.map(({ typed }) => (typed === undefined ? undefined : replaceIn(pattern, typed.text, by, literal))),
    () => ({ id: `fresh${(freshIds += 1)}`, randomBit: () => false }),
  )
}

describe('what replacing writes', () => {
  const cases: readonly { readonly what: string; readonly setting: SearchSetting; readonly by: string; readonly want: Record<string, unknown> }[] = [
    { what: 'a path', setting: plain('number', { whole: true }), by: 'total', want: { 'r1.transform': copy(of('order', 'total')), 'r1.unmatched': undefined } },
    { what: 'a formula’s text', setting: plain(') * 2'), by: ') / 3', want: { 'r2.transform': { kind: 'formula', text: '$number(total) / 3' } } },
    { what: 'a constant with quotes in it', setting: plain('say'), by: 'ask', want: { 'r4.transform': { kind: 'constant', value: 'ask "total"' } } },
    { what: 'a number', setting: plain('12.5'), by: '13', want: { 'r5.transform': { kind: 'constant', value: 13 } } },
    { what: 'a status', setting: plain('ready'), by: 'built', want: { 'r1.status': 'built' } },
    { what: 'use cases', setting: plain('UC-1'), by: 'UC-2', want: { 'r3.useCases': ['uc2'] } },
    { what: 'text without a field, now one', setting: plain('.mail'), by: '.email', want: { 'r6.transform': copy(of('order', 'billing.email')) } },
  ]
  test.each(cases)('$what', ({ setting, by, want }) => {
    expect(Object.fromEntries(plan(setting, by).writes.map((write) => [`${write.object}.${write.cell}`, write.value]))).toMatchObject(want)
  })

  test('a path that is no field any more is kept as text and counted', () => {
    const made = plan(plain('billing.email'), 'billing.fax')
    expect(made.writes).toEqual([{ home: 'rows', object: 'r3', cell: 'unmatched', value: 'billing.fax' }])
    expect(describeReplace(made)).toBe('1 replaced. 1 is no source field now and kept as text.')
  })

  test('two cells of a row that would write the same are not replaced over each other', () => {
    const made = plan(plain('zzz'), 'total')
    expect(made.writes.filter(({ cell }) => cell === 'transform')).toHaveLength(1)
    expect(describeReplace(made)).toBe('1 replaced, 1 not taken: What fills this row was replaced in its other cell.')
  })

  test('what cannot be typed is locked, what does not fit is not taken, and both are counted', () => {
    // Its field is locked beside the formula, and the destination's name is nobody's to type.
    expect(describeReplace(plan(plain('total', { matchCase: true }), 'number'))).toBe('2 replaced, 1 locked.')
    expect(describeReplace(plan(plain('ready'), 'done'))).toBe('0 replaced, 1 not taken: "done" is not a status. Choose Draft, Ready, Approved or Built.')
  })
})

test('replace all and then undo gives the same project', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('number', 'total', 'e', 'billing', 'UC-1', 'Ready', '"', '2', 'twice'),
      fc.constantFrom('', 'total', 'x y', '"', '=', '1'),
      (word, by) => {
        let id = 0
        const doc = createProjectDoc()
        const origin = { person: 'ana', command: 'start' }
        writeCells(
          doc,
          built.project.rows.flatMap(({ id: object, ...cells }) =>
            Object.entries(cells).map(([cell, value]) => ({ home: 'rows' as const, object, cell, value: value as JsonValue })),
          ),
          origin,
        )
        const before = readProject(doc).project.rows
        const commands = createCommands(doc, 'ana', () => `c${(id += 1)}`)
        const made = plan(plain(word), by)
        commands.edit('Replace', (edited, mine) => writeCells(edited, made.writes, mine))
        commands.undo()
        expect(readProject(doc).project.rows).toEqual(before)
        expect(commands.undo()).toBeUndefined()
      },
    ),
  )
})
