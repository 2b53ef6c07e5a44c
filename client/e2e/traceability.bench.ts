// Benchmark of the traceability matrix in a real browser: from the click on its tab until its first lines are painted, in a large project.
import type { Page } from '@playwright/test'
import { printProjectFile } from '../../shared/project/project-file.ts'
import type { BenchResult } from '../../server/bench/bench-result.ts'
import { tracedProject } from '../../server/bench/traced-project.ts'
import { createBrowsers, importProject } from './large-map.ts'
import { quantile } from './measure-page.ts'
import { startTestServer } from './test-server.ts'

const GOAL = 500
const RUNS = 5
/** The page has opened, and its worker has looked at the project. Milliseconds. */
const SETTLED = 4_000

export async function run(): Promise<BenchResult[]> {
  const { project, graphs } = tracedProject()
  const file = printProjectFile({ format: 'crosswalk-project', formatVersion: 1, project, schemas: graphs, samples: {}, records: {}, baselines: [] })
  const server = await startTestServer(['--no-demo'])
  const { openPage, close } = createBrowsers(server)
  try {
    const session = await server.signIn('Ada Example')
    const home = `${server.address}/p/${encodeURIComponent(await importProject(server.address, session, file))}`
    const page = await openPage(session)
    const times: number[] = []
    for (let at = 0; at < RUNS; at++) times.push(await measureOpening(page, home))
    const value = quantile(times, 0.5)
    return [{ name: 'traceability of 50 use cases × 5,000 rows: click to painted', value, unit: 'ms', goal: `<= ${GOAL}`, met: value <= GOAL }]
  } finally {
    await close()
    await server.close()
  }
}

/** Loads the page anew each time, so that nothing of the matrix is known. */
async function measureOpening(page: Page, home: string): Promise<number> {
  await page.goto(`${home}/review/coverage`)
  await page.getByRole('link', { name: 'Traceability' }).waitFor()
  await page.waitForTimeout(SETTLED)
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const link = [...document.querySelectorAll('a')].find((one) => one.textContent === 'Traceability')
        const started = performance.now()
        const observer = new MutationObserver(() => {
          if (document.querySelector('.trace-line') === null) return
          observer.disconnect()
          // The frame after the one that holds the lines has painted them.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)))
        })
        observer.observe(document, { childList: true, subtree: true })
        link?.click()
      }),
  )
}
