// Zips that mean harm, and those that mean well (T-12, T-19). Each is made here.
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeZip, type ZipPart } from '../../fixtures/make-zip.ts'
import { describeImportError } from './import-error.ts'
import { openFiles } from './open-files.ts'
import { ZIP_LIMITS } from './open-zip.ts'

const open = (bytes: Uint8Array) => openFiles([{ name: 'api.zip', bytes }])
const openParts = (...parts: ZipPart[]) => open(makeZip(parts))
const json = (name: string): ZipPart => ({ name, content: `{"from":${JSON.stringify(name)}}` })

/** Text that hardly packs. */
function noise(bytes: number): string {
  let seed = 7
  let text = ''
  while (text.length < bytes) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    text += seed.toString(36)
  }
  return text.slice(0, bytes)
}

describe('a zip', () => {
  test('is its files, under their own paths', async () => {
    const opened = await openFiles([
      { name: 'a.json', bytes: Buffer.from('{}') },
      { name: 'api.zip', bytes: makeZip([json('api.json'), json('types/order.json'), { name: 'types/', content: '' }]) },
      { name: 'b.zip', bytes: makeZip([json('api.json'), json('a.json')]) },
    ])
    expect(opened.ok && opened.value.map(({ name, value }) => [name, value])).toEqual([
      ['a.json', {}],
      ['api.json', { from: 'api.json' }],
      ['types/order.json', { from: 'types/order.json' }],
      ['b.zip/api.json', { from: 'api.json' }],
      ['b.zip/a.json', { from: 'a.json' }],
    ])
  })

  test('leaves out what systems add, and pictures and papers beside the description', async () => {
    const opened = await openParts(
      { name: '__MACOSX/._api.json', content: 'x' },
      { name: '.DS_Store', content: 'x' },
      { name: 'docs/.git/HEAD', content: 'x' },
      { name: 'logo.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
      json('api.json'),
    )
    expect(opened.ok && opened.value.map(({ name }) => name)).toEqual(['api.json'])
    expect(await openParts({ name: 'logo.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47]) })).toMatchObject({
      error: { type: 'WrongKindOfFile', file: 'logo.png' },
    })
  })

  test('with 200 files is read', async () => {
    const opened = await openParts(...Array.from({ length: ZIP_LIMITS.entries }, (_, i) => json(`${i}.json`)))
    expect(opened.ok && opened.value).toHaveLength(200)
  })
})

describe('[T-12] a zip is refused, with the entry and what to do,', () => {
  const bomb = deflateRawSync(Buffer.alloc(50 * 1024 * 1024, ' '))
  test.each<{ why: string; fault: string; entry?: string; make: () => Uint8Array }>([
    { why: 'with 201 files', fault: 'too-many', make: () => makeZip(Array.from({ length: 201 }, (_, i) => json(`${i}.json`))) },
    { why: 'that says it is dense', fault: 'too-dense', entry: 'a.json', make: () => makeZip([{ name: 'a.json', content: ' '.repeat(50_000_000) }]) },
    {
      why: 'that is dense and says it is not',
      fault: 'broken',
      make: () => makeZip([{ name: 'a.json', content: '', packed: bomb, says: { size: 10, packed: bomb.length } }]),
    },
    {
      why: 'that lies about both sizes',
      fault: 'broken',
      make: () => makeZip([{ name: 'a.json', content: '', packed: bomb, says: { size: 5_000_000, packed: bomb.length } }]),
    },
    {
      why: 'that says it has more than 100 MB',
      fault: 'too-large',
      entry: 'b.json',
      make: () =>
        makeZip(
          ['a.json', 'b.json'].map((name) => ({
            name,
            content: '',
            packed: Buffer.from(noise(1_000_000)),
            says: { method: 8, size: 60_000_000, packed: 1_000_000 },
          })),
        ),
    },
    { why: 'with a password', fault: 'encrypted', entry: 'a.json', make: () => makeZip([{ ...json('a.json'), says: { encrypted: true } }]) },
    { why: 'packed otherwise', fault: 'compression', entry: 'a.json', make: () => makeZip([{ ...json('a.json'), says: { method: 14 } }]) },
    { why: 'in a zip', fault: 'nested', entry: 'b.zip', make: () => makeZip([json('a.json'), { name: 'b.zip', content: makeZip([json('c.json')]) }]) },
    { why: 'without files', fault: 'empty', make: () => makeZip([{ name: 'types/', content: '' }]) },
    { why: 'that is empty', fault: 'empty', make: () => makeZip([]) },
    { why: 'cut in the middle', fault: 'broken', make: () => makeZip([json('a.json'), json('b.json')]).subarray(0, 80) },
    { why: 'of nothing but its first letters', fault: 'broken', make: () => Buffer.from('PK\u0003\u0004rubbish', 'latin1') },
  ])('$why', async ({ fault, entry, make }) => {
    const opened = await open(make())
    expect(opened).toMatchObject({ ok: false, error: { type: 'ZipRefused', file: 'api.zip', fault, ...(entry === undefined ? {} : { entry }) } })
    expect(!opened.ok && describeImportError(opened.error)).toMatch(/^api\.zip is not unpacked: .*\. [A-Z].*\.$/)
  })

  test('an Office file is no zip of descriptions', async () => {
    expect(await openParts({ name: '[Content_Types].xml', content: '<x/>' }, { name: 'xl/workbook.xml', content: '<x/>' })).toMatchObject({
      ok: false,
      error: { type: 'WrongKindOfFile', found: 'an Office file' },
    })
  })
})

describe('[T-19] names in a zip lead nowhere', () => {
  test.each(['../../x', 'a/../../x', '/etc/passwd', 'C:/x', 'C:\\x', '..\\x', 'a\u0000b', 'x'.repeat(600), '..'])('%j', async (name) => {
    expect(await openParts({ name, content: '{}' })).toMatchObject({ ok: false, error: { type: 'ZipRefused', fault: 'bad-name' } })
  })

  test('a name of 300 characters, and one that turns the reading direction, are labels', async () => {
    const opened = await openParts({ name: `${'x'.repeat(300)}.json`, content: '{}' }, { name: 'a\u202Enosj.b', content: '{}' })
    expect(opened.ok && opened.value.map(({ name }) => name)).toEqual([`${'x'.repeat(300)}.json`, 'anosj.b'])
  })
})
