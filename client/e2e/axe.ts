// The only place that runs axe, the checker of accessibility, on a page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Rule, and the elements that break it. `colours`: contrast alone, for a page whose structure was looked at in another colour scheme. */
export async function listBreaches(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  // Through the debugger, as the page's own policy lets no other script in.
  await page.evaluate(readFileSync(axe, 'utf8'))
  // The one rule left out takes a count beside a link ("Field maps 3", read as "Field maps, 3") for a mismatch.
  return page.evaluate(async (only) => {
    type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
    const { violations } = await (window as unknown as { axe: { run(options: object): Promise<Found> } }).axe.run({
      resultTypes: ['violations'],
      ...(only === 'colours'
        ? { runOnly: { type: 'rule', values: ['color-contrast'] } }
        : { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], rules: { 'label-content-name-mismatch': { enabled: false } } }),
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }, what)
}
