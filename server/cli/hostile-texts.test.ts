// What people wrote in a project, or somebody in a project file, never drives the terminal or the CI that a command runs in (T-27).
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoFile, runCommand } from '../command-fixture.ts'

const HOSTILE = '\u001B]52;c;cm0=\u0007\u009B2J\u202E\r\n::error::mine\u2028::error::mine'
const WORDS = new Set(['title', 'name', 'text', 'note', 'story', 'message', 'reason', 'byName', 'label'])

let folder = ''
let hostile = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswalk-texts-'))
  hostile = join(folder, 'hostile.json')
  const demo = JSON.parse(await readFile(demoFile, 'utf8')) as { project: { rows: { number?: number; transform?: unknown }[] } }
  // Something to tell of: rows without a rule fail cases and leave required fields empty.
  for (const row of demo.project.rows) if ((row.number ?? 0) % 3 === 0) delete row.transform
  await writeFile(hostile, JSON.stringify({ ...demo, project: poison(demo.project) }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function poison(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poison)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      WORDS.has(key) && typeof inner === 'string' && !('type' in value && key === 'name') ? `${inner}${HOSTILE}` : poison(inner),
    ]),
  )
}

test.each([['lint'], ['lint', '--json'], ['test', '--coverage'], ['test', '--json'], ['diff', 'project'], ['diff', 'project', '--json']])(
  '%s %s tells what a hostile project says, in lines of ours alone',
  { timeout: 30_000 },
  async (...args) => {
    const { code, out, err } = await runCommand([...args, ...(args[0] === 'diff' ? [demoFile, hostile] : [hostile])])
    expect(code).toBe(1)
    expect(`${out}${err}`).toContain('::error::mine')
    expect(out.match(/(?![\t\n])[\u0000-\u001F]/gu)).toBeNull()
    if (args.includes('--json')) expect(() => JSON.parse(out) as unknown).not.toThrow()
    for (const text of args.includes('--json') ? [err] : [out, err]) {
      expect(text.match(/(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu)).toBeNull()
      expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([])
    }
  },
)
