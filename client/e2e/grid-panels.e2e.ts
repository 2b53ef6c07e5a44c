// Browser cases of both panels of fields: dragging several fields, from a field to its rows, searches that keep their place, completion.
import { expect, test, type Page } from '@playwright/test'
import { cell, line } from './grid-page.ts'
import { serverAddress } from './one-server.ts'

async function openContactMap(page: Page): Promise<void> {
  await page.goto(serverAddress())
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  await page.goto(`${serverAddress()}/p/${new URL(page.url()).pathname.split('/')[2]}/maps/contact-map`)
  await expect(line(page, 'FirstName')).toBeVisible()
}

const source = (page: Page, name: string) => page.getByRole('tree', { name: 'Source fields' }).getByRole('treeitem').filter({ hasText: name }).first()
const status = (page: Page) => page.locator('.map-message')

test('several fields are dropped on a range in one step, and a field shows its rows', async ({ page }) => {
  await openContactMap(page)
  await cell(line(page, 'FirstName'), 'source').click()
  await cell(line(page, 'LastName'), 'source').click({ modifiers: ['Shift'] })
  await source(page, 'number').click()
  await source(page, 'created_via').click({ modifiers: ['ControlOrMeta'] })
  await expect(page.getByText('2 fields chosen.')).toBeVisible()
  // Dropped on the second line of the range, they fill it from its first.
  await source(page, 'number').dragTo(cell(line(page, 'LastName'), 'source'))
  await expect(status(page)).toHaveText('2 fields mapped onto 2 rows, 2 in place of another source.')
  await expect(cell(line(page, 'FirstName'), 'source')).toHaveText(/^number/)
  await expect(cell(line(page, 'LastName'), 'source')).toHaveText(/^created_via/)
  await cell(line(page, 'LastName'), 'source').click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(cell(line(page, 'FirstName'), 'source')).toHaveText(/first_name/)
  await expect(cell(line(page, 'LastName'), 'source')).toHaveText(/last_name/)

  // By keys alone: the chosen line's fields are shown in the panel, and Enter there maps.
  await page.keyboard.press('ControlOrMeta+Shift+s')
  await expect(source(page, 'last_name')).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Used by 2 rows: show' }).first().click()
  await expect(line(page, 'Name')).toBeVisible()
  await expect(line(page, 'EmailAddress')).toHaveCount(0)
  await page.getByRole('button', { name: /show all rows again/ }).click()
  await expect(line(page, 'EmailAddress')).toBeVisible()
})

test('both searches keep their place, a destination field leads to its line, and completion knows what is likely', async ({ page }) => {
  await openContactMap(page)
  await page.getByRole('searchbox', { name: 'Search the source fields' }).fill('email')
  await expect(source(page, 'email')).toBeVisible()
  await page.getByRole('button', { name: 'Destination fields' }).click()
  const search = page.getByRole('searchbox', { name: 'Search the destination fields' })
  await search.fill('city')
  const city = page.getByRole('tree', { name: 'Destination fields' }).getByRole('treeitem').filter({ hasText: 'City' })
  await expect(city).toBeVisible()
  // Each is closed and opened again while the other one stays.
  await page.getByRole('button', { name: 'Collapse the source fields' }).click()
  await page.getByRole('button', { name: 'Open the source fields' }).click()
  await expect(page.getByRole('searchbox', { name: 'Search the source fields' })).toHaveValue('email')
  await page.getByRole('button', { name: 'Close the destination fields' }).click()
  await page.getByRole('button', { name: 'Destination fields' }).click()
  await expect(search).toHaveValue('city')

  // Its line is folded away until somebody asks for it; the arrows stay in the panel until Enter.
  await expect(line(page, 'City')).toHaveCount(0)
  await city.click()
  await expect(line(page, 'City')).toBeVisible()
  await expect(page.getByRole('tree', { name: 'Destination fields' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cell(line(page, 'City'), 'source')).toBeFocused()

  await page.keyboard.press('F2')
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
  await expect(options.first()).toHaveText(/≈billing\.city/)
  const editor = page.getByRole('combobox', { name: /Field/ })
  await expect(editor).not.toHaveAttribute('aria-activedescendant')
  await page.keyboard.type('bil.em')
  await expect(options.first()).toHaveText(/^billing\.email/)
  await expect(editor).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
})
