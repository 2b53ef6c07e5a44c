// A short run of the kill test; the benchmark does the long one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killWhileEditing } from './kill-loop.ts'

test('[R-02] kill -9 of the real server loses nothing that was acknowledged', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-kill-'))
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  console.info(`kill seed ${seed}: run again with SEED=${seed}`)
  try {
    const report = await killWhileEditing(folder, 4, seed)
    expect(report.lost).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(10)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
