// Browser cases of accessibility: axe finds nothing serious on the pages of the demo project, in light and in dark.
import { expect, test } from '@playwright/test'
import { listBreaches } from './axe.ts'
import { serverAddress } from './one-server.ts'

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
