// Browser cases of what must not be lost: a crash of the server, an hour offline, a tab closed too early.
import { expect, test, type Page } from '@playwright/test'
import { cell, expectSaved, line, typeInto, openMapOf } from './grid-page.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await startTestServer()
})
test.afterAll(() => server.close())

const note = (page: Page, field: string) => cell(line(page, field), 'note')

test('[R-02] two people see one map again after kill -9 and a restart, with what was typed meanwhile', async ({ browser }) => {
  test.setTimeout(120_000)
  const maraSession = await server.signIn('Mara Ilves')
  const mara = await openMapOf(browser, server.address, maraSession)
  const priya = await openMapOf(browser, server.address, await server.signIn('Priya Nair', 'editor'))

  await typeInto(mara, note(mara, 'Type'), 'before the crash')
  await expect(note(priya, 'Type')).toHaveText('before the crash')
  await expectSaved(mara)
  await server.kill()

  await expect(mara.getByTestId('saved-state')).toContainText('Offline')
  await typeInto(mara, note(mara, 'Type'), 'typed while the server was away')
  await expect(mara.getByTestId('saved-state')).toContainText('1 change')
  await typeInto(priya, note(priya, 'ContactID'), 'by somebody else, also offline')

  await server.startAgain()
  await expectSaved(mara)
  await expectSaved(priya)
  await expect(note(priya, 'Type')).toHaveText('typed while the server was away')
  await expect(note(mara, 'ContactID')).toHaveText('by somebody else, also offline')
  await mara.reload()
  await expect(note(mara, 'Type')).toHaveText('typed while the server was away')

  // A tab that is closed before the server came back gives its edits the next time the project is opened.
  await server.kill()
  await expect(mara.getByTestId('saved-state')).toContainText('Offline')
  await typeInto(mara, note(mara, 'Type'), 'kept on this computer')
  await expect(mara.getByTestId('saved-state')).toContainText('1 change')
  const context = mara.context()
  const address = mara.url()
  await mara.close()
  await server.startAgain()
  const again = await context.newPage()
  await again.goto(address)
  await expect(note(again, 'Type')).toHaveText('kept on this computer')
  await expectSaved(again)
  await expect(note(priya, 'Type')).toHaveText('kept on this computer')
})

test('undo takes back a person’s own edit and leaves what a colleague changed since', async ({ browser }) => {
  const mara = await openMapOf(browser, server.address, await server.signIn('Mara Ilves', 'editor'))
  const priya = await openMapOf(browser, server.address, await server.signIn('Priya Nair', 'editor'))
  await typeInto(mara, note(mara, 'Type'), 'first')
  await typeInto(mara, note(mara, 'ContactID'), 'mine')
  await expect(note(priya, 'ContactID')).toHaveText('mine')
  await typeInto(priya, note(priya, 'ContactID'), 'hers')
  await expect(note(mara, 'ContactID')).toHaveText('hers')

  await note(mara, 'Type').click()
  await mara.keyboard.press('Control+z')
  await expect(mara.getByText(/because Priya Nair changed it since/).first()).toBeVisible()
  await expect(note(mara, 'ContactID')).toHaveText('hers')
  await mara.keyboard.press('Control+z')
  await expect(note(mara, 'Type')).not.toHaveText('first')
  await expect(note(priya, 'Type')).not.toHaveText('first')
  await mara.keyboard.press('Control+y')
  await expect(note(priya, 'Type')).toHaveText('first')
})
