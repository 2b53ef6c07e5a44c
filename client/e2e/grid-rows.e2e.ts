// Browser case of rows: duplicated, reordered, moved by their grip, refused, left out by a group, mapped by the same names.
import { expect, test, type Locator, type Page } from '@playwright/test'
import { cell, line, openInvoiceMap } from './grid-page.ts'

/** By the grip in the row's number; `onto`: while it is held there. */
async function dragRow(page: Page, from: Locator, to: Locator, onto: () => Promise<void>): Promise<void> {
  await cell(from, 'row').hover()
  const grip = await page.locator('.gx-grip').boundingBox()
  const there = await cell(to, 'destination').boundingBox()
  if (grip === null || there === null) throw new Error('the grip or the line is not in the picture')
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
  await page.mouse.down()
  await page.mouse.move(there.x + 40, there.y + there.height / 2, { steps: 5 })
  await onto()
  await page.mouse.up()
}

/** Rows that came later stand at the end of the document: what is first is told by where it stands. */
async function first(page: Page, label: string): Promise<Locator> {
  const rows = await page
    .getByRole('row')
    .filter({ has: page.locator('[col-id="destination"]').getByText(label, { exact: true }) })
    .all()
  const places = await Promise.all(rows.map(async (row) => ({ id: await row.getAttribute('row-id'), at: Number(await row.getAttribute('row-index')) })))
  const [top] = places.toSorted((a, b) => a.at - b.at)
  if (top === undefined) throw new Error(`no line ${label}`)
  return page.locator(`[role="row"][row-id="${top.id}"]`)
}

const label = (page: Page) => page.locator('.gx-drop-label:visible')
const status = (page: Page) => page.locator('.map-status')
const count = (page: Page) => page.getByText(/^\d+ lines: /)

test('rows are duplicated, reordered, moved to other fields and mapped by their names; what makes no sense is refused with its reason', async ({ page }) => {
  await openInvoiceMap(page, 'Description')

  // A copy stands right behind its original, and goes up past it.
  const alternative = (of: string) => page.getByRole('row').filter({ has: page.locator('[col-id="destination"]').getByText(of, { exact: true }) })
  await cell(await first(page, 'ItemCode'), 'note').click()
  await page.keyboard.press('Control+Shift+D')
  await expect(cell(alternative('1 of 2'), 'row')).toHaveText('R-9')
  await expect(cell(alternative('2 of 2'), 'row')).toHaveText(/^R-\d+$/)
  const copied = await cell(alternative('2 of 2'), 'row').innerText()
  await cell(alternative('2 of 2'), 'source').click()
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(cell(alternative('1 of 2'), 'row')).toHaveText(copied)
  await expect(cell(alternative('2 of 2'), 'row')).toHaveText('R-9')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(alternative('2 of 2')).toHaveCount(0)

  // Elsewhere than among alternatives a row has no up and down.
  await cell(await first(page, 'Quantity'), 'source').click()
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await expect(status(page)).toContainText('Rows follow the destination’s order.')

  // Onto another field of the list: the row fills that one, with its number.
  await dragRow(page, await first(page, 'ItemCode'), await first(page, 'AccountID'), async () =>
    expect(label(page)).toHaveText('Move R-9 to LineItems[].AccountID, beside R-11'),
  )
  await expect(cell(alternative('2 of 2'), 'row')).toHaveText('R-9')
  await expect(alternative('2 of 2')).toContainText('AccountID')
  await page.keyboard.press('Control+z')
  await expect(cell(await first(page, 'ItemCode'), 'row')).toHaveText('R-9')

  // A list goes onto no single value, and Esc ends a drag.
  await dragRow(page, line(page, 'Part 2 of 3'), line(page, 'Type'), async () => expect(label(page)).toHaveText('R-21 fills a list, and Type is none.'))
  await expect(status(page)).toContainText('R-21 fills a list, and Type is none.')
  await dragRow(page, line(page, 'Part 2 of 3'), line(page, 'Part 1 of 3'), async () => {
    await expect(label(page)).toHaveText(/^Move R-21 before R-4$/)
    await page.keyboard.press('Escape')
    await expect(label(page)).toHaveCount(0)
  })
  await expect(cell(line(page, 'Part 1 of 3'), 'row')).toContainText('R-4')

  // Rows go together, and their fields are mapped by the names that the source has for them.
  await cell(await first(page, 'Quantity'), 'source').click()
  await cell(await first(page, 'UnitAmount'), 'source').click({ modifiers: ['Shift'] })
  const before = await count(page).innerText()
  await page.keyboard.press('Control+-')
  await expect(page.getByText('Deleted 2 rows.').first()).toBeVisible()
  await expect(count(page)).not.toHaveText(before)
  await cell(line(page, 'Part 1 of 3'), 'destination').click()
  await page.keyboard.press('Control+Shift+M')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox', { name: 'LineItems[].Quantity' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Map 1 field' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(async () => expect(await cell(await first(page, 'Quantity'), 'source').innerText()).toContain('quantity')).toPass()

  // One reason on an object covers what is below it.
  await cell(await first(page, 'Item'), 'destination').click()
  await page.keyboard.press('Control+Shift+U')
  await expect(dialog.getByText(/covers \d+ fields below it/)).toBeVisible()
  await dialog.getByLabel('Because…').fill('The code says it')
  await dialog.getByRole('button', { name: 'Not mapped' }).click()
  await expect(cell(await first(page, 'Item'), 'transform')).toContainText('Not mapped: The code says it')
})
