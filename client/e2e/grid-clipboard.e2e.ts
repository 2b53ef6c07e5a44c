// Browser cases of the clipboard: blocks from a spreadsheet and between rows, what was not taken, and a mapping that is pasted by names.
import { expect, test, type Page } from '@playwright/test'
import { cell, line, openInvoiceMap } from './grid-page.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** As another program leaves it: text alone. */
async function copyElsewhere(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
}

const status = (page: Page) => page.locator('.map-message')

test('blocks from a spreadsheet and from other rows are pasted, counted and taken back as one step', async ({ page }) => {
  await openInvoiceMap(page, 'DiscountRate')
  const rate = line(page, 'DiscountRate')
  const amount = line(page, 'DiscountAmount')
  const name = line(page, 'Item')

  // As Excel writes it: a line end behind each row, quotes around a cell of two lines.
  await copyElsewhere(page, '"First line\nsecond ""line"""\r\n5" pipe\r\n')
  await cell(rate, 'note').click()
  await page.keyboard.press('Control+v')
  await expect(status(page)).toHaveText('2 pasted')
  await expect(cell(rate, 'note')).toContainText('First line')
  await expect(cell(amount, 'note')).toHaveText('5" pipe')

  // The rows are new: taken back, nothing is left of them.
  await page.keyboard.press('Control+z')
  await expect(cell(rate, 'note')).toHaveText('')
  await expect(cell(amount, 'note')).toHaveText('')
  await page.keyboard.press('Control+y')
  await expect(cell(amount, 'note')).toHaveText('5" pipe')

  // Source, transform and condition of a row go to another one; what other programs get is what can be typed.
  await cell(line(page, 'TaxAmount'), 'source').click()
  await cell(line(page, 'TaxAmount'), 'transform').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${await copiedSource(page, 'TaxAmount')}\t${await cell(line(page, 'TaxAmount'), 'transform').textContent()}`,
  )
  await cell(rate, 'source').click()
  await page.keyboard.press('Control+v')
  await expect(status(page)).toHaveText('2 pasted')
  await expect(cell(rate, 'transform')).toHaveText((await cell(line(page, 'TaxAmount'), 'transform').textContent()) ?? '')

  // One text fills what is selected; what a column does not know is listed with the reason.
  await copyElsewhere(page, 'Ready')
  await cell(rate, 'status').click()
  await cell(name, 'status').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+v')
  await expect(status(page)).toHaveText('3 pasted')
  await expect(cell(name, 'status')).toHaveText('Ready')
  await copyElsewhere(page, 'Approved\r\nFinished\r\n')
  await cell(rate, 'status').click()
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: '1 text was not taken' })
  await expect(dialog).toContainText('1 pasted, 1 not taken')
  await expect(dialog.getByRole('row', { name: /Finished/ })).toContainText('is not a status')
  await page.keyboard.press('Escape')
  await expect(cell(rate, 'status')).toHaveText('Approved')
  await expect(cell(amount, 'status')).toHaveText('Ready')

  // Cut cells move when they are pasted, in one step.
  await cell(amount, 'note').click()
  await page.keyboard.press('Control+x')
  await expect(cell(amount, 'note')).toHaveText('5" pipe')
  await cell(name, 'note').click()
  await page.keyboard.press('Control+v')
  await expect(status(page)).toHaveText('1 moved')
  await expect(cell(name, 'note')).toHaveText('5" pipe')
  await expect(cell(amount, 'note')).toHaveText('')
  await page.keyboard.press('Control+z')
  await expect(cell(amount, 'note')).toHaveText('5" pipe')
  await expect(cell(name, 'note')).toHaveText('')

  // Esc leaves what was cut where it is: it is only copied then.
  await cell(amount, 'note').click()
  await page.keyboard.press('Control+x')
  await page.keyboard.press('Escape')
  await cell(name, 'note').click()
  await page.keyboard.press('Control+v')
  await expect(status(page)).toHaveText('1 pasted')
  await expect(cell(amount, 'note')).toHaveText('5" pipe')

  // Without a text the table is read: a line break in a cell, and a cell that is drawn over two rows.
  await cell(rate, 'note').click()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      '<table><tr><td rowspan=2>One<br style="mso-data-placement:same-cell">line</td></tr><tr></tr><tr><td>Two<script>x</script></td></tr></table>',
    )
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(status(page)).toHaveText('3 pasted')
  await expect(cell(rate, 'note')).toContainText('One')
  await expect(cell(amount, 'note')).toHaveText('')
  await expect(cell(name, 'note')).toHaveText('Two')
  await page.keyboard.press('Control+z')
  await expect(cell(rate, 'note')).toContainText('First line')

  // Fill down, then clear all of it.
  await cell(rate, 'note').click()
  await cell(name, 'note').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+d')
  await expect(status(page)).toHaveText('2 filled')
  await expect(cell(name, 'note')).toContainText('First line')
  await page.keyboard.press('Delete')
  await expect(status(page)).toHaveText('3 cleared')
  await expect(cell(rate, 'note')).toHaveText('')
})

test('a table of several columns is laid onto the map by destination names, with the keyboard alone', async ({ page }) => {
  await openInvoiceMap(page, 'DiscountRate')
  await cell(line(page, 'ContactID'), 'source').click()
  await copyElsewhere(
    page,
    'Xero field\tWoo field\tRemark\r\nLineItems.Nowhere\tsku\t\r\nContact.EmailAddress\tbilling.email\t"by mail\nonly"\r\nContact/First Name\tvorname\t\r\nTaxAmount\ttotal_tax\t\r\nCurrency Rate\torder.number\t\r\n',
  )
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog', { name: 'How is this table meant?' })
  await expect(dialog.getByRole('radio', { name: /By destination name/ })).toBeChecked()
  await expect(dialog.getByRole('combobox', { name: 'Column 1 is' })).toHaveValue('destination')
  await expect(dialog.getByRole('combobox', { name: 'Column 2 is' })).toHaveValue('source')
  await expect(dialog.getByRole('combobox', { name: 'Column 3 is' })).toHaveValue('note')
  await expect(dialog.getByRole('checkbox', { name: 'The first row has titles' })).toBeChecked()
  await expect(dialog.getByRole('button', { name: '1 not found' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: '1 to choose' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: '1 source kept as text' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Copy the 2 unmatched' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(status(page)).toHaveText('4 cells of 3 rows pasted, 1 kept as text that matches no field')
  await expect(cell(line(page, 'EmailAddress'), 'source')).toContainText('billing.email')
  await expect(cell(line(page, 'FirstName'), 'source')).toContainText('vorname')
  // One step: the lines that were listed for it are folded away again.
  await page.keyboard.press('Control+z')
  await expect(line(page, 'EmailAddress')).toHaveCount(0)
  await expect(line(page, 'FirstName')).toHaveCount(0)
})

async function copiedSource(page: Page, label: string): Promise<string> {
  const path = cell(line(page, label), 'source').locator('.gx-path')
  return (await path.textContent()) ?? ''
}
