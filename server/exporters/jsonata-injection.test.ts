// T-20: no text of a person changes the shape of exported JSONata: the syntax tree of a hostile map is its benign twin's.
import jsonata from 'jsonata'
import { describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, field, of, ofItem, type BuiltMap, type Fields } from '../../fixtures/build.ts'
import { compileJsonata } from '../../fixtures/jsonata-run.ts'
import { literal, patternText, regularExpression, remark, step } from '../../shared/codegen/jsonata/text.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { printName, type FieldPath } from '../../shared/schema/field-path.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import { listRows } from '../../shared/transform/ir.ts'
import { hostile as hostileAnywhere } from './injection-fixture.ts'
import { exportJsonata } from './jsonata-file.ts'

const hostile = [
  ...hostileAnywhere,
  '" & $error("x") & "',
  '"}; $error("x"); {"',
  '`); $error("x"); (`',
  '*/ $error("x") /*',
  '$$',
  '$error',
  '$customer',
  'and',
  'or',
  'in',
  'function',
  'λ',
  'true',
  'null',
  '%',
  '**',
  '~>',
  ':=',
  '..',
  '?:',
  '^(',
  '|',
  '#$i',
  '@$v',
  '/(/',
  '[0]',
  'string',
  'sum',
  'required',
  'some',
  'jsonata',
]

/** One map with `text` in every slot that takes a person's text. */
function buildHostile(text: string): BuiltMap {
  const name = printName(text)
  const input = text === '' ? 'x' : text
  const path = (more: string) => of(input, more)
  const source = Object.fromEntries([
    ['before', 'text!'],
    ['list', [Object.fromEntries([[text, 'text']])]],
    ['nested', field(Object.fromEntries([[text, 'text']]), { description: text })],
    [text, 'text!'],
    ['when', 'text!'],
  ]) as Fields
  const destination = Object.fromEntries([
    ['Before', 'text!'],
    ['List', [Object.fromEntries([...[text, 'Fixed'].map((one) => [one, 'text'])])]],
    ['Group', Object.fromEntries([[text, 'text!']])],
    ['Changed', 'text'],
    ['Date', 'text'],
    ['Found', 'text'],
    ['Asked', 'text'],
    ['Formula', 'text'],
    ['Names', ['text']],
    [text, field('text', { description: text, required: true })],
  ]) as Fields
  return buildMap({
    inputs: Object.fromEntries([
      [input, source],
      ['second', { a: 'text!' }],
    ]),
    destination,
    fieldMap: { name: text, note: text, useCases: ['u1'] },
    rows: [
      { to: 'Before', transform: { kind: 'template', parts: [`<${text}`, path(name), `${text}>`, of('second', 'a')] }, note: text },
      { to: name, transform: { kind: 'constant', value: text }, note: `${text} and a longer note` },
      {
        to: 'List',
        transform: { kind: 'each', list: path('list'), sort: { by: name as FieldPath } },
        note: text,
        rows: [
          { to: `List[].${name}`, transform: { kind: 'lookup', from: ofItem(name), table: 't' } },
          {
            to: 'List[].Fixed',
            transform: {
              kind: 'when',
              cases: [
                { if: { test: 'compare', left: path(name), operator: '=', right: constant(text) }, then: { kind: 'constant', value: text } },
                { if: { test: 'in', left: path(name), values: [text, `${text}!`] }, then: { kind: 'constant', value: 'in' } },
              ],
              otherwise: { kind: 'config', config: 'c' },
            },
          },
        ],
      },
      { to: `Group.${name}`, transform: { kind: 'template', parts: ['<', path(`nested.${name}`), '>'] }, onMissing: { then: 'default', value: text } },
      {
        to: 'Changed',
        transform: {
          kind: 'text',
          from: path('before'),
          steps: [
            { do: 'replace', find: `${text}b`, by: text },
            { do: 'before', text: `${text}-` },
            { do: 'pad', side: 'start', length: 3, with: `${text}*` },
          ],
        },
      },
      { to: 'Date', transform: { kind: 'date', from: path('when'), read: patternOf(text), write: patternOf(text) } },
      { to: 'Found', transform: { kind: 'join', list: path('list'), key: name as FieldPath, equals: constant(text), take: name as FieldPath } },
      { to: 'Asked', transform: { kind: 'hook', words: text, uses: [path(name)] }, onMissing: { then: 'omit' } },
      { to: 'Formula', transform: { kind: 'formula', text: `"<" & ${JSON.stringify(text)} & second.a` } },
      { to: 'Names', transform: { kind: 'list', from: path('list'), take: name as FieldPath, then: { do: 'all' } } },
    ],
    project: {
      info: { name: text },
      useCases: [buildObject('useCases', { id: 'u1', number: 1, title: text })],
      // A profile without a name cannot be asked for.
      customerProfiles: [buildObject('customerProfiles', { id: 'p', name: input })],
      configValues: [buildObject('configValues', { id: 'c', name: input, type: 'text', default: text })],
      lookupTables: [buildObject('lookupTables', { id: 't', number: 1, name: text, from: 'text', to: 'text', otherwise: { then: 'default', value: text } })],
      lookupEntries: [
        buildObject('lookupEntries', { id: 'e1', table: 't', from: text, to: text }),
        buildObject('lookupEntries', { id: 'e2', table: 't', from: text, to: `${text}!`, profile: 'p' }),
      ],
      invariants: [buildObject('invariants', { id: 'i', sentence: text, formula: `$result.Before != ${JSON.stringify(`${text}?`)}` })],
    },
  })
}

/** Text in quotes is text; some characters a formula or a date cannot hold. */
function patternOf(text: string): string {
  return `yyyy'|${text.replaceAll("'", "''")}'MM`
}

function exportOf(text: string): string {
  const built = buildHostile(text)
  const exported = exportJsonata(built.project, 'map', built.findGraph)
  if (!exported.ok) throw new Error(`${JSON.stringify(text)}: ${JSON.stringify(exported.error)}`)
  return exported.value.text
}

/** Kinds of nodes only: names, literals and positions are left out. */
function skeleton(code: string): string {
  const shapeOf = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(shapeOf)
    if (typeof node !== 'object' || node === null || node instanceof RegExp) return undefined
    const { type, ...rest } = node as { type?: string } & Record<string, unknown>
    return [type, ...Object.entries(rest).flatMap(([key, child]) => (key === 'value' || key === 'position' ? [] : [shapeOf(child)]))].filter(
      (part) => part !== undefined,
    )
  }
  return JSON.stringify(shapeOf(jsonata(code).ast()))
}

describe('T-20: injection into exported JSONata', () => {
  it(`gives the benign twin's syntax tree for each of ${hostile.length} hostile texts in every slot, and means the same`, async () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60)
    const twin = skeleton(exportOf('benign'))
    for (const text of hostile) {
      const code = exportOf(text)
      expect(skeleton(code), `${JSON.stringify(text)}\n${code}`).toBe(twin)
      // oxlint-disable-next-line no-control-regex -- no control, separator or bidirectional mark may stand in the text itself
      expect(code, JSON.stringify(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/)
      const { ir } = compileMap(buildHostile(text).context)
      const input = text === '' ? 'x' : text
      const record: unknown = JSON.parse(
        `{"before":${JSON.stringify(`a${text}b-c`)},"list":[{${JSON.stringify(text)}:${JSON.stringify(text)}}],"nested":{${JSON.stringify(text)}:"n"},${JSON.stringify(text)}:"v","when":${JSON.stringify(`2024|${text}02`)}}`,
      )
      const names = ir.inputs.map(({ name }) => name)
      const inputs = Object.fromEntries(names.map((name, index) => [name, index === 0 ? record : { a: 's' }]))
      const hook = listRows(ir.destination.node).find((row) => row.value.op === 'hook')
      const hookName = hook?.value.op === 'hook' ? hook.value.name : ''
      const want = createMapper(ir)(inputs, { config: new Map(), now: '', profile: input, hooks: new Map([[hookName, () => 'asked']]) })
      const got = await compileJsonata(code, names)(inputs, { customer: input, hooks: { [`R-${hook?.number}`]: () => 'asked' } })
      expect(want.ok, JSON.stringify([text, want])).toBe(true)
      expect(got.ok ? printCanonical(got.value) : got.message, JSON.stringify(text)).toBe(want.ok ? printCanonical(want.value) : '')
    }
  }, 120_000)

  it('writes literals, steps and patterns that mean the very text', async () => {
    for (const text of hostile) {
      expect(await jsonata(literal(text)).evaluate({})).toBe(text)
      expect(await jsonata(`$${step(text)}`).evaluate(JSON.parse(`{${JSON.stringify(text)}:1}`))).toBe(1)
      expect(await jsonata(`$contains(${literal(`<${text}>`)}, ${regularExpression(`^<${patternText(text)}>$`)})`).evaluate({})).toBe(true)
      expect(remark(text)).not.toMatch(/\*\/.|[\n\r\u2028\u2029]/)
    }
  })
})
