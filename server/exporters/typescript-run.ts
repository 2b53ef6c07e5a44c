// Compiles generated packages with the real tsc under the strict flags and loads them: for tests and benchmarks.
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ExportedFile } from './typescript-package.ts'

export type GeneratedMap = (
  inputs: Readonly<Record<string, unknown>>,
  settings?: unknown,
) => { ok: true; value: unknown } | { ok: false; issues: { row: number | null; path: string; code: string; value: unknown }[] }

const FLAGS = [
  '--strict',
  '--noUncheckedIndexedAccess',
  '--exactOptionalPropertyTypes',
  '--noUnusedLocals',
  '--noImplicitReturns',
  '--module',
  'nodenext',
  '--target',
  'es2022',
  '--types',
  '',
]

/** Writes each package to a folder of its own below `folder`, compiles all in one run, and gives their `map`. `errors`: what tsc said. */
export async function compilePackages(
  folder: string,
  packages: ReadonlyMap<string, readonly ExportedFile[]>,
): Promise<{ errors: string; load: (name: string) => Promise<GeneratedMap> }> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const sources: string[] = []
  for (const [name, files] of packages) {
    for (const file of files) {
      const path = join(folder, 'src', name, file.path)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, file.text)
      if (path.endsWith('.ts')) sources.push(path)
    }
  }
  const tsc = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace(/package\.json$/, 'bin/tsc')
  const errors = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [tsc, ...FLAGS, '--ignoreConfig', '--rootDir', join(folder, 'src'), '--outDir', join(folder, 'out'), ...sources],
      { maxBuffer: 1 << 26 },
      (error, stdout, stderr) => resolve(error === null ? '' : stdout + stderr || error.message),
    )
  })
  return { errors, load: async (name) => ((await import(pathToFileURL(join(folder, 'out', name, 'index.js')).href)) as { map: GeneratedMap }).map }
}
