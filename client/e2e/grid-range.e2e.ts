// Ranges of cells by mouse and keyboard on the demo map: what is selected, where the outline stands, and where the focus goes.
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { ColumnId } from '../grid/columns.ts'
import { cell, line } from './grid-page.ts'
import { serverAddress } from './one-server.ts'

type Corner = { readonly row: number; readonly column: ColumnId }

test('cells, rows and columns are selected, walked through and filled as in a spreadsheet', async ({ page }) => {
  await openDemoMap(page)

  // Over pinned and scrolling columns, by dragging.
  await drag(page, at(page, 4, 'source'), at(page, 7, 'preview'))
  await expectSelected(page, '4 rows × 4 columns', { row: 4, column: 'source' }, { row: 7, column: 'preview' })

  // Tab and Enter stay inside.
  await page.keyboard.press('Tab')
  await expectFocus(page, 4, 'transform')
  await page.keyboard.press('Enter')
  await expectFocus(page, 5, 'transform')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await expectFocus(page, 4, 'preview')
  await expectSelected(page, '4 rows × 4 columns', { row: 4, column: 'source' }, { row: 7, column: 'preview' })

  // Esc leaves one cell, from which arrows with Shift grow it.
  await page.keyboard.press('Escape')
  await expectSelected(page, undefined, { row: 4, column: 'preview' }, { row: 4, column: 'preview' })
  await at(page, 5, 'status').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowUp')
  await expectSelected(page, '2 rows × 2 columns', { row: 5, column: 'status' }, { row: 6, column: 'useCases' })
  await page.keyboard.press('ArrowDown')
  await expectFocus(page, 6, 'status')
  await expectSelected(page, undefined, { row: 6, column: 'status' }, { row: 6, column: 'status' })

  // To the edge of what is filled: the first line without a status.
  await at(page, 5, 'status').click()
  await page.keyboard.press('Control+Shift+ArrowDown')
  const filled = await countFilled(page, 5, 'status')
  expect(filled).toBeGreaterThan(3)
  await expectSelected(page, `${filled} rows × 1 column`)
  // The list above has no status, so that the next filled cell is two lines farther.
  await page.keyboard.press('Control+ArrowUp')
  await expectFocus(page, 2, 'status')

  const lines = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 2
  await page.keyboard.press('Control+a')
  await expectSelected(page, `${lines} rows × 11 columns`)
  await expectFocus(page, 2, 'status')

  // Whole rows by their numbers, whole columns by their headers.
  await at(page, 3, 'row').click({ position: { x: 40, y: 10 } })
  await at(page, 5, 'row').click({ position: { x: 40, y: 10 }, modifiers: ['Shift'] })
  await expectSelected(page, '3 rows × 11 columns', { row: 3, column: 'row' }, { row: 5, column: 'note' })
  // Also where the grip stands in the number's place.
  const list = cell(line(page, 'Part 1 of 3'), 'row')
  await list.hover()
  await list.locator('.gx-grip').click()
  await expectSelected(page, '1 row × 11 columns')
  await page.getByRole('columnheader', { name: 'Preview' }).click()
  await expectSelected(page, `${lines} rows × 1 column`)
  await page.keyboard.press('Shift+ArrowRight')
  await expectSelected(page, `${lines} rows × 2 columns`)
  await at(page, 6, 'transform').click()
  await page.keyboard.press('Shift+Space')
  await expectSelected(page, '1 row × 11 columns')

  // The handle shows what it would fill, until Esc.
  await at(page, 5, 'status').click()
  await page.keyboard.press('Shift+ArrowDown')
  await expectSelected(page, '2 rows × 1 column')
  await hover(page, page.locator('.gx-handle'))
  await page.mouse.down()
  await hover(page, at(page, 9, 'status'))
  await expectOutline(page, '.gx-fill-to', { row: 5, column: 'status' }, { row: 9, column: 'status' })
  await page.keyboard.press('Escape')
  await expect(page.locator('.gx-fill-to:visible')).toHaveCount(0)
  await page.mouse.up()
  await expectSelected(page, '2 rows × 1 column', { row: 5, column: 'status' }, { row: 6, column: 'status' })

  // Typing is for the cell in focus, and Enter stays in the range; with Ctrl it is for all of it, in one step.
  await drag(page, at(page, 8, 'useCases'), at(page, 10, 'useCases'))
  const before = await at(page, 10, 'useCases').innerText()
  await page.keyboard.type('UC-3')
  await page.keyboard.press('Enter')
  await expectFocus(page, 9, 'useCases')
  await expect(at(page, 8, 'useCases')).toHaveText('UC-3')
  await page.keyboard.type('UC-1')
  await page.keyboard.press('Control+Enter')
  for (const row of [8, 9, 10]) await expect(at(page, row, 'useCases')).toHaveText('UC-1')
  await expectFocus(page, 9, 'useCases')
  await expectSelected(page, '3 rows × 1 column')
  await page.keyboard.press('Control+z')
  await expect(at(page, 8, 'useCases')).toHaveText('UC-3')
  await page.keyboard.press('Control+z')
  for (const row of [8, 9, 10]) await expect(at(page, row, 'useCases')).toHaveText(before)
})

test('the outline follows its lines when others above them are folded, and what scrolls aside goes under pinned columns', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 700 })
  await openDemoMap(page)
  await at(page, 8, 'transform').click()
  await at(page, 9, 'preview').click({ modifiers: ['Shift'] })
  const destination = await at(page, 8, 'destination').textContent()
  const before = await page.getByRole('grid').getAttribute('aria-rowcount')
  // The first group, while the range stays where it is.
  await page.locator('[data-fold]').first().click()
  await expect(page.getByRole('grid')).not.toHaveAttribute('aria-rowcount', before ?? '')
  const row = Number(
    await page
      .locator('.ag-row', { hasText: destination ?? '' })
      .first()
      .getAttribute('row-index'),
  )
  expect(row).toBeLessThan(8)
  await expectSelected(page, '2 rows × 2 columns', { row, column: 'transform' }, { row: row + 1, column: 'preview' })

  await page.locator('.ag-grid-viewport').evaluate((element) => element.scrollTo({ left: 90 }))
  const pinned = await at(page, row, 'source').boundingBox()
  const clip = await page.locator('.gx-layer-center').evaluate((element) => Number.parseFloat(getComputedStyle(element).clipPath.split(' ')[3] ?? ''))
  const layer = await page.locator('.gx-layer-center').boundingBox()
  expect((layer?.x ?? 0) + clip).toBeCloseTo((pinned?.x ?? 0) + (pinned?.width ?? 0), 0)
})

async function openDemoMap(page: Page): Promise<void> {
  await page.goto(serverAddress())
  await page.getByText('WooCommerce → Xero').first().click()
  await page.waitForURL(/\/p\/./)
  const project = new URL(page.url()).pathname.split('/')[2]
  await page.goto(`${serverAddress()}/p/${project}/maps/invoice-map`)
  await expect(at(page, 0, 'destination')).toBeVisible()
}

function at(page: Page, row: number, column: ColumnId): Locator {
  return page.locator(`[row-index="${row}"] [role="gridcell"][col-id="${column}"]`)
}

async function hover(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox()
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2, { steps: 5 })
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await hover(page, from)
  await page.mouse.down()
  await hover(page, to)
  await page.mouse.up()
}

/** `size` undefined: one cell, of which nothing is said. */
async function expectSelected(page: Page, size: string | undefined, from?: Corner, to?: Corner): Promise<void> {
  await expect(page.locator('.map-selected')).toHaveText(size === undefined ? [] : [size])
  if (from !== undefined && to !== undefined) await expectOutline(page, '.gx-range', from, to)
}

async function expectFocus(page: Page, row: number, column: ColumnId): Promise<void> {
  await expect(at(page, row, column)).toBeFocused()
}

/** Around the cells from corner to corner, with the line below each row. */
async function expectOutline(page: Page, outline: string, from: Corner, to: Corner): Promise<void> {
  const first = await at(page, from.row, from.column).boundingBox()
  const last = await at(page, to.row, to.column).boundingBox()
  const row = await page.locator(`[row-index="${to.row}"]`).boundingBox()
  const want = { x: first?.x, y: first?.y, right: (last?.x ?? 0) + (last?.width ?? 0), bottom: (row?.y ?? 0) + (row?.height ?? 0) }
  await expect.poll(() => readOutline(page, outline)).toEqual(want)
}

/** The parts at the sides and in the middle together. */
function readOutline(page: Page, outline: string) {
  return page.locator(`${outline}:visible`).evaluateAll((parts) => {
    const boxes = parts.map((part) => part.getBoundingClientRect())
    return {
      x: Math.min(...boxes.map(({ left }) => left)),
      y: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    }
  })
}

/** How many cells from here down show something. */
async function countFilled(page: Page, row: number, column: ColumnId): Promise<number> {
  for (let count = 0; ; count++) if ((await at(page, row + count, column).innerText()) === '') return count
}
