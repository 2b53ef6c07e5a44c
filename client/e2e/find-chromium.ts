// The only place that looks for a Chromium to test with, and installs one where it can.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** CHROMIUM_PATH, then the system's, then Playwright's own. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...places, chromium.executablePath()].find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** Throws with what to install where nothing is found and nothing can be installed. */
export function findOrInstallChromium(): string {
  const found = findChromium()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('No Chromium found: installing it with apt-get ...\n')
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
    if (!apt('install', '-y', '--no-install-recommends', 'chromium')) void (apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium'))
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  throw new Error(
    'The browser tests need Chromium and found none. Install it (Debian, Ubuntu: sudo apt-get install -y chromium; others: npx playwright install chromium), or set CHROMIUM_PATH to a Chrome or Chromium, then run npm test again.',
  )
}

/** As root a browser has no sandbox; the rest keeps it from calling home. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
