// Browser cases of the export page: what is chosen is what each file has, read back; the page that is shown runs nothing and is accessible.
import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { expect, test, type Locator, type Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { listBreaches } from './axe.ts'
import { serverAddress } from './one-server.ts'

async function openExport(page: Page): Promise<void> {
  const address = serverAddress()
  const answer = await page.request.post(`${address}/api/projects/import`, {
    data: readFileSync(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)),
    headers: { 'content-type': 'application/json', origin: address },
  })
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`${address}/p/${id}/export`)
  await expect(page.getByRole('heading', { name: 'Specification', exact: true })).toBeVisible()
}

async function download(page: Page, link: Locator): Promise<{ readonly name: string; readonly path: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download')
  await link.click()
  const file = await waiting
  const path = await file.path()
  return { name: file.suggestedFilename(), path, bytes: await readFile(path) }
}

async function readSheets(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(bytes).buffer)
  return book
}

const mapsIn = (csv: string) => [
  ...new Set(
    Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { delimiter: ',', newline: '\r\n' })
      .data.slice(1, -1)
      .map(([map]) => map),
  ),
]
const ALL = ['M-1 Order → Contact', 'M-2 Order → Invoice', 'M-3 Order → Payment']

test('each format is downloaded and read back, with all of the project or what was chosen of it', async ({ page }) => {
  await openExport(page)
  const whole = await download(page, page.getByRole('link', { name: 'Download Excel' }))
  expect(whole.name).toBe('WooCommerce → Xero.xlsx')
  const sheets = (await readSheets(whole.bytes)).worksheets.map(({ name }) => name)
  expect(sheets).toEqual(expect.arrayContaining(['Cover', ...ALL]))

  await page.getByText('More', { exact: true }).click()
  const csv = await download(page, page.getByRole('link', { name: 'Download CSV', exact: true }))
  expect(mapsIn(csv.bytes.toString('utf8'))).toEqual(ALL)
  const again = await download(page, page.getByRole('link', { name: 'Download CSV to edit' }))
  expect(again.bytes.toString('utf8').match(/_cw_row/g)).toHaveLength(3)

  // Stakeholders, one field map, protected.
  await page.getByRole('radiogroup', { name: 'For' }).getByRole('radio', { name: 'Stakeholders' }).click()
  await page.getByRole('radiogroup', { name: 'Field maps' }).getByRole('radio', { name: 'Some' }).click()
  for (const name of ['M-1 Order → Contact', 'M-3 Order → Payment']) await page.getByRole('checkbox', { name }).uncheck()
  await page.getByRole('checkbox', { name: /^Protect the workbook/ }).check()
  const chosen = await readSheets((await download(page, page.getByRole('link', { name: 'Download Excel' }))).bytes)
  const [map] = chosen.worksheets.filter(({ name }) => name.startsWith('M-'))
  expect(chosen.worksheets.map(({ name }) => name).filter((name) => name.startsWith('M-'))).toEqual(['M-2 Order → Invoice'])
  expect((map as unknown as { sheetProtection?: { sheet?: boolean } } | undefined)?.sheetProtection?.sheet).toBe(true)
  expect(mapsIn((await download(page, page.getByRole('link', { name: 'Download CSV', exact: true }))).bytes.toString('utf8'))).toEqual(['M-2 Order → Invoice'])
  const files = unzipSync((await download(page, page.getByRole('link', { name: 'Download Markdown' }))).bytes)
  expect(Object.keys(files).filter((path) => path.startsWith('maps/'))).toEqual(['maps/m-2-order-invoice.md'])
  expect(strFromU8(files['README.md'] ?? new Uint8Array())).toContain('# WooCommerce → Xero')

  await page.getByRole('checkbox', { name: 'M-2 Order → Invoice' }).uncheck()
  await expect(page.getByRole('status').filter({ hasText: 'Choose at least one field map' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download Excel' })).toBeDisabled()
  expect(await listBreaches(page)).toEqual([])
})

test('the page opens in a tab of its own where nothing runs, leads within itself, and reads well in light and dark', async ({ page }) => {
  await openExport(page)
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Open as a page' }).click()
  const shown = await opened
  await expect(shown.getByRole('heading', { level: 1, name: 'WooCommerce → Xero' })).toBeVisible()
  const answer = await page.request.get(shown.url())
  expect(answer.headers()['content-security-policy']).toContain("sandbox; frame-ancestors 'none'; default-src 'none'")
  await shown.getByRole('link', { name: 'M-2 Order → Invoice' }).first().click()
  await expect(shown.getByRole('heading', { level: 2, name: 'M-2 Order → Invoice' })).toBeInViewport()
  expect(new URL(shown.url()).hash).toMatch(/^#section-/)
  await shown.close()

  // Less to look at: every kind of table is in it.
  await page.getByRole('radiogroup', { name: 'For' }).getByRole('radio', { name: 'Stakeholders' }).click()
  await page.getByRole('radiogroup', { name: 'Field maps' }).getByRole('radio', { name: 'Some' }).click()
  for (const map of ['M-1 Order → Contact', 'M-2 Order → Invoice']) await page.getByRole('checkbox', { name: map }).uncheck()
  await page.getByText('More', { exact: true }).click()
  const { path, name } = await download(page, page.getByRole('link', { name: 'Download HTML' }))
  expect(name).toBe('WooCommerce → Xero.html')
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await page.context().browser()?.newContext({ colorScheme })
    const alone = await context?.newPage()
    if (context === undefined || alone === undefined) throw new Error('the browser is gone')
    const faults: string[] = []
    alone.on('console', (message) => faults.push(message.text()))
    alone.on('request', (request) => (request.url().startsWith('file:') ? undefined : faults.push(request.url())))
    await alone.setContent(await readFile(path, 'utf8'))
    expect(await listBreaches(alone, colorScheme === 'light' ? 'everything' : 'colours')).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  }
})
