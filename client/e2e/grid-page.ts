// What the browser cases do on a field map page, in a person's words: lines are found by their destination, cells by their column.
import { expect, type Browser, type Locator, type Page } from '@playwright/test'
import type { ColumnId } from '../grid/columns.ts'
import { serverAddress, sessionToState } from './one-server.ts'

/** The n-th line with this destination label (`LineItems[]`, `Quantity`, `Part 1 of 2`). */
export function line(page: Page, label: string, nth = 0): Locator {
  return page
    .getByRole('row')
    .filter({ has: page.locator('[col-id="destination"]').getByText(label, { exact: true }) })
    .nth(nth)
}

export function cell(row: Locator, column: ColumnId): Locator {
  return row.locator(`[col-id="${column}"]`)
}

/** Types over a cell and commits with Enter, as people do. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await target.click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

export async function openFold(page: Page, row: Locator): Promise<void> {
  await cell(row, 'destination').click()
  await page.keyboard.press('Alt+ArrowRight')
}

export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByTestId('saved-state')).toHaveText('Saved')
}

/** The row's number once the server gave it. */
export async function expectNumbered(row: Locator): Promise<void> {
  await expect(cell(row, 'row')).toHaveText(/R-\d+/)
}

/** Opens the folded fields of a group: its own "n more fields" line, the first below it. */
export async function openMore(page: Page, group: string): Promise<void> {
  const more = page.getByRole('row').filter({ has: page.locator('[col-id="destination"]').getByText(/^\d+ more fields?$/) })
  const top = (await line(page, group).boundingBox())?.y ?? 0
  const rows = await more.all()
  const boxes = await Promise.all(rows.map(async (row) => ({ row, y: (await row.boundingBox())?.y ?? 0 })))
  const first = boxes.filter(({ y }) => y > top).sort((a, b) => a.y - b.y)[0]
  if (first === undefined) throw new Error(`no folded fields below ${group}`)
  await openFold(page, first.row)
}

/** The demo's map with the most rows, once the line with this label stands there. */
export async function openInvoiceMap(page: Page, label: string): Promise<void> {
  await page.goto(serverAddress())
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  const project = new URL(page.url()).pathname.split('/')[2]
  await page.goto(`${serverAddress()}/p/${project}/maps/invoice-map`)
  await expect(line(page, label)).toBeVisible()
}

/** A person's own window on the demo's map, through the pages that lead there. */
export async function openMapOf(browser: Browser, address: string, session: string): Promise<Page> {
  const context = await browser.newContext({ storageState: sessionToState(address, session), permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('link', { name: 'WooCommerce → Xero' }).click()
  await page.getByRole('link', { name: 'Field maps' }).first().click()
  await page.getByRole('link', { name: 'Order → Invoice' }).click()
  await expect(line(page, 'Type')).toBeVisible()
  return page
}
