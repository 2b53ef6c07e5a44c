// Tests of `diff` as people and programs call it, on real files.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { demoFile, projectRoot, runCommand } from '../command-fixture.ts'

const shop = `${projectRoot}fixtures/systems/woocommerce.openapi.yaml`
const books = `${projectRoot}fixtures/systems/xero.openapi.yaml`
const corpus = corpusFolder()

let folder: string
const write = async (name: string, value: unknown) => {
  const path = join(folder, name)
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-diff-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const order = (properties: object, required: readonly string[] = []) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Order',
  type: 'object',
  properties,
  required,
})

describe('diff', () => {
  test('of a description and itself finds nothing and ends with 0', async () => {
    const ended = await runCommand(['diff', shop, shop, '--json'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(ended.out)).toEqual({ breaking: 0, changes: [] })
  })

  test('lists what changed in a real API document by object, and ends with 1 where something breaks', async () => {
    const text = await readFile(shop, 'utf8')
    const changed = text.replace('postcode: { type: string', 'post_code: { type: string').replace(/(\n {8}date_paid):/, '$1_gone:')
    expect(changed).not.toBe(text)
    const newer = await write('newer.yaml', changed)
    const ended = await runCommand(['diff', 'schema', shop, newer])
    expect(ended.code).toBe(1)
    expect(ended.err).toBe('')
    expect(ended.out).toMatch(/^WooCommerce.* to WooCommerce.*: \d+ changes?, \d+ breaks? something\n/)
    expect(ended.out).toMatch(/\n(Order|BillingAddress)\n {2}(renamed|removed) /)
  })

  test('what breaks nobody ends with 0', async () => {
    const [old, now] = [
      await write('a.json', order({ id: { type: 'integer' } })),
      await write('b.json', order({ id: { type: 'integer' }, note: { type: 'string' } })),
    ]
    const ended = await runCommand(['diff', old, now])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toBe('Order to Order: 1 change, nothing breaks\n\nOrder\n  added         note  text\n')
  })

  test('--breaking lists only what breaks, and the count is the same', async () => {
    const old = await write('c.json', order({ id: { type: 'integer' }, code: { type: 'string', maxLength: 10 } }))
    const now = await write('d.json', order({ id: { type: 'string' }, code: { type: 'string', maxLength: 20 } }))
    const all = JSON.parse((await runCommand(['diff', old, now, '--json'])).out) as { breaking: number; changes: { id: string }[] }
    const some = JSON.parse((await runCommand(['diff', old, now, '--json', '--breaking'])).out) as typeof all
    expect(all).toMatchObject({ breaking: 1, changes: [{ id: 'retyped:object Order:id', words: 'whole number to text' }, { id: 'limits:object Order:code' }] })
    expect(some).toMatchObject({ breaking: 1, changes: [{ id: 'retyped:object Order:id' }] })
    expect(some.changes).toHaveLength(1)
  })

  test('two formats of one record are compared like two versions', async () => {
    const old = await write('e.json', order({ id: { type: 'integer' }, total: { type: 'number' } }))
    const now = await write('f.csv', 'id,total\n1,2.50\n2,3.75\n')
    const ended = await runCommand(['diff', old, now, '--json'])
    expect([0, 1]).toContain(ended.code)
    expect(Array.isArray((JSON.parse(ended.out) as { changes: unknown[] }).changes)).toBe(true)
  })

  test('several files of one side stand between commas', async () => {
    const main = (name: string) => order({ address: { $ref: name } })
    const address = (properties: object) => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Address', type: 'object', properties })
    const one = [await write('order-1.json', main('address-1.json')), await write('address-1.json', address({ city: { type: 'string' } }))].join(',')
    const two = [
      await write('order-2.json', main('address-2.json')),
      await write('address-2.json', address({ city: { type: 'string' }, zip: { type: 'string' } })),
    ].join(',')
    const ended = await runCommand(['diff', one, two, '--json'])
    expect(ended.err).toBe('')
    expect(
      (JSON.parse(ended.out) as { changes: { kind: string; place: { path: string } }[] }).changes.map(({ kind, place }) => [
        kind,
        place.path.split('.').at(-1),
      ]),
    ).toEqual([['added', 'zip']])
  })

  test.runIf(corpus !== undefined)('finds the fields that two documents of a real API differ in, and no others', async () => {
    type Plain = { readonly properties?: Record<string, unknown> }
    const path = (name: string) => join(corpus ?? '', 'schemas', name)
    const [old, now] = [path('square.orders.slice.swagger2.json'), path('square.orders.slice.oas3.json')]
    const ended = await runCommand(['diff', old, now, '--json'])
    expect(ended.err).toBe('')
    const { changes } = JSON.parse(ended.out) as { changes: { kind: string; what: string; place: { object: { name?: string }; path: string } }[] }
    // Counted by a plain walk of the two files.
    const before = (JSON.parse(await readFile(old, 'utf8')) as { definitions: Record<string, Plain> }).definitions
    const after = (JSON.parse(await readFile(now, 'utf8')) as { components: { schemas: Record<string, Plain> } }).components.schemas
    const fields = (of: Record<string, Plain>, other: Record<string, Plain>) =>
      Object.entries(of).flatMap(([name, { properties }]) =>
        Object.keys(properties ?? {}).flatMap((field) => (name in other && !(field in (other[name]?.properties ?? {})) ? [`${name}.${field}`] : [])),
      )
    const found = (kind: string) =>
      changes.filter((change) => change.kind === kind && change.what === 'field').map(({ place }) => `${place.object.name ?? ''}.${place.path}`)
    // One field refers to another type in the newer document: what that type lacks is told where it stands.
    const isOfOtherType = (place: string) => place.startsWith('Customer.tax_ids.')
    expect(
      found('removed')
        .filter((place) => !isOfOtherType(place))
        .toSorted(),
    ).toEqual(fields(before, after).toSorted())
    expect(found('added').toSorted()).toEqual(fields(after, before).toSorted())
    expect(found('removed').filter(isOfOtherType)).toHaveLength(4)
    expect(found('removed').length + found('added').length).toBeGreaterThan(0)
    expect([...found('renamed'), ...found('retyped')]).toEqual([])
  })

  test.each([
    { args: ['diff'], says: /missing required argument/ },
    { args: ['diff', shop], says: /the old description and the new one/ },
    { args: ['diff', shop, books, shop], says: /the old description and the new one/ },
    { args: ['diff', shop, 'none.json'], says: /there is no file none\.json/ },
    { args: ['diff', `${projectRoot}fixtures/screenshot.png`, shop], says: /crosswalk: .*\w/ },
    { args: ['diff', 'project', demoFile], says: /two states of a project/ },
    { args: ['diff', 'project', `${demoFile}@77`, demoFile], says: /there is no baseline 77/ },
    { args: ['diff', 'project', shop, demoFile], says: /not a Crosswalk project file|not JSON/ },
    { args: ['diff', demoFile, demoFile, '--breaking'], says: /--breaking is about descriptions/ },
  ])('$args ends with 2, a sentence on stderr and nothing on stdout', async ({ args, says }) => {
    const ended = await runCommand(args)
    expect([ended.code, ended.out]).toEqual([2, ''])
    expect(ended.err).toMatch(says)
  })
})

describe('diff of two states of a project', () => {
  type Told = {
    readonly totals: Record<string, number>
    readonly groups: readonly {
      readonly title: string
      readonly changes: readonly {
        readonly number?: string
        readonly kind: string
        readonly cells: readonly { readonly name: string; readonly before: string; readonly after: string; readonly afterValue?: unknown }[]
      }[]
    }[]
  }

  test('of a project and itself finds nothing and ends with 0, with and without the word', async () => {
    for (const args of [
      ['diff', demoFile, demoFile],
      ['diff', 'project', demoFile, demoFile],
    ]) {
      const ended = await runCommand(args)
      expect(ended).toMatchObject({ code: 0, err: '' })
      expect(ended.out).toMatch(/^.+ to .+: nothing differs\n$/)
    }
  })

  test('a baseline of a file is compared with the file: by map and row, in words and as JSON, and ends with 1', async () => {
    const file = JSON.parse(await readFile(demoFile, 'utf8')) as {
      project: { rows: { id: string; number: number; note?: string; transform?: unknown }[]; baselines?: unknown[] }
    }
    const frozen = structuredClone(file.project)
    const row = file.project.rows.find(({ number }) => number === 1)
    if (row === undefined) throw new Error('the demo has no row 1')
    row.transform = { kind: 'constant', value: 'fixed' }
    const baseline = { id: 'b1', number: 41, note: 'First', state: 'hash', by: 'mara', byName: 'Mara Ilves', at: '2026-11-01T09:00:00.000Z' }
    const path = await write('frozen@1.crosswalk.json', {
      ...file,
      project: { ...file.project, baselines: [baseline] },
      baselines: [{ baseline: 'b1', state: { project: frozen, problems: [], outcomes: [], coverage: [] } }],
    })
    const told = JSON.parse((await runCommand(['diff', `${path}@41`, path, '--json'])).out) as Told
    expect(told.totals).toEqual({ added: 0, 'brought-back': 0, changed: 1, moved: 0, removed: 0 })
    expect(told.groups[0]?.changes[0]).toMatchObject({ number: 'R-1', kind: 'changed' })
    expect(told.groups[0]?.changes[0]?.cells).toMatchObject([{ name: 'Rule', after: 'Always "fixed".', afterValue: { kind: 'constant', value: 'fixed' } }])
    const ended = await runCommand(['diff', 'project', `${path}@41`, path])
    expect(ended).toMatchObject({ code: 1, err: '' })
    expect(ended.out).toMatch(/, baseline 41 to .+: 1 changed\n\nM-\d .+ \(1 changed\)\n {2}changed {7}R-1 .+\n {16}Rule: .+ → Always "fixed"\.\n$/)
  })

  test('a baseline whose state is not in the file is refused in words', async () => {
    const file = JSON.parse(await readFile(demoFile, 'utf8')) as { project: object }
    const baseline = { id: 'b1', number: 41, note: 'First', state: 'hash', by: 'mara', byName: 'Mara Ilves', at: '2026-11-01T09:00:00.000Z' }
    const path = await write('empty.crosswalk.json', { ...file, project: { ...file.project, baselines: [baseline] }, baselines: [] })
    const ended = await runCommand(['diff', `${path}@41`, path])
    expect([ended.code, ended.out]).toEqual([2, ''])
    expect(ended.err).toMatch(/its state is not in it/)
  })
})
