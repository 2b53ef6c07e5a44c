// Browser cases of test cases: they run, a wrong value is shown at its field with its row, accepted and taken back; a failing run by hand opens a defect.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { expectSaved } from './grid-page.ts'
import { serverAddress } from './one-server.ts'

/** The demo as it is delivered: other cases write into the one that is there. */
async function openTests(page: Page): Promise<void> {
  const address = serverAddress()
  const answer = await page.request.post(`${address}/api/projects/import`, {
    data: readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)),
    headers: { 'content-type': 'application/json', origin: address },
  })
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`${address}/p/${id}/tests`)
}

test('a case runs, tells what differs and where it comes from, and its runs outside are kept', async ({ page }) => {
  await openTests(page)
  const list = page.getByRole('navigation', { name: 'Test cases' })
  await expect(list.getByRole('status')).toContainText(/\d+ pass/)
  await page.getByRole('button', { name: 'Run all' }).click()
  await expect(list).toContainText(/\d+ in \d+ ms/)

  await list.getByRole('link', { name: /T-1 Order 4101/ }).click()
  const expected = page.getByRole('region', { name: 'Expected', exact: true })
  await expected.getByRole('button', { name: 'Change' }).click()
  const area = expected.getByRole('textbox')
  const text = await area.inputValue()
  await area.fill(`${text} and`)
  await expect(expected).toContainText(/Line \d+, column \d+: Something follows the end of the record/)
  await area.fill(text.replace('"WC-4101"', '"WC-4199"'))
  await expected.getByRole('button', { name: 'Keep' }).click()

  // At its field, with the characters that differ and the row that fills it; and in the list.
  const line = page.getByRole('row', { name: /^differs InvoiceNumber/ })
  await expect(line.locator('mark')).toHaveText(['99', '01'])
  await expect(line.getByRole('link', { name: /^R-\d+$/ })).toBeVisible()
  await expect(list.getByRole('link', { name: /^fails T-1 Order/ })).toContainText('1 differs')

  await page.getByRole('region', { name: 'What to do' }).getByRole('button', { name: 'Accept' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /InvoiceNumber/ })).toContainText(/WC-4199.*WC-4101/)
  await dialog.getByRole('button', { name: 'Accept this value' }).click()
  await expect(list.getByRole('link', { name: /^passes T-1 Order/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(list.getByRole('link', { name: /^fails T-1 Order/ })).toBeVisible()
  await page.keyboard.press('Control+y')
  await expect(list.getByRole('link', { name: /^passes T-1 Order/ })).toBeVisible()

  // By hand: it fails in a sandbox, a defect opens, is closed, and the case is to be run again.
  await page.getByPlaceholder('Search test cases').fill('sandbox')
  await list.getByRole('link', { name: /paid order of the sandbox/ }).click()
  await page.getByRole('button', { name: 'Record a run' }).click()
  await dialog.getByRole('radio', { name: 'Failed' }).click()
  await dialog.getByRole('combobox', { name: 'Environment' }).click()
  await page.getByRole('option', { name: /^Xero/ }).first().click()
  await dialog.getByLabel('Note').fill('The invoice came after an hour')
  await expect(dialog.getByLabel('The defect that opens')).toHaveValue(/failed in Xero[\s\S]*after an hour/)
  await dialog.getByRole('button', { name: 'Record it' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(list.getByRole('link', { name: /^fails T-/ })).toBeVisible()
  const defects = page.getByRole('list', { name: 'Open defects' })
  await expect(defects).toContainText('after an hour')
  await defects.getByRole('button', { name: /^Close Q-/ }).click()
  await expect(list.getByRole('link', { name: /^to retest T-/ })).toBeVisible()
  await expectSaved(page)
})
