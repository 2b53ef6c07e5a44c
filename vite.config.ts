// The only place for how the page is built, how it reaches the server during development, and how the tests run.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Where `npm run dev` has its server: the page comes from Vite, everything else from there. */
const devServer = process.env['CROSSWALK_DEV_SERVER'] ?? 'http://127.0.0.1:4870'

export default defineConfig({
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
    include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'fixtures/**/*.test.ts', 'client/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'dist/**', 'client/e2e/**'],
    globalSetup: ['server/find-build.js'],
    // The runner itself is idle while tests run: on a machine with two processors both are theirs.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Generous: a busy machine is no failure, a missing thing is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
