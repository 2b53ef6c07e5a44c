// Tests of the launcher: what it says when something it stands on is missing, and that a build never reaches stdout.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
let folder: string

/** A checkout with nothing installed and nothing built. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-start-'))
  mkdirSync(join(folder, 'server'))
  for (const file of ['start.js', 'build.js']) copyFileSync(join(here, file), join(folder, 'server', file))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function install(name: string, code: string, bin?: string): void {
  const place = join(folder, 'node_modules', name)
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name, main: 'index.cjs', ...(bin === undefined ? {} : { bin: { [bin]: 'index.cjs' } }) }))
  writeFileSync(join(place, 'index.cjs'), code)
}

/** A build that talks and leaves a file. */
function writesFile(file: string, text: string): string {
  const path = JSON.stringify(file)
  return `const fs = require('node:fs'); console.log('chatter'); fs.mkdirSync(require('node:path').dirname(${path}), { recursive: true }); fs.writeFileSync(${path}, ${JSON.stringify(text)})`
}

const start = (...args: string[]) => spawnSync(process.execPath, [join(folder, 'server/start.js'), ...args], { encoding: 'utf8' })

describe('the launcher', () => {
  test('says to install the packages where there are none', () => {
    for (const args of [[], ['schema', 'x.json']]) {
      const ended = start(...args)
      expect([ended.status, ended.stdout]).toEqual([2, ''])
      expect(ended.stderr).toMatch(/npm ci/)
    }
  })

  test('says what to install, and the command, where the native part of the database was not built', () => {
    install('better-sqlite3', `throw Object.assign(new Error('Could not locate the bindings file'), { code: 'ERR_DLOPEN_FAILED' })`)
    const ended = start()
    expect(ended.status).toBe(2)
    for (const part of ['python3', 'make', 'g++', 'npm rebuild better-sqlite3', process.version]) expect(ended.stderr).toContain(part)
  })

  test('builds what is stale once, with every message on stderr, then runs it', () => {
    install('typescript', writesFile('dist/server/main.js', 'console.log("RESULT")'), 'tsc')
    install('vite', writesFile('dist/client/index.html', ''), 'vite')
    const first = start('schema')
    expect([first.status, first.stdout]).toEqual([0, 'RESULT\n'])
    expect(first.stderr).toMatch(/Building the server[\s\S]*chatter/)
    expect(start('schema')).toMatchObject({ status: 0, stdout: 'RESULT\n', stderr: '' })
    writeFileSync(join(folder, 'server/new.ts'), 'export {}')
    expect(start('schema').stderr).toContain('Building the server')
  })

  test.each([[[]], [['serve']], [['--port', '4000']], [['serve', '--port', '4000']]])('builds the page too for %j', (args) => {
    install('typescript', writesFile('dist/server/main.js', ''), 'tsc')
    install('vite', writesFile('dist/client/index.html', ''), 'vite')
    install('better-sqlite3', 'module.exports = class { close() {} }')
    expect(start(...args).stderr).toMatch(/Building the server[\s\S]*Building the page/)
    expect(start('--help').stderr).toBe('')
  })

  test('ends with 2 when a build fails', () => {
    install('typescript', 'console.log("error TS1005"); process.exit(1)', 'tsc')
    install('vite', '', 'vite')
    const ended = start('schema')
    expect([ended.status, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toMatch(/error TS1005[\s\S]*could not be built/)
  })
})
