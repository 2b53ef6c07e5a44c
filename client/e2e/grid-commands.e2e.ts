// Browser cases of commands in the field map, by keys alone: palette, menu, go to row, find and replace, sheet of keys, pages of lines.
import { expect, test, type Page } from '@playwright/test'
import { cell, line } from './grid-page.ts'
import { sessionToState } from './one-server.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await startTestServer()
})
test.afterAll(() => server.close())

async function openInvoices(page: Page): Promise<void> {
  await page.goto(server.address)
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  // From here on no mouse.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('order invoice')
  await expect(page.getByRole('option', { name: 'Order → Invoice', exact: true })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(line(page, 'Type')).toBeVisible()
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement
    const row = active?.closest('[role="row"]')
    return `${row?.querySelector('[col-id="row"]')?.textContent ?? active?.getAttribute('aria-label') ?? ''} ${active?.getAttribute('col-id') ?? ''}`.trim()
  })

test('rows and commands are reached by keys alone, and the focus always comes back', async ({ browser }) => {
  test.setTimeout(90_000)
  const page = await (await browser.newContext({ storageState: sessionToState(server.address, await server.signIn()) })).newPage()
  await openInvoices(page)

  // A row by its number, also below a folded list.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('fold everything')
  await page.keyboard.press('Enter')
  await expect(line(page, 'Quantity')).toHaveCount(0)
  await page.keyboard.press('Control+j')
  await page.keyboard.type('R-7')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('R-7 source')
  await expect(line(page, 'Quantity')).toBeVisible()

  // The palette gives the focus back, and runs its command on the cell that had it.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Find or run' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('R-7 source')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('open the row')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: /Row/ })).toBeVisible()
  await page.keyboard.press('Escape')

  // The menu of the cell: letters go to entries, what cannot be done says why, Esc leads back.
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu', { name: 'Menu of the cell' })).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByRole('menuitem', { name: /Open the row/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('R-7 source')

  // Copy from the menu is the browser's own copy.
  await page.keyboard.press('Shift+F10')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('.map-status')).toContainText('1 cell copied.')
  await page.keyboard.press('Escape')

  // Every part of the page, there and back.
  const regions: string[] = []
  for (let step = 0; step < 7; step++) {
    await page.keyboard.press('F6')
    regions.push(await page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region') ?? ''))
  }
  expect(regions).toEqual(['status', 'top', 'rail', 'header', 'source', 'toolbar', 'grid'])
  expect(await focused(page)).toBe('R-7 source')

  await page.keyboard.press('F1')
  await page.keyboard.type('duplicate')
  await expect(page.getByRole('region', { name: 'Keys' })).toContainText('Ctrl+Shift+D')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('R-7 source')

  // Pages of lines: the person's choice stays.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('screen readers')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Pages of lines' })).toContainText(/Lines 1 to \d+ of \d+/)
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Pages of lines' })).toBeVisible()
  await page.context().close()
})

test('replacing is counted and shown before it is done, is one step of undo, and no expression stops the page', async ({ browser }) => {
  test.setTimeout(90_000)
  const page = await (await browser.newContext({ storageState: sessionToState(server.address, await server.signIn('Ben Example', 'editor')) })).newPage()
  await openInvoices(page)
  const taxAmount = cell(line(page, 'LineAmount'), 'source')
  await expect(taxAmount).toContainText('total')

  await page.keyboard.press('Control+h')
  await page.keyboard.type('total')
  const bar = page.getByRole('search', { name: 'Find and replace in this map' })
  await expect(bar).toContainText(/\d+ found/)
  await page.keyboard.press('Enter')
  await expect(bar).toContainText(/1 of \d+/)
  await expect(bar.getByLabel('Find', { exact: true })).toBeFocused()
  await bar.getByLabel('Replace by').focus()
  await page.keyboard.type('sum')
  await page.keyboard.press('Control+Enter')
  const plan = bar.getByRole('group', { name: 'What will be replaced' })
  await expect(plan).toContainText(/\d+ will be replaced, \d+ locked\. \d+ are no source field now and kept as text\./)
  await page.keyboard.press('Enter')
  await expect(taxAmount).toContainText('sum')
  await expect(page.locator('.map-status')).toContainText(/\d+ replaced/)

  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(taxAmount).toContainText('total')

  // An expression that would run for ages is given up; the page goes on meanwhile.
  await page.keyboard.press('Control+f')
  await bar.getByLabel('Regular expression').focus()
  await page.keyboard.press('Space')
  await bar.getByLabel('Find', { exact: true }).fill('(')
  await expect(bar.getByRole('alert')).toContainText('not a regular expression yet')
  await bar.getByLabel('Find', { exact: true }).fill(String.raw`^(([a-zA-Z ,.]+)+)+\d$`)
  await expect(bar.getByRole('alert')).toContainText('takes too long', { timeout: 10_000 })
  await bar.getByLabel('Find', { exact: true }).fill('^Copy$')
  await expect(bar).toContainText(/\d+ found/)
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await page.context().close()
})
