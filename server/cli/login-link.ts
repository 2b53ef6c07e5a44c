// The only command that talks to a running server: asks it for a one-time link.
import { roles } from '../../shared/api/rights.ts'
import { readSettings } from '../config.ts'
import { askServer } from '../control-socket.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'

export async function loginLink(
  output: Output,
  flags: { readonly name: string; readonly role: string; readonly data?: string; readonly json?: boolean },
): Promise<ExitCode> {
  if (!(roles as readonly string[]).includes(flags.role)) throw new CommandRefusal(`"${flags.role}" is not a role: use ${roles.join(', ')}`)
  const settings = readSettings(flags.data === undefined ? {} : { data: flags.data }, process.env, process.cwd())
  if (!settings.ok) throw new CommandRefusal(settings.error.message)
  const folder = settings.value.dataFolder
  const answer = await askServer(folder, { command: 'login-link', name: flags.name, role: flags.role })
  if (!answer.ok) {
    throw new CommandRefusal(
      answer.error.type === 'Refused'
        ? answer.error.message
        : `no server that you own is running on the data folder ${folder}. Start it with \`npm start\`, or name its folder with --data`,
    )
  }
  await output.result(flags.json === true ? printJson({ link: answer.value.link, name: flags.name, role: flags.role }) : `${answer.value.link}\n`)
  output.message(`For ${flags.name} as ${flags.role}. It works once, within 24 hours.`)
  return 0
}
