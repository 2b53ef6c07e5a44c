// The only command that runs the server: starts it, says where it is, and stops it on a signal.
import pino from 'pino'
import { isLoopback, readSettings, type ServeFlags } from '../config.ts'
import { startServer } from '../running-server.ts'
import { CommandRefusal, type ExitCode, type Output } from './output.ts'

/** Whatever hangs, the process is gone after this. Milliseconds. */
const STOP_WITHIN = 9_000

export async function serve(output: Output, flags: ServeFlags & { readonly json?: boolean }): Promise<ExitCode> {
  const settings = readSettings(flags, process.env, process.cwd())
  if (!settings.ok) throw new CommandRefusal(settings.error.message)
  const log = pino(
    { level: process.env['CROSSWALK_LOG'] ?? 'warn', base: null, redact: ['headers', 'cookie', 'token', '*.cookie', '*.token'] },
    pino.destination({ dest: 2, sync: true }),
  )
  if (!isLoopback(settings.value.listen) && settings.value.publicUrl?.startsWith('https:') !== true) {
    output.message(
      `Warning: listening on ${settings.value.listen}. Without TLS in front, anyone on the network can read the sessions and what people type. Put a proxy with TLS there and name its address with --url https://...`,
    )
  }
  const server = await startServer(settings.value, log)
  // One forgotten promise must not take everybody's editing with it; what is saved does not depend on it.
  process.on('unhandledRejection', (cause) => log.error({ err: cause }, 'a failure that nobody waited for'))
  if (flags.json === true)
    await output.result(`${JSON.stringify({ address: server.address, link: server.link, data: settings.value.dataFolder, pid: process.pid })}\n`)
  else {
    await output.result(
      `Crosswalk is ready at ${server.address} (data in ${settings.value.dataFolder}).\n\nOpen this link to sign in; it works once, within 24 hours:\n\n  ${server.link}\n\n`,
    )
    output.message('Stop with Ctrl+C. A link for a colleague: npm exec --no -- crosswalk login-link --name NAME --role editor')
  }
  await signal(output)
  const timer = setTimeout(() => {
    log.error('the server did not stop in time')
    process.exit(1)
  }, STOP_WITHIN)
  await server.stop()
  clearTimeout(timer)
  // A library's timer must not keep a stopped server alive.
  process.exit(0)
}

/** Resolves on the first SIGINT or SIGTERM; a second one ends the process at once. */
function signal(output: Output): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = () => {
      if (asked) process.exit(1)
      asked = true
      output.message('Stopping ...')
      resolve()
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}
