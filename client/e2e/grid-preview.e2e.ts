// Browser case of the live preview: a record of one's own, what the map makes of it with what its destination refuses, and the code of a row.
import { expect, test, type Page } from '@playwright/test'
import { cell, line, openInvoiceMap } from './grid-page.ts'

const ORDER = {
  number: 'MINE-1',
  status: 'processing',
  currency: 'EUR',
  line_items: [
    { name: 'Seeds', sku: 'S-1', quantity: 1, total: '4.00', subtotal: '4.00', tax_class: '', total_tax: '0.00', taxes: [] },
    { name: 'Soil', sku: `S-${'2'.repeat(40)}`, quantity: 3, total: '9.00', subtotal: '9.00', tax_class: '', total_tax: '0.00', taxes: [] },
  ],
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'The record' }).fill(text)
  await page.getByRole('button', { name: 'Use this record' }).click()
}

test('a pasted record is what the preview shows, row by row and as JSON, and stays chosen', async ({ page }) => {
  await openInvoiceMap(page, 'ItemCode')
  const sku = line(page, 'ItemCode')
  await page.getByTitle('Choose or paste another sample record').click()
  await page.getByRole('combobox', { name: 'Search sample records' }).fill('4102')
  await page.keyboard.press('Enter')
  await expect(page.getByTitle('Choose or paste another sample record')).toContainText('order 4102')

  await page.getByTitle('Choose or paste another sample record').click()
  await page.getByRole('button', { name: 'Paste a record…' }).click()
  await paste(page, '{ "number": "MINE-1",\n  "status": }')
  await expect(page.getByRole('alert')).toHaveText('Line 2, column 13: A value is expected here, not }.')
  await paste(page, JSON.stringify(ORDER))
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByTitle('Choose or paste another sample record')).toContainText('pasted order MINE-1')
  await expect(cell(sku, 'preview')).toHaveText('S-1')

  // The second item of the list, by keys.
  await cell(sku, 'preview').click()
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect(cell(sku, 'preview')).toContainText('S-222')
  await expect(cell(line(page, 'Part 1 of 3'), 'preview')).toHaveText('item 2 of 2')

  await page.keyboard.press('Control+Alt+p')
  const panel = page.getByRole('complementary', { name: 'The whole record as JSON' })
  const refused = panel.getByRole('button', { name: 'LineItems[1].ItemCode' })
  await expect(refused).toContainText('42 characters: at most 30 fit.')
  await expect(panel.getByRole('option', { name: 'ItemCode' }).nth(1)).toContainText('at most 30 fit')
  await cell(line(page, 'Quantity'), 'preview').click()
  await expect(panel.getByRole('option', { name: '"Quantity": 3' })).toHaveAttribute('aria-selected', 'true')
  await refused.click()
  await expect(cell(sku, 'preview')).toBeFocused()

  await page.keyboard.press('F4')
  await expect(page.getByTestId('generated')).toContainText('mapped.ItemCode = lineItem.sku // R-9')

  await page.reload()
  await expect(page.getByTitle('Choose or paste another sample record')).toContainText('pasted order MINE-1')
  await expect(cell(sku, 'preview')).toHaveText('S-1')
})
