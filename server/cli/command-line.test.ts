// Tests of the commands as people and programs call them: real files, and real processes for what only a process shows.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { makeZip } from '../../fixtures/make-zip.ts'
import { demoFile, projectRoot, runCommand, runProcess } from '../command-fixture.ts'

const shop = `${projectRoot}fixtures/systems/woocommerce.openapi.yaml`
const books = `${projectRoot}fixtures/systems/xero.openapi.yaml`
const orders = `${projectRoot}fixtures/woocommerce-orders.ndjson`
const corpus = corpusFolder()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const json = (text: string) => JSON.parse(text) as Record<string, unknown>
const lines = (text: string) => text.trimEnd().split('\n').map(json)

describe('every command', () => {
  test.each([
    { args: ['nonsense'], says: /unknown command/ },
    { args: ['schema'], says: /missing required argument/ },
    { args: ['schema', 'none.json'], says: /there is no file none\.json/ },
    { args: ['schema', shop, '--depth', '0', '--object', 'Order'], says: /--depth/ },
    { args: ['schema', projectRoot], says: /is a folder.*zip/ },
    { args: ['schema', shop, '--format', 'soap'], says: /"soap" is not a format: use one of openapi-3\.0, / },
    { args: ['schema', shop, orders], says: /of different kinds: OpenAPI: systems\/woocommerce\.openapi\.yaml; Sample records: woocommerce-orders\.ndjson/ },
    { args: ['run', demoFile], says: /--map/ },
    { args: ['run', shop, '--map', 'x'], says: /crosswalk:.*\w/ },
    { args: ['run', demoFile, '--map', 'order-to-invoice', '--input', 'none.ndjson'], says: /there is no file none\.ndjson/ },
    { args: ['run', demoFile, '--map', 'order-to-invoice', '--input', projectRoot], says: /is a folder, not a file/ },
    { args: ['generate', demoFile, '--map', 'order-to-invoice', '--out', '/proc/none/below'], says: /cannot be written/ },
    { args: ['generate', demoFile, '--map', 'order-to-invoice', '--out', '/dev/null/none'], says: /cannot be written/ },
    { args: ['export', demoFile, '--format', 'pdf'], says: /xlsx, html, md, csv, jsonata or json/ },
    { args: ['export', demoFile, '--format', 'typescript'], says: /crosswalk generate/ },
    { args: ['export', demoFile, '--format', 'html', '--raw'], says: /--raw is for csv and not for html/ },
    { args: ['export', demoFile, '--format', 'xlsx', '--out', 'x', '--round-trip'], says: /every workbook can be imported again/ },
    { args: ['export', demoFile, '--format', 'csv', '--raw', '--round-trip'], says: /choose one/ },
    { args: ['export', demoFile, '--format', 'md', '--protect'], says: /--protect is for xlsx and not for md/ },
    { args: ['export', demoFile, '--format', 'json', '--map', 'order-to-invoice'], says: /always the whole project/ },
    { args: ['export', demoFile, '--format', 'html', '--map', 'none'], says: /there is no field map "none".*order-to-invoice/s },
    { args: ['export', demoFile, '--format', 'html', '--use-case', 'UC-99'], says: /there is no use case "UC-99"/ },
    { args: ['export', demoFile, '--format', 'html', '--for', 'everybody'], says: /--for engineers or --for stakeholders/ },
    { args: ['export', demoFile, '--format', 'jsonata', '--map', 'order-to-invoice', '--map', 'order-to-contact'], says: /give --map once/ },
    { args: ['export', demoFile, '--format', 'md', '--out', '/dev/null/none'], says: /cannot be written/ },
    { args: ['export', demoFile, '--format', 'jsonata'], says: /--map/ },
    { args: ['export', demoFile, '--format', 'xlsx'], says: /--out/ },
    { args: ['generate', demoFile, '--out', 'x', '--target', 'cobol'], says: /typescript or jsonata/ },
    { args: ['generate', demoFile, '--out', 'x', '--target', 'jsonata', '--tests', 'node'], says: /--tests/ },
    { args: ['login-link', '--name', 'Bo', '--role', 'king'], says: /not a role/ },
    { args: ['login-link', '--name', 'Bo', '--role', 'editor', '--data', '/none'], says: /no server/ },
    { args: ['serve', '--port', 'x'], says: /not a port/ },
  ])('$args ends with 2, a sentence on stderr and nothing on stdout', async ({ args, says }) => {
    const ended = await runCommand(args)
    expect([ended.code, ended.out]).toEqual([2, ''])
    expect(ended.err).toMatch(says)
    expect(ended.err).not.toMatch(/ at .*\.ts:\d+/)
  })

  // Processes of their own: several at once.
  test.concurrent.each([['nonsense'], ['schema', 'none.json'], ['run', demoFile], ['login-link', '--name', 'Bo', '--role', 'editor', '--data', '/none']])(
    'as a process of its own ends like that too: %s',
    async (...args) => {
      const { code, out, err } = await runProcess(args)
      expect({ code, out, err }).toEqual({ ...(await runCommand(args)), code: 2, out: '' })
    },
  )

  test('has help on stdout', async () => {
    const ended = await runProcess(['--help'])
    expect(ended.code).toBe(0)
    for (const command of ['serve', 'login-link', 'init', 'schema', 'generate', 'run', 'export']) expect(ended.out).toContain(command)
  })
})

describe('schema', () => {
  test('says what a description holds', async () => {
    const ended = await runCommand(['schema', shop, '--json'])
    expect([ended.code, ended.err]).toEqual([0, ''])
    expect(Object.keys(json(ended.out))).toEqual(['format', 'title', 'version', 'endpoints', 'objects', 'fields', 'problems'])
    expect(json(ended.out)).toMatchObject({ format: expect.stringMatching(/^openapi-3/), problems: [] })
  })

  test('lists the fields of an object in schema order, opened to a depth', async () => {
    const read = async (depth: string) =>
      (json((await runCommand(['schema', shop, '--object', 'Order', '--depth', depth, '--json'])).out) as { fields: { path: string }[] }).fields
    const [flat, deep] = [await read('1'), await read('2')]
    expect(flat.every(({ path }) => !path.includes('.'))).toBe(true)
    expect(deep.filter(({ path }) => /^[^.{[]+$/.test(path)).map(({ path }) => path)).toEqual(flat.map(({ path }) => path))
    expect(deep.map(({ path }) => path)).toContain('billing.email')
    expect(flat[0]).toMatchObject({ path: expect.any(String), type: expect.any(String), required: expect.any(Boolean), nullable: expect.any(Boolean) })
  })

  test('reads several files, or a zip of them, as one description, and names what is missing', async () => {
    const parts = {
      'api.yaml': 'openapi: 3.0.0\ninfo: {title: Split, version: "1"}\npaths: {}\ncomponents:\n  schemas:\n    Order: {$ref: "types/order.yaml"}\n',
      'types/order.yaml': 'type: object\nproperties:\n  id: {type: integer}\n  buyer: {$ref: "buyer.yaml"}\n',
    }
    await mkdir(join(folder, 'types'))
    for (const [name, text] of Object.entries(parts)) await writeFile(join(folder, name), text)
    await writeFile(join(folder, 'split.zip'), makeZip(Object.entries(parts).map(([name, content]) => ({ name, content }))))
    const whole = await runCommand(['schema', join(folder, 'api.yaml'), join(folder, 'types/order.yaml'), '--json'])
    expect(json(whole.out)).toMatchObject({ title: 'Split', objects: 1, problems: [{ code: 'external-reference', file: 'types/buyer.yaml' }] })
    expect((await runCommand(['schema', join(folder, 'split.zip'), '--json'])).out).toBe(whole.out)
    const alone = await runCommand(['schema', join(folder, 'api.yaml')])
    expect(alone.out).toMatch(/Missing files, to be named too:\n {2}types\/order\.yaml\n$/)
  })

  test('lists the known objects where the asked one is not there', async () => {
    const ended = await runCommand(['schema', shop, '--object', 'Ordr'])
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('GET /orders')
  })

  test.skipIf(corpus === undefined)('counts the Xero slice of the corpus as it is', async () => {
    const ended = await runCommand(['schema', join(corpus ?? '', 'schemas/xero-accounting.invoices.slice.yaml'), '--json'])
    expect(json(ended.out)).toEqual({
      format: 'openapi-3.0',
      title: 'Xero Accounting API',
      version: '16.1.0',
      endpoints: 25,
      objects: 46,
      fields: 411,
      problems: [],
    })
  })
})

describe('init', () => {
  test('keeps sample records of a description as evidence', async () => {
    const out = join(folder, 'samples.crosswalk.json')
    expect((await runCommand(['init', out, '--source', orders, '--destination', `${books}#POST /Invoices`])).code).toBe(0)
    const { project, samples } = json(await readFile(out, 'utf8')) as {
      project: { sampleSets: { set: string; count: number }[] }
      samples: Record<string, { records: unknown[]; evidence: unknown[] }>
    }
    const [set] = project.sampleSets
    expect(set?.count).toBeGreaterThan(3)
    expect(samples[set?.set ?? '']?.records).toHaveLength(set?.count ?? 0)
    expect(samples[set?.set ?? '']?.evidence.length).toBeGreaterThan(20)
  })

  test('makes a project file that the other commands take, and never replaces one unasked', async () => {
    const out = join(folder, 'shop.crosswalk.json')
    const args = ['init', out, '--source', `${shop}#Order`, '--destination', `${books}#POST /Invoices`, '--json']
    const made = await runCommand(args)
    expect([made.code, json(made.out)]).toEqual([
      0,
      expect.objectContaining({ file: out, source: 'Order', destination: expect.stringContaining('POST /Invoices') }),
    ])
    const mapped = await runCommand(['run', out, '--map', json(made.out)['map'] as string, '--input', orders])
    expect(mapped.code).toBe(0)
    expect(lines(mapped.out)[0]).toEqual({ ok: true, value: {} })
    const before = await readFile(out, 'utf8')
    expect((await runCommand(args)).code).toBe(2)
    expect(await readFile(out, 'utf8')).toBe(before)
    expect((await runCommand([...args, '--force'])).code).toBe(0)
  })
})

describe('run', () => {
  const record = async () => (await readFile(orders, 'utf8')).split('\n')[0] ?? ''

  test('maps one record a line, bare or named, from a file or standard input', async () => {
    const bare = await runCommand(['run', demoFile, '--map', 'order-to-contact', '--input', orders])
    // Three orders have a status that the map is not about, which is no finding.
    expect([bare.code, bare.err]).toEqual([0, expect.stringContaining('15 records: 12 mapped, 3 that the map is not about, 0 with issues.')])
    expect(lines(bare.out)).toHaveLength((await readFile(orders, 'utf8')).trimEnd().split('\n').length)
    const named = await runCommand(['run', demoFile, '--map', 'order-to-contact'], `{"order":${await record()}}\n\n`)
    expect(lines(named.out)).toEqual([lines(bare.out)[0]])
    expect(lines(named.out)[0]).toMatchObject({ ok: true, value: { Name: expect.any(String) } })
  })

  test('makes the invoices of the demo orders: 29.35 and 39.00', async () => {
    const file = JSON.parse(await readFile(demoFile, 'utf8')) as {
      project: { sampleSets: { id: string; set: string }[] }
      samples: Record<string, { records: unknown[] }>
    }
    const contact = file.samples[file.project.sampleSets.find(({ id }) => id === 'contact-answer')?.set ?? '']?.records[0]
    const input = (await readFile(orders, 'utf8'))
      .split('\n')
      .slice(0, 2)
      .map((order) => `{"order":${order},"contact":${JSON.stringify(contact)}}\n`)
    const ended = await runCommand(['run', demoFile, '--map', 'order-to-invoice', '--customer', 'Harbor Lane Garden Supply'], input.join(''))
    expect(ended.code).toBe(0)
    type Invoice = { value: { LineItems: { LineAmount: number; TaxAmount: number }[] } }
    const total = (line: string) => (JSON.parse(line) as Invoice).value.LineItems.reduce((sum, item) => sum + item.LineAmount + item.TaxAmount, 0).toFixed(2)
    expect(ended.out.trimEnd().split('\n').map(total)).toEqual(['29.35', '39.00'])
  })

  test('gives issues for a record that does not fit, and ends with 1', async () => {
    const ended = await runProcess(['run', demoFile, '--map', 'order-to-contact'], '{"order":{"id":"x","billing":7}}\n')
    expect(ended.code).toBe(1)
    expect(lines(ended.out)[0]).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([{ row: null, path: 'order.billing', code: 'wrong-type', value: 7 }]),
    })
  })

  test.each([
    { name: 'a map that is not there', args: ['--map', 'nope'], input: '', says: /order-to-invoice/ },
    { name: 'a customer that is not there', args: ['--map', 'order-to-contact', '--customer', 'Nobody'], input: '', says: /Harbor Lane/ },
    { name: 'a time that is none', args: ['--map', 'order-to-contact', '--now', 'tomorrow'], input: '', says: /ISO 8601/ },
    { name: 'a line that is not JSON', args: ['--map', 'order-to-contact'], input: '{}\n{', says: /line 2/ },
    { name: 'an input that the map does not have', args: ['--map', 'order-to-invoice'], input: '{"oder":{}}', says: /order, contact/ },
    { name: 'an input file that is not there', args: ['--map', 'order-to-contact', '--input', 'none.ndjson'], input: '', says: /none\.ndjson/ },
    { name: 'a config file that is not there', args: ['--map', 'order-to-contact', '--config', 'none.json'], input: '', says: /none\.json/ },
  ])('ends with 2 for $name', async ({ args, input, says }) => {
    const ended = await runCommand(['run', demoFile, ...args], input)
    expect(ended.code).toBe(2)
    expect(ended.err).toMatch(says)
  })

  test('takes config values from a file, and names the one that is not known or does not fit', async () => {
    const write = async (value: object) => {
      const file = join(folder, 'config.json')
      await writeFile(file, JSON.stringify(value))
      return ['run', demoFile, '--map', 'order-to-contact', '--config', file]
    }
    expect((await runCommand(await write({ invoice_prefix: 'X-' }), `${await record()}\n`)).code).toBe(0)
    expect((await runCommand(await write({ invoice_prefx: 'X-' }))).err).toMatch(/"invoice_prefx"[\s\S]*invoice_prefix/)
    expect((await runCommand(await write({ invoice_prefix: 7 }))).err).toMatch(/must be text/)
  })
})

describe('generate', () => {
  test('writes a package for each map, and --check finds what drifted', async () => {
    const out = join(folder, 'generated')
    const written = await runCommand(['generate', demoFile, '--out', out, '--map', 'order-to-invoice', '--allow-gaps', '--json'])
    expect(written.code).toBe(0)
    expect(json(written.out)).toMatchObject({ files: expect.arrayContaining(['order-to-invoice/mapper.ts', 'order-to-invoice/types.ts']) })
    const check = () => runCommand(['generate', demoFile, '--out', out, '--map', 'order-to-invoice', '--allow-gaps', '--check'])
    expect(await check()).toMatchObject({ code: 0, out: '' })
    const file = join(out, 'order-to-invoice/mapper.ts')
    const generated = await readFile(file, 'utf8')
    // A checkout on Windows turns the line ends, which is no drift.
    await writeFile(file, generated.replaceAll('\n', '\r\n'))
    expect((await check()).code).toBe(0)
    await writeFile(file, `${generated}// by hand\n`)
    expect(await check()).toMatchObject({ code: 1, out: `${file}\n` })
    expect(await readFile(file, 'utf8')).toContain('by hand')
  })

  test('writes nothing where a required field is not mapped, unless gaps are allowed; names the gap', async () => {
    const out = join(folder, 'gaps')
    const refused = await runCommand(['generate', demoFile, '--out', out, '--map', 'order-to-payment'])
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.err).toMatch(/order-to-payment: Date: /)
    await expect(readFile(join(out, 'order-to-payment/mapper.ts'))).rejects.toThrow('ENOENT')
    expect((await runCommand(['generate', demoFile, '--out', out, '--map', 'order-to-payment', '--allow-gaps'])).code).toBe(0)
  })

  test('lists the known maps where the asked one is not there', async () => {
    const ended = await runCommand(['generate', demoFile, '--out', folder, '--map', 'nope'])
    expect(ended.code).toBe(2)
    expect(ended.err).toMatch(/order-to-contact[\s\S]*order-to-invoice/)
  })
})

describe('generate --target jsonata', () => {
  test('writes one expression a field map, says which rows are not exact, and notices a drift', async () => {
    const out = join(folder, 'jsonata')
    const generate = (...flags: readonly string[]) => runCommand(['generate', demoFile, '--target', 'jsonata', '--out', out, '--allow-gaps', ...flags])
    const written = await generate('--json')
    const result = JSON.parse(written.out) as { files: string[]; drifted: string[]; fidelity: { map: string; row: string; fidelity: string; reason: string }[] }
    expect([written.code, result.files.every((file) => /^[\w-]+\/mapper\.jsonata$/.test(file)), result.drifted]).toEqual([0, true, result.files])
    expect(result.fidelity.length).toBeGreaterThan(20)
    const inexact = result.fidelity.filter(({ fidelity }) => fidelity !== 'exact')
    for (const { map, row, fidelity, reason } of inexact) expect(written.err).toContain(`${map}: ${row} is ${fidelity}: ${reason}`)
    const file = join(out, result.files[0] ?? '')
    expect(await readFile(file, 'utf8')).toMatch(/^\/\*\n \* Generated by Crosswalk/)
    expect((await generate('--check')).code).toBe(0)
    await writeFile(file, '( 1 )')
    expect(await generate('--check')).toMatchObject({ code: 1, out: `${file}\n` })
  })

  test('is what export gives for one field map', async () => {
    const out = join(folder, 'one')
    await runCommand(['generate', demoFile, '--target', 'jsonata', '--out', out, '--map', 'order-to-invoice', '--allow-gaps'])
    const exported = await runCommand(['export', demoFile, '--format', 'jsonata', '--map', 'order-to-invoice', '--allow-gaps'])
    expect([exported.code, exported.out]).toEqual([0, await readFile(join(out, 'order-to-invoice', 'mapper.jsonata'), 'utf8')])
  })
})

describe('export', () => {
  test('as json prints the project file byte for byte', async () => {
    const ended = await runProcess(['export', demoFile, '--format', 'json'])
    expect([ended.code, ended.err]).toEqual([0, ''])
    expect(ended.out).toBe(await readFile(demoFile, 'utf8'))
  })

  test('as xlsx writes a workbook', async () => {
    const out = join(folder, 'spec.xlsx')
    const ended = await runCommand(['export', demoFile, '--format', 'xlsx', '--out', out, '--json'])
    expect(ended.code).toBe(0)
    const bytes = await readFile(out)
    expect(json(ended.out)).toEqual({ file: out, format: 'xlsx', bytes: bytes.length })
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })
})
