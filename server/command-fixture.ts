// Runs the command line for tests: within the test's own process, or as a process of its own where that is the rule.
import { spawn } from 'node:child_process'
import { PassThrough, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { runCommandLine } from './cli/command-line.ts'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))
export const demoFile = `${projectRoot}fixtures/woocommerce-to-xero.crosswalk.json`

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/** The program to start: the built one where it is up to date, else the source under tsx, which is the same program. */
const built = process.env['CROSSWALK_BUILT']
export const commandLine: readonly [string, ...string[]] =
  built === undefined ? [process.execPath, '--import', 'tsx', `${projectRoot}server/main.ts`] : [process.execPath, `${built}/server/main.js`]

/** As the program does, without a process: what it starts with is loaded once. Files are named from the root of the project. */
export async function runCommand(args: readonly string[], input = ''): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = Promise.all([readText(stdout), readText(stderr)])
  const code = await runCommandLine(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr })
  stdout.end()
  stderr.end()
  const [out, err] = await texts
  return { code, out, err }
}

/** The real program, for what only a process shows: its exit code, its streams, its end. */
export async function runProcess(args: readonly string[], input = ''): Promise<Ended> {
  const [program, ...before] = commandLine
  const child = spawn(program, [...before, ...args], { cwd: projectRoot, stdio: 'pipe' })
  const texts = Promise.all([readText(child.stdout), readText(child.stderr)])
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err] = await texts
  return { code, out, err }
}

async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
