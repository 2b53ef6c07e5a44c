// The only global set-up of the browser tests: a server for each worker, with somebody signed in. `serverAddress()` is where it is.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestServer } from './test-server.ts'

/** Two processors; cases of one file follow one another, and files that run beside them have another server. */
export const WORKERS = 2

/** In a worker: which one of them. */
function worker(): string {
  return process.env['TEST_PARALLEL_INDEX'] ?? '0'
}

/** Cookies of the signed-in person, as Playwright's storage state. */
export function signedInFile(of = worker()): string {
  return fileURLToPath(new URL(`../../test-results/signed-in-${of}.json`, import.meta.url))
}

/** Inside a case. */
export function serverAddress(): string {
  const address = process.env[`CROSSWALK_TEST_ADDRESS_${worker()}`]
  if (address === undefined) throw new Error('the server of the tests is not running')
  return address
}

/** Of the worker's server, for `login-link`. */
export function serverDataFolder(): string {
  return process.env[`CROSSWALK_TEST_DATA_${worker()}`] ?? ''
}

export default async function startServers(): Promise<() => Promise<void>> {
  const closers: (() => Promise<void>)[] = []
  // The first may have to build, so they start one after the other.
  for (let of = 0; of < WORKERS; of++) closers.push(await startOne(String(of)))
  return async () => {
    await Promise.all(closers.map((close) => close()))
  }
}

async function startOne(of: string): Promise<() => Promise<void>> {
  const server = await startTestServer()
  const session = await server.signIn()
  process.env[`CROSSWALK_TEST_ADDRESS_${of}`] = server.address
  process.env[`CROSSWALK_TEST_DATA_${of}`] = server.dataFolder
  const file = signedInFile(of)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(sessionToState(server.address, session)), { mode: 0o600 })
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
