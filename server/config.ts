// The only place where flags and environment variables become settings of the server.
import { isIP, isIPv4 } from 'node:net'
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../shared/schema/result.ts'

export type Settings = {
  /** Absolute. Everything the server keeps lies in it. */
  readonly dataFolder: string
  readonly port: number
  /** The address it binds to. */
  readonly listen: string
  /** The address people use, when it is not the one bound to (a proxy with TLS in front). An origin without a path. */
  readonly publicUrl: string | undefined
  /** Where sign-in links lead during development: the page then comes from Vite. */
  readonly pageUrl: string | undefined
  /** Open with the demo project when the data folder is empty. */
  readonly demo: boolean
}

/** As they come from the command line: text, unchecked. */
export type ServeFlags = {
  readonly data?: string
  readonly port?: string
  readonly listen?: string
  readonly url?: string
  readonly page?: string
  readonly demo?: boolean
}

export type SettingsError = { readonly type: 'BadSetting'; readonly message: string }

export const DEFAULT_PORT = 4870
const DEFAULT_FOLDER = 'crosswalk-data'
const LOOPBACK = '127.0.0.1'

/** Flags win over the environment (CROSSWALK_DATA, _PORT, _LISTEN, _URL, _DEMO). Port 0 takes a free one. */
export function readSettings(flags: ServeFlags, env: Readonly<Record<string, string | undefined>>, folder: string): Result<Settings, SettingsError> {
  const bad = (message: string) => fail<SettingsError>({ type: 'BadSetting', message })
  const portText = flags.port ?? env['CROSSWALK_PORT'] ?? String(DEFAULT_PORT)
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN
  if (!(port <= 65_535)) return bad(`"${portText}" is not a port: use a number from 0 to 65535`)
  const listen = flags.listen ?? env['CROSSWALK_LISTEN'] ?? LOOPBACK
  if (listen !== 'localhost' && isIP(listen) === 0) return bad(`"${listen}" is not an address to listen on: use an IP address such as 0.0.0.0`)
  const data = flags.data ?? env['CROSSWALK_DATA'] ?? DEFAULT_FOLDER
  // An unset variable in a script (`--data "$FOLDER"`) would otherwise fill the folder one stands in.
  if (data.trim() === '') return bad(`the data folder has no name: give one after --data, or leave it out for ${DEFAULT_FOLDER}`)
  const urls: (string | undefined)[] = []
  for (const [text, flag] of [
    [flags.url ?? env['CROSSWALK_URL'], '--url'],
    [flags.page, '--page'],
  ] as const) {
    const url = text === undefined || text === '' ? undefined : parseOrigin(text)
    if (text !== undefined && text !== '' && url === undefined)
      return bad(`"${text}" does not do for ${flag}: use http:// or https:// and a host, without a path`)
    urls.push(url)
  }
  return ok({
    dataFolder: resolve(folder, data),
    port,
    listen,
    publicUrl: urls[0],
    pageUrl: urls[1],
    demo: flags.demo ?? env['CROSSWALK_DEMO'] !== '0',
  })
}

export function isLoopback(address: string): boolean {
  // `127.0.0.1.example.com` is a name that anybody can register.
  return address === 'localhost' || address === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

function parseOrigin(text: string): string | undefined {
  try {
    const url = new URL(text)
    return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' ? url.origin : undefined
  } catch {
    return undefined
  }
}
