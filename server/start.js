#!/usr/bin/env node
// The only way into the program: checks what it stands on, builds what is stale, then runs it. `npm start` and `crosswalk` are this file.
// Plain JavaScript that old Node versions can read, so that they get the sentence below and not a syntax error.
import { createRequire } from 'node:module'

const OLDEST = [20, 19]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  stop(`Crosswalk needs Node ${OLDEST.join('.')} or newer, and this is ${process.version}. Install Node 20, 22 or 24 from https://nodejs.org and try again.`)
}

// A flag as the first argument belongs to `serve`, as in `npm start -- --port 4000`.
const [first = 'serve', ...others] = process.argv.slice(2)
const asks = [first, ...others].some((argument) => ['-h', '--help', '-V', '--version'].includes(argument))
const serves = (first === 'serve' || first.startsWith('-')) && !asks

if (serves) checkDatabase()
try {
  const { buildWhatIsStale } = await import('./build.js')
  buildWhatIsStale(serves ? ['server', 'page'] : ['server'])
} catch (cause) {
  stop(`Crosswalk cannot start: ${cause.message}`)
}
await import('../dist/server/main.js')

function checkDatabase() {
  const require = createRequire(import.meta.url)
  try {
    const Database = require('better-sqlite3')
    const probe = new Database(':memory:')
    probe.close()
    // Held for ever: see openHeld in storage/sqlite-connection.ts.
    globalThis[Symbol.for('crosswalk.database-probe')] = probe
  } catch (cause) {
    if (cause.code === 'MODULE_NOT_FOUND' && /'better-sqlite3'/.test(cause.message))
      stop('The packages are not installed: run `npm ci` in this folder, then start again.')
    stop(
      [
        `The database part (better-sqlite3) does not work with this Node (${process.version} on ${process.platform} ${process.arch}):`,
        `  ${String(cause.message).split('\n')[0]}`,
        'It has to be compiled once. That needs python3, make and g++:',
        '  Debian, Ubuntu:  sudo apt-get install -y python3 make g++',
        '  Fedora:          sudo dnf install -y python3 make gcc-c++',
        '  Alpine:          apk add python3 make g++',
        '  macOS:           xcode-select --install',
        'Then run, in this folder:',
        '  npm rebuild better-sqlite3',
        'and start again.',
      ].join('\n'),
    )
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
