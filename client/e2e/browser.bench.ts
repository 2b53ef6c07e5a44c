// Benchmarks of the field map grid in two real browsers on one real server: a 5,000-row map, its first paint, and how soon an edit is seen.
import { chromium, type Browser, type Page } from '@playwright/test'
import { buildMap, copy, of, type Fields, type RowSetup } from '../../fixtures/build.ts'
import type { BenchResult } from '../../server/bench/bench-result.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { chromiumArguments, findOrInstallChromium } from './find-chromium.ts'
import { sessionToState } from './one-server.ts'
import { startTestServer } from './test-server.ts'

const GROUPS = 50
const FIELDS_A_GROUP = 100
const EDITS = 60
const RUNS = 3

export async function run(): Promise<BenchResult[]> {
  // Before the server starts: making it takes seconds, and an idle connection would be closed meanwhile.
  const file = generatedProject()
  const server = await startTestServer(['--no-demo'])
  const browsers: Browser[] = []
  const openPage = async (session: string): Promise<Page> => {
    // Two browsers, as two people have: pages of one browser share a process for timers and frames.
    const browser = await chromium.launch({ executablePath: findOrInstallChromium(), args: [...chromiumArguments] })
    browsers.push(browser)
    const context = await browser.newContext({ storageState: sessionToState(server.address, session), viewport: { width: 1440, height: 900 } })
    // The runner's compiler names functions by a helper that a page does not have.
    await context.addInitScript('globalThis.__name = (named) => named')
    await context.addInitScript(watchPaint)
    return context.newPage()
  }
  try {
    const session = await server.signIn('Ada Example')
    const project = await importProject(server.address, session, file)
    const address = `${server.address}/p/${encodeURIComponent(project)}/maps/map`
    const writer = await openPage(session)
    const paints: number[] = []
    for (let at = 0; at < RUNS; at++) paints.push(await measurePaint(writer, address))
    const reader = await openPage(await server.signIn('Bo Example', 'editor'))
    await measurePaint(reader, address)
    const { seen, own } = await measureEdits(writer, reader)
    const result = (name: string, value: number, most: number): BenchResult => ({ name, value, unit: 'ms', goal: `<= ${most}`, met: value <= most })
    return [
      result('5,000-row map: document arrived to grid painted, median', quantile(paints, 0.5), 1_000),
      result('cell edit to visible in a second browser, p50', quantile(seen, 0.5), 25),
      result('cell edit to visible in a second browser, p99', quantile(seen, 0.99), 60),
      result('cell edit to own paint, p50', quantile(own, 0.5), 50),
    ]
  } finally {
    for (const browser of browsers) await browser.close()
    await server.close()
  }
}

async function importProject(address: string, session: string, file: string): Promise<string> {
  const answer = await fetch(`${address}/api/projects/import`, {
    method: 'POST',
    headers: { origin: address, cookie: `crosswalk=${session}`, 'content-type': 'application/json' },
    body: file,
  })
  if (!answer.ok) throw new Error(`the project was not imported: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Nested as real objects are; every field has a row, so that nothing is folded away. */
function generatedProject(): string {
  const group = (kind: string): Fields => Object.fromEntries(Array.from({ length: FIELDS_A_GROUP }, (_, at) => [`${kind}_${at}`, 'text']))
  const groups = (kind: string): Fields => Object.fromEntries(Array.from({ length: GROUPS }, (_, at) => [`group_${at}`, group(kind)]))
  const rows = Array.from({ length: GROUPS * FIELDS_A_GROUP }, (_, at): RowSetup => {
    const inGroup = `group_${Math.floor(at / FIELDS_A_GROUP)}`
    const field = at % FIELDS_A_GROUP
    return { to: `${inGroup}.target_${field}`, order: 'a0', transform: copy(of('order', `${inGroup}.field_${field}`)), note: `Agreed in meeting ${at % 17}` }
  })
  const built = buildMap({ inputs: { order: groups('field') }, destination: groups('target'), rows, fieldMap: { name: 'Large map', key: 'large-map' } })
  return printProjectFile({
    format: 'crosswalk-project',
    formatVersion: 1,
    project: { ...built.project, info: { name: 'Five thousand rows' } },
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

async function measurePaint(page: Page, address: string): Promise<number> {
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

/** Times are on one clock: both browsers run on this machine. */
async function measureEdits(writer: Page, reader: Page): Promise<{ seen: number[]; own: number[] }> {
  const watch = () => {
    const seen = new Map<string, number>()
    Object.assign(window, { seen })
    const clock = () => performance.timeOrigin + performance.now()
    document.addEventListener('keydown', (event) => event.key === 'Enter' && Object.assign(window, { enteredAt: clock() }), { capture: true })
    new MutationObserver((changes) => {
      for (const change of changes) {
        const text = change.target.textContent ?? ''
        const found = /seen-\d+-end/.exec(text)?.[0]
        if (found !== undefined && !seen.has(found) && (change.target as Element).closest?.('.gx-at-note') !== null) seen.set(found, clock())
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  }
  await writer.evaluate(watch)
  await reader.evaluate(watch)
  const seen: number[] = []
  const own: number[] = []
  for (let at = 0; at < EDITS; at++) {
    const text = `seen-${at}-end`
    await writer
      .locator(`.ag-row[row-index="${2 + (at % 18)}"] .gx-at-note, .ag-row[row-index="${2 + (at % 18)}"] [col-id="note"]`)
      .first()
      .click()
    await writer.keyboard.type(text)
    await writer.keyboard.press('Enter')
    const when = (page: Page) =>
      page
        .waitForFunction((wanted) => (window as unknown as { seen: Map<string, number> }).seen.get(wanted), text, { polling: 20, timeout: 10_000 })
        .then((handle) => handle.jsonValue() as Promise<number>)
    const [ownAt, seenAt] = await Promise.all([when(writer), when(reader)])
    const entered = await writer.evaluate(() => (window as unknown as { enteredAt: number }).enteredAt)
    own.push(ownAt - entered)
    seen.push(seenAt - entered)
  }
  return { seen, own }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
