// The browser case of steps: a flow is built by keyboard, a missing parameter is told and mended, steps are ordered, deleted and brought back, and the picture is taken along.
import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { serverAddress } from './one-server.ts'

test('a flow is built by keyboard, checked, ordered, and drawn', async ({ page }) => {
  await openNewUseCase(page)
  await expect(page.getByText('No steps yet')).toBeVisible()
  await addStep(page, 'Add the first step', 'Trigger', 'An order changed')
  await call(page, 'WooCommerce', 'order.updated')
  await write(page, 'Name of the result', 'webhook')

  await addStep(page, 'Step', 'Retrieve', 'Get the order')
  await call(page, 'WooCommerce', 'GET /orders/{id}')
  await write(page, 'Name of the result', 'order')
  await expect(card(page, 2)).toHaveAccessibleName(/Step 2, Retrieve: Get the order\. \d error/)
  const problems = page.getByRole('region', { name: 'What it asks for' }).getByRole('list', { name: 'Problems' })
  await expect(problems).toContainText('needs id')

  // The kind of the value, then an earlier result with its field.
  const value = page.getByRole('group', { name: 'Parameter id' })
  await value.getByRole('combobox', { name: 'What id is' }).press('Enter')
  await page.getByRole('option', { name: 'Earlier result' }).click()
  const field = value.getByRole('combobox', { name: 'Earlier result for id' })
  await field.fill('webhook.id')
  await field.press('Enter')
  await expect(problems).toHaveCount(0)

  await addStep(page, 'Step', 'Transform', 'Make the contact')
  await choose(page, 'Field map', /Order → Contact$/)
  await addStep(page, 'Step', 'Send', 'Send the contact')
  await call(page, 'Xero', 'POST /Contacts')
  await choose(page, 'Field map', /Order → Contact$/)
  const plan = page.getByRole('listitem').filter({ hasText: 'Send the contact' }).last()
  await expect(plan).toContainText('Creates it: POST /Contacts of Xero, with the record of M-1 Order → Contact')

  await card(page, 4).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, 3)).toBeFocused()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(card(page, 4)).toHaveAccessibleName(/Make the contact/)
  await expect(card(page, 4)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(card(page, 3)).toHaveAccessibleName(/Make the contact/)

  // What others use asks first; what nobody uses goes at once.
  await card(page, 2).focus()
  await page.keyboard.press('Delete')
  const dialog = page.getByRole('dialog', { name: /Delete the step Get the order/ })
  await expect(dialog).toContainText('Step 3, Make the contact, uses its result.')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await card(page, 4).focus()
  await page.keyboard.press('Delete')
  await expect(page.locator('[data-step]')).toHaveCount(3)
  await page.keyboard.press('Control+z')
  await expect(card(page, 4)).toHaveAccessibleName(/Send the contact/)

  await page.getByRole('button', { name: 'Picture' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download SVG' }).click()
  const path = await (await download).path()
  const svg = await readFile(path, 'utf8')
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(svg).toContain('>Make the contact<')
})

async function openNewUseCase(page: Page): Promise<void> {
  await page.goto(serverAddress())
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  const project = new URL(page.url()).pathname.split('/')[2]
  await page.goto(`${serverAddress()}/p/${project}/use-cases`)
  await page.getByRole('button', { name: 'Add a use case' }).click()
  await page.waitForURL(/\/use-cases\/./)
  await page.goto(`${page.url()}/steps`)
}

function card(page: Page, position: number) {
  return page.locator('[data-step]').nth(position - 1)
}

/** Opens the menu, takes a kind, and writes over the title that stands ready. */
async function addStep(page: Page, button: string, kind: string, title: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: kind }).press('Enter')
  const field = page.getByRole('textbox', { name: 'Title', exact: true })
  await expect(field).toBeFocused()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
}

async function call(page: Page, system: string, endpoint: string): Promise<void> {
  await choose(page, 'System', system)
  const field = page.getByRole('combobox', { name: 'Endpoint', exact: true })
  await field.fill(endpoint)
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect(field).toHaveValue(new RegExp(endpoint.replaceAll(/[{}/.]/g, '\\$&')))
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  const select = page.getByRole('combobox', { name: label, exact: true })
  const text = await select.getByRole('option').filter({ hasText: option }).first().textContent()
  await select.selectOption({ label: text ?? '' })
}

async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(text)
  await field.press('Enter')
}
