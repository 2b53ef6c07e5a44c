// Browser cases of importing and browsing descriptions: a large one, missing files, cancelling, corrections, samples, accessibility.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { generateDescription } from '../../server/bench/import.bench.ts'
import { listBreaches } from './axe.ts'
import { cell, expectSaved, line } from './grid-page.ts'
import { sessionToState } from './one-server.ts'
import { measureKeystrokes, quantile, watchTree } from './measure-page.ts'
import { startTestServer, type TestServer } from './test-server.ts'

/** What is promised on a quiet machine, times what a busy one may take. */
const PAINTED_WITHIN = 500
const KEYSTROKE_WITHIN = 50
const PATIENCE = 6

const MEGABYTE = 1_048_576

/** Somebody signed in on the server of these cases. */
const test = base.extend<{ page: Page }>({
  page: async ({ browser }, give) => {
    const context = await browser.newContext({ storageState: sessionToState(server.address, session) })
    await give(await context.newPage())
    await context.close()
  },
})

let server: TestServer
let session: string
let folder: string
test.beforeAll(async () => {
  server = await startTestServer()
  session = await server.signIn('Ada Example')
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-schemas-'))
  await writeFile(join(folder, 'large.json'), JSON.stringify(generateDescription(12 * MEGABYTE, 92), null, 2))
})
test.afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function newProject(page: Page, name: string): Promise<string> {
  const answer = await page.request.post(`${server.address}/api/projects`, { headers: { origin: server.address }, data: { name } })
  expect(answer.status()).toBeLessThan(300)
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`${server.address}/p/${id}/schemas`)
  await expect(page.getByRole('heading', { name: 'Schemas' })).toBeVisible()
  return id
}

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

async function importFiles(page: Page, files: readonly string[], system: string): Promise<void> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([...files])
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Its name').fill(system)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toHaveCount(0, { timeout: 90_000 })
  await expect(page.getByPlaceholder(/Search [\d,]+ objects?/)).toBeVisible()
}

const treeRow = (page: Page, name: string): Locator =>
  page
    .getByRole('treeitem')
    .filter({ has: page.locator('.tree-name .mono').getByText(name, { exact: true }) })
    .first()
const facts = (page: Page): Locator => page.getByRole('complementary', { name: 'Facts of the chosen field' })

async function openDemoSchema(page: Page, name: RegExp): Promise<void> {
  await page.goto(server.address)
  await page.getByRole('link', { name: 'WooCommerce → Xero' }).first().click()
  await page
    .getByRole('link', { name: /^Schemas/ })
    .first()
    .click()
  await page.getByRole('link', { name }).last().click()
  await expect(page.getByRole('tree')).toBeVisible()
}

test('a description of 13 MB is imported, opens at once and answers every keystroke', { tag: '@timed' }, async ({ page }) => {
  test.setTimeout(240_000)
  await newProject(page, 'Large')
  await importFiles(page, [join(folder, 'large.json')], 'Large')
  await page.addInitScript(watchTree)
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await page.waitForFunction(() => 'treePaintedAt' in window, undefined, { timeout: 60_000 })
  const painted = await page.evaluate(() => {
    const arrived = performance.getEntriesByType('resource').filter((entry) => /\/graphs\/[^/]+$/.test(new URL(entry.name).pathname))
    return (
      (window as unknown as { treePaintedAt: number }).treePaintedAt - Math.max(...arrived.map((entry) => (entry as PerformanceResourceTiming).responseEnd))
    )
  })
  // So that the index has been made, as it is while people look at the page.
  await page.waitForTimeout(3_500)
  const all = await measureKeystrokes(page, page.getByPlaceholder(/Search [\d,]+ objects?/), [
    'field_7',
    'others[].field',
    'word31ish',
    'next self',
    'own field 12',
  ])
  const inside = await measureKeystrokes(page, page.getByPlaceholder('Search in this object'), ['field_3', 'either', 'word7ish'])
  const report = { painted, all: quantile(all, 0.95), inside: quantile(inside, 0.95), keystrokes: all.length + inside.length }
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(report) })
  console.info(
    `schemas: first paint ${Math.round(painted)} ms after the graph; p95 a keystroke ${Math.round(report.all)} ms in all, ${Math.round(report.inside)} ms in one object`,
  )
  expect(painted).toBeLessThan(PAINTED_WITHIN * PATIENCE)
  expect(report.all).toBeLessThan(KEYSTROKE_WITHIN * PATIENCE)
  expect(report.inside).toBeLessThan(KEYSTROKE_WITHIN * PATIENCE)

  // A hit opens its object, what it stands in, and selects it.
  await page.getByPlaceholder(/Search [\d,]+ objects?/).fill('own_field_12')
  await page.getByRole('option').filter({ hasText: 'own_field_12' }).first().click()
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('own_field_12')
  await expect(facts(page)).toContainText('own_field_12')
})

test('a running import can be cancelled, and nothing of it is left', async ({ page }) => {
  test.setTimeout(120_000)
  await newProject(page, 'Cancelled')
  await page.locator('input[type="file"]').first().setInputFiles(join(folder, 'large.json'))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Looks like: OpenAPI 3.0.')).toBeVisible()
  await dialog.getByLabel('Its name').fill('Large')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.getByRole('button', { name: 'Cancel the import' }).click()
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeEnabled({ timeout: 30_000 })
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('link', { name: 'Large' })).toHaveCount(0)
})

test('a file that cannot be read says why and may be tried again; pasted text is imported', async ({ page }) => {
  await newProject(page, 'Pasted')
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(await write('broken.json', '{ "openapi": "3.0.3", '))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Its name').fill('Broken')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('broken.json')
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeEnabled()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await page.getByRole('button', { name: 'Paste text' }).click()
  await dialog
    .getByRole('textbox')
    .first()
    .fill(
      '{"openapi":"3.0.3","info":{"title":"Pasted shop","version":"1"},"paths":{},"components":{"schemas":{"Order":{"type":"object","properties":{"total":{"type":"string","maxLength":9}}}}}}',
    )
  await dialog.getByLabel('Its name').fill('Shop')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Pasted shop' })).toBeVisible()
  await expect(treeRow(page, 'total')).toContainText('max 9')
})

test('files that are missing are named, and added later', async ({ page }) => {
  await newProject(page, 'Missing')
  const main = await write(
    'shop.yaml',
    "openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Order:\n      type: object\n      properties:\n        id: { type: integer }\n        total: { $ref: 'money.yaml#/components/schemas/Money' }\n",
  )
  const more = await write(
    'money.yaml',
    'components:\n  schemas:\n    Money:\n      type: object\n      properties:\n        amount: { type: string, description: In full }\n        currency: { type: string }\n',
  )
  await importFiles(page, [main], 'Shop')
  const bar = page.getByRole('region', { name: 'Missing files' })
  await expect(bar).toContainText('money.yaml is missing, so its types are unknown.')
  await page.getByRole('button', { name: /finding/ }).click()
  await expect(page.locator('.finding-missing')).toContainText('money.yaml')
  await expect(bar).toHaveCount(0)
  await page.getByRole('option').first().click()
  await bar.locator('input[type="file"]').setInputFiles(more)
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 60_000 })
  await expect(page.getByRole('button', { name: /finding/ })).toHaveCount(0)
  await page.getByPlaceholder(/Search [\d,]+ objects?/).fill('amount')
  await page.getByRole('option').filter({ hasText: 'amount' }).first().click()
  await expect(facts(page)).toContainText('In full')
})

test('a correction is told with its author, survives a reload, shows in the grid of the map, and is undone', async ({ page }) => {
  await openDemoSchema(page, /^Xero Accounting API/)
  await page.getByPlaceholder(/Search [\d,]+ objects?/).fill('InvoiceNumber')
  await page.getByRole('option').filter({ hasText: 'InvoiceNumber' }).filter({ hasText: 'in Invoice' }).first().click()
  await facts(page).getByRole('button', { name: 'Correct: Longest' }).click()
  await facts(page).locator('.fact-text').fill('1o')
  await page.keyboard.press('Enter')
  await expect(facts(page).getByRole('alert')).toContainText('number')
  await facts(page).locator('.fact-text').fill('17')
  await page.keyboard.press('Enter')
  await expect(facts(page)).toContainText('Analyst (Ada Example')
  await expect(facts(page)).toContainText('A correction holds for every Invoice')
  await expectSaved(page)
  await page.reload()
  await page.getByPlaceholder(/Search [\d,]+ objects?/).fill('InvoiceNumber')
  await page.getByRole('option').filter({ hasText: 'InvoiceNumber' }).filter({ hasText: 'in Invoice' }).first().click()
  await expect(facts(page)).toContainText('17 characters')
  await expect(facts(page)).toContainText('Document: 255 characters')
  await expect(treeRow(page, 'InvoiceNumber')).toContainText('corrected')

  const schema = page.url()
  await page.goto(schema.replace(/schemas.*/, 'maps/invoice-map'))
  await page.getByPlaceholder('Search this map').fill('InvoiceNumber')
  await expect(cell(line(page, 'InvoiceNumber'), 'limit')).toHaveText('17')
  await page.goto(schema)
  await page.getByPlaceholder(/Search [\d,]+ objects?/).fill('InvoiceNumber')
  await page.getByRole('option').filter({ hasText: 'InvoiceNumber' }).filter({ hasText: 'in Invoice' }).first().click()
  await facts(page).getByRole('button', { name: 'Remove the correction: Longest' }).click()
  await expect(facts(page)).not.toContainText('Analyst')
  await page.getByRole('tree').focus()
  await page.keyboard.press('Control+z')
  await expect(facts(page)).toContainText('Analyst (Ada Example')
})

test('samples show what is really there: conflicts, personal values masked, fields that the description lacks', async ({ page }) => {
  await newProject(page, 'Samples')
  const description = {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1' },
    paths: {},
    components: {
      schemas: { Order: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, email: { type: 'string' }, total: { type: 'string' } } } },
    },
  }
  await importFiles(page, [await write('orders.json', JSON.stringify(description))], 'Shop')
  const addSamples = async (records: unknown, name: string) => {
    await page.getByRole('button', { name: 'Add samples' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Or paste them').fill(JSON.stringify(records))
    await dialog.getByLabel('What to call them').fill(name)
    await dialog.getByRole('button', { name: 'Add the pasted records' }).click()
    await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  }
  await addSamples([{ id: 1, email: 'nora.quist@example.com', total: 12.5 }], 'March')
  await addSamples([{ id: 2, total: 7, coupon: { code: 'SPRING', percent: 10 } }], 'April')
  await expect(page.getByRole('button', { name: '2 samples in 2 sets' })).toBeVisible()
  await expect(treeRow(page, 'email')).toContainText('1/2')
  await treeRow(page, 'total').click()
  await expect(facts(page)).toContainText('Samples: number 1 of 2, integer 1 of 2')

  await treeRow(page, 'email').click()
  await expect(facts(page)).not.toContainText('nora.quist')
  await facts(page).getByLabel('Show values').check()
  await expect(facts(page)).toContainText('nora.quist@example.com')
  await page.reload()
  await treeRow(page, 'email').click()
  await expect(facts(page)).toContainText('nora.quist@example.com')
  await facts(page).getByLabel('Show values').uncheck()

  await expect(treeRow(page, 'coupon')).toContainText('not in the document')
  await treeRow(page, 'coupon').click()
  await facts(page)
    .getByRole('button', { name: /Add to the description as object, with the 2 fields in it/ })
    .click()
  await expect(treeRow(page, 'coupon')).toContainText('added')
  await treeRow(page, 'coupon').click()
  await page.keyboard.press('ArrowRight')
  await expect(treeRow(page, 'percent')).toContainText('added')

  await page.getByRole('button', { name: '2 samples in 2 sets' }).click()
  await page.getByRole('button', { name: 'Remove April' }).click()
  await expect(page.getByRole('button', { name: '1 sample', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: '2 samples in 2 sets' })).toBeVisible()
})

test('a correction that fits no place in a newer version is kept and listed; viewers see facts without inputs', async ({ page, browser }) => {
  test.setTimeout(120_000)
  await newProject(page, 'Versions')
  const describe = (version: string, properties: object) =>
    JSON.stringify({ openapi: '3.0.3', info: { title: 'Shop', version }, paths: {}, components: { schemas: { Order: { type: 'object', properties } } } })
  await importFiles(page, [await write('v1.json', describe('1', { id: { type: 'integer' }, total: { type: 'string' } }))], 'Shop')
  await treeRow(page, 'total').click()
  await facts(page).getByLabel('Add a fact').selectOption({ label: 'Longest' })
  await facts(page).locator('.fact-text').fill('12')
  await page.keyboard.press('Enter')
  await expect(treeRow(page, 'total')).toContainText('max 12')
  await expectSaved(page)
  const schema = page.url()

  const viewer = await (await browser.newContext({ storageState: sessionToState(server.address, await server.signIn('Vera Viewer', 'viewer')) })).newPage()
  await viewer.goto(schema)
  await treeRow(viewer, 'total').click()
  await expect(facts(viewer)).toContainText('12 characters')
  await expect(viewer.getByRole('button', { name: /^(Correct|Add|Remove|More for)/ })).toHaveCount(0)
  await expect(facts(viewer).getByLabel('Add a fact')).toHaveCount(0)
  await viewer.context().close()

  await page
    .getByRole('link', { name: /^Schemas/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Newer version' }).click()
  await page
    .getByRole('dialog')
    .locator('input[type="file"]')
    .setInputFiles(await write('v2.json', describe('2', { id: { type: 'integer' } })))
  await page.waitForURL(/\/changes$/)
  await page.goto(page.url().replace(/\/changes$/, ''))
  await page.getByRole('button', { name: '1 correction without a place' }).click()
  await expect(page.getByRole('cell', { name: /total of Order/ })).toBeVisible()
  await expect(page.getByRole('cell', { name: '12 characters' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('button', { name: /without a place/ })).toHaveCount(0)
})

test('the tree is worked by keyboard, also where a type stands in itself', async ({ page }) => {
  await newProject(page, 'Keys')
  const node = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      parent: { $ref: '#/components/schemas/Node' },
      owner: { type: 'object', properties: { mail: { type: 'string' } } },
      zone: { type: 'object', properties: { code: { type: 'string' } } },
    },
  }
  await importFiles(
    page,
    [
      await write(
        'nodes.json',
        JSON.stringify({ openapi: '3.0.3', info: { title: 'Nodes', version: '1' }, paths: {}, components: { schemas: { Node: node } } }),
      ),
    ],
    'Nodes',
  )
  const tree = page.getByRole('tree')
  const active = tree.locator('.virtual-row.active')
  await tree.focus()
  await page.keyboard.press('z')
  await expect(active).toContainText('zone')
  await page.keyboard.press('*')
  await expect(treeRow(page, 'mail')).toBeVisible()
  await expect(treeRow(page, 'code')).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(active).toContainText('expand here')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('treeitem', { level: 2 }).filter({ hasText: 'expand here' })).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(facts(page)).toContainText('parent.name')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('treeitem', { level: 2 }).filter({ hasText: 'name' })).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the schema page has no serious breach in ${colorScheme}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme })
    await openDemoSchema(page, /^WooCommerce REST API/)
    const breaches: string[] = []
    const look = async (where: string) => breaches.push(...(await listBreaches(page)).map((breach) => `${where}: ${breach}`))
    await treeRow(page, 'billing').click()
    await page.keyboard.press('ArrowRight')
    await treeRow(page, 'email').click()
    await look('facts')
    await facts(page).getByRole('button', { name: 'Correct: Type' }).click()
    await look('editor')
    await page.getByPlaceholder('Search in this object').fill('total')
    await page.getByPlaceholder(/Search [\d,]+ objects?/).fill('tax')
    await look('search')
    await page.getByRole('button', { name: 'Add samples' }).click()
    await look('samples')
    expect(breaches).toEqual([])
  })
}
