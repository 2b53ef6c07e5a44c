// Browser case of the project's home: what is entered about a system stands among the barriers, most overdue first, and leads back; going live is ticked and undone.
import { expect, test } from '@playwright/test'
import { serverAddress } from './one-server.ts'
import { makeProject } from './project-page.ts'

test('prerequisites of a system stand on the home, the most overdue first, and lead back to where they are edited', async ({ page }) => {
  await page.goto(serverAddress())
  await makeProject(page, 'Access before mapping')
  await expect(page.getByRole('heading', { name: 'What to do first' })).toBeVisible()
  await page
    .getByRole('link', { name: /^Systems/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Add a system' }).click()
  // What was just added asks for its name, and what is typed replaces the one it has.
  await expect(page.getByRole('textbox', { name: 'Name of the system' })).toBeFocused()
  await page.keyboard.type('Ledger')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add an environment' }).click()
  const sandbox = page.getByRole('region', { name: 'Sandbox' })
  await sandbox.getByLabel('Access of Sandbox').selectOption('requested')
  await sandbox.getByLabel('Requested on of Sandbox').fill('2020-01-02')
  await sandbox.getByLabel('Needed by of Sandbox').fill('2020-02-01')
  await page.getByRole('button', { name: 'Add credentials' }).click()
  const key = page.getByRole('region', { name: 'API key' })
  await key.getByLabel('Needed by of API key').fill('2020-01-10')
  await key.getByLabel('Note of API key').fill('password: hunter22')
  await key.getByLabel('Who holds it of API key').selectOption('+')
  await page.keyboard.type('Ana Duarte, bookkeeper')
  await page.keyboard.press('Enter')
  await expect(key.getByRole('status')).toContainText('looks like a secret')
  await expect(sandbox).toContainText(/requested 2 Jan 2020, [\d,]+ days ago, [\d,]+ days late/)

  // A new project shows its barriers once there is something that they stand in the way of.
  await page
    .getByRole('link', { name: /^Use cases/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Add a use case' }).first().click()
  await page.getByRole('link', { name: /^Home/ }).first().click()
  const barriers = page.locator('.home-barriers')
  await expect(barriers.getByRole('listitem')).toHaveText([
    /Ledger: API key.*not asked for.*days late/,
    /Ledger: access to Sandbox.*requested 2 Jan 2020.*days late/,
  ])
  await expect(page.locator('.home-prerequisites')).toContainText('0 of 2 ready')

  await page.getByRole('button', { name: 'Add the usual items' }).click()
  const wayBack = page.getByRole('checkbox', { name: /The way back .* is done/ })
  await wayBack.check()
  await expect(page.locator('#go-live')).toContainText('1 of 7 done')
  await page.keyboard.press('Control+z')
  await expect(page.locator('#go-live')).toContainText('0 of 7 done')
  await expect(wayBack).not.toBeChecked()

  await barriers.getByRole('link', { name: 'Ledger: access to Sandbox' }).click()
  await expect(sandbox).toBeFocused()
  await sandbox.getByLabel('Access of Sandbox').selectOption('granted')
  await page.goBack()
  await expect(page.locator('.home-prerequisites')).toContainText('1 of 2 ready')
  await expect(barriers.getByRole('link', { name: 'Ledger: access to Sandbox' })).toHaveCount(0)
})
