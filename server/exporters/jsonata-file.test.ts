// Exported JSONata means what the closures mean, on the interpreter that it is written for: every vector, and every used value broken in every way.
import { afterAll, describe, expect, it } from 'vitest'
import { breakInputs } from '../../fixtures/broken-inputs.ts'
import { buildMap, copy, of, type MapSetup } from '../../fixtures/build.ts'
import { compileJsonata, type JsonataResult } from '../../fixtures/jsonata-run.ts'
import { VECTOR_NOW, type Vector, type VectorCase } from '../../fixtures/vector.ts'
import { vectors } from '../../fixtures/vectors.ts'
import { describeFidelity, type RowFidelity } from '../../shared/codegen/jsonata/fidelity.ts'
import { writeJsonata } from '../../shared/codegen/jsonata/map-text.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import type { MappingResult } from '../../shared/mapping/evaluate-map.ts'
import type { MapIr } from '../../shared/transform/ir.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import { exportJsonata } from './jsonata-file.ts'
import { keepRows } from './jsonata-rows-fixture.ts'

const words = { tool: 'test', project: 'p', fieldMap: 'M-1', useCases: [], notGenerated: [], rows: () => ({ label: 'R', useCases: '', note: '' }) }
const counts = { rows: 0, compared: 0, broken: 0, whole: 0, agreeing: 0 }
const notExact = new Map<string, number>()

afterAll(() => {
  const reasons = [...notExact].map(([reason, count]) => `  ${count} rows: ${reason}`).join('\n')
  console.info(
    `${vectors.length} vectors, ${counts.rows} rows: ${counts.compared} cases and ${counts.broken} broken records compared.\nNot exact:\n${reasons}\nWith those rows: ${counts.agreeing} of ${counts.whole} cases agree all the same.`,
  )
})

for (const vector of vectors) {
  describe(`[${vector.rule}] ${vector.title}`, () => {
    const { ir } = compileMap(buildMap(vector.map).context)
    const rows = describeFidelity(ir)
    const inexact = rows.filter((row) => !isProved(row, vector))
    counts.rows += rows.length
    for (const { fidelity, reason } of rows) if (fidelity !== 'exact') notExact.set(`${fidelity}. ${reason}`, (notExact.get(`${fidelity}. ${reason}`) ?? 0) + 1)
    // What cannot be said exactly is left out, on both sides.
    const sound = inexact.length === 0 ? ir : keepRows(ir, new Set(rows.filter((row) => isProved(row, vector)).map((row) => row.row)))
    const closures = createMapper(sound)
    const exported = run(sound)

    vector.cases.forEach((one, index) => {
      it(`case ${index + 1}`, async () => {
        const got = await exported(vector, one)
        expect(shown(got)).toBe(inexact.length === 0 ? wanted(one) : shown(byClosures(closures, vector, one)))
        counts.compared += 1
        if (inexact.length === 0) return
        counts.whole += 1
        if (shown(await run(ir)(vector, one)) === wanted(one)) counts.agreeing += 1
      })
    })

    it('is the same on both when any used value is absent, null or of another type', async () => {
      for (const one of vector.cases) {
        for (const inputs of breakInputs(sound, one.inputs)) {
          const given = { ...one, inputs }
          expect(shown(await exported(vector, given)), JSON.stringify(inputs)).toBe(shown(byClosures(closures, vector, given)))
          counts.broken += 1
        }
      }
    })
  })
}

describe('how well rows can be said', () => {
  it('tells each row, with a reason, and says in the header which are not exact', () => {
    const built = buildMap({
      inputs: { order: { a: 'text!', when: 'text!' } },
      destination: { A: 'text', B: 'text', C: 'text', _jsonata_lambda: 'text' },
      rows: [
        { to: 'A', transform: copy(of('order', 'a')) },
        { to: 'B', transform: { kind: 'hook', words: 'Ask the bank', uses: [of('order', 'a')] } },
        {
          to: 'C',
          transform: {
            kind: 'date',
            from: of('order', 'when'),
            read: 'instant',
            write: 'yyyy-MM-dd',
            zone: { to: { of: 'constant', value: 'Europe/Lisbon' } },
          },
        },
        { to: '_jsonata_lambda', transform: copy(of('order', 'a')) },
      ],
    })
    const exported = exportJsonata(built.project, 'map', built.findGraph)
    if (!exported.ok) throw new Error(JSON.stringify(exported.error))
    expect(exported.value.fidelity.map(({ row, fidelity }) => [row, fidelity])).toEqual([
      ['R-1', 'exact'],
      ['R-2', 'unsupported'],
      ['R-3', 'unsupported'],
      ['R-4', 'unsupported'],
    ])
    for (const { reason } of exported.value.fidelity) expect(reason).toMatch(/\.$/)
    expect(exported.value.text).toContain('R-2 is unsupported: An engineer writes it')
    expect(exported.value.text).toContain('R-3 is unsupported: JSONata knows no zones with names')
  })

  it('refuses a map with a required field that nothing fills, and lists it in the header when gaps are allowed', () => {
    const built = buildMap({
      inputs: { order: { a: 'text!' } },
      destination: { Must: 'text!', May: 'text' },
      rows: [{ to: 'May', transform: copy(of('order', 'a')) }],
    })
    const refused = exportJsonata(built.project, 'map', built.findGraph)
    expect(refused.ok ? undefined : refused.error).toMatchObject({ type: 'Gaps', gaps: [{ code: 'required-destination-unmapped' }] })
    const allowed = exportJsonata(built.project, 'map', built.findGraph, { allowGaps: true })
    expect(allowed.ok ? allowed.value.text : '').toContain('Not exported: Must is required and nothing fills it.')
  })

  it.each<{ title: string; map: Partial<MapSetup>; says: string }>([
    { title: 'what it applies to', map: { fieldMap: { appliesWhen: { test: 'formula', text: 'gone = "x"' } } }, says: 'applies-when-unclear' },
    { title: 'the list that it runs over', map: { fieldMap: { runs: 'item' } }, says: 'runs-over-missing' },
    { title: 'how often it runs', map: { fieldMap: { runs: 'item', runsOver: of('order', 'a') } }, says: 'runs-unclear' },
    { title: 'what must hold of its records', map: { invariants: [{ sentence: 'One', formula: '$result.Gone = "x"' }] }, says: 'invariant-unclear' },
  ])('refuses a map of which $title is not clear', ({ map, says }) => {
    const built = buildMap({ inputs: { order: { a: 'text!' } }, destination: { D: 'text' }, rows: [{ to: 'D', transform: copy(of('order', 'a')) }], ...map })
    const refused = exportJsonata(built.project, 'map', built.findGraph)
    expect(refused.ok ? undefined : refused.error).toMatchObject({ type: 'Gaps', gaps: [{ code: says }] })
  })

  it('gives the same bytes for the same project', () => {
    for (const vector of vectors.slice(0, 5)) {
      const [first, second] = [buildMap(vector.map), buildMap(vector.map)].map((built) => exportJsonata(built.project, 'map', built.findGraph))
      expect(first).toEqual(second)
    }
  })
})

/** A hook that is passed in is as good as one that is written. */
function isProved({ fidelity, reason }: RowFidelity, vector: Vector): boolean {
  return fidelity === 'exact' || (vector.hooks !== undefined && reason.includes('`hooks`'))
}

function run(ir: MapIr): (vector: Vector, one: VectorCase) => Promise<JsonataResult> {
  const text = writeJsonata(ir, words)
  const map = compileJsonata(
    text,
    ir.inputs.map(({ name }) => name),
  )
  return (vector, { inputs, config = {}, customer, operation, now = VECTOR_NOW }) => {
    const hooks = Object.fromEntries(
      Object.entries(vector.hooks ?? {}).map(([name, hook]) => [/R-\d+$/.exec(name)?.[0] ?? name, (...uses: readonly unknown[]) => hook(uses)]),
    )
    return map(inputs, { config, customer, operation, now, hooks })
  }
}

function byClosures(closures: ReturnType<typeof createMapper>, vector: Vector, one: VectorCase): MappingResult {
  return closures(one.inputs, {
    config: new Map(Object.entries(one.config ?? {})),
    now: one.now ?? VECTOR_NOW,
    hooks: new Map(Object.entries(vector.hooks ?? {})),
    ...(one.operation === undefined ? {} : { operation: one.operation }),
    ...(one.customer === undefined ? {} : { profile: one.customer }),
  })
}

/** An issue is an error, whichever it is. */
function shown(result: JsonataResult | MappingResult): string {
  return result.ok ? printCanonical(result.value) : 'an issue'
}

function wanted({ want }: VectorCase): string {
  return 'value' in want ? printCanonical(want.value) : 'an issue'
}
