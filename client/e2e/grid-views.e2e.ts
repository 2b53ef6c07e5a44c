// Browser case of seeing: filters and sorting by menu, keyboard and meter, columns and row heights, saved views of one's own and shared ones.
import { expect, test, type Page } from '@playwright/test'
import { sessionToState } from './one-server.ts'
import { startTestServer } from './test-server.ts'

async function openMap(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByText('WooCommerce → Xero').first().click()
  await page.getByRole('link', { name: 'Field maps' }).first().click()
  await page.getByText('Order → Invoice').first().click()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
}

const cells = (page: Page, column: string) => page.locator(`.ag-row:not(.gx-context) [col-id="${column}"]`)
const topLabel = (page: Page) => page.locator('.ag-row[row-index="0"] [col-id="destination"] .gx-leaf')
const labels = (page: Page) => page.locator('.ag-row [col-id="destination"] .gx-leaf')

test('a person narrows the grid, finds the way back, and keeps how it looks as a view that others can take', async ({ browser }) => {
  const server = await startTestServer()
  const context = await browser.newContext({ storageState: sessionToState(server.address, await server.signIn()) })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await openMap(page, server.address)
  const bar = page.getByRole('region', { name: 'What is shown' })
  const search = page.getByRole('searchbox', { name: 'Search this map' })
  const first = await topLabel(page).textContent()

  // A field that is folded away is found, with what it stands in; Esc gives the lines back as they were.
  await expect(page.getByText('39 more fields')).toBeVisible()
  await search.fill('contact phones')
  await expect(bar).toContainText(/Showing \d+ of \d+ lines/)
  await expect(labels(page).getByText('Phones[]', { exact: true })).toBeVisible()
  await expect(page.locator('.ag-row.gx-context').first()).toContainText('Contact')
  await search.fill('no such field anywhere')
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page.getByText('39 more fields')).toBeVisible()

  // By keyboard alone: the menu of the column in focus, one value, and back in the cell.
  await cells(page, 'status').first().click()
  await page.keyboard.press('Alt+ArrowDown')
  const menu = page.getByRole('dialog', { name: 'Filter or sort Status' })
  await menu.getByRole('button', { name: 'None' }).press('Enter')
  await menu.getByRole('listbox').press('ArrowDown')
  await page.keyboard.press(' ')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(bar).toContainText('Status is Ready')
  await expect.poll(() => cells(page, 'status').evaluateAll((all) => [...new Set(all.map((one) => one.textContent))])).toEqual(['Ready'])
  await expect(page.getByRole('columnheader', { name: /Status/ }).getByRole('button', { name: 'Filter or sort Status, filtered' })).toBeVisible()

  // What no longer fits stays under the hands until the filter is applied again.
  const shown = await cells(page, 'status').count()
  await cells(page, 'status').nth(1).click()
  await page.keyboard.type('Draft')
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('button', { name: /1 line fits no more/ })).toBeVisible()
  await expect(cells(page, 'status')).toHaveCount(shown)
  await bar.getByRole('button', { name: /1 line fits no more/ }).click()
  await expect(cells(page, 'status')).toHaveCount(shown - 1)

  // Sorted lines stand flat with their whole paths; Esc in the grid is the way back.
  await cells(page, 'status').first().click()
  await page.keyboard.press('Alt+ArrowDown')
  await menu.getByRole('button', { name: 'Descending' }).click()
  await page.keyboard.press('Escape')
  await expect(page.locator('.ag-header-cell[col-id="status"]')).toHaveAttribute('aria-sort', 'descending')
  await expect(page.locator('.ag-row[row-index="0"] [col-id="destination"]')).toContainText('LineItems[].')
  await cells(page, 'status').first().click()
  await page.keyboard.press('Escape')
  await expect(bar).not.toContainText('Sorted by')
  await page.keyboard.press('Control+Alt+0')
  await expect(bar).toBeHidden()
  await expect(topLabel(page)).toHaveText(first ?? '')

  // The meter counts fields, and shows the very ones it counts.
  const mapped = page.getByRole('button', { name: /Destination: \d+ mapped/ })
  const count = Number(/\d+/.exec((await mapped.getAttribute('aria-label')) ?? '')?.[0])
  await mapped.click()
  await expect(mapped).toHaveAttribute('aria-pressed', 'true')
  await expect(bar).toContainText('Mapped fields')
  expect(count).toBeGreaterThan(5)
  await mapped.click()
  await expect(bar).toBeHidden()

  // Columns, their pins and the height of rows are a view.
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Owner' }).click()
  await page.getByRole('radio', { name: 'High' }).click()
  await page.keyboard.press('Escape')
  await expect(page.locator('.ag-header-cell[col-id="owner"]')).toBeVisible()
  await page.locator('[data-header-menu="when"]').click({ force: true })
  await page.getByRole('button', { name: 'Move left' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Save what is shown as…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Owners')
  await page.getByLabel('Share with everybody in the project').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('toolbar').getByRole('button', { name: 'Owners' })).toBeVisible()

  // The drawer leaves fewer columns room; when it closes all are as they were.
  await cells(page, 'status').first().click()
  await page.keyboard.press('F4')
  await expect(page.locator('.ag-header-cell[col-id="owner"]')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.locator('.ag-header-cell[col-id="owner"]')).toBeVisible()
  await expect(page.locator('.ag-row').first()).toHaveCSS('height', '34px')

  // Somebody who may only look takes the view; changed, it says so, and it comes back with the page.
  const viewer = await browser.newContext({ storageState: sessionToState(server.address, await server.signIn('Vi Viewer', 'viewer')) })
  const other = await viewer.newPage()
  await openMap(other, server.address)
  await other.getByRole('button', { name: 'Views' }).click()
  await other.getByRole('button', { name: 'Owners', exact: true }).click()
  await expect(other.locator('.ag-header-cell[col-id="owner"]')).toBeVisible()
  const order = await other.locator('.ag-header-cell').evaluateAll((all) =>
    all
      .map((one) => [one.getAttribute('col-id'), one.getBoundingClientRect().left] as const)
      .toSorted((a, b) => a[1] - b[1])
      .map(([id]) => id),
  )
  expect(order.indexOf('when')).toBeLessThan(order.indexOf('transform'))
  await other.getByRole('button', { name: 'Columns' }).click()
  await other.getByRole('radio', { name: 'Low' }).click()
  await other.keyboard.press('Escape')
  await expect(other.getByRole('toolbar').getByRole('button', { name: 'Owners, changed' })).toBeVisible()
  await other.reload()
  await expect(other.getByRole('toolbar').getByRole('button', { name: 'Owners, changed' })).toBeVisible()
  await expect(other.locator('.ag-row').first()).toHaveCSS('height', '24px')

  expect(complaints).toEqual([])
  await viewer.close()
  await context.close()
  await server.close()
})
