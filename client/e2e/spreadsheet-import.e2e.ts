// Browser cases of spreadsheets that come in: our own workbook comes back with its readers' edits, and somebody else's table becomes rows.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { listBreaches } from './axe.ts'
import { cell, expectSaved, line, typeInto } from './grid-page.ts'
import { sessionToState } from './one-server.ts'
import { choose } from './project-page.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let folder: string
test.beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-import-'))
})
test.afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('a workbook comes back: what its readers changed is reviewed, applied as one step, and taken back', async ({ browser }) => {
  test.setTimeout(240_000)
  const page = await (await browser.newContext({ storageState: sessionToState(server.address, await server.signIn('Mara Ilves')) })).newPage()
  const home = await openDemo(page)
  const path = join(folder, 'Reviewed by finance.xlsx')
  await writeFile(path, await editWorkbook(await exportWorkbook(page, home)))

  // Somebody else writes into a cell that the file changes too.
  await page.goto(`${home}/maps/invoice-map`)
  await typeInto(page, cell(line(page, 'Type'), 'note'), 'Changed here meanwhile')
  await expectSaved(page)

  await openImport(page)
  await page.locator('input[type="file"]').first().setInputFiles(path)
  const list = page.getByRole('grid', { name: 'Changes of the file' })
  await expect(list).toBeVisible({ timeout: 60_000 })
  const change = (title: string, column: string) => list.getByRole('row').filter({ hasText: title }).filter({ hasText: column })
  await expect(change('R-3 Contact.ContactID', 'Note')).toContainText('Finance asks for the number')
  await expect(change('R-3 Contact.ContactID', 'question')).toContainText('Which contact when two were merged?')
  await expect(change('R-4 LineItems', 'Status')).toContainText('Ready')
  await expect(change('Q-1', 'Answer')).toContainText('One account for every fee')
  await expect(change('R-6', 'The whole row')).toContainText('Removed')
  await expect(change('R-1 Type', 'Note')).toContainText('Conflict')
  expect(await listBreaches(page)).toEqual([])

  // By keys: the conflict gets a text of its own, the removed row stays, the status is rejected.
  await change('R-1 Type', 'Note').click()
  await page.keyboard.press('e')
  await page.getByLabel('What the cell should say').fill('Both agreed on this')
  await page.keyboard.press('Enter')
  await expect(pressed(change('R-1 Type', 'Note'), 'Take theirs')).toBeVisible()
  await change('R-6', 'The whole row').click()
  await page.keyboard.press('r')
  await expect(pressed(change('R-6', 'The whole row'), 'Keep')).toBeVisible()
  await change('R-4 LineItems', 'Status').getByRole('button', { name: 'Reject' }).click()

  // A look at the row loses nothing.
  await change('R-3 Contact.ContactID', 'Note').click()
  await page.getByRole('complementary', { name: 'The change that is looked at' }).getByRole('link').click()
  await expect(line(page, 'Type')).toBeVisible()
  await page.goBack()
  await expect(pressed(change('R-4 LineItems', 'Status'), 'Reject')).toBeVisible()

  await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click()
  await expect(page.getByRole('heading', { name: /^\d+ changes applied as one step$/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Rejected: 2' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Order → Invoice' }).first().click()
  await expect(cell(line(page, 'Type'), 'note')).toContainText('Both agreed on this')
  await expect(cell(line(page, 'ContactID'), 'note')).toContainText('Finance asks for the number')
  await expect(line(page, 'Description')).toBeVisible()
  await expectSaved(page)
  await page.goto(`${home}/questions`)
  await expect(page.getByText('Which contact when two were merged?').first()).toBeVisible()
  // It is answered, so the page no longer lists it among the open ones.
  const stored = await page.request.get(`${home.replace('/p/', '/api/projects/')}/export/json`)
  const { project } = (await stored.json()) as { project: { questions: { text: string; status?: string; answer?: string }[] } }
  expect(project.questions).toContainEqual(expect.objectContaining({ status: 'answered', answer: expect.stringContaining('One account for every fee') }))

  // The same file once more: what was taken over differs no more. Then all of it is taken back as one step.
  await openImport(page)
  await page.locator('input[type="file"]').first().setInputFiles(path)
  await expect(list).toBeVisible({ timeout: 60_000 })
  await expect(change('R-3 Contact.ContactID', 'Note')).toHaveCount(0)
  await change('R-4 LineItems', 'Status').getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('button', { name: /^Apply \d+ changes?$/ }).click()
  await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Taken back' })).toBeVisible()
  await expectSaved(page)
})

test('somebody else’s table becomes rows of a new field map: header, columns and paths are found, and what has no place is kept', async ({ browser }) => {
  test.setTimeout(240_000)
  const session = await server.signIn('Priya Nair', 'editor')
  const page = await (await browser.newContext({ storageState: sessionToState(server.address, session) })).newPage()
  const home = await openDemo(page)
  const path = join(folder, 'Web shop to books.csv')
  await writeFile(path, foreignTable)
  await openImport(page)
  await page.locator('input[type="file"]').first().setInputFiles(path)
  const sheet = page.getByRole('region', { name: 'Columns of Web shop to books' })
  await expect(sheet.getByRole('button', { name: 'Row 3 is a row of the header' })).toHaveAttribute('aria-pressed', 'true')
  await expect(sheet.getByLabel('Column A, Source field, is')).toHaveValue('source')
  await expect(sheet.getByLabel('Column B, Target field, is')).toHaveValue('destination')
  await expect(sheet.getByLabel('Column C, Rule, is')).toHaveValue('rule')
  await sheet.getByLabel('Column D, Extra, is').selectOption('note')

  await sheet.getByRole('button', { name: 'New field map' }).click()
  const dialog = page.getByRole('dialog')
  await choose(dialog.getByLabel('Destination: which record is filled').first(), 'POST Invoices request')
  await choose(dialog.getByLabel('Sources: where its values come from').first(), 'orders/{id} GET')
  await dialog.getByRole('button', { name: 'Make the field map' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(sheet.getByLabel('Field map for the rows of Web shop to books').locator('option:checked')).toHaveText('Order → InvoiceToSend')
  await expect(sheet.getByText('As the first rows will be')).toBeVisible()
  expect(await listBreaches(page)).toEqual([])

  await page.getByRole('button', { name: /^Review \d+ changes$/ }).click()
  const list = page.getByRole('grid', { name: 'Changes of the file' })
  await expect(list.getByRole('row').filter({ hasText: 'Reference' })).toContainText('New')
  await expect(list.getByRole('row').filter({ hasText: 'NoSuchField' })).toContainText('Not found')
  await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click()
  await expect(page.getByRole('heading', { name: /changes applied as one step$/ })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Order → InvoiceToSend' }).first().click()
  await expect(cell(line(page, 'Reference'), 'source')).toContainText('number')
  await expect(cell(line(page, 'Reference'), 'note')).toContainText('as printed')
  await expect(cell(line(page, 'CurrencyCode'), 'source')).toContainText('currency')
  await expectSaved(page)

  // What the columns mean is remembered for the next file of the same kind.
  await page.goto(home)
  await openImport(page)
  await page.locator('input[type="file"]').first().setInputFiles(path)
  await expect(sheet.getByLabel('Column D, Extra, is')).toHaveValue('note')
})

const foreignTable = `How orders become invoices,,,
Version 3,,,
Source field,Target field,Rule,Extra
number,Reference,,as printed
currency,CurrencyCode,,
date_created,Date,Only the day,
foo.bar,NoSuchField,,what is this?
`

async function openDemo(page: Page): Promise<string> {
  await page.goto(server.address)
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  return page.url()
}

/** As people do, from the page of the field maps. */
async function openImport(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Field maps' }).first().click()
  await page.getByRole('button', { name: 'Import a spreadsheet' }).click()
  await expect(page.getByRole('heading', { name: 'Import a spreadsheet' })).toBeVisible()
}

function pressed(row: Locator, name: string): Locator {
  return row.locator('button[aria-pressed="true"]', { hasText: name })
}

async function exportWorkbook(page: Page, home: string): Promise<string> {
  await page.goto(`${home}/export`)
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download Excel' }).click()
  return (await waiting).path()
}

/** A note, a question, an answer, a status, a deleted row, a sheet in another order, and a cell that was changed in the project too. */
async function editWorkbook(path: string): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(await readFile(path)).buffer)
  const questions = openTable(book, 'Questions', 'number')
  questions.write('Q-1', 'answer', 'One account for every fee')
  const { sheet, rowCalled, write } = openTable(book, 'M-2', 'row')
  write('R-1', 'note', 'Changed in the file')
  write('R-3', 'note', 'Finance asks for the number')
  write('R-3', 'question', 'Which contact when two were merged?')
  write('R-4', 'status', 'Ready')
  sheet.spliceRows(rowCalled('R-6').number, 1)
  const [first, second] = [rowCalled('R-1'), rowCalled('R-2')]
  const [before, after] = [first.values, second.values]
  first.values = after
  second.values = before
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The table of a sheet whose rows are called by their text in the column `called`. */
function openTable(book: ExcelJS.Workbook, name: string, called: string) {
  const sheet = book.worksheets.find((one) => one.name.startsWith(name))
  if (sheet === undefined) throw new Error(`the workbook has no sheet ${name}`)
  const columns = new Map<string, number>()
  sheet.eachRow((row) => {
    const texts = textsOf(row)
    if (columns.size === 0 && texts.includes('_cw_row')) texts.forEach((text, index) => columns.set(text, index))
  })
  const columnCalled = (key: string) => {
    const column = columns.get(key)
    if (column === undefined) throw new Error(`${name} has no column ${key}`)
    return column
  }
  const rowCalled = (text: string) => {
    let found: ExcelJS.Row | undefined
    sheet.eachRow((row) => {
      if (textsOf(row)[columnCalled(called)] === text) found = row
    })
    if (found === undefined) throw new Error(`${text} is not in ${name}`)
    return found
  }
  const write = (text: string, column: string, value: string) => {
    rowCalled(text).getCell(columnCalled(column)).value = value
  }
  return { sheet, rowCalled, write }
}

/** By the number of the column. */
function textsOf(row: ExcelJS.Row): string[] {
  const texts: string[] = []
  row.eachCell((one, at) => (texts[at] = one.text))
  return texts
}
