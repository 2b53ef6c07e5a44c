// Browser cases of entry: a link signs a newcomer in once, names are asked for once, and the page obeys its own security policy.
import { expect, test } from '@playwright/test'
import { sessionToState } from './one-server.ts'
import { startTestServer } from './test-server.ts'

test('a newcomer opens the link, gives a name once, and finds the demo project', async ({ browser }) => {
  const server = await startTestServer()
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto(server.firstLink)
  await page.getByLabel(/name/i).first().fill('Nia Newcomer')
  await page.keyboard.press('Enter')
  await expect(page.getByText('WooCommerce → Xero').first()).toBeVisible()
  // The token is not left in the address.
  expect(page.url()).not.toContain('enter')
  await page.reload()
  await expect(page.getByText('WooCommerce → Xero').first()).toBeVisible()

  const second = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const late = await second.newPage()
  await late.goto(server.firstLink)
  await expect(late.getByText('WooCommerce → Xero')).toHaveCount(0)
  await context.close()
  await second.close()
  await server.close()
})

test('[T-22] the pages of the demo project run without a breach of the security policy or an error', async ({ browser }) => {
  const server = await startTestServer()
  const context = await browser.newContext({ storageState: sessionToState(server.address, await server.signIn()) })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(server.address)
  await page.getByText('WooCommerce → Xero').first().click()
  await page
    .getByRole('link', { name: /field maps/i })
    .first()
    .click()
  await page.getByText('Order → Invoice').first().click()
  await expect(page.getByRole('grid').first()).toBeVisible()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  expect(complaints).toEqual([])
  await context.close()
  await server.close()
})
