// The contract of `crosswalk lint`: what goes to stdout, what to stderr, and the exit code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenValues } from '../../fixtures/broken-values.ts'
import { buildMap, buildObject } from '../../fixtures/build.ts'
import { DEMO_FILE } from '../../fixtures/make-demo.ts'
import { reviewable, soundProject, withProject } from '../../fixtures/reviewable.ts'
import { printProjectFile, type ProjectFile } from '../../shared/project/project-file.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { reviewOnce, type ReviewInput } from '../../shared/review/review.ts'
import { lint } from './lint.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosswalk-lint-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(input: ReviewInput | string, flags: Parameters<typeof lint>[2]) {
  const path = typeof input === 'string' ? input : join(folder, 'a.crosswalk.json')
  if (typeof input !== 'string') {
    const schemas = Object.fromEntries(input.project.schemas.flatMap(({ graph }) => [[graph, input.findGraph(graph)] as const]).filter(isLoaded))
    const file: ProjectFile = { format: 'crosswalk-project', formatVersion: 1, project: input.project, schemas, samples: {}, records: {}, baselines: [] }
    writeFileSync(path, printProjectFile(file))
  }
  let stdout = ''
  const messages: string[] = []
  const code = await lint({ result: async (text) => void (stdout += text), message: (text) => void messages.push(text) }, path, flags)
  return { code, stdout, messages }
}

const hinted = reviewable(buildMap(brokenValues['destination-values-unused'].map))
const long = reviewable(buildMap(brokenValues['text-too-long'].map))

describe('lint', () => {
  it('exits with 0 and prints an empty list where nothing is found', async () => {
    const sound = withProject(withTests(soundProject()), { sampleSets: [] })
    expect(await run(sound, { json: true })).toEqual({ code: 0, stdout: '[]\n', messages: ['0 errors, 0 warnings, 0 hints.'] })
  })

  it('prints each finding with its code, severity, key of the map, row, place and sentence, and exits with 1', async () => {
    const { code, stdout } = await run(DEMO_FILE, { json: true, severity: 'error' })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual([
      {
        code: 'required-destination-unmapped',
        severity: 'error',
        map: 'order-to-payment',
        row: 107,
        at: 'row:pay-date',
        message: expect.stringContaining('Date is required'),
      },
    ])
  })

  it('groups them by field map with counts, worst first in words that say where', async () => {
    const { stdout, messages } = await run(DEMO_FILE, { severity: 'error' })
    expect(stdout).toBe(
      'M-3 Order → Payment: 1 error\n  error   R-107 Date: Date is required and nothing fills it. Map it, or say why it is not mapped. [required-destination-unmapped]\n\n',
    )
    expect(messages[0]).toMatch(/^1 error, \d+ warnings?, \d+ hints?/)
  })

  it('exits with 0 on hints alone', async () => {
    const { code, stdout } = await run(withTests(hinted), { json: true })
    expect((JSON.parse(stdout) as { code: string }[]).map((found) => found.code)).toEqual(['destination-values-unused'])
    expect(code).toBe(0)
  })

  it('leaves out what was waived, and prints it with its reason when asked; waived warnings are no finding', async () => {
    const input = withTests(long)
    const [found] = reviewOnce(input).problems
    const waivers = [buildObject('waivers', { id: 'w', code: found?.code ?? '', at: found?.at ?? '', message: found?.message ?? '', reason: 'Never so long' })]
    const waived = withProject(input, { waivers })
    expect(await run(input, { json: true })).toMatchObject({ code: 1 })
    expect(await run(waived, { json: true })).toMatchObject({ code: 0, stdout: '[]\n', messages: ['0 errors, 0 warnings, 0 hints, 1 waived.'] })
    const { stdout } = await run(waived, { waived: true })
    expect(stdout).toContain('(waived by Mara Ilves: Never so long)')
  })

  it('names waivers that are about nothing any more', async () => {
    const waivers = [buildObject('waivers', { id: 'w', at: 'row:r1', reason: 'Never so long' })]
    const { messages } = await run(withProject(withTests(hinted), { waivers }), {})
    expect(messages[1]).toBe('A waiver is about nothing any more: text-too-long at R-1 D ("Never so long"). Delete it.')
  })

  it('refuses a severity that there is none of', async () => {
    await expect(run(DEMO_FILE, { severity: 'fatal' })).rejects.toThrow('"fatal" is not a severity')
  })
})

function isLoaded(entry: readonly [string, SchemaGraph | undefined]): entry is readonly [string, SchemaGraph] {
  return entry[1] !== undefined
}

/** Manual cases are run by people, so that they can stand for tests here. */
function withTests(input: ReviewInput): ReviewInput {
  const testCases = input.project.fieldMaps.map(({ id }, at) =>
    buildObject('testCases', { id: `case-${id}`, number: at + 1, kind: 'manual', fieldMap: id, order: `a${at}` }),
  )
  return withProject(input, { testCases })
}
