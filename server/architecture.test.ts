// The only place that enforces who may import whom: the two tables of the README's "Layout" as data.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const LONGEST_FILE = 400

/** Folder → folders it may import besides itself. A folder without a line fails. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'shared/schema': [],
  'shared/transform': ['shared/schema'],
  'shared/project': ['shared/schema', 'shared/transform'],
  'shared/mapping': ['shared/schema', 'shared/transform', 'shared/project'],
  'shared/review': ['shared/schema', 'shared/transform', 'shared/project', 'shared/mapping'],
  'shared/suggest': ['shared/schema', 'shared/transform', 'shared/project', 'shared/mapping'],
  'shared/codegen': ['shared/schema', 'shared/transform', 'shared/project', 'shared/mapping'],
  'shared/api': ['shared/schema', 'shared/transform', 'shared/project', 'shared/mapping', 'shared/review', 'shared/suggest', 'shared/codegen'],
  'shared/document': ['shared/schema', 'shared/transform', 'shared/project', 'shared/mapping', 'shared/review', 'shared/codegen', 'shared/api'],
  'shared/spreadsheet': [
    'shared/schema',
    'shared/transform',
    'shared/project',
    'shared/mapping',
    'shared/review',
    'shared/codegen',
    'shared/api',
    'shared/document',
  ],
  'server/storage': ['shared'],
  'server/jobs': ['shared'],
  'server/importers': ['shared', 'server/jobs'],
  'server/exporters': ['shared', 'server/jobs'],
  'server/collab': ['shared', 'server/storage'],
  'server/routes': ['shared', 'server', 'server/storage', 'server/collab', 'server/importers', 'server/exporters'],
  'server/cli': ['shared', 'server', 'server/storage', 'server/importers', 'server/exporters'],
  'server/bench': ['shared', 'server', 'server/storage', 'server/collab', 'server/importers', 'server/exporters', 'server/routes', 'fixtures'],
  server: ['shared', 'server/storage', 'server/collab', 'server/routes', 'server/cli'],
  'client/api': ['shared'],
  'client/collab': ['shared', 'client/api'],
  'client/ui': ['shared/api'],
  'client/grid': ['shared', 'client/ui', 'client/collab', 'client/api'],
  'client/panels': ['shared', 'client/ui', 'client/collab', 'client/api'],
  'client/review': ['shared', 'client/collab', 'client/api'],
  'client/pages': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/grid', 'client/panels'],
  'client/field-map': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/grid', 'client/panels', 'client/pages'],
  'client/use-cases': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages', 'client/traceability'],
  'client/home': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/tests': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/questions': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/problems': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/traceability': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages', 'client/problems'],
  'client/history': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/spreadsheets': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/setup': ['shared', 'client/ui', 'client/collab', 'client/api', 'client/review', 'client/panels', 'client/pages'],
  'client/e2e': ['shared', 'server', 'client', 'fixtures'],
  client: [
    'shared',
    'client/ui',
    'client/collab',
    'client/api',
    'client/review',
    'client/pages',
    'client/field-map',
    'client/use-cases',
    'client/home',
    'client/tests',
    'client/questions',
    'client/problems',
    'client/traceability',
    'client/history',
    'client/setup',
    'client/spreadsheets',
  ],
  fixtures: ['shared', 'server', 'server/importers', 'server/exporters'],
}

/** Package → folders with a door to it. A package without a line fails. Folders stand for what is below them too. */
const doors: Readonly<Record<string, readonly string[]>> = {
  yjs: ['shared/project', 'server/collab', 'client/collab'],
  'y-protocols': ['server/collab', 'client/collab'],
  'y-websocket': ['client/collab'],
  lib0: ['server/collab', 'client/collab'],
  'better-sqlite3': ['server/storage'],
  exceljs: ['server/exporters', 'server/importers', 'server/bench'],
  fflate: ['server/exporters'],
  'json-schema-to-typescript': ['server/exporters'],
  'ag-grid-community': ['client/grid'],
  '@mantine/core': ['client'],
  '@mantine/hooks': ['client'],
  '@mantine/notifications': ['client'],
  '@fontsource-variable/inter': ['client'],
  '@fontsource-variable/jetbrains-mono': ['client'],
  '@tanstack/react-query': ['client'],
  '@codemirror/autocomplete': ['client/panels'],
  '@codemirror/commands': ['client/panels'],
  '@codemirror/language': ['client/panels'],
  '@codemirror/lint': ['client/panels'],
  '@codemirror/state': ['client/panels'],
  '@codemirror/view': ['client/panels'],
  react: ['client'],
  'react-dom': ['client'],
  wouter: ['client'],
  zod: ['shared/api', 'shared/project', 'server/routes'],
  ws: ['server/collab'],
  pino: ['server'],
  yaml: ['server/importers'],
  saxes: ['server/importers'],
  graphql: ['server/importers'],
  papaparse: ['server/importers'],
  yauzl: ['server/importers'],
  marked: ['server/importers'],
  parse5: ['server/importers'],
  hono: ['server/app.ts', 'server/routes'],
  '@hono/node-server': ['server/running-server.ts'],
  commander: ['server/cli'],
  '@noble/hashes': ['shared'],
  'jittered-fractional-indexing': ['shared/project'],
}

/** Packages that only tests, benchmarks and the build may use. */
const toolsOnly = [
  'vitest',
  'fast-check',
  'oxc-parser',
  'protobufjs',
  'jsonata',
  '@playwright/test',
  'axe-core',
  'vite',
  '@vitejs/plugin-react',
  'typescript',
  'tsx',
  'oxlint',
  'oxfmt',
  'knip',
]
/** Never, not even below another package that we name. */
const never = ['ag-grid-enterprise', 'xlsx', 'vm2', 'js-yaml', 'fast-xml-parser']

type Import = { readonly file: string; readonly target: string }

const files = listFiles()
const imports = files.flatMap((file) => readImports(file).map((target): Import => ({ file, target })))

describe('the layout', () => {
  test('every folder with code has a line in the table', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => mayImport[folder] === undefined)).toEqual([])
  })

  test('a folder imports only what its line allows', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!target.startsWith('.') || target.includes('/dist/')) return false
      const from = folderOf(file)
      const to = folderOf(
        relative(root, resolve(root, dirname(file), target))
          .split(sep)
          .join('/'),
      )
      if (from === to) return false
      // Tests may use what builds their data.
      if (isTool(file) && (to === 'fixtures' || to.startsWith('shared'))) return false
      return !(mayImport[from] ?? []).some(
        (allowed) => allowed === to || (allowed === 'shared' && to.startsWith('shared/')) || (from === 'client/e2e' && to.startsWith(`${allowed}/`)),
      )
    })
    expect(wrong).toEqual([])
  })

  test('every package has a door, and comes in by it', () => {
    const wrong = imports.filter(({ file, target }) => {
      const name = packageOf(target)
      if (name === undefined || isTool(file)) return false
      return !(doors[name] ?? []).some((door) => file === door || file.startsWith(`${door}/`))
    })
    expect(wrong).toEqual([])
  })

  test('what is only for tests and builds stays out of the program', () => {
    expect(imports.filter(({ file, target }) => !isTool(file) && toolsOnly.includes(packageOf(target) ?? ''))).toEqual([])
  })

  test('packages that must never be here are not in the lock file or, below another, not imported', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> }
    const direct = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object; devDependencies: object }
    const named = [...Object.keys(direct.dependencies), ...Object.keys(direct.devDependencies), ...imports.map(({ target }) => packageOf(target) ?? '')]
    expect(named.filter((name) => never.includes(name))).toEqual([])
    expect(Object.keys(lock.packages).filter((path) => /ag-grid-enterprise|node_modules\/(xlsx|vm2)$/.test(path))).toEqual([])
  })

  test('shared is pure: no Node, no clock, no randomness', () => {
    const source = files.filter((file) => file.startsWith('shared/') && !isTool(file))
    const impure = source.filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|crypto\.(randomUUID|getRandomValues)\(|from 'node:/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(impure).toEqual([])
  })

  test(`no file is longer than ${LONGEST_FILE} lines`, () => {
    expect(files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > LONGEST_FILE + 1)).toEqual([])
  })

  test('a file says first what it is the only place for', () => {
    expect(files.filter((file) => !file.includes('.test.') && !/^(#!.*\n)?(\/\/|\/\*)/.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  test('no file is named by a pattern', () => {
    const word = /(^|[-/.])(utils?|helpers?|common|misc|manager|service|handler|processor|data|info|base)([-/.]|$)/
    expect(files.filter((file) => word.test(file))).toEqual([])
  })
})

function listFiles(): string[] {
  return ['shared', 'server', 'client', 'fixtures']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path.split(sep).join('/')}`))
    .filter((path) => /\.(ts|tsx|js)$/.test(path) && !/(^|\/)(expected|node_modules|dist)\//.test(path) && !path.endsWith('.d.ts'))
    .sort()
}

/** Top folders with two levels count as `shared/schema`; files directly in one as `server`. */
function folderOf(file: string): string {
  const parts = file.split('/')
  return parts.length > 2 && parts[0] !== 'fixtures' ? `${parts[0]}/${parts[1]}` : (parts[0] ?? '')
}

/** Tests, their fixtures and benchmarks. */
function isTool(file: string): boolean {
  return /\.(test|bench)\.tsx?$|^server\/bench\/|^client\/e2e\/|^fixtures\/|(^|\/)(describe|build)-[^/]*\.ts$|-fixture\.ts$|^server\/(build|dev|start|test-all)\.js$/.test(
    file,
  )
}

function readImports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
}

/** Undefined for our own files and Node's modules. */
function packageOf(target: string): string | undefined {
  if (target.startsWith('.') || target.startsWith('node:') || target === '') return undefined
  const parts = target.split('/')
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}
