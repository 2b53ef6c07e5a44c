// The only door for commands to a running server: an owner-only local socket in the data folder (a named pipe on Windows).
// One JSON line in, one JSON line out. The database file is never opened by a second program.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, ok, type Result } from '../shared/schema/result.ts'
import type { JsonValue } from '../shared/schema/json-value.ts'

export type ControlRequest = { readonly command: 'login-link'; readonly name: string; readonly role: string }
export type ControlAnswer = { readonly link: string } | { readonly error: string }
export type ControlError = { readonly type: 'NoServer' } | { readonly type: 'Refused'; readonly message: string }

const LONGEST_REQUEST = 64 * 1024
/** The kernel's limit on a socket's path is 104 to 108 bytes. */
const LONGEST_PATH = 100

export async function openControlSocket(dataFolder: string, answer: (request: ControlRequest) => Promise<ControlAnswer>): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataFolder)
  const isFile = process.platform !== 'win32'
  // What lies there is left from a killed server: the storage lock already proved that we are alone.
  if (isFile) rmSync(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setTimeout(10_000, () => socket.destroy())
    readLine(socket, (line) => {
      void answerLine(line, answer).then((text) => socket.end(`${text}\n`))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // A socket file is made inside the call, so the mask holds just for it: nobody else can connect even for a moment.
    const mask = isFile ? process.umask(0o177) : 0
    server.listen(path, resolve)
    if (isFile) process.umask(mask)
  })
  if (isFile) chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

export function askServer(dataFolder: string, request: ControlRequest): Promise<Result<{ link: string }, ControlError>> {
  const path = socketPath(dataFolder)
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')))
    socket.on('error', () => resolve(fail({ type: 'NoServer' })))
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    readLine(socket, (line) => {
      socket.destroy()
      const answer = JSON.parse(line) as ControlAnswer
      resolve('error' in answer ? fail({ type: 'Refused', message: answer.error }) : ok(answer))
    })
  })
}

async function answerLine(line: string, answer: (request: ControlRequest) => Promise<ControlAnswer>): Promise<string> {
  const request = parseRequest(line)
  if (request === undefined) return JSON.stringify({ error: 'the request was not understood: are the command and the server of the same version?' })
  try {
    return JSON.stringify(await answer(request))
  } catch {
    return JSON.stringify({ error: 'the server could not answer: see its log' })
  }
}

function parseRequest(line: string): ControlRequest | undefined {
  try {
    const value = JSON.parse(line) as { [key: string]: JsonValue } | null
    const [name, role] = [value?.['name'], value?.['role']]
    return value?.['command'] === 'login-link' && typeof name === 'string' && typeof role === 'string' ? { command: 'login-link', name, role } : undefined
  } catch {
    return undefined
  }
}

function readLine(socket: Socket, onLine: (line: string) => void): void {
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf('\n')
    if (end >= 0) onLine(text.slice(0, end))
    else if (text.length > LONGEST_REQUEST) socket.destroy()
  })
}

function socketPath(dataFolder: string): string {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\crosswalk-${name}`
  const path = join(dataFolder, 'control.sock')
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path
  // A folder of our own, because anyone may write to the temporary one.
  const folder = join(tmpdir(), `crosswalk-${process.getuid?.() ?? 0}`)
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  const facts = lstatSync(folder)
  if (!facts.isDirectory() || facts.uid !== process.getuid?.() || (facts.mode & 0o077) !== 0)
    throw new Error(`${folder} must be a folder that only you can use`)
  return join(folder, `${name}.sock`)
}
