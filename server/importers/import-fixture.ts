// Files for the importers, and how long a request waits meanwhile, for tests that import in the real child.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportFile } from './import-protocol.ts'

export type ImportFixture = {
  readonly folder: string
  put(name: string, content: string | Uint8Array): ImportFile
  /** The second slowest answer of an ordinary request to this process, milliseconds, while `work` runs: one may be the machine's fault. */
  slowAnswer(work: () => Promise<unknown>): Promise<number>
  close(): void
}

export async function createImportFixture(): Promise<ImportFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-test-'))
  const healthz = createServer((_, answer) => answer.end('ok'))
  healthz.listen(0, '127.0.0.1')
  await once(healthz, 'listening')
  let files = 0
  return {
    folder,
    put(name, content) {
      const path = join(folder, `${(files += 1)}.bin`)
      writeFileSync(path, content)
      return { name, path }
    },
    async slowAnswer(work) {
      const { port } = healthz.address() as AddressInfo
      const answers: number[] = []
      let done = false
      const asking = (async () => {
        while (!done) {
          const asked = performance.now()
          await new Promise<void>((resolve, reject) =>
            get({ port, path: '/healthz', agent: false }, (answer) => answer.resume().once('end', resolve)).once('error', reject),
          )
          answers.push(performance.now() - asked)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      })()
      await work().finally(() => {
        done = true
      })
      await asking
      if (answers.length <= 10) throw new Error('too few requests were answered to tell')
      return answers.toSorted((a, b) => b - a)[1] ?? 0
    },
    close() {
      healthz.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
