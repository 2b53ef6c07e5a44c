// Browser case of T-22: text that tries to be markup stays text, on every page and in every cell.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { collections, type CollectionName } from '../../shared/project/project.ts'
import { cell, line } from './grid-page.ts'
import { serverAddress } from './one-server.ts'

const HOSTILE = `<img src=x onerror="window.__pwn=1">"><script>window.__pwn=1</script>{{constructor.constructor('window.__pwn=1')()}}`
/** What people write in words inside of cells, in schemas and in what was found; the others are ids, codes and enumerations. */
const WORDS = new Set('name title label help words reason description message text note result'.split(' '))
/** Cells that take any text, but are no words: order, places, keys, formulas. */
const NO_WORDS = new Set('order path destination runsBy graph set endpoint at fact change item formula movedBy key id'.split(' '))

/** The same value with every text that people write, and every description of a schema, followed by the payload. */
function poison(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poison)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      WORDS.has(key) && typeof inner === 'string' && !isFieldName(value) ? `${inner} ${HOSTILE}` : poison(inner),
    ]),
  )
}

/** Property names are how rows find their fields, and a name of a config value is an identifier. */
function isFieldName(value: object): boolean {
  return 'node' in value || 'in' in value || ('type' in value && 'name' in value)
}

/** Each cell of each object that would take the payload, also those that are empty; ids, days and the like are too short for it. */
function poisonProject(project: Readonly<Record<string, unknown>>): object {
  const lists = Object.entries(project).map(([home, list]) => {
    if (!isCollection(home) || !Array.isArray(list)) return [home, poison(list)] as const
    return [home, list.map((object: unknown) => (isObject(object) ? poisonObject(home, object) : object))] as const
  })
  return Object.fromEntries(lists)
}

function poisonObject(home: CollectionName, object: Readonly<Record<string, unknown>>): object {
  const shapes: Readonly<Record<string, { safeParse(value: unknown): { success: boolean } }>> = collections[home].shape
  const poisoned: Record<string, unknown> = { ...object }
  for (const [name, shape] of Object.entries(shapes)) {
    const written = `${typeof object[name] === 'string' ? object[name] : ''} ${HOSTILE}`
    const isWords = !NO_WORDS.has(name) && !(isFieldName(object) && name === 'name') && (object[name] === undefined || typeof object[name] === 'string')
    poisoned[name] = isWords && shape.safeParse(written).success && !isOfAnyKind(shape) ? written : poison(object[name])
  }
  return poisoned
}

/** A scalar: what it is decides what becomes of it. */
function isOfAnyKind(shape: { safeParse(value: unknown): { success: boolean } }): boolean {
  return shape.safeParse(1).success
}

function isCollection(name: string): name is CollectionName {
  return Object.hasOwn(collections, name)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A picture with markup in it and in its name, and links that are none. */
const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(HOSTILE)]).toString('base64')
const attachments = ['javascript:window.__pwn=1', 'data:text/html,<script>window.__pwn=1</script>', ' java\tscript:window.__pwn=1', '//evil.example/x'].map(
  (url, at) => ({
    id: `link-${at}`,
    useCase: 'invoice',
    kind: 'link',
    title: at === 0 ? '' : 'A link',
    url,
    order: `b0${at}`,
  }),
)
const shown = { id: 'picture', useCase: 'invoice', kind: 'picture', title: '\u202Egnp.exe', picture: 'hostile', mediaType: 'text/html', order: 'b1' }

test('[T-22] markup in every text field is shown as text and nothing of it runs', async ({ page }) => {
  test.setTimeout(120_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text())
  })
  await page.goto(serverAddress())
  const text = await readFile(fileURLToPath(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)), 'utf8')
  const demo = JSON.parse(text) as {
    readonly project: Readonly<Record<string, unknown>>
    readonly baselines: readonly { readonly state: Readonly<Record<string, unknown>> }[]
  }
  const project = poisonProject(demo.project)
  const hostile = {
    ...demo,
    schemas: poison('schemas' in demo ? demo.schemas : {}),
    project: {
      ...project,
      attachments: [...('attachments' in project && Array.isArray(project.attachments) ? project.attachments : []), ...attachments, shown],
    },
    // With the payload in fewer cells, so that the comparison has changes to show.
    baselines: demo.baselines.map((one) => ({ ...one, state: poison(one.state) })),
    pictures: { hostile: { mediaType: 'image/png', base64: picture } },
  }
  const imported = await page.evaluate(async (body) => {
    const answer = await fetch('/api/projects/import', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return { status: answer.status, text: await answer.text() }
  }, JSON.stringify(hostile))
  expect(imported.status, imported.text).toBeLessThan(300)
  const { id } = JSON.parse(imported.text) as { id: string }

  const start = `/p/${id}`
  const expectHarmless = async (where: string) => {
    expect(await page.evaluate(() => (window as { __pwn?: number }).__pwn), where).toBeUndefined()
    expect(await page.locator('img[src="x"]').count(), where).toBe(0)
    const schemes = await page.locator('a[href]').evaluateAll((all) => all.map((one) => (one instanceof HTMLAnchorElement ? one.protocol : '')))
    expect(
      schemes.filter((scheme) => !['http:', 'https:', 'mailto:'].includes(scheme)),
      where,
    ).toEqual([])
  }
  await page.goto(`${serverAddress()}${start}`)
  await expect(page.getByText('<script>', { exact: false }).first()).toBeVisible()
  const links = await page.locator(`a[href^="${start}"]`).evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  // One of each kind: the lists on the home lead to the same pages.
  const deeper = [
    'use-cases/invoice',
    'use-cases/invoice/steps',
    'use-cases/invoice/traceability',
    'tests/case-two-products',
    'customers/harbor',
    'systems/xero',
    'lookups',
    'review/coverage',
    'review/traceability',
    'history/first-review/now',
  ]
  const kinds = new Map([...links, ...deeper.map((path) => `${start}/${path}`)].map((link) => [link.split('?')[0] ?? '', link]))
  const kindOf = (path: string) => path.slice(start.length).replace(/^(\/(?!review|history)[a-z-]+)\/[^/]+/, '$1/:id')
  const pages = [...new Map([...kinds.keys()].map((path) => [kindOf(path), path])).values()]
  expect(pages.length).toBeGreaterThan(18)
  for (const path of pages) {
    await page.goto(`${serverAddress()}${path}`)
    await page.waitForLoadState('networkidle')
    await expect(page.getByText('<img src=x', { exact: false }).first(), path).toBeAttached()
    await expectHarmless(path)
  }

  // A cell, its tooltip, its editor, and the drawer with the sentence.
  await page.goto(`${serverAddress()}${start}/maps/invoice-map`)
  await expect(line(page, 'Type')).toBeVisible()
  await cell(line(page, 'Type'), 'note').hover()
  await cell(line(page, 'Type'), 'note').click()
  await page.keyboard.press('F2')
  await page.keyboard.press('Escape')
  await cell(line(page, 'Type'), 'transform').click()
  await page.keyboard.press('F2')
  await expect(page.getByRole('radiogroup', { name: 'Kind of transform' })).toBeVisible()
  await expectHarmless('the grid')

  // A picture that is a page besides is a picture alone, also where somebody opens it on its own.
  const opened = await page.evaluate(async (address) => {
    const { headers } = await fetch(address)
    return ['content-type', 'x-content-type-options', 'content-security-policy'].map((name) => headers.get(name))
  }, `/api/projects/${id}/pictures/hostile`)
  expect(opened).toEqual(['image/png', 'nosniff', 'sandbox'])
  expect(complaints).toEqual([])
})
