// Browser cases of where focus and choices go on the pages of schemas: back where they came from, never to nowhere, never to a guess.
import { expect, test, type Page } from '@playwright/test'
import { serverAddress } from './one-server.ts'

async function openXero(page: Page): Promise<void> {
  await page.goto(serverAddress())
  await page.getByText('WooCommerce → Xero').first().click()
  await page
    .getByRole('link', { name: /^Schemas/ })
    .first()
    .click()
  await page
    .getByRole('link', { name: /^Xero Accounting API/ })
    .last()
    .click()
  await expect(page.getByRole('tree')).toBeVisible()
}

test('a dialog and the source give the focus back to what opened them, also to the button of a menu', async ({ page }) => {
  await openXero(page)
  const samples = page.getByRole('button', { name: 'Add samples' })
  await samples.press('Enter')
  await expect(page.getByLabel('Or paste them')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(samples).toBeFocused()
  const menu = page.getByRole('button', { name: 'More for this object' })
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Add a field here' }).press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await page.getByRole('treeitem').first().click()
  const source = page.getByRole('button', { name: 'Show source' })
  await source.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(source).toBeFocused()
})

test('a fact is corrected with the keyboard alone: its input has the focus, then its button again', async ({ page }) => {
  await openXero(page)
  await page.getByRole('treeitem').first().click()
  const button = page.getByRole('button', { name: 'Correct: Required' })
  for (const end of ['Escape', 'Save'] as const) {
    await button.press('Enter')
    const input = page.getByRole('combobox', { name: 'required' })
    await expect(input).toBeFocused()
    if (end === 'Escape') await page.keyboard.press('Escape')
    else await page.getByRole('button', { name: 'Save', exact: true }).press('Enter')
    await expect(button).toBeFocused()
  }
})

test('a field that was just added is chosen and in view', async ({ page }) => {
  await openXero(page)
  await page.getByRole('button', { name: 'More for this object' }).click()
  await page.getByRole('menuitem', { name: 'Add a field here' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('zz_loyalty_points')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('treeitem').filter({ hasText: 'zz_loyalty_points' })
  await expect(row).toBeInViewport()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('complementary', { name: 'Facts of the chosen field' })).toContainText('zz_loyalty_points')
})

test('a pasted text belongs to no system until somebody says to which', async ({ page }) => {
  await openXero(page)
  await page
    .getByRole('link', { name: /^Schemas/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Paste text' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('[{"id": 1}]')
  const send = dialog.getByRole('button', { name: 'Import', exact: true })
  await expect(send).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'Of which system' }).click()
  await page.getByRole('option', { name: 'WooCommerce' }).click()
  await expect(send).toBeEnabled()
})
