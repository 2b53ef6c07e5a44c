// Browser cases of accessibility: axe finds nothing serious on any page of the demo project, nor in what opens over a field map, in light and in dark.
import { expect, test, type Page } from '@playwright/test'
import { listBreaches } from './axe.ts'
import { cell, line } from './grid-page.ts'
import { serverAddress } from './one-server.ts'

/** Opens something over the field map page by keys, from a cell in focus. */
type State = { readonly what: string; readonly open: (page: Page) => Promise<void> }

const states: readonly State[] = [
  { what: 'row drawer', open: (page) => page.keyboard.press('F4') },
  { what: 'menu', open: (page) => page.keyboard.press('Shift+F10') },
  { what: 'palette', open: (page) => press(page, 'Control+k', 'total') },
  { what: 'go to row', open: (page) => press(page, 'Control+j', '1') },
  { what: 'shortcuts', open: (page) => page.keyboard.press('F1') },
  { what: 'find', open: (page) => press(page, 'Control+f', 'total') },
  { what: 'replace', open: (page) => replaceAll(page) },
  { what: 'cell editor', open: (page) => page.keyboard.press('F2') },
  { what: 'settings', open: (page) => run(page, 'Settings of the map') },
  { what: 'destination panel', open: (page) => run(page, 'Destination fields') },
  { what: 'whole record', open: (page) => run(page, 'Preview the whole record as JSON') },
  { what: 'filter of a column', open: (page) => run(page, 'Filter or sort this column…') },
  { what: 'reason', open: (page) => run(page, 'Not mapped, because…') },
  { what: 'columns', open: (page) => run(page, 'Choose columns…') },
  { what: 'views', open: (page) => run(page, 'Saved views…') },
  { what: 'pages of lines', open: (page) => run(page, 'Pages of 100 lines, for screen readers') },
]

/** Below the address of the demo project. */
const pages = [
  '',
  '/use-cases',
  '/use-cases/invoice',
  '/use-cases/invoice/steps?step=now-send-invoice',
  '/use-cases/invoice/traceability',
  '/maps',
  '/maps/invoice-map',
  '/schemas',
  '/systems',
  '/lookups',
  '/config',
  '/customers',
  '/customers?compare',
  '/tests',
  '/tests/case-two-products',
  '/tests/case-webhook',
  '/questions',
  '/review',
  '/review/coverage',
  '/review/traceability',
  '/history',
  '/history/first-review/now',
  '/export',
  '/import',
  '/no-such-page',
  '/maps/no-such-map',
]

/** Everything in light; in the dark the colours alone, because the structure is the same. */
async function listBreachesOfBoth(page: Page, where: string): Promise<string[]> {
  const breaches = (await listBreaches(page)).map((breach) => `${where}: ${breach}`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html[data-mantine-color-scheme="dark"]')).toBeAttached()
  breaches.push(...(await listBreaches(page, 'colours')).map((breach) => `${where} in dark: ${breach}`))
  await page.emulateMedia({ colorScheme: 'light' })
  return breaches
}

test('the pages have no serious breach in light and in dark', async ({ page }) => {
  // Axe looks at everything on some thirty pages.
  test.setTimeout(300_000)
  const project = await openDemo(page)
  const breaches: string[] = []
  const home = `/p/${project}`
  const found = [
    ...(await listLinks(page, `${home}/lookups`)).slice(0, 1),
    ...(await listLinks(page, `${home}/schemas`)).slice(0, 1).flatMap((schema) => [schema, `${schema}/changes`]),
  ]
  expect(found).toHaveLength(3)
  for (const path of ['/', '/no-such-page', ...pages.map((one) => home + one), ...found]) {
    await page.goto(`${serverAddress()}${path}`)
    await page.waitForLoadState('networkidle')
    breaches.push(...(await listBreachesOfBoth(page, path)))
  }
  expect(breaches.map((breach) => breach.replaceAll(project, 'PROJECT'))).toEqual([])
})

test('what opens over a field map has no serious breach in light and in dark', async ({ page }) => {
  test.setTimeout(300_000)
  const project = await openDemo(page)
  const breaches: string[] = []
  for (const { what, open } of states) {
    // Anew, so that nothing of the state before is open; what a person chose for good is forgotten.
    await page.evaluate(() => localStorage.clear())
    await page.goto(`${serverAddress()}/p/${project}/maps/invoice-map`)
    await cell(line(page, 'Quantity'), 'transform').click()
    await open(page)
    await page.waitForTimeout(400)
    breaches.push(...(await listBreachesOfBoth(page, what)))
  }
  expect(breaches.map((breach) => breach.replaceAll(project, 'PROJECT'))).toEqual([])
})

test('who is not signed in meets no serious breach in light and in dark', async ({ browser }) => {
  const page = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage()
  for (const path of ['/', '/enter/not-a-link']) {
    await page.goto(`${serverAddress()}${path}`)
    await page.waitForLoadState('networkidle')
    expect(await listBreachesOfBoth(page, path)).toEqual([])
  }
  await page.context().close()
})

async function openDemo(page: Page): Promise<string> {
  await page.goto(serverAddress())
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  const project = new URL(page.url()).pathname.split('/')[2] ?? ''
  await expect(page.locator(`a[href="/p/${project}/maps"]`).first()).toBeVisible()
  return project
}

/** Addresses below `list` that its page links to. */
async function listLinks(page: Page, list: string): Promise<string[]> {
  await page.goto(`${serverAddress()}${list}`)
  await expect(page.locator(`a[href^="${list}/"]`).first()).toBeVisible()
  return page.locator(`a[href^="${list}/"]`).evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? '').replace(/\/changes$/, '')))
}

async function press(page: Page, keys: string, text: string): Promise<void> {
  await page.keyboard.press(keys)
  await page.keyboard.type(text)
}

async function run(page: Page, command: string): Promise<void> {
  await press(page, 'Control+k', command)
  await page.keyboard.press('Enter')
}

async function replaceAll(page: Page): Promise<void> {
  await press(page, 'Control+h', 'total')
  await page.getByLabel('Replace by').fill('sum')
  await page.getByRole('button', { name: 'Replace all…' }).click()
  await expect(page.getByRole('group', { name: 'What will be replaced' })).toBeVisible()
}
