// Browser cases of living through a newer version of a description: import, decisions, the move, undo, and going back; nothing is lost.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { listBreaches } from './axe.ts'
import { cell, expectSaved, line } from './grid-page.ts'
import { sessionToState } from './one-server.ts'
import { startTestServer, type TestServer } from './test-server.ts'

const description = fileURLToPath(new URL('../../fixtures/systems/woocommerce.openapi.yaml', import.meta.url))

let server: TestServer
test.beforeAll(async () => {
  server = await startTestServer()
})
test.afterAll(() => server.close())

/** What the vendor changed, as people would tell it. */
const changes: readonly (readonly [before: string, after: string])[] = [
  ['version: v3', 'version: v4'],
  // Renamed.
  [
    'email: { type: string, format: email, description: Where the receipt goes',
    'email_address: { type: string, format: email, description: Where the receipt goes',
  ],
  // Removed.
  [`        transaction_id: { type: string, description: "The gateway's own key of the payment, empty where it gives none", examples: [ch_3Nf81kQ2] }\n`, ''],
  // Retyped, and without its limit.
  ['quantity: { type: integer, minimum: 1, description: How many, examples: [2] }', "quantity: { type: string, description: How many, examples: ['2'] }"],
  // A limit where there was none.
  ['payment_method_title: { type: string, description:', 'payment_method_title: { type: string, maxLength: 20, description:'],
  // One more value.
  ['failed, trash],\n            default', 'failed, trash, checkout-draft],\n            default'],
  // Added.
  ['        cart_hash: {', '        needs_payment: { type: boolean, readOnly: true, description: Whether the order waits for money }\n        cart_hash: {'],
]

async function writeNewer(path: string): Promise<string> {
  let text = await readFile(description, 'utf8')
  for (const [before, after] of changes) {
    if (!text.includes(before)) throw new Error(`the description has no ${before}`)
    text = text.replace(before, after)
  }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return path
}

async function openDemo(browser: Browser, session: string): Promise<Page> {
  const page = await (await browser.newContext({ storageState: sessionToState(server.address, session) })).newPage()
  await page.goto(server.address)
  await page.getByRole('link', { name: 'WooCommerce → Xero' }).click()
  await page.waitForURL(/\/p\/./)
  return page
}

const changeRow = (page: Page, kind: string, path: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByText(kind, { exact: true }) })
    .filter({ has: page.locator('.change-old').getByText(path, { exact: true }) })
    .first()

async function choose(page: Page, kind: string, path: string, choice: string): Promise<void> {
  const button = changeRow(page, kind, path).getByRole('button', { name: choice, exact: true })
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
}

async function readRows(page: Page, project: string): Promise<Map<string, string>> {
  const file = (await (await page.request.get(`${server.address}/api/projects/${project}/export/json`)).json()) as {
    project: { rows: Record<string, unknown>[] }
  }
  return new Map(file.project.rows.map((row) => [String(row['id']), JSON.stringify(withoutApproval(row))]))
}

/** Only the server approves: what a move lowered comes back as ready. */
function withoutApproval({ statusHash: _hash, ...row }: Record<string, unknown>): Record<string, unknown> {
  return row['status'] === 'approved' ? { ...row, status: 'ready' } : row
}

test('a newer version is imported, decided, moved to, taken back, moved to again and gone back from; nothing is lost', async ({ browser }, info) => {
  test.setTimeout(240_000)
  const mara = await openDemo(browser, await server.signIn('Mara Ilves'))
  const project = new URL(mara.url()).pathname.split('/')[2] ?? ''
  const before = await readRows(mara, project)

  await mara.goto(`${server.address}/p/${project}/schemas`)
  await mara.getByRole('button', { name: 'Newer version' }).first().click()
  await mara
    .getByRole('dialog')
    .locator('input[type="file"]')
    .setInputFiles(await writeNewer(info.outputPath('newer.yaml')))
  await expect(mara.getByRole('heading', { name: /v3 to v4/ })).toBeVisible({ timeout: 60_000 })
  await expect(changeRow(mara, 'Renamed', 'email')).toBeVisible()
  const address = mara.url()

  // Nothing has moved yet, and the list of schemas says what waits.
  expect(await readRows(mara, project)).toEqual(before)

  // A colleague decides at the same time; both see all decisions.
  const priya = await openDemo(browser, await server.signIn('Priya Nair', 'editor'))
  await priya.goto(address)
  await choose(mara, 'Renamed', 'email', 'Follow')
  await expect(changeRow(priya, 'Renamed', 'email').getByRole('button', { name: 'Follow', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await choose(priya, 'Removed', 'transaction_id', 'Not mapped')
  await expect(changeRow(mara, 'Removed', 'transaction_id').getByRole('button', { name: 'Not mapped' })).toHaveAttribute('aria-pressed', 'true')
  await changeRow(mara, 'Removed', 'transaction_id').click()
  await expect(mara.getByText('Decided by Priya Nair', { exact: false })).toBeVisible()

  // By keys: the next undecided one, kept; the rest stays undecided.
  await mara.getByRole('grid', { name: 'Changes' }).focus()
  await mara.keyboard.press('n')
  await mara.keyboard.press('k')
  await expect(mara.getByText(/3 of \d+ decided/).first()).toBeVisible()
  await expectSaved(mara)
  expect(await listBreaches(mara)).toEqual([])

  await mara.getByRole('button', { name: 'Move to v4' }).click()
  const dialog = mara.getByRole('dialog')
  await expect(dialog).toContainText('undecided')
  await dialog.getByRole('button', { name: 'Move to v4' }).click()
  await expect(mara.getByText(/Moved today .* by Mara Ilves/).first()).toBeVisible({ timeout: 60_000 })
  await expectSaved(mara)
  await expect(priya.getByText(/Moved today .* by Mara Ilves/).first()).toBeVisible()
  const moved = await readRows(mara, project)
  expect([...moved.keys()].sort()).toEqual([...before.keys()].sort())
  expect(moved.get('con-email')).toContain('billing.email_address')

  // Undo right away: everything is as it was.
  await mara.keyboard.press('Control+z')
  await expect(mara.getByRole('button', { name: 'Move to v4' })).toBeVisible()
  await expectSaved(mara)
  expect(await readRows(mara, project)).toEqual(before)

  // Again, and the grid shows the same numbers with the new path.
  await mara.getByRole('button', { name: 'Move to v4' }).click()
  await mara.getByRole('dialog').getByRole('button', { name: 'Move to v4' }).click()
  await expect(mara.getByText(/Moved today .* by Mara Ilves/).first()).toBeVisible({ timeout: 60_000 })
  await expectSaved(mara)
  await mara.goto(`${server.address}/p/${project}/maps/contact-map`)
  await expect(cell(line(mara, 'EmailAddress'), 'source')).toContainText('email_address')
  const number = JSON.parse(before.get('con-email') ?? '{}').number as number
  await expect(cell(line(mara, 'EmailAddress'), 'row')).toHaveText(`R-${number}`)

  // What nobody decided is a problem of its row, until somebody settles it.
  await mara.goto(`${server.address}/p/${project}/maps/invoice-map`)
  await expect(cell(line(mara, 'Quantity'), 'issues')).not.toHaveText('')
  await mara.goto(address)
  await changeRow(mara, 'Retyped', 'quantity').click()
  await mara.getByRole('button', { name: 'Settle all' }).click()
  await expect(changeRow(mara, 'Retyped', 'quantity')).toContainText('all settled')
  await mara.goto(`${server.address}/p/${project}/maps/invoice-map`)
  await expect(cell(line(mara, 'Type'), 'transform')).toContainText('ACCREC')

  // Somebody changes a row that the move changed; going back leaves that, and says so.
  await mara.goto(`${server.address}/p/${project}/maps/contact-map`)
  await cell(line(mara, 'EmailAddress'), 'source').click()
  await mara.keyboard.type('billing.phone')
  await mara.keyboard.press('Enter')
  await expect(cell(line(mara, 'EmailAddress'), 'source')).toContainText('phone')
  await expectSaved(mara)

  // After a reload, by somebody else.
  await priya.goto(address)
  await priya.getByRole('button', { name: 'Go back to v3' }).click()
  const back = priya.getByRole('dialog')
  await expect(back).toContainText('EmailAddress')
  await back.getByRole('button', { name: 'Go back to v3' }).click()
  await expect(priya.getByRole('button', { name: 'Move to v4' })).toBeVisible()
  await expectSaved(priya)
  const after = await readRows(priya, project)
  expect(after.get('con-email')).toContain('billing.phone')
  for (const [id, row] of before) if (id !== 'con-email') expect(after.get(id), id).toBe(row)
  expect(after.size).toBe(before.size)
})

test('a viewer sees the changes and decides nothing; a version that somebody discards says so', async ({ browser }) => {
  const mara = await openDemo(browser, await server.signIn('Mara Ilves', 'editor'))
  const project = new URL(mara.url()).pathname.split('/')[2] ?? ''
  await mara.goto(`${server.address}/p/${project}/schemas`)
  await mara.getByRole('button', { name: 'Newer version' }).last().click()
  const same = fileURLToPath(new URL('../../fixtures/systems/xero.openapi.yaml', import.meta.url))
  await mara.getByRole('dialog').locator('input[type="file"]').setInputFiles(same)
  await expect(mara.getByText('These two versions describe the same')).toBeVisible({ timeout: 60_000 })

  const vera = await openDemo(browser, await server.signIn('Vera Viewer', 'viewer'))
  await vera.goto(mara.url())
  await expect(vera.getByText('These two versions describe the same')).toBeVisible()
  await expect(vera.getByRole('button', { name: /Move to/ })).toHaveCount(0)
  await expect(vera.getByRole('button', { name: 'Discard the new version' })).toHaveCount(0)

  await mara.getByRole('button', { name: 'Discard the new version' }).click()
  await expect(vera.getByText('This version was discarded')).toBeVisible()
  await mara.getByRole('button', { name: 'Bring it back' }).click()
  await expect(vera.getByText('These two versions describe the same')).toBeVisible()
})
