// How a person in a browser case does things: with mouse and keys, or with the keyboard alone. The acts are the same, so the case is.
import { expect, type Locator, type Page } from '@playwright/test'
import { cell, line } from './grid-page.ts'

/** Stops on the way with Tab, at most: a page where more are needed cannot be used by keyboard. */
const MOST_TABS = 120

export type Hands = {
  readonly page: Page
  readonly keyboardOnly: boolean
  /** A button, link or entry. */
  readonly press: (target: Locator) => Promise<void>
  /** Into a text field. */
  readonly type: (target: Locator, text: string) => Promise<void>
  /** The focus goes to the source cell of this destination, wherever it is folded away. */
  readonly goTo: (destination: string) => Promise<void>
  /** The focus goes to a cell of a line that is listed. */
  readonly onto: (target: Locator) => Promise<void>
  /** A command of the field map, by the words of its title. */
  readonly run: (title: string) => Promise<void>
  /** Fields that stand together in the source panel, onto the line with this label and those below it. */
  readonly sendFields: (names: readonly string[], label: string) => Promise<void>
  readonly putOnClipboard: (text: string) => Promise<void>
}

export function createHands(page: Page, keyboardOnly: boolean): Hands {
  const hands: Hands = {
    page,
    keyboardOnly,
    async press(target) {
      if (!keyboardOnly) return target.click()
      await tabTo(page, target)
      await page.keyboard.press('Enter')
    },
    async type(target, text) {
      if (keyboardOnly) await tabTo(page, target)
      else await target.click()
      await page.keyboard.type(text)
    },
    async goTo(destination) {
      await intoGrid(page)
      await page.keyboard.press('Control+j')
      await page.keyboard.type(destination)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.locator('[col-id="source"].ag-cell-focus')).toBeVisible()
    },
    async onto(target) {
      if (!keyboardOnly) return target.click()
      await expect(target).toBeVisible()
      await walkTo(page, target)
    },
    async run(title) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Find or run' }).waitFor()
      await page.keyboard.type(title)
      await expect(page.getByRole('option', { name: new RegExp(title) }).first()).toHaveAttribute('aria-selected', 'true')
      await page.keyboard.press('Enter')
    },
    async sendFields(names, label) {
      await (keyboardOnly ? sendByKeys(page, names) : dragFields(page, names, label))
    },
    putOnClipboard: (text) => page.evaluate((given) => navigator.clipboard.writeText(given), text),
  }
  return hands
}

/** Tab after Tab until it has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(target)} is not reached with Tab`)
}

async function intoGrid(page: Page): Promise<void> {
  if (await page.evaluate(() => document.activeElement?.closest('[data-region="grid"]') !== null && document.activeElement?.closest('.ag-cell') !== null))
    return
  // The grid is one of the parts that F6 goes through.
  for (let part = 0; part < 10; part++) {
    await page.keyboard.press('F6')
    if (await page.evaluate(() => document.activeElement?.closest('[data-region="grid"]') !== null && document.activeElement?.closest('.ag-cell') !== null))
      return
  }
  throw new Error('the grid is not reached with F6')
}

/** With arrows from the cell in focus. */
async function walkTo(page: Page, target: Locator): Promise<void> {
  const place = (element: Element) => ({
    row: Number(element.closest('[row-index]')?.getAttribute('row-index')),
    column: Number(element.getAttribute('aria-colindex')),
  })
  await intoGrid(page)
  const there = await target.evaluate(place)
  for (let steps = 0; steps < 300; steps++) {
    const here = await page.locator('.ag-cell-focus').evaluate(place)
    if (here.row === there.row && here.column === there.column) return
    await page.keyboard.press(here.row < there.row ? 'ArrowDown' : here.row > there.row ? 'ArrowUp' : here.column < there.column ? 'ArrowRight' : 'ArrowLeft')
  }
  throw new Error('the cell is not reached with the arrows')
}

async function dragFields(page: Page, names: readonly string[], label: string): Promise<void> {
  const [first = '', ...others] = names
  const search = page.getByLabel('Search the source fields')
  await search.fill(first)
  const field = (name: string) => page.locator('[role="treeitem"]').filter({ has: page.getByText(name, { exact: true }) })
  await search.fill('')
  await unfold(page, field('billing').first())
  await field(first).first().click()
  for (const other of others)
    await field(other)
      .first()
      .click({ modifiers: ['Control'] })
  await field(first)
    .first()
    .dragTo(cell(line(page, label), 'source'))
}

async function unfold(page: Page, item: Locator): Promise<void> {
  await item.click()
  if ((await item.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight')
}

/** The panel is reached with F6; a field is found by typing its name, and others below it by Shift and arrows. */
async function sendByKeys(page: Page, names: readonly string[]): Promise<void> {
  for (let part = 0; part < 10; part++) {
    await page.keyboard.press('F6')
    if (await page.evaluate(() => document.activeElement?.closest('[data-region="source"]') !== null)) break
  }
  await tabTo(page, page.getByRole('tree', { name: 'Source fields' }))
  await page.keyboard.type('billing')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  for (let more = 1; more < names.length; more++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Enter')
}
