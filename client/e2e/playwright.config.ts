// The only place for how the browser tests run: cases are `*.e2e.ts` beside this file, against the built program.
import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './find-chromium.ts'
import { signedInFile, WORKERS } from './one-server.ts'

const TIMED = /@timed/
const executablePath = findChromium()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/browser',
  globalSetup: './one-server.ts',
  workers: WORKERS,
  // What is timed runs after everything else, with the machine to itself.
  projects: [
    { name: 'cases', grepInvert: TIMED },
    { name: 'timed', grep: TIMED, dependencies: ['cases'], workers: 1 },
  ],
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  retries: 0,
  timeout: 120_000,
  // Generous: a busy machine is no failure, a missing thing is.
  expect: { timeout: 25_000 },
  reporter: [['list'], ['json', { outputFile: process.env['CROSSWALK_BROWSER_REPORT'] ?? '../../test-results/browser.json' }]],
  use: {
    storageState: signedInFile(),
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    // A trace slows every step: it is recorded when somebody looks for a fault (CROSSWALK_TRACE=1).
    trace: process.env['CROSSWALK_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    launchOptions: { args: [...chromiumArguments], ...(executablePath === undefined ? {} : { executablePath }) },
  },
})
