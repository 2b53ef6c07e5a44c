// Tests of the local socket of a running server.
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askServer, openControlSocket, type ControlRequest } from './control-socket.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-control-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const answer = (request: ControlRequest) => Promise.resolve(request.role === 'king' ? { error: 'no such role' } : { link: `http://x/#/enter/${request.name}` })

describe('the control socket', () => {
  test('answers a request, and passes a refusal on', async () => {
    const socket = await openControlSocket(folder, answer)
    expect(await askServer(folder, { command: 'login-link', name: 'Bo\nBo', role: 'editor' })).toEqual({ ok: true, value: { link: 'http://x/#/enter/Bo\nBo' } })
    expect(await askServer(folder, { command: 'login-link', name: 'Bo', role: 'king' })).toEqual({
      ok: false,
      error: { type: 'Refused', message: 'no such role' },
    })
    await socket.close()
  })

  test.skipIf(process.platform === 'win32')('may be used by its owner only', async () => {
    await chmod(folder, 0o755)
    const socket = await openControlSocket(folder, answer)
    expect((await stat(join(folder, 'control.sock'))).mode & 0o777).toBe(0o600)
    await socket.close()
  })

  test('takes the place of what a killed server left', async () => {
    await writeFile(join(folder, 'control.sock'), '')
    const socket = await openControlSocket(folder, answer)
    expect((await askServer(folder, { command: 'login-link', name: 'Bo', role: 'editor' })).ok).toBe(true)
    await socket.close()
  })

  test('of a folder without a server says so', async () => {
    expect(await askServer(folder, { command: 'login-link', name: 'Bo', role: 'editor' })).toEqual({ ok: false, error: { type: 'NoServer' } })
  })

  test('works where the folder has a long name', async () => {
    const long = join(folder, 'a'.repeat(120))
    const socket = await openControlSocket(long, answer)
    expect((await askServer(long, { command: 'login-link', name: 'Bo', role: 'editor' })).ok).toBe(true)
    await socket.close()
  })

  test.each(['nonsense\n', '{"command":"drop"}\n', 'null\n', '[]\n', '{"command":"login-link","name":1,"role":"x"}\n'])(
    'answers %j with an error and lives on',
    async (text) => {
      const socket = await openControlSocket(folder, answer)
      const said = await new Promise<string>((resolve) => {
        const asking = connect(join(folder, 'control.sock'), () => asking.write(text))
        asking.on('data', (chunk) => resolve(chunk.toString()))
      })
      expect(JSON.parse(said)).toHaveProperty('error')
      expect((await askServer(folder, { command: 'login-link', name: 'Bo', role: 'editor' })).ok).toBe(true)
      await socket.close()
    },
  )
})
