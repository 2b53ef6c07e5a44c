// The only place for how the page is built, how it reaches the server during development, and how the tests run.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Where `npm run dev` has its server: the page comes from Vite, everything else from there. */
const devServer = process.env['CROSSWALK_DEV_SERVER'] ?? 'http://127.0.0.1:4870'

const PURE = ['shared/**/*.test.ts', 'fixtures/**/*.test.ts', 'client/**/*.test.{ts,tsx}', 'server/exporters/**/*.test.ts']
const NEVER = [...configDefaults.exclude, 'dist/**', 'client/e2e/**']

/** A process is only kept for the next file if that shares it too. */
class IsolatedFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(b.project.config.isolate) - Number(a.project.config.isolate))
  }
}

export default defineConfig(({ mode }) => ({
  root: folder('client'),
  cacheDir: folder('node_modules/.vite'),
  plugins: [react()],
  build: { outDir: folder('dist/client'), emptyOutDir: true, target: 'es2023', sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 2_000 },
  server: {
    host: '127.0.0.1',
    port: 4871,
    strictPort: true,
    proxy: {
      // Not the page's own modules: they lie in client/api.
      '^/api/(?!.*[.]ts)': { target: devServer },
      '/sync': { target: devServer, ws: true },
    },
  },
  test: {
    root: folder('.'),
    environment: 'node',
    projects: [
      // What listens, stores, measures or sets the environment has a process for each file. It comes first: here are the longest files.
      { extends: true, mode, test: { name: 'server', include: ['server/**/*.test.ts'], exclude: [...NEVER, ...PURE] } },
      // Files of pure tests run one after another in the same processes, which load what they share once.
      { extends: true, mode, test: { name: 'pure', include: PURE, exclude: NEVER, isolate: false } },
    ],
    sequence: { sequencer: IsolatedFirst },
    globalSetup: ['server/find-build.js'],
    // The runner itself is idle while tests run: on a machine with two processors both are theirs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Generous: a busy machine is no failure, a missing thing is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}))
