// The only place for `npm run dev`: the server under tsx watch and the page under Vite, until either ends or Ctrl+C.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectRoot } from './build.js'

const require = createRequire(import.meta.url)
const port = process.env.CROSSWALK_PORT ?? '4870'

const children = [
  // The link leads to Vite's page; the data folder is the same as that of `npm start`.
  start('tsx', ['watch', '--clear-screen=false', 'server/main.ts', 'serve', '--port', port, '--page', 'http://127.0.0.1:4871', ...process.argv.slice(2)]),
  start('vite', []),
]

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stopAll)
for (const child of children)
  child.on('exit', (code) => {
    process.exitCode ??= code ?? 0
    stopAll()
  })

function start(name, args) {
  const facts = require(`${name}/package.json`)
  const script = join(dirname(require.resolve(`${name}/package.json`)), typeof facts.bin === 'string' ? facts.bin : facts.bin[name])
  return spawn(process.execPath, [script, ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, CROSSWALK_DEV_SERVER: `http://127.0.0.1:${port}` },
  })
}

function stopAll() {
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM')
}
