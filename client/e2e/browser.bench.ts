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
const RUNS = 3
const EDITS = 150
/** Both pages have opened and worked out their first findings. Milliseconds. */
const SETTLED = 2_000
/** One edit each so many milliseconds. */
const PACE = 200
/** The lines whose notes are written, one after the other and again from the first: all of them stand in the picture. */
const FIRST_LINE = 2
const LINES = 15

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
    const { seen, own, lateness } = await measureEdits(writer, reader)
    const result = (name: string, value: number, most?: number): BenchResult => ({
      name,
      value,
      unit: 'ms',
      ...(most === undefined ? {} : { goal: `<= ${most}`, met: value <= most }),
    })
    return [
      result('5,000-row map: document arrived to grid painted, median', quantile(paints, 0.5), 1_000),
      result('cell edit to visible in a second browser, p50', quantile(seen, 0.5), 25),
      result('cell edit to visible in a second browser, p99', quantile(seen, 0.99), 60),
      result('cell edit to visible in its own browser, p50', quantile(own, 0.5), 50),
      result('cell edit to visible in its own browser, p99', quantile(own, 0.99)),
      result('beside it: timer of an idle page late by, p50', quantile(lateness, 0.5)),
      result('beside it: timer of an idle page late by, p99', quantile(lateness, 0.99)),
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

type EditTimes = { readonly seen: number[]; readonly own: number[]; readonly lateness: number[] }

/**
 * From the Enter that commits a note in one browser until its text stands in the grid of the other, and of its own. Nothing is asked of the
 * pages meanwhile: each writes down what it sees. Times are on one clock: both browsers run on this machine.
 */
async function measureEdits(writer: Page, reader: Page): Promise<EditTimes> {
  await writer.evaluate(watchEdits)
  await reader.evaluate(watchEdits)
  const idle = await reader.context().newPage()
  await idle.evaluate(watchLateness)
  const texts = Array.from({ length: EDITS }, (_, at) => `seen-${at}-end`)
  const start = performance.now() + SETTLED
  for (const [at, text] of texts.entries()) {
    if (at === 0) await new Promise((resolve) => setTimeout(resolve, SETTLED - PACE))
    if (at % LINES === 0) await writer.locator(`.ag-row[row-index="${FIRST_LINE}"] [col-id="note"]`).click()
    await new Promise((resolve) => setTimeout(resolve, start + at * PACE - performance.now()))
    await writer.keyboard.type(text)
    // The next note is the one below.
    await writer.keyboard.press('Enter')
  }
  const lateness = await idle.evaluate(() => (window as unknown as { lateness: number[] }).lateness)
  const seenBy = async (page: Page): Promise<Map<string, number>> => {
    await page.waitForFunction((most) => (window as unknown as { seen: Map<string, number> }).seen.size >= most, EDITS, { timeout: 10_000 })
    return new Map(await page.evaluate(() => [...(window as unknown as { seen: Map<string, number> }).seen]))
  }
  const [ownAt, seenAt] = await Promise.all([seenBy(writer), seenBy(reader)])
  const enteredAt = await writer.evaluate(() => (window as unknown as { entered: number[] }).entered)
  const since = (times: ReadonlyMap<string, number>) => texts.map((text, at) => (times.get(text) ?? Number.NaN) - (enteredAt[at] ?? Number.NaN))
  return { seen: since(seenAt), own: since(ownAt), lateness }
}

/** Runs in the page: when each Enter was pressed, and when each text first stood in a note. */
function watchEdits(): void {
  const seen = new Map<string, number>()
  const entered: number[] = []
  Object.assign(window, { seen, entered })
  const clock = () => performance.timeOrigin + performance.now()
  document.addEventListener('keydown', (event) => event.key === 'Enter' && entered.push(clock()), { capture: true })
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const cell = (target instanceof Element ? target : target.parentElement)?.closest('.gx-at-note')
      const found = /seen-\d+-end/.exec(cell?.textContent ?? '')?.[0]
      if (found !== undefined && !seen.has(found)) seen.set(found, clock())
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
}

/** Runs in a page that does nothing else: by how much the machine is late. */
function watchLateness(): void {
  const lateness: number[] = []
  Object.assign(window, { lateness })
  const wait = 20
  const next = (since: number) =>
    setTimeout(() => {
      lateness.push(performance.now() - since - wait)
      next(performance.now())
    }, wait)
  next(performance.now())
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
