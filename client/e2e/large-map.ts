// A large field map on a real server, opened in real browsers, for benchmarks of the grid: made, imported, and watched until it is painted.
import { chromium, type Browser, type Page } from '@playwright/test'
import { buildMap, copy, of, type Fields, type RowSetup } from '../../fixtures/build.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { chromiumArguments, findOrInstallChromium } from './find-chromium.ts'
import { sessionToState } from './one-server.ts'
import type { TestServer } from './test-server.ts'

const FIELDS_A_GROUP = 100

export type Browsers = { readonly openPage: (session: string) => Promise<Page>; readonly close: () => Promise<void> }

/** Each page is a browser of its own, as two people have: pages of one browser share a process for timers and frames. */
export function createBrowsers(server: TestServer): Browsers {
  const browsers: Browser[] = []
  return {
    async openPage(session) {
      const browser = await chromium.launch({ executablePath: findOrInstallChromium(), args: [...chromiumArguments] })
      browsers.push(browser)
      const context = await browser.newContext({ storageState: sessionToState(server.address, session), viewport: { width: 1440, height: 900 } })
      // The runner's compiler names functions by a helper that a page does not have.
      await context.addInitScript('globalThis.__name = (named) => named')
      await context.addInitScript(watchPaint)
      return context.newPage()
    },
    async close() {
      for (const browser of browsers) await browser.close()
    },
  }
}

export function mapAddress(address: string, project: string): string {
  return `${address}/p/${encodeURIComponent(project)}/maps/map`
}

export async function importProject(address: string, session: string, file: string): Promise<string> {
  const answer = await fetch(`${address}/api/projects/import`, {
    method: 'POST',
    headers: { origin: address, cookie: `crosswalk=${session}`, 'content-type': 'application/json' },
    body: file,
  })
  if (!answer.ok) throw new Error(`the project was not imported: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Nested as real objects are; every field has a row, so that nothing is folded away. `rows`: a multiple of 100, or fewer than 100. */
export function generatedProject(rows: number): string {
  const perGroup = Math.min(rows, FIELDS_A_GROUP)
  const groupCount = Math.ceil(rows / perGroup)
  const group = (kind: string): Fields => Object.fromEntries(Array.from({ length: perGroup }, (_, at) => [`${kind}_${at}`, 'text']))
  const groups = (kind: string): Fields => Object.fromEntries(Array.from({ length: groupCount }, (_, at) => [`group_${at}`, group(kind)]))
  const setups = Array.from({ length: groupCount * perGroup }, (_, at): RowSetup => {
    const inGroup = `group_${Math.floor(at / perGroup)}`
    const field = at % perGroup
    return { to: `${inGroup}.target_${field}`, order: 'a0', transform: copy(of('order', `${inGroup}.field_${field}`)), note: `Agreed in meeting ${at % 17}` }
  })
  const built = buildMap({ inputs: { order: groups('field') }, destination: groups('target'), rows: setups, fieldMap: { name: 'Large map', key: 'large-map' } })
  return printProjectFile({
    format: 'crosswalk-project',
    formatVersion: 1,
    project: { ...built.project, info: { name: `${rows} rows` } },
    schemas: built.graphs,
    samples: {},
    records: {},
    baselines: [],
  })
}

/** Runs in the page: when the first cells of the grid have been painted, since the page's start. */
function watchPaint(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.gx-at-destination .gx-cell') === null) return
    observer.disconnect()
    // The frame after the one that holds the cells has painted them.
    requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(window, { paintedAt: performance.now() })))
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** Milliseconds from the arrival of the document and its schemas until the grid is painted. */
export async function measurePaint(page: Page, address: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(address)
  await page.waitForFunction(() => 'paintedAt' in window, undefined, { timeout: 60_000 })
  return page.evaluate(() => {
    const arrived = performance
      .getEntriesByType('resource')
      .filter((entry) => /\/(?:state|graphs\/[^/]+)$/.test(new URL(entry.name).pathname))
      .map((entry) => (entry as PerformanceResourceTiming).responseEnd)
    return (window as unknown as { paintedAt: number }).paintedAt - Math.max(...arrived)
  })
}
