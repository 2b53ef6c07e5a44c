// Fields of the real sample files and of the real Postman collection, counted by a plain walk of their JSON: no code of our readers.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { postman } from './formats/postman.ts'
import { samples } from './formats/samples.ts'
import type { FormatReader } from './format-reader.ts'
import { openText } from './open-files.ts'

const corpus = corpusFolder()
const folder = join(corpus ?? '', 'schemas')
type Json = { readonly [name: string]: unknown }

/** Where a file wraps its records: the list's name, as its author wrote it. All others are the records themselves. */
const WRAPPED: Readonly<Record<string, string>> = {
  'get_Accounts_200.json': 'Accounts',
  'get_Contacts_200.json': 'Contacts',
  'get_Invoices_InvoiceID_200.json': 'Invoices',
  'get_TaxRates_200.json': 'TaxRates',
  'post_Invoices_REQUEST.json': 'Invoices',
  'put_Invoices_REQUEST.json': 'Invoices',
  'put_Payments_REQUEST.json': 'Payments',
}

/** Distinct names with their parents, items of a list as one. */
function countPaths(values: readonly unknown[]): number {
  const paths = new Set<string>()
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`)
    else if (typeof value === 'object' && value !== null)
      for (const [name, child] of Object.entries(value)) {
        paths.add(`${path}/${name}`)
        walk(child, `${path}/${name}`)
      }
  }
  for (const value of values) walk(value, '')
  return paths.size
}

function read(reader: FormatReader, path: string) {
  const opened = openText(path.split('/').at(-1) ?? '', readFileSync(path, 'utf8'))
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const result = reader.read([opened.value], [opened.value], 'x')
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value.graph
}

describe.skipIf(corpus === undefined)('fields counted by a plain walk', () => {
  const files =
    corpus === undefined
      ? []
      : ['woocommerce', 'xero-samples', 'stripe-samples'].flatMap((name) =>
          readdirSync(join(folder, name))
            .filter((file) => file.endsWith('.json'))
            .map((file) => ({ file, path: join(folder, name, file) })),
        )

  test.each(files)('$file', ({ file, path }) => {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const wrapper = WRAPPED[file]
    expect(read(samples, path).fieldCount).toBe(countPaths([wrapper === undefined ? value : (value as Json)[wrapper]]))
  })

  test('the Postman collection: the fields of each endpoint’s request and of each of its answers', () => {
    const path = join(folder, 'adyen-checkout-v72.postman_collection.json')
    const bodies = new Map<string, unknown[]>()
    const add = (key: string, text: unknown) => {
      if (typeof text !== 'string' || text.trim() === '') return
      bodies.set(key, [...(bodies.get(key) ?? []), JSON.parse(text)])
    }
    const walk = (item: Json): void => {
      const request = item['request'] as Json | undefined
      if (request !== undefined) {
        const parts = ((request['url'] as Json)['path'] as string[]).map((part) => part.replace(/^:.*/, ':'))
        const key = `${String(request['method'])} ${parts.join('/')}`
        add(key, (request['body'] as Json | undefined)?.['raw'])
        for (const answer of (item['response'] ?? []) as Json[]) add(`${key} ${String(answer['code'])}`, answer['body'])
      }
      for (const child of (item['item'] ?? []) as Json[]) walk(child)
    }
    walk(JSON.parse(readFileSync(path, 'utf8')) as Json)
    const counted = [...bodies.values()].reduce((sum, values) => sum + countPaths(values), 0)
    expect(read(postman, path).fieldCount).toBe(counted)
  })
})
