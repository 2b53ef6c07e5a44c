// Browser case of T-22: text that tries to be markup stays text, on every page and in every cell.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { cell, line } from './grid-page.ts'
import { serverAddress } from './one-server.ts'

const HOSTILE = `<img src=x onerror="window.__pwn=1">"><script>window.__pwn=1</script>{{constructor.constructor('window.__pwn=1')()}}`
/** Cells that people write in words; the others are ids, codes and enumerations. */
const WORDS = new Set(
  'name title purpose note text story actor label help role contact vendor docsLink auth scopes rateLimits oneRecordIs appliesWhenWords frequency volume onSuccess onFailure selection matchKey words reason answer unmatched description result'.split(
    ' ',
  ),
)

/** The same value with every text that people write, and every description of a schema, followed by the payload. */
function poison(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poison)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      WORDS.has(key) && typeof inner === 'string' && !isFieldName(value) ? `${inner} ${HOSTILE}` : poison(inner),
    ]),
  )
}

/** Property names are how rows find their fields, and a name of a config value is an identifier. */
function isFieldName(value: object): boolean {
  return 'node' in value || 'in' in value || ('type' in value && 'name' in value)
}

test('[T-22] markup in every text field is shown as text and nothing of it runs', async ({ page }) => {
  test.setTimeout(120_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text())
  })
  await page.goto(serverAddress())
  const demo: unknown = JSON.parse(await readFile(fileURLToPath(new URL('../../fixtures/woocommerce-to-xero.crosswalk.json', import.meta.url)), 'utf8'))
  const imported = await page.evaluate(
    async (body) => {
      const answer = await fetch('/api/projects/import', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      return { status: answer.status, text: await answer.text() }
    },
    JSON.stringify(poison(demo)),
  )
  expect(imported.status, imported.text).toBeLessThan(300)
  const { id } = JSON.parse(imported.text) as { id: string }

  const start = `${serverAddress()}/p/${id}`
  await page.goto(start)
  await expect(page.getByText('<script>', { exact: false }).first()).toBeVisible()
  const links = await page.locator(`a[href^="/p/${id}"]`).evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href') ?? ''))])
  expect(links.length).toBeGreaterThan(8)
  for (const link of links) {
    await page.goto(`${serverAddress()}${link}`)
    await page.waitForLoadState('networkidle')
    await expect(page.getByText('<img src=x', { exact: false }).first()).toBeAttached()
    expect(await page.evaluate(() => (window as { __pwn?: number }).__pwn), link).toBeUndefined()
  }

  // A cell, its tooltip, its editor, and the drawer with the sentence.
  await page.goto(`${start}/maps/invoice-map`)
  await expect(line(page, 'Type')).toBeVisible()
  await cell(line(page, 'Type'), 'note').hover()
  await cell(line(page, 'Type'), 'note').click()
  await page.keyboard.press('F2')
  await page.keyboard.press('Escape')
  await cell(line(page, 'Type'), 'transform').click()
  await page.keyboard.press('F2')
  await expect(page.getByRole('radiogroup', { name: 'Kind of transform' })).toBeVisible()
  expect(await page.evaluate(() => (window as { __pwn?: number }).__pwn)).toBeUndefined()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(complaints).toEqual([])
})
