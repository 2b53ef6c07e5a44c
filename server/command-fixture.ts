// Runs the real command line as a process of its own, for tests.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))
export const demoFile = `${projectRoot}fixtures/woocommerce-to-xero.crosswalk.json`
const MAIN = `${projectRoot}server/main.ts`

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/** The source under tsx: the same program as the built one, without waiting for a build. */
export const commandLine = [process.execPath, '--import', 'tsx', MAIN] as const

export function runCommand(args: readonly string[], input?: string): Promise<Ended> {
  const [program, ...before] = commandLine
  const child = spawn(program, [...before, ...args], { cwd: projectRoot, stdio: 'pipe' })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdin.end(input ?? '')
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}
