// Browser cases of formulas: one is typed in the grid, goes wrong, is put right and taken back; a list is summed with the form.
import { expect, test, type Page } from '@playwright/test'
import { cell, line, typeInto, openInvoiceMap } from './grid-page.ts'

/** Of the first list that feeds the invoice's lines; the demo does not map it. */
const FIELD = 'DiscountRate'

test('a formula is typed into the grid, shows its value and its sentence, and a mistake is put right and taken back', async ({ page }) => {
  await openInvoiceMap(page, FIELD)
  const row = line(page, FIELD)
  await cell(row, 'transform').click()
  await page.keyboard.type('=quantity * 2')
  // The first line of the first sample has two of its product.
  await expect(page.locator('.gx-hint')).toContainText('= 4')
  await page.keyboard.press('Enter')
  await expect(cell(row, 'transform')).toHaveText('quantity * 2')
  await expect(cell(row, 'preview')).toHaveText('4')

  await cell(row, 'transform').click()
  await page.keyboard.press('F4')
  const editor = page.getByRole('textbox', { name: 'Formula', exact: true })
  await expect(editor).toHaveText('quantity * 2')
  await expect(page.getByTestId('formula-value')).toHaveText('4')
  await expect(page.getByTestId('sentence')).toContainText("The line item's quantity times 2.")

  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('total * quan')
  // A completion is taken with Tab, which else leaves the field.
  await expect(page.locator('.cm-tooltip-autocomplete')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(editor).toHaveText('total * quantity')
  const findings = page.getByRole('list', { name: 'What is wrong with the formula' })
  await expect(findings).toContainText('A number is needed here, and total is text.')
  await expect(page.getByTestId('formula-value')).toHaveCount(0)
  await findings.getByRole('button', { name: /Read it as a number/ }).click()
  await expect(editor).toHaveText('$number(total) * quantity')
  await expect(findings.getByRole('listitem').filter({ hasText: 'A number is needed' })).toHaveCount(0)
  await expect(page.getByTestId('formula-value')).toHaveText('12')
  await expect(cell(row, 'transform')).toHaveText('$number(total) * quantity')

  await page.keyboard.press('Escape')
  await expect(editor).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(cell(row, 'transform')).toHaveText('quantity * 2')

  // F2 edits the text where it stands; a wrong one is stored and flagged.
  await cell(row, 'transform').click()
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Transform' })).toHaveValue('=quantity * 2')
  await page.keyboard.press('Escape')
  await typeInto(page, cell(row, 'transform'), '=IF(quantity > 1, 2')
  await expect(cell(row, 'transform')).toHaveText('IF(quantity > 1, 2')
  await expect(cell(row, 'issues')).not.toHaveText('')
  await page.keyboard.press('Control+z')
  await expect(cell(row, 'issues')).toHaveText('')
})

test('the amounts of a list are added up with the form, and a formula that a picker can say becomes one', async ({ page }) => {
  await openInvoiceMap(page, FIELD)
  const row = line(page, FIELD)
  await cell(row, 'transform').click()
  await page.keyboard.press('F4')
  await page.getByRole('radio', { name: 'From a list', exact: true }).click()
  const list = page.getByRole('combobox', { name: 'Source list' })
  await list.fill('taxes[]')
  await list.press('Enter')
  await choose(page, 'What the list gives', 'the sum')
  const field = page.getByRole('combobox', { name: 'Field of each entry' })
  await field.fill('total')
  await field.press('Enter')
  await expect(page.getByTestId('sentence')).toContainText('The sum of the total of each tax')
  await expect(cell(row, 'transform')).toHaveText('Sum: total')
  await expect(cell(row, 'preview')).toHaveText(/^\d+\.\d\d?$/)

  await page.getByRole('radio', { name: 'Formula', exact: true }).click()
  const editor = page.getByRole('textbox', { name: 'Formula', exact: true })
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('quantity')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Use a picker instead: Copy' }).click()
  await expect(page.getByRole('radio', { name: 'Copy', exact: true })).toBeChecked()
  await expect(cell(row, 'source')).toContainText('quantity')
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
