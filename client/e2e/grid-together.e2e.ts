// Browser cases of two people in one field map: the same cell, undo, following, links, questions.
import { expect, test, type Page } from '@playwright/test'
import { cell, expectSaved, line, typeInto, openMapOf } from './grid-page.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let mara: Page
let priya: Page
test.beforeAll(async ({ browser }) => {
  server = await startTestServer()
  mara = await openMapOf(browser, server.address, await server.signIn('Mara Ilves'))
  priya = await openMapOf(browser, server.address, await server.signIn('Priya Nair', 'editor'))
})
test.afterAll(() => server.close())

const note = (page: Page, field: string) => cell(line(page, field), 'note')

test('who edits a cell that a colleague changes is told calmly, keeps their text, and may take the colleague’s', async () => {
  await note(mara, 'ContactID').click()
  await mara.keyboard.type('what I think')
  await typeInto(priya, note(priya, 'ContactID'), 'what she thinks')
  await expect(mara.getByText('Priya Nair changed this to what she thinks meanwhile. Enter keeps yours.')).toBeVisible()
  await expect(mara.getByRole('textbox', { name: 'Note' })).toHaveValue('what I think')
  await mara.keyboard.press('Alt+t')
  await expect(note(mara, 'ContactID')).toHaveText('what she thinks')

  // The other way: mine stays, and she is told and may put hers back.
  await note(mara, 'ContactID').click()
  await mara.keyboard.type('after all mine')
  await typeInto(priya, note(priya, 'ContactID'), 'hers again')
  await expect(mara.getByText('changed this to hers again meanwhile')).toBeVisible()
  await mara.keyboard.press('Enter')
  await expect(note(priya, 'ContactID')).toHaveText('after all mine')
  await expect(priya.getByText('Mara Ilves changed the note of R-3 right after you: "after all mine" stands now, yours was "hers again".')).toBeVisible()
  await priya.getByRole('button', { name: 'Put mine back' }).click()
  await expect(note(mara, 'ContactID')).toHaveText('hers again')
})

test('undo says which colleague changed what it leaves alone', async () => {
  await typeInto(mara, note(mara, 'Contact'), 'mine')
  await expect(note(priya, 'Contact')).toHaveText('mine')
  await typeInto(priya, note(priya, 'Contact'), 'hers')
  await expect(note(mara, 'Contact')).toHaveText('hers')
  await note(mara, 'Type').click()
  await mara.keyboard.press('Control+z')
  await expect(mara.getByText(/1 cell was left as it is, because Priya Nair changed it since/)).toBeVisible()
  await expect(note(mara, 'Contact')).toHaveText('hers')
})

test('who was offline is told which cells others changed too, and chooses', async () => {
  await server.stop()
  await expect(mara.getByTestId('saved-state')).toContainText('Offline')
  await typeInto(mara, note(mara, 'Type'), 'mine, offline')
  await typeInto(priya, note(priya, 'Type'), 'hers, offline')
  await server.startAgain()
  await expectSaved(mara)
  await expectSaved(priya)
  const pages = [mara, priya] as const
  const told = (page: Page) => page.getByText(/Your offline edit is saved\. 1 cell was also changed by others\./)
  // What was told of other cells before may still stand there.
  const overwritten = (page: Page) =>
    page
      .getByRole('alert')
      .or(page.getByRole('status'))
      .filter({ hasText: /right after you: .*offline/ })
  // Who is told, and of what, is decided by who comes back first: somebody always is, with a way to put their own text back.
  await expect
    .poll(async () => (await Promise.all(pages.flatMap((page) => [told(page).count(), overwritten(page).count()]))).some((count) => count > 0))
    .toBe(true)
  const toldPage = (await told(mara).count()) > 0 ? mara : (await told(priya).count()) > 0 ? priya : undefined
  if (toldPage === undefined) {
    const page = (await overwritten(mara).count()) > 0 ? mara : priya
    await overwritten(page).getByRole('button', { name: 'Put mine back' }).click()
    for (const one of pages) await expect(note(one, 'Type')).toHaveText(page === mara ? 'mine, offline' : 'hers, offline')
    return
  }
  await toldPage.getByRole('button', { name: 'Show it' }).click()
  const dialog = toldPage.getByRole('dialog', { name: 'Cells that you and others changed' })
  for (const wanted of toldPage === mara ? ['hers, offline', 'mine, offline'] : ['mine, offline', 'hers, offline']) {
    const choice = dialog.getByRole('button', { name: wanted })
    await choice.click()
    await expect(choice).toHaveAttribute('aria-pressed', 'true')
    for (const one of pages) await expect(note(one, 'Type')).toHaveText(wanted)
  }
  await toldPage.keyboard.press('Escape')
})

test('following goes along with a colleague until one does something of one’s own', async () => {
  await mara.getByRole('button', { name: /^Priya Nair, in Order → Invoice/ }).click()
  await mara.getByRole('menuitem', { name: 'Follow Priya Nair' }).click()
  await expect(mara.getByText(/^Following Priya Nair/)).toBeVisible()
  await note(priya, 'Type').click()
  await priya.keyboard.press('Control+End')
  await expect(mara.locator('.gx-person')).toBeInViewport()
  await expect(line(mara, 'Type')).not.toBeInViewport()
  await priya.getByRole('link', { name: 'Lookup tables' }).click()
  await expect(mara).toHaveURL(/\/lookups$/)
  await mara.keyboard.press('Escape')
  await expect(mara.getByText(/^Following Priya Nair/)).toBeHidden()
  await priya.goBack()
  await expect(line(priya, 'Type')).toBeVisible()
  await expect(mara).toHaveURL(/\/lookups$/)
  await mara.goBack()
  await expect(line(mara, 'Type')).toBeVisible()
})

test('a link to a row unfolds what hides it; of a deleted row it says who deleted it and brings it back', async () => {
  await cell(line(mara, 'Quantity'), 'destination').click()
  await mara.keyboard.press('Control+Shift+L')
  const link = await mara.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/\/maps\/[^/#?]+#row=R-\d+$/)

  await line(priya, 'Type').click()
  await priya.keyboard.press('Control+Alt+ArrowLeft')
  await expect(line(priya, 'Quantity')).toBeHidden()
  await priya.evaluate((hash) => (location.hash = hash), new URL(link).hash)
  await expect(line(priya, 'Quantity')).toBeInViewport()

  const row = await cell(line(mara, 'ContactID'), 'row').innerText()
  await cell(line(mara, 'ContactID'), 'row').click()
  await mara.keyboard.press('Control+-')
  await expect(line(priya, 'ContactID')).toBeHidden()
  await priya.evaluate((hash) => (location.hash = hash), `#row=${row}`)
  const dialog = priya.getByRole('dialog', { name: `${row} is deleted` })
  await expect(dialog.getByText(/It was deleted by Mara Ilves, today/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Bring it back' }).click()
  await expect(cell(line(priya, 'ContactID'), 'row')).toHaveText(row)
  await expect(cell(line(mara, 'ContactID'), 'row')).toHaveText(row)
})

test('a question is asked at a line, answered by a colleague and becomes the note', async () => {
  await typeInto(mara, note(mara, 'ContactID'), 'as it was')
  await cell(line(mara, 'ContactID'), 'source').click()
  await mara.keyboard.press('Control+Alt+q')
  await mara.keyboard.type('Is it the customer’s id?')
  await mara.getByRole('combobox', { name: 'Asked of' }).fill('Ana Duarte')
  await mara.keyboard.press('Control+Enter')
  await expect(cell(line(priya, 'ContactID'), 'issues')).toContainText('1')

  await cell(line(priya, 'ContactID'), 'row').click()
  await priya.keyboard.press('F4')
  const questions = priya.getByRole('region', { name: 'Questions' })
  await expect(questions).toContainText('of Ana Duarte')
  await questions.getByRole('textbox', { name: /^Answer to Q-/ }).fill('The id in the books.')
  await priya.keyboard.press('Control+Enter')
  await expect(mara.getByRole('region', { name: 'Questions' })).toContainText('The id in the books.')
  await questions.getByRole('button', { name: /to the note|as the note/ }).click()
  await expect(priya.locator('[data-region="row"]').getByRole('button', { name: /^Note: .*The id in the books/s })).toBeVisible()

  // The row's history tells it, and gives back what stood there.
  await priya.locator('[data-region="row"]').getByText('History', { exact: true }).click()
  await expect(priya.locator('.pn-history')).toContainText('The id in the books.')
  await priya.getByRole('button', { name: 'Put this value back: Note, as it was' }).first().click()
  await expect(priya.locator('[data-region="row"]').getByRole('button', { name: 'Note: as it was. Edit' })).toBeVisible()
})
