// A whole hour of an analyst, end to end, once with mouse and keys and once with the keyboard alone: from two descriptions to more than
// sixty mapped fields, with a colleague who edits the same map.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { createHands, type Hands } from './analyst-hands.ts'
import { expectSaved, line, cell } from './grid-page.ts'
import { sessionToState } from './one-server.ts'
import { startTestServer, type TestServer } from './test-server.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url))

/** As Excel puts a range on the clipboard: tabs, CRLF, a line end at the end, quotes around a cell that holds a line break or quotes. */
const SPREADSHEET = [
  ['Destination', 'Source', 'Remark'],
  ['Contact.ContactNumber', 'customer_id', ''],
  ['Contact.AccountNumber', 'order_key', 'Ask "Finance"\nbefore go-live'],
  ['Contact.CompanyNumber', 'billing.company', ''],
  ['Contact.BankAccountDetails', 'transaction_id', ''],
  ['Contact.TaxNumber', 'billing.postcode', ''],
  ['Contact.AccountsReceivableTaxType', 'status', ''],
  ['Contact.AccountsPayableTaxType', 'status', ''],
  ['Contact.DefaultCurrency', 'currency', ''],
  ['Contact.XeroNetworkKey', 'cart_hash', ''],
  ['Contact.SalesDefaultAccountCode', 'payment_method', ''],
  ['Contact.PurchasesDefaultAccountCode', 'payment_method', ''],
  ['Contact.BatchPayments.BankAccountNumber', 'transaction_id', ''],
  ['Contact.BatchPayments.BankAccountName', 'billing.company', ''],
  ['Contact.BatchPayments.Details', 'customer_note', ''],
  ['Contact.BatchPayments.Code', 'payment_method', ''],
  ['Contact.BatchPayments.Reference', 'number', ''],
  ['Contact.BrandingTheme.Name', 'created_via', ''],
  ['Contact.BrandingTheme.LogoUrl', 'created_via', ''],
  ['Contact.ContactID', 'customer_id', ''],
  ['Contact.ContactStatus', 'status', ''],
  ['Contact.TaxNumberType', 'status', ''],
  ['Contact.SalesDefaultLineAmountType', 'prices_include_tax', ''],
  ['Contact.PurchasesDefaultLineAmountType', 'prices_include_tax', ''],
  ['Contact.BrandingTheme.BrandingThemeID', 'created_via', ''],
  ['Contact.BrandingTheme.Type', 'created_via', ''],
  ['Contact.BrandingTheme.SortOrder', 'customer_id', ''],
  ['BrandingThemeID', 'created_via', ''],
  ['InvoiceID', 'order_key', ''],
  ['ExpectedPaymentDate', 'date_paid', ''],
  ['PlannedPaymentDate', 'date_paid', ''],
  ['CurrencyRate', 'exchange_rate', 'not in the shop'],
  ['Contact.FaxNumber', 'billing.phone', 'gone from the new version'],
]
const quoted = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const clipboardText = (rows: readonly (readonly string[])[]) => `${rows.map((row) => row.map(quoted).join('\t')).join('\r\n')}\r\n`

const LINE_SOURCES = ['name', 'quantity', 'price', 'sku', 'product_id', 'variation_id', 'tax_class', 'total_tax', 'total', 'subtotal']
const SHIPPING_SOURCES = ['method_title', 'total', 'total', 'method_id', 'instance_id']

let server: TestServer
test.beforeAll(async () => {
  server = await startTestServer()
})
test.afterAll(() => server.close())

for (const way of ['mouse and keys', 'keyboard only'] as const)
  test(`an analyst maps more than sixty fields in an hour, by ${way}`, async ({ browser }) => {
    test.setTimeout(300_000)
    const mara = await signIn(browser, `Mara ${way}`)
    const hands = createHands(mara, way === 'keyboard only')
    await mara.goto(server.address)
    await prepare(hands, `Shop to books by ${way}`)
    const map = mara.url()

    await mapByTyping(hands)
    await mapFormulas(hands)
    await mapFromPanel(hands)
    await mapLists(hands)
    await pasteSpreadsheet(hands, browser, map)
    await reviewWithFilters(hands)
    await preview(hands)

    await expectSaved(mara)
    expect(await countMappedRows(mara)).toBeGreaterThanOrEqual(60)
    await mara.context().close()
  })

async function signIn(browser: Browser, name: string): Promise<Page> {
  const context = await browser.newContext({
    storageState: sessionToState(server.address, await server.signIn(name, 'owner')),
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  return context.newPage()
}

async function prepare(hands: Hands, project: string): Promise<void> {
  const { page } = hands
  await hands.press(page.getByRole('button', { name: 'New project' }))
  await hands.type(page.getByLabel('Name'), project)
  await hands.press(page.getByRole('button', { name: 'Make the project' }))
  await expect(page.getByRole('heading', { name: project })).toBeVisible()
  for (const [file, system] of [
    ['systems/woocommerce.openapi.yaml', 'Shop'],
    ['systems/xero.openapi.yaml', 'Books'],
  ] as const) {
    await hands.press(page.getByRole('link', { name: 'Schemas' }).first())
    // The dialog of the system that chooses a file is not the page's.
    await page.locator('input[type="file"]').first().setInputFiles(fixture(file))
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Its name').fill(system)
    await hands.press(dialog.getByRole('button', { name: 'Import', exact: true }))
    await expect(dialog).toHaveCount(0, { timeout: 60_000 })
    await expect(page.getByPlaceholder(/Search \d+ objects/)).toBeVisible()
  }
  await hands.press(page.getByRole('link', { name: 'Field maps' }).first())
  await hands.press(page.getByRole('button', { name: 'New field map' }))
  const dialog = page.getByRole('dialog')
  for (const [label, text] of [
    ['Destination: which record is filled', 'POST Invoices request'],
    ['Sources: where its values come from', 'orders/{id} GET'],
  ] as const) {
    await hands.type(dialog.getByLabel(label).first(), text)
    await page.keyboard.press('Enter')
  }
  await hands.press(dialog.getByRole('button', { name: 'Make the field map' }))
  await expect(line(page, 'Type')).toBeVisible()
}

/** By completion, whole paths, parts of names, and constants. */
async function mapByTyping(hands: Hands): Promise<void> {
  const { page } = hands
  await hands.goTo('Type')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('"ACCREC"')
  await page.keyboard.press('Enter')
  await expect(cell(line(page, 'Type'), 'transform')).toContainText('ACCREC')
  for (const [field, text, source] of [
    ['Contact.EmailAddress', 'billing.email', 'billing.email'],
    ['InvoiceNumber', 'number', 'number'],
    ['Reference', 'order_key', 'order_key'],
    ['CurrencyCode', 'currency', 'currency'],
    ['Date', 'date_created', 'date_created'],
    ['DueDate', 'date_created', 'date_created'],
    // What is typed needs not be a whole path: the best fit is taken.
    ['Url', 'order k', 'order_key'],
    ['LineAmountTypes', 'prices inc', 'prices_include_tax'],
  ] as const) {
    await hands.goTo(field)
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect(cell(line(page, field.split('.').at(-1) ?? ''), 'source')).toContainText(source)
  }
}

async function mapFormulas(hands: Hands): Promise<void> {
  const { page } = hands
  for (const [field, formula] of [
    ['Contact.Name', '=billing.company != "" ? billing.company : billing.first_name & " " & billing.last_name'],
    ['SentToContact', '=$exists(billing.email)'],
    ['Status', '=status = "completed" ? "AUTHORISED" : "DRAFT"'],
  ] as const) {
    await hands.goTo(field)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type(formula)
    await page.keyboard.press('Enter')
    await expect(cell(line(page, field.split('.').at(-1) ?? ''), 'transform')).toContainText(formula.slice(1, 9))
  }
}

/** Several fields of the source panel at once, onto the lines that follow one another. */
async function mapFromPanel(hands: Hands): Promise<void> {
  const { page } = hands
  await hands.goTo('Contact.FirstName')
  await hands.sendFields(['first_name', 'last_name'], 'FirstName')
  await expect(cell(line(page, 'FirstName'), 'source')).toContainText('billing.first_name')
  await expect(cell(line(page, 'LastName'), 'source')).toContainText('billing.last_name')
}

/** Two lists become one: a column of names pasted into the first, its part for shipping typed and filled. */
async function mapLists(hands: Hands): Promise<void> {
  const { page } = hands
  await hands.goTo('LineItems')
  await page.keyboard.type('line_items[]')
  await page.keyboard.press('Enter')
  // Going to one of the folded fields lists them all.
  await hands.goTo('LineItems[].Quantity')
  await hands.goTo('LineItems[].Description')
  await hands.putOnClipboard(clipboardText(LINE_SOURCES.map((name) => [name])))
  await page.keyboard.press('Control+v')
  await expect(cell(line(page, 'Quantity'), 'source')).toContainText('quantity')
  await expect(page.locator('.map-status')).toContainText('10 pasted')

  await hands.goTo('LineItems')
  await hands.run('Add an alternative or part')
  await expect(cell(line(page, 'LineItems[]'), 'transform')).toContainText('name another')
  await hands.onto(cell(line(page, 'LineItems[]'), 'source'))
  await page.keyboard.type('shipping_lines[]')
  await page.keyboard.press('Enter')
  await expect(cell(line(page, 'Part 2 of 2'), 'source')).toContainText('shipping_lines')
  await hands.onto(cell(line(page, 'Part 2 of 2'), 'source'))
  await page.keyboard.press('Alt+ArrowRight')
  // Its first line, and then those that are folded below it.
  await hands.onto(cell(line(page, 'Part 2 of 2'), 'source'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await hands.onto(cell(line(page, 'Quantity', 1), 'source'))
  await hands.putOnClipboard(clipboardText(SHIPPING_SOURCES.map((name) => [name])))
  await page.keyboard.press('Control+v')
  await expect(cell(line(page, 'Quantity', 1), 'source')).toContainText('method_title')
  await expect(page.locator('.map-status')).toContainText('5 pasted')
}

/** A table with destinations, sources and remarks; a colleague changes one of its cells, and undo leaves that alone. */
async function pasteSpreadsheet(hands: Hands, browser: Browser, map: string): Promise<void> {
  const { page } = hands
  await hands.goTo('Type')
  await hands.putOnClipboard(clipboardText(SPREADSHEET))
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('By destination name')
  await expect(dialog).toContainText('1 not found')
  await hands.press(dialog.getByRole('button', { name: /Paste onto 31 rows/ }))
  await expect(dialog).toHaveCount(0)
  await hands.goTo('Contact.TaxNumber')
  await expect(cell(line(page, 'TaxNumber'), 'source')).toContainText('billing.postcode')
  // What is no source field is kept as it was written.
  await hands.goTo('CurrencyRate')
  await expect(cell(line(page, 'CurrencyRate'), 'source')).toContainText('exchange_rate')
  await expectSaved(page)

  const priya = await signIn(browser, `Priya beside ${hands.keyboardOnly ? 'keys' : 'the mouse'}`)
  await priya.goto(map)
  await expect(line(priya, 'Type')).toBeVisible()
  const hers = createHands(priya, hands.keyboardOnly)
  await hers.goTo('Contact.TaxNumber')
  await priya.keyboard.type('billing.country')
  await priya.keyboard.press('Enter')
  await expectSaved(priya)

  await hands.goTo('Contact.TaxNumber')
  await expect(cell(line(page, 'TaxNumber'), 'source')).toContainText('billing.country')
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/Priya.* changed/).first()).toBeVisible()
  await expect(cell(line(page, 'TaxNumber'), 'source')).toContainText('billing.country')
  await hands.goTo('Contact.ContactNumber')
  await expect(cell(line(page, 'ContactNumber'), 'source')).toHaveText('')
  await page.keyboard.press('Control+y')
  await expect(cell(line(page, 'ContactNumber'), 'source')).toContainText('customer_id')
  await expect(cell(line(priya, 'TaxNumber'), 'source')).toContainText('billing.country')
  await priya.context().close()
}

/** Marks lines as ready, shows only them, and keeps that as a view. */
async function reviewWithFilters(hands: Hands): Promise<void> {
  const { page } = hands
  await hands.goTo('InvoiceNumber')
  await hands.onto(cell(line(page, 'InvoiceNumber'), 'status'))
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.type('Ready')
  await page.keyboard.press('Control+Enter')
  await expect(cell(line(page, 'Reference'), 'status')).toContainText('Ready')

  await hands.run('Show only lines like this one')
  const narrowed = page.getByText(/^Showing \d+ of \d+ lines/).first()
  await expect(narrowed).toBeVisible()
  await expect(line(page, 'InvoiceNumber')).toBeVisible()
  await expect(line(page, 'CurrencyCode')).toHaveCount(0)
  await hands.run('Saved views')
  await hands.press(page.getByRole('button', { name: /Save what is shown/ }))
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
  await page.keyboard.type('What is ready')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await hands.run('Clear all filters and sorting')
  await expect(narrowed).toHaveCount(0)
  await hands.run('Saved views')
  await hands.press(
    page
      .getByLabel('Saved views')
      .getByRole('button', { name: /^What is ready/ })
      .first(),
  )
  await expect(narrowed).toBeVisible()
  await page.keyboard.press('Escape')
  await hands.run('Clear all filters and sorting')
  await expect(narrowed).toHaveCount(0)
}

/** A real order, pasted: every row shows what it gives, and the whole invoice stands there. */
async function preview(hands: Hands): Promise<void> {
  const { page } = hands
  const [first = ''] = (await readFile(fixture('woocommerce-orders.ndjson'), 'utf8')).split('\n')
  await hands.run('Choose or paste a sample')
  await hands.press(page.getByRole('button', { name: /Paste a record/ }))
  const record = page.getByRole('dialog').getByLabel('The record')
  await hands.putOnClipboard(first)
  await expect(record).toBeFocused()
  await page.keyboard.press('Control+v')
  await page.keyboard.press('Control+Enter')
  await hands.goTo('Contact.EmailAddress')
  const { billing } = JSON.parse(first) as { billing: { email: string } }
  await expect(cell(line(page, 'EmailAddress'), 'preview')).toContainText(billing.email.slice(0, 8))
  await hands.run('Preview the whole record')
  const json = page.getByRole('complementary', { name: 'The whole record as JSON' })
  await expect(json).toContainText('"EmailAddress"')
  await expect(json).toContainText(billing.email)
  await page.keyboard.press('Escape')
}

async function countMappedRows(page: Page): Promise<number> {
  const project = new URL(page.url()).pathname.split('/')[2]
  const answer = await page.request.get(`${server.address}/api/projects/${project}/export/json`)
  const file = (await answer.json()) as { project: { rows: { deleted?: boolean; transform?: { kind: string } }[] } }
  return file.project.rows.filter((row) => row.deleted !== true && row.transform !== undefined && row.transform.kind !== 'notMapped').length
}
