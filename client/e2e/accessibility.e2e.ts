// Browser cases of accessibility: axe finds nothing serious on the pages of the demo project, in light and in dark.
import { createRequire } from 'node:module'
import { expect, test, type Page } from '@playwright/test'
import { serverAddress } from './one-server.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Rule, and the elements that break it. */
async function listBreaches(page: Page): Promise<string[]> {
  // Through the debugger, as the page's own policy lets no other script in.
  await page.evaluate((await import('node:fs')).readFileSync(axe, 'utf8'))
  // The one rule left out takes a count beside a link ("Field maps 3", read as "Field maps, 3") for a mismatch.
  return page.evaluate(async () => {
    type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
    const { violations } = await (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run({
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      rules: { 'label-content-name-mismatch': { enabled: false } },
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages have no serious breach in ${colorScheme}`, async ({ page }) => {
    // Axe looks at everything on nine pages.
    test.setTimeout(180_000)
    await page.emulateMedia({ colorScheme })
    await page.goto(serverAddress())
    await page.getByText('WooCommerce → Xero').first().click()
    await page.waitForURL(/\/p\/./)
    const project = new URL(page.url()).pathname.split('/')[2]
    await expect(page.locator(`a[href="/p/${project}/maps"]`).first()).toBeVisible()
    const breaches: string[] = []
    const paths = ['', '/use-cases', '/maps', '/maps/invoice-map', '/schemas', '/lookups', '/config', '/export'].map((path) => `/p/${project}${path}`)
    for (const path of ['/', ...paths]) {
      await page.goto(`${serverAddress()}${path}`)
      await page.waitForLoadState('networkidle')
      breaches.push(...(await listBreaches(page)).map((breach) => `${path}: ${breach}`))
    }
    expect(breaches.map((breach) => breach.replaceAll(project ?? '', 'PROJECT'))).toEqual([])
  })
}
