// The only place for `npm test`: unit tests, then browser tests; the last line is the true total of both.
// `-- --unit` and `-- --browser` run one of them; what else is given goes to the unit tests.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrInstallChromium } from './find-chromium.ts'

type Count = { readonly passed: number; readonly failed: number }

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const results = join(root, 'test-results')

const asked = process.argv.slice(2)
const filters = asked.filter((argument) => argument !== '--unit' && argument !== '--browser')
const counts: Count[] = []
mkdirSync(results, { recursive: true })
build()
if (!asked.includes('--browser')) counts.push(runUnitTests())
if (!asked.includes('--unit')) counts.push(runBrowserTests())

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

/** Both kinds of tests start the built program. What cannot be built, they say themselves. */
function build(): void {
  const call = "await import('./server/build.js').then(({ buildWhatIsStale }) => buildWhatIsStale(['server', 'page']))"
  spawnSync(process.execPath, ['--input-type=module', '-e', call], { cwd: root, stdio: 'inherit' })
}

function runUnitTests(): Count {
  const report = join(results, 'unit.json')
  rmSync(report, { force: true })
  const status = run('vitest', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters])
  type Report = { numPassedTests: number; numFailedTests: number; testResults: { status: string; assertionResults: unknown[] }[] }
  const read = readReport<Report>(report)
  if (read === undefined) return { passed: 0, failed: 1 }
  // A file that does not even load has no tests to count.
  const broken = read.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return atLeastOne({ passed: read.numPassedTests, failed: read.numFailedTests + broken }, status)
}

function runBrowserTests(): Count {
  try {
    findOrInstallChromium()
  } catch (cause) {
    process.stderr.write(`${(cause as Error).message}\n`)
    return { passed: 0, failed: 1 }
  }
  const report = join(results, 'browser.json')
  rmSync(report, { force: true })
  const status = run('@playwright/test', 'playwright', ['test', '--config', 'client/e2e/playwright.config.ts'], { CROSSWALK_BROWSER_REPORT: report })
  type Report = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }
  const read = readReport<Report>(report)
  if (read === undefined) return { passed: 0, failed: 1 }
  return atLeastOne({ passed: read.stats.expected, failed: read.stats.unexpected + read.stats.flaky + read.errors.length }, status)
}

/** A runner that says "failed" without a failed test (a leak, a crash at the end) has failed all the same. */
function atLeastOne(count: Count, status: number | null): Count {
  return status === 0 || count.failed > 0 ? count : { ...count, failed: 1 }
}

function run(packageName: string, command: string, args: readonly string[], env: Record<string, string> = {}): number | null {
  const facts = require(`${packageName}/package.json`) as { bin: string | Record<string, string> }
  const script = typeof facts.bin === 'string' ? facts.bin : (facts.bin[command] ?? '')
  const path = join(dirname(require.resolve(`${packageName}/package.json`)), script)
  return spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status
}

function readReport<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return undefined
  }
}
