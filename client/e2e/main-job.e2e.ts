// The main job, end to end, as two people do it: two descriptions become a shared field map, an Excel spec and a mapper that runs.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test, type Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { unzipSync } from 'fflate'
import { cell, expectNumbered, expectSaved, line, openFold, openMore, typeInto } from './grid-page.ts'
import { sessionToState } from './one-server.ts'
import { choose, importDescription, makeProject } from './project-page.ts'
import { startTestServer, type TestServer } from './test-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fixture = (name: string) => join(root, 'fixtures', name)

let server: TestServer
test.beforeAll(async () => {
  server = await startTestServer()
})
test.afterAll(() => server.close())

test('two people turn two API descriptions into a field map, a workbook and a mapper that gives the right invoice', async ({ browser }) => {
  test.setTimeout(240_000)
  const mara = await (await browser.newContext({ storageState: sessionToState(server.address, await server.signIn('Mara Ilves')) })).newPage()
  await mara.goto(server.address)
  await makeProject(mara, 'Shop to books')

  await importDescription(mara, fixture('systems/woocommerce.openapi.yaml'), 'Shop')
  await importDescription(mara, fixture('systems/xero.openapi.yaml'), 'Books')

  await mara.getByRole('link', { name: 'Field maps' }).first().click()
  await mara.getByRole('button', { name: 'New field map' }).click()
  const dialog = mara.getByRole('dialog')
  await choose(dialog.getByLabel('Destination: which record is filled').first(), 'POST Invoices request')
  await choose(dialog.getByLabel('Sources: where its values come from').first(), 'orders/{id} GET')
  await dialog.getByLabel('Use case').fill('Invoice each paid order')
  await mara.getByRole('option', { name: 'New use case: Invoice each paid order' }).click()
  await dialog.getByRole('button', { name: 'Make the field map' }).click()
  await expect(line(mara, 'Type')).toBeVisible()
  await expect(cell(line(mara, 'Type'), 'transform')).toContainText('Undecided')

  // A colleague comes to the same map.
  const priya = await (await browser.newContext({ storageState: sessionToState(server.address, await server.signIn('Priya Nair', 'editor')) })).newPage()
  await priya.goto(mara.url())
  await expect(line(priya, 'Type')).toBeVisible()
  await expect(mara.getByLabel(/Priya Nair/).first()).toBeVisible()

  await typeInto(mara, cell(line(mara, 'Type'), 'transform'), '"ACCREC"')
  await expect(cell(line(priya, 'Type'), 'transform')).toContainText('ACCREC')
  await expectNumbered(line(priya, 'Type'))

  await typeInto(priya, cell(line(priya, 'LineItems[]'), 'source'), 'line_items[]')
  await expect(cell(line(mara, 'LineItems[]'), 'source')).toContainText('line_items')
  await typeInto(mara, cell(line(mara, 'Description'), 'source'), 'name')
  // The lines of a group that are still folded.
  await openMore(mara, 'LineItems[]')
  for (const [field, source] of [
    ['Quantity', 'quantity'],
    ['LineAmount', 'total'],
    ['TaxAmount', 'total_tax'],
  ] as const)
    await typeInto(mara, cell(line(mara, field), 'source'), source)
  await chooseKind(mara, 'LineAmount', 'Number')
  await chooseKind(mara, 'TaxAmount', 'Number')

  // Back at the top: a contact requires nothing, so opening it lists its fields.
  await mara.keyboard.press('Control+Home')
  await openFold(mara, line(mara, 'Contact'))
  await typeInto(mara, cell(line(mara, 'EmailAddress'), 'source'), 'billing.email')
  await expect(cell(line(mara, 'EmailAddress'), 'preview')).not.toHaveText('')
  await expectSaved(mara)
  await expect(cell(line(priya, 'LineAmount'), 'source')).toContainText('total')

  // Undo is a person's own: Mara's last step goes, Priya's list stays.
  await expect(cell(line(priya, 'LineItems[]'), 'source')).toContainText('line_items')

  await mara.getByRole('link', { name: 'Use cases' }).first().click()
  await mara.getByText('Invoice each paid order').first().click()
  await expect(mara.getByText('UC-1').first()).toBeVisible()
  await mara.getByRole('button', { name: /add an outcome/i }).click()
  await mara.keyboard.type('Every paid order has one invoice')
  await mara.keyboard.press('Enter')
  await mara.keyboard.press('Escape')
  await expect(mara.getByText('Every paid order has one invoice')).toBeVisible()
  await expectSaved(mara)

  await mara.getByRole('link', { name: 'Export' }).first().click()
  await expect(mara.getByText('No gaps', { exact: false })).toBeVisible()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await download(mara, 'Download Excel'))
  const cells: string[] = []
  workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((one) => cells.push(printCell(one.value)))))
  for (const text of ['Every paid order has one invoice', 'LineItems[].LineAmount', 'billing.email']) expect(cells.join('\n')).toContain(text)

  const { map, folder } = await compile(unzipSync(await readFile(await download(mara, 'Download TypeScript'))))
  const orders = (await readFile(fixture('woocommerce-orders.ndjson'), 'utf8')).trim().split('\n')
  const order = JSON.parse(orders[0] ?? '') as { total: string; shipping_total: string; billing: { email: string } }
  const result = map({ order }) as {
    ok: boolean
    value: { Type: string; Contact: { EmailAddress: string }; LineItems: { LineAmount: number; TaxAmount: number }[] }
  }
  expect(result.ok).toBe(true)
  expect(result.value.Type).toBe('ACCREC')
  expect(result.value.Contact.EmailAddress).toBe(order.billing.email)
  const lines = result.value.LineItems.reduce((sum, item) => sum + item.LineAmount + item.TaxAmount, 0)
  // The shop's own total without its shipping: 29.35 - 10.00.
  expect(lines).toBeCloseTo(Number(order.total) - Number(order.shipping_total), 9)
  await rm(folder, { recursive: true, force: true })
})

async function chooseKind(page: Page, field: string, kind: string): Promise<void> {
  await cell(line(page, field), 'transform').click()
  await page.keyboard.press('F2')
  await page.getByRole('radio', { name: kind, exact: true }).click()
  await expect(page.getByRole('radio', { name: kind, exact: true })).toBeChecked()
  await page.keyboard.press('Escape')
}

/** Merged cells without a value have no text of their own. */
function printCell(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  return 'text' in value ? String(value.text) : JSON.stringify(value)
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
  return file.path()
}

type Map = (inputs: unknown, config?: unknown) => unknown

/** Writes the package as an engineer would, compiles it with its own tsconfig and imports it. */
async function compile(files: Record<string, Uint8Array>): Promise<{ map: Map; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'crosswalk-package-'))
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  const mapper = Object.keys(files).find((path) => path.endsWith('mapper.ts'))
  if (mapper === undefined) throw new Error(`no mapper among ${Object.keys(files).join(', ')}`)
  const project = join(folder, dirname(mapper))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project, '--noEmit', 'false', '--outDir', join(project, 'out')], {
    stdio: 'pipe',
  })
  const { map } = (await import(pathToFileURL(join(project, 'out/mapper.js')).href)) as { map: Map }
  return { map, folder }
}
