// The only global set-up of the browser tests: one server for all cases, with somebody signed in. `serverAddress()` is where it is.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestServer } from './test-server.ts'

/** Cookies of the signed-in person, as Playwright's storage state. */
export const signedInFile = fileURLToPath(new URL('../../test-results/signed-in.json', import.meta.url))

/** Inside a case. */
export function serverAddress(): string {
  const address = process.env['CROSSWALK_TEST_ADDRESS']
  if (address === undefined) throw new Error('the server of the tests is not running')
  return address
}

/** Of the shared server, for `login-link`. */
export function serverDataFolder(): string {
  return process.env['CROSSWALK_TEST_DATA'] ?? ''
}

export default async function startOneServer(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  const session = await server.signIn()
  process.env['CROSSWALK_TEST_ADDRESS'] = server.address
  process.env['CROSSWALK_TEST_DATA'] = server.dataFolder
  await mkdir(dirname(signedInFile), { recursive: true })
  await writeFile(signedInFile, JSON.stringify(sessionToState(server.address, session)), { mode: 0o600 })
  return () => server.close()
}

/** For a context of another person: `browser.newContext({ storageState: sessionToState(...) })`. */
export function sessionToState(address: string, session: string) {
  const cookie = {
    name: 'crosswalk',
    value: session,
    domain: new URL(address).hostname,
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax' as const,
  }
  return { cookies: [cookie], origins: [] }
}
