// Benchmarks of the field map grid in two real browsers on one real server: a 5,000-row map, its first paint, and how soon an edit is seen.
import type { Page } from '@playwright/test'
import type { BenchResult } from '../../server/bench/bench-result.ts'
import { createBrowsers, generatedProject, importProject, mapAddress, measurePaint } from './large-map.ts'
import { quantile } from './measure-page.ts'
import { startTestServer } from './test-server.ts'

const ROWS = 5_000
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
  const file = generatedProject(ROWS)
  const server = await startTestServer(['--no-demo'])
  const { openPage, close } = createBrowsers(server)
  try {
    const session = await server.signIn('Ada Example')
    const address = mapAddress(server.address, await importProject(server.address, session, file))
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
    await close()
    await server.close()
  }
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
