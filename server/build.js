// The only place that builds the program: finds out what is older than its sources and builds that. Messages go to stderr.
// Plain JavaScript, because it runs before anything is built.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** What is built apart, from which sources, and the file that must be there afterwards. */
const parts = {
  server: {
    sources: ['shared', 'server', 'fixtures'],
    result: 'dist/server/main.js',
    build: () => run('typescript/package.json', 'tsc', ['-b', 'shared', 'server']),
  },
  page: {
    sources: ['shared', 'client', 'vite.config.ts'],
    result: 'dist/client/index.html',
    build: () => run('vite/package.json', 'vite', ['build', '--logLevel', 'warn']),
  },
}

/**
 * Builds the named parts that are stale. Two starts at once wait for each other, because they write the same files.
 * Throws with a sentence for people when a build fails.
 * @param {readonly ('server' | 'page')[]} names
 */
export function buildWhatIsStale(names) {
  const stale = names.filter((name) => isStale(name))
  if (stale.length === 0) return
  if (!isInstalled('typescript/package.json') || !isInstalled('vite/package.json')) {
    if (names.every((name) => existsSync(join(projectRoot, parts[name].result)))) return
    throw new Error('the packages are not installed: run `npm ci` in this folder first')
  }
  const unlock = lock()
  try {
    for (const name of names.filter((candidate) => isStale(candidate))) {
      process.stderr.write(`Building the ${name} ...\n`)
      const before = fingerprint(parts[name].sources)
      if (!parts[name].build()) throw new Error(`the ${name} could not be built: see the messages above`)
      // Stamped with what stood there before the build, so that an edit during it makes the next start build again.
      writeFileSync(stampFile(name), before)
    }
  } finally {
    unlock()
  }
}

/** @param {'server' | 'page'} name */
export function isStale(name) {
  const { sources, result } = parts[name]
  if (!existsSync(join(projectRoot, result)) || !existsSync(stampFile(name))) return true
  return readFileSync(stampFile(name), 'utf8') !== fingerprint(sources)
}

function stampFile(name) {
  return join(projectRoot, 'dist', `.built-${name}`)
}

function fingerprint(sources) {
  const hash = createHash('sha256').update(process.version)
  const add = (path) => {
    const facts = statSync(join(projectRoot, path), { throwIfNoEntry: false })
    if (facts === undefined) return
    if (facts.isDirectory()) for (const entry of readdirSync(join(projectRoot, path)).sort()) add(join(path, entry))
    else if (!/\.(test\.tsx?|md)$/.test(path)) hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\n`)
  }
  for (const path of [...sources, 'package-lock.json']) add(path)
  return hash.digest('hex')
}

function isInstalled(file) {
  try {
    require.resolve(file)
    return true
  } catch {
    return false
  }
}

function run(packageFile, command, args) {
  const facts = require(packageFile)
  const script = join(dirname(require.resolve(packageFile)), typeof facts.bin === 'string' ? facts.bin : facts.bin[command])
  // stdout is the result of a command (`schema --json`), so the build may only write to stderr.
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: projectRoot, stdio: ['ignore', 2, 2] })
  return status === 0
}

function lock() {
  const folder = join(projectRoot, 'dist', '.building')
  mkdirSync(dirname(folder), { recursive: true })
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(folder)
      writeFileSync(join(folder, 'pid'), String(process.pid))
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause
      if (waited > 180_000 || !isRunning(join(folder, 'pid'), waited)) rmSync(folder, { recursive: true, force: true })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
}

function isRunning(pidFile, waited) {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch (cause) {
    // The file is written just after the folder, so its absence means something only after a while.
    return cause.code === 'EPERM' || (cause.code === 'ENOENT' && waited < 2_000)
  }
}
