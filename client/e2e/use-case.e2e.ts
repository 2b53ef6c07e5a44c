// Browser case of a use case from its first word to its signatures: made from a template, written by keyboard, signed, changed.
import { expect, test, type Page } from '@playwright/test'
import { expectSaved } from './grid-page.ts'
import { serverAddress } from './one-server.ts'
import { makeProject } from './project-page.ts'

/** A red dot. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==', 'base64')

test('a use case is made from a template, written by keyboard, signed with open points, and reads as changed afterwards', async ({ page, context }) => {
  await page.goto(serverAddress())
  await makeProject(page, 'Use cases by keyboard')
  await page
    .getByRole('link', { name: /^Use cases/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'No use cases yet' })).toBeVisible()
  await page.getByRole('button', { name: 'From a template' }).press('Enter')
  await expect(page.getByRole('radio', { name: /^Invoice each order/ })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: /^Daily report/ })).toBeChecked()
  await page.getByRole('button', { name: 'Add this use case' }).press('Enter')
  await expect(page.getByText('UC-1').first()).toBeVisible()

  const other = await context.newPage()
  await other.goto(page.url())
  await writeOutcomes(page, other)
  await addLink(page)
  await page.getByLabel('Add a picture', { exact: true }).setInputFiles({ name: 'report_today.png', mimeType: 'image/png', buffer: PNG })
  const picture = page.getByRole('img', { name: 'report today' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(5)

  for (const person of ['Ana Duarte, Branch manager', 'Lea Roth']) {
    await page.getByRole('combobox', { name: 'Ask for a signature' }).selectOption({ label: 'Somebody new ...' })
    await page.keyboard.type(person)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: `More for ${person.split(',')[0]}` })).toBeVisible()
  }
  await expectSaved(page)
  await sign(page, 'Ana Duarte')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await expect(page.getByText('Signed off')).toHaveCount(0)
  await sign(page, 'Lea Roth')
  await expect(other.getByText('2 of 2')).toBeVisible()
  await expect(other.getByText('Signed off')).toBeVisible()

  await page.getByRole('button', { name: /^Title: Daily report/ }).press('Enter')
  await page.keyboard.type(' of each branch')
  await page.keyboard.press('Enter')
  await expect(page.getByText('changed since it was signed')).toBeVisible()
  await expect(other.getByRole('button', { name: /^Title: Daily report of each branch/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('changed since it was signed')).toHaveCount(0)
})

/** Enter, Backspace, Alt and arrows, a pasted list; `other` sees it. */
async function writeOutcomes(page: Page, other: Page): Promise<void> {
  const part = page.getByRole('group', { name: 'Outcomes' })
  const texts = (of: Page) => of.getByRole('group', { name: 'Outcomes' }).getByRole('listitem')
  await part.getByRole('button', { name: /^Outcome: At seven/ }).press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('GET /figures is called')
  await page.keyboard.press('Enter')
  await expect(part.getByText('reads like an endpoint')).toBeVisible()
  // Nothing was typed into the next: back to the one before, which is moved up and said better.
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('The figures are there')
  await page.keyboard.press('Enter')
  await expect(part.getByText('reads like an endpoint')).toHaveCount(0)
  await page.evaluate(() => {
    const pasted = new DataTransfer()
    pasted.setData('text/plain', '• One branch more\n• One branch less')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }))
  })
  await page.keyboard.press('Escape')
  const want = [/^The figures are there/, /^One branch more/, /^One branch less/, /^At seven/, /^The figures agree/, /^A day/]
  await expect(texts(page)).toHaveText(want)
  await expect(texts(other)).toHaveText(want)
}

async function addLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a link' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('javascript:alert(1)')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Links begin with https://')).toBeVisible()
  await dialog.getByLabel('Address').fill('wiki.example.com/figures')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  const link = page.getByRole('link', { name: 'wiki.example.com' })
  await expect(link).toHaveAttribute('href', 'https://wiki.example.com/figures')
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
}

async function sign(page: Page, person: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${person}` }).click()
  await page.getByRole('menuitem', { name: 'Sign', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('list', { name: 'Open points' })).toContainText('row')
  await dialog.getByRole('button', { name: /^Sign with \d+ open points?$/ }).click()
  await expect(dialog).toHaveCount(0)
}
