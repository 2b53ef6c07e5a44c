// Browser case of a question from a commenter to its answer, of the mail about one person's questions, and of the matrix that leads to the row.
import { expect, test, type Browser, type Page } from '@playwright/test'
import { sessionToState } from './one-server.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let ada: Page
let bo: Page
/** Of the demo. */
let project: string

test.beforeAll(async ({ browser }) => {
  server = await startTestServer()
  ada = await open(browser, await server.signIn('Ada Example'))
  bo = await open(browser, await server.signIn('Bo Example', 'commenter'))
  await ada.getByText('WooCommerce → Xero').first().click()
  await ada.waitForURL(/\/p\/./)
  project = `${server.address}/p/${new URL(ada.url()).pathname.split('/')[2]}`
})
test.afterAll(() => server.close())

async function open(browser: Browser, session: string): Promise<Page> {
  const context = await browser.newContext({ storageState: sessionToState(server.address, session), permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(server.address)
  return page
}

test('a commenter asks at a use case; an editor mails, answers and closes it; the commenter sees it', async () => {
  await bo.goto(`${project}/use-cases/invoice`)
  const here = bo.getByRole('region', { name: 'Questions' })
  await here.getByRole('button', { name: 'Ask a question' }).click()
  await bo.keyboard.type('Who may change an invoice?')
  await bo.getByRole('combobox', { name: 'Asked of' }).fill('Zoe')
  await expect(here.getByText(/Zoe is not among the project’s people/)).toBeVisible()
  await expect(here.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled()
  await bo.getByRole('combobox', { name: 'Asked of' }).fill('Ana Duarte')
  await bo.keyboard.press('Control+Enter')
  await expect(here.getByRole('listitem').getByText('Who may change an invoice?')).toBeVisible()
  await expect(here.getByRole('button', { name: /^Close/ })).toHaveCount(0)

  await ada.goto(`${project}/questions`)
  const ana = ada.getByRole('region', { name: 'Questions of Ana Duarte' })
  await ana.getByRole('button', { name: /^Copy for mail/ }).click()
  await expect(ada.getByText('2 open questions of Ana Duarte are copied, with what each is about.')).toBeVisible()
  const mail = await ada.evaluate(() => navigator.clipboard.readText())
  for (const part of [
    '2 questions about ',
    'Which account do fees post to?',
    'LineItems[].AccountCode, in M-2',
    'The rule now: ',
    'Use case: UC-1',
    'Who may change an invoice?',
  ])
    expect(mail).toContain(part)

  await ana.getByRole('button', { name: /Who may change an invoice/ }).press('Enter')
  await ada.keyboard.type('Only the bookkeeper.')
  await ada.keyboard.press('Control+Enter')
  await expect(ana.getByText('Only the bookkeeper.')).toBeVisible()
  await expect(here.getByText('Only the bookkeeper.')).toBeVisible()
  await expect(ana.getByRole('button', { name: /Who may change an invoice/ })).toBeFocused()
  await ada.keyboard.press('c')
  await expect(here.getByText(/closed/)).toBeVisible()
  await ada.keyboard.press('Enter')
  await expect(ana.getByText('Who may change an invoice?')).toHaveCount(0)
})

test('the matrix filtered by what is asked leads to the row; a row gets another outcome, which can be taken back', async () => {
  await ada.goto(`${project}/review/traceability`)
  await ada.getByRole('radio', { name: /^With questions/ }).click()
  const matrix = ada.getByRole('grid', { name: 'Traceability' })
  await expect(matrix.getByText('Question', { exact: true }).first()).toBeVisible()
  await matrix.focus()
  await ada.keyboard.press('End')
  await ada.keyboard.press('Home')
  for (let at = 0; at < 3; at++) await ada.keyboard.press('ArrowRight')
  await ada.keyboard.press('Enter')
  await expect(ada).toHaveURL(/\/maps\/invoice-map\?line=row/)
  await expect(ada.locator('[data-region="row"]').or(ada.getByRole('row', { name: /AccountCode/ }).first())).toBeVisible()

  await ada.goto(`${project}/use-cases/invoice/traceability`)
  const choice = ada.getByRole('combobox', { name: /^Outcome that R-58 is for/ })
  await choice.selectOption({ label: 'no outcome said' })
  // It stands with those without one now, out of sight.
  await expect(choice).toHaveCount(0)
  await ada.keyboard.press('Control+z')
  await expect(choice).not.toHaveValue('')
})
