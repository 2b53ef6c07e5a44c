// T-20, in every slot of values, conditions and formulas: no text of a person changes the shape of generated code, nor does running it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildMap, buildObject, constant, of, ofItem, type BuiltMap, type Fields } from '../../fixtures/build.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { printName, type FieldPath } from '../../shared/schema/field-path.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import { hostile, skeleton } from './injection-fixture.ts'
import { exportTypeScript, type ExportedFile } from './typescript-package.ts'
import { compilePackages } from './typescript-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-injection-values-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const INHERITED = new Set(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'isPrototypeOf'])

/** A harmless text that has in common with it what code may well depend on: dollar signs, characters of two units, others than ASCII. */
function twinOf(text: string): string {
  if (INHERITED.has(text)) return 'isPrototypeOf'
  const isPlain = [...text].length === text.length
  return `benign${text.includes('$') ? '$' : ''}${isPlain ? (/^[\x20-\x7e]*$/.test(text) ? '' : 'é') : '😀'}`
}

/** A name with a back-quote cannot be written in a formula, nor one that is empty. */
function canBeQuoted(text: string): boolean {
  return text !== '' && !text.includes('`')
}

/** One map with `text` in every slot of its values. What has to have a letter gets a dot where there is none. */
function buildHostile(text: string, isQuotable = canBeQuoted(text)): BuiltMap {
  const filled = text === '' ? '.' : text
  const name = printName(text)
  const backQuoted = `\`${text}\``
  const quoted = isQuotable ? `$$.${backQuoted}` : 'before'
  const written = JSON.stringify(text)
  const picture = text.replaceAll('[', '[[').replaceAll(']', ']]')
  const pattern = `yyyy'${text.replaceAll("'", "''")}'`
  const texts = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`F${index}`, 'text']))
  const source = Object.fromEntries([
    ['before', 'text!'],
    [text === 'before' ? 'x' : text, 'text'],
    [
      'list',
      [
        Object.fromEntries([
          [text, 'text'],
          ['n', 'number!'],
        ]),
      ],
    ],
  ]) as Fields
  const formula = (to: string, formulaText: string) => ({ to, transform: { kind: 'formula' as const, text: formulaText } })
  return buildMap({
    inputs: { order: source },
    destination: {
      ...texts,
      Text: 'text',
      Joined: 'text',
      Key: 'text',
      Date: 'text',
      Number: 'number',
      Config: 'text',
      Hook: 'text',
      Object: 'any',
      Groups: [{ Key: 'text', Count: 'number' }],
    },
    rows: [
      {
        to: 'Text',
        transform: {
          kind: 'text',
          from: of('order', 'before'),
          steps: [
            { do: 'after', text: filled },
            { do: 'replace', find: filled, by: text },
            { do: 'pad', side: 'start', length: 3, with: filled },
            { do: 'part', separator: filled, index: 0 },
            { do: 'before', text: filled },
          ],
        },
      },
      {
        to: 'Joined',
        transform: {
          kind: 'list',
          from: of('order', 'list'),
          where: { test: 'in', left: { of: 'entry', path: name as FieldPath }, values: [text, `${text}!`] },
          sort: { by: name as FieldPath },
          take: name as FieldPath,
          distinct: true,
          then: { do: 'join', with: text },
        },
      },
      { to: 'Key', transform: { kind: 'join', list: of('order', 'list'), key: name as FieldPath, equals: constant(text), take: name as FieldPath } },
      { to: 'Date', transform: { kind: 'date', from: of('order', name), read: pattern, write: pattern } },
      { to: 'Config', transform: { kind: 'config', config: 'c' } },
      { to: 'Hook', transform: { kind: 'hook', words: text, uses: [of('order', name)] } },
      {
        to: 'Groups',
        transform: { kind: 'each', list: of('order', 'list'), groupBy: name as FieldPath },
        rows: [
          { to: 'Groups[].Key', transform: { kind: 'copy', from: ofItem('key') } },
          { to: 'Groups[].Count', transform: { kind: 'list', from: ofItem('items'), take: name as FieldPath, then: { do: 'count' } } },
        ],
      },
      { ...formula('F0', `${written} & ${quoted} & ${written}`), note: text },
      formula('F1', `${quoted} = ${written} ? ${quoted} : ${written}`),
      formula('F2', `$replace(before, ${JSON.stringify(filled)}, ${written}) & $substringBefore(before, ${written})`),
      formula('F3', `$join(list[${isQuotable ? `${backQuoted} != ${written}` : 'n > 1'}].$string(n), ${written})`),
      formula('F4', `$fromMillis(86400000, "[Y]" & "") & $fromMillis($length(before), ${JSON.stringify(`[Y]${picture}`)})`),
      formula('F5', isQuotable ? `$config.${backQuoted} & ${written}` : `before & ${written}`),
      {
        ...formula('F6', `$string($toMillis(before, ${JSON.stringify(`[Y]${picture}`)}))`),
        when: { test: 'formula', text: `before in [${written}, ${JSON.stringify(`${text}!`)}]` },
      },
      { ...formula('F7', `$split(before, ${written})[0]`), when: { test: 'compare', left: of('order', name), operator: '!=', right: constant(text) } },
      formula('Object', `{ ${JSON.stringify(filled)}: before, "n": $count(list) }`),
    ],
    project: {
      configValues: [buildObject('configValues', { id: 'c', name: filled, type: 'text' })],
      invariants: [
        buildObject('invariants', { id: 'v', sentence: text, formula: `$result.F0 != ${written}` }),
        buildObject('invariants', { id: 'w', sentence: `${text} within`, formula: '$count(list) = 1', tolerance: 2 }),
      ],
    },
  })
}

async function exportOf(text: string, isQuotable: boolean): Promise<readonly ExportedFile[]> {
  const built = buildHostile(text, isQuotable)
  const exported = await exportTypeScript(built.project, 'map', built.findGraph, { allowGaps: true })
  if (!exported.ok) throw new Error(JSON.stringify(exported.error))
  return exported.value.files
}

describe('T-20: injection into generated values', () => {
  it(`gives the benign twin's syntax tree for each of ${hostile.length} hostile texts, compiles, means the same and changes nothing global`, async () => {
    const packages = new Map<string, readonly ExportedFile[]>()
    const twins = new Map<string, readonly ExportedFile[]>()
    for (const [index, text] of hostile.entries()) {
      const files = await exportOf(text, canBeQuoted(text))
      const benign = twinOf(text) + String(canBeQuoted(text))
      packages.set(`h${index}`, files)
      const twin = twins.get(benign) ?? (await exportOf(twinOf(text), canBeQuoted(text)))
      twins.set(benign, twin)
      for (const { path, text: code } of files.filter((file) => file.path.endsWith('.ts'))) {
        expect(skeleton(code), `${JSON.stringify(text)} in ${path}`).toBe(skeleton(twin.find((file) => file.path === path)?.text ?? ''))
        // oxlint-disable-next-line no-control-regex -- no control, separator or bidirectional mark may stand in the text itself
        expect(code, `${JSON.stringify(text)} in ${path}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/)
      }
    }
    const compiled = await compilePackages(folder, packages)
    expect(compiled.errors).toBe('')
    const before = [Object.getOwnPropertyNames(globalThis), Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype)]
    for (const [index, text] of hostile.entries()) {
      const map = await compiled.load(`h${index}`)
      const own = JSON.stringify(text === 'before' ? 'x' : text)
      const { ir } = compileMap(buildHostile(text).context)
      const closures = createMapper(ir)
      const records = [`"before":"1999",${own}:"2024"`, `"before":${JSON.stringify(`a${text}b`)},${own}:${JSON.stringify(text)}`, `"before":"c"`]
      for (const fields of records) {
        const order: unknown = JSON.parse(`{${fields},"list":[{${JSON.stringify(text)}:${JSON.stringify(text)},"n":2}]}`)
        const config: unknown = JSON.parse(`{${JSON.stringify(text === '' ? '.' : text)}:"set"}`)
        const values = new Map(Object.entries(config as Record<string, string>))
        const hooks = ir.destination.node.fields
          .flatMap(({ node }) => (node.is === 'value' ? node.rows : []))
          .flatMap(({ value }) => (value.op === 'hook' ? [value.name] : []))
        const want = closures({ order }, { config: values, now: '', hooks: new Map(hooks.map((hook) => [hook, ([first]: readonly unknown[]) => first])) })
        const anyHook = new Proxy({}, { get: () => (first: unknown) => first })
        expect(printCanonical(map({ order }, { config, hooks: anyHook })), `${JSON.stringify(text)} on ${JSON.stringify(order)}`).toBe(printCanonical(want))
      }
    }
    expect([Object.getOwnPropertyNames(globalThis), Object.getOwnPropertyNames(Object.prototype), Object.getOwnPropertyNames(Array.prototype)]).toEqual(before)
  }, 240_000)
})
