// T-20: no text of a person changes the shape of generated code: the syntax tree of a hostile package is its benign twin's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, field, of, ofItem, type BuiltMap, type Fields } from '../../fixtures/build.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { printName } from '../../shared/schema/field-path.ts'
import { comment, identifier, literal } from '../../shared/codegen/typescript/text.ts'
import { hostile, skeleton } from './injection-fixture.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-injection-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One map with `text` in every slot that takes a person's text. */
function buildHostile(text: string): BuiltMap {
  const name = printName(text)
  const sourceFields = Object.fromEntries([
    ['before', 'text!'],
    [text === 'before' ? 'x' : text, 'text!'],
    ['list', [Object.fromEntries([[text, 'text']])]],
    ['nested', field(Object.fromEntries([[text, 'text']]), { description: text })],
  ]) as Fields
  const destinationFields = Object.fromEntries([
    ['Before', 'text!'],
    [text === 'Before' ? 'x' : text, field('text', { description: text, required: true })],
    [
      'List',
      [
        Object.fromEntries([
          [text, 'text'],
          ['Fixed', 'text!'],
        ]),
      ],
    ],
    ['Group', Object.fromEntries([[text, 'text!']])],
  ]) as Fields
  return buildMap({
    inputs: { order: sourceFields },
    destination: destinationFields,
    fieldMap: { name: text, note: text, useCases: ['u1'] },
    rows: [
      { to: 'Before', transform: { kind: 'template', parts: [text, of('order', name), text] }, note: text },
      { to: name, transform: { kind: 'constant', value: text }, note: `${text} and a much longer note, so that it stands on a line of its own above` },
      {
        to: 'List',
        transform: { kind: 'each', list: of('order', 'list') },
        note: text,
        rows: [
          { to: `List[].${name}`, transform: { kind: 'lookup', from: ofItem(name), table: 't' } },
          {
            to: 'List[].Fixed',
            transform: {
              kind: 'when',
              cases: [{ if: { test: 'compare', left: of('order', name), operator: '=', right: constant(text) }, then: { kind: 'constant', value: text } }],
              otherwise: { kind: 'config', config: 'c' },
            },
          },
        ],
      },
      { to: `Group.${name}`, transform: { kind: 'template', parts: ['<', of('order', `nested.${name}`), '>'] }, onMissing: { then: 'default', value: text } },
    ],
    project: {
      info: { name: text },
      useCases: [buildObject('useCases', { id: 'u1', number: 1, title: text })],
      // A profile without a name cannot be asked for.
      customerProfiles: [buildObject('customerProfiles', { id: 'p', name: text === '' ? 'p' : text })],
      configValues: [buildObject('configValues', { id: 'c', name: 'fixed', type: 'text', default: text })],
      lookupTables: [buildObject('lookupTables', { id: 't', number: 1, name: text, from: 'text', to: 'text', otherwise: { then: 'default', value: text } })],
      lookupEntries: [
        buildObject('lookupEntries', { id: 'e1', table: 't', from: text, to: text }),
        buildObject('lookupEntries', { id: 'e2', table: 't', from: text, to: `${text}!`, profile: 'p' }),
      ],
    },
  })
}

async function exportOf(text: string): Promise<readonly ExportedFile[]> {
  const built = buildHostile(text)
  const exported = await exportTypeScript(built.project, 'map', built.findGraph)
  if (!exported.ok) throw new Error(JSON.stringify(exported.error))
  return exported.value.files
}

describe('T-20: injection into generated code', () => {
  it(`gives the benign twin's syntax tree for each of ${hostile.length} hostile texts in every slot, compiles, and means the same`, async () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60)
    const packages = new Map<string, readonly ExportedFile[]>()
    const benign = await exportOf('benign')
    // Names that every object has are read by `own` and written by a spread: their twin is another such name.
    const inherited = await exportOf('isPrototypeOf')
    for (const [index, text] of hostile.entries()) {
      const files = await exportOf(text)
      packages.set(`h${index}`, files)
      const twin = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].includes(text) ? inherited : benign
      for (const { path, text: code } of files.filter((file) => file.path.endsWith('.ts'))) {
        expect(skeleton(code), `${JSON.stringify(text)} in ${path}`).toBe(skeleton(twin.find((file) => file.path === path)?.text ?? ''))
        // oxlint-disable-next-line no-control-regex -- no control, separator or bidirectional mark may stand in the text itself
        expect(code, `${JSON.stringify(text)} in ${path}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/)
      }
    }
    const compiled = await compilePackages(folder, packages)
    expect(compiled.errors).toBe('')
    for (const [index, text] of hostile.entries()) {
      const map = await compiled.load(`h${index}`)
      const record: unknown = JSON.parse(
        `{"before":"b",${JSON.stringify(text === 'before' ? 'x' : text)}:"v","list":[{${JSON.stringify(text)}:${JSON.stringify(text)}}],"nested":{${JSON.stringify(text)}:"n"}}`,
      )
      const byClosures = createMapper(compileMap(buildHostile(text).context).ir)({ order: record }, { config: new Map(), now: '' })
      expect(byClosures.ok, JSON.stringify([text, byClosures])).toBe(true)
      expect(JSON.stringify(sorted(map({ order: record }, { config: {} }))), JSON.stringify(text)).toBe(JSON.stringify(sorted(byClosures)))
    }
  }, 240_000)

  it('writes literals that evaluate to the very text', () => {
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- what is proved is that this very evaluation is harmless
    for (const text of hostile) expect(Function(`return ${literal(text)}`)()).toBe(text)
  })

  it('writes comments of one line that nothing can end, and identifiers of ASCII letters and digits', () => {
    for (const text of hostile) {
      expect(comment(text)).not.toMatch(/\*\/|[\n\r\u2028\u2029]/)
      for (const style of ['camel', 'pascal', 'upper'] as const) expect(identifier(text, style)).toMatch(/^(?:[A-Za-z_]\w*)?$/)
    }
  })
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.keys(value)
    .sort()
    .map((key) => [key, sorted((value as Record<string, unknown>)[key])])
}
