// Rules of reading what a baseline froze.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { ProjectFile } from '../project/project-file.ts'
import { findBaseline, readBaselineState } from './frozen-project.ts'

const frozen = buildProject({ rows: [buildObject('rows', { id: 'r1' })] })
const file = (baselines: ProjectFile['baselines'], numbers: readonly number[] = [3]): ProjectFile => ({
  format: 'crosswalk-project',
  formatVersion: 1,
  project: buildProject({ baselines: numbers.map((number) => buildObject('baselines', { id: `b${number}`, number })) }),
  schemas: {},
  samples: {},
  records: {},
  pictures: {},
  baselines,
})
const state = { project: frozen, problems: [], outcomes: [], coverage: [] }

test('what an older program did not freeze is empty', () => {
  const read = readBaselineState({ project: { info: { name: 'Old' }, rows: frozen.rows } })
  expect(read?.project.rows).toEqual(frozen.rows)
  expect(read?.project.prerequisites).toEqual([])
  expect(read).toMatchObject({ problems: [], outcomes: [], coverage: [] })
})

test.each([undefined, null, 3, [], {}, { project: [] }, { project: {} }])('%j is no state', (value) => {
  expect(readBaselineState(value)).toBeUndefined()
})

test('a baseline of a file is found by its number; one that is not there is refused with those that are', () => {
  expect(findBaseline(file([{ baseline: 'b3', state }]), 3)).toMatchObject({ ok: true, value: { project: { rows: frozen.rows } } })
  expect(findBaseline(file([], [1, 2]), 3)).toMatchObject({ ok: false, error: 'there is no baseline 3; the file has B-1, B-2' })
  expect(findBaseline(file([], []), 3)).toMatchObject({ ok: false, error: 'there is no baseline 3; the file has none' })
  expect(findBaseline(file([]), 3)).toMatchObject({ ok: false, error: expect.stringMatching(/its state is not in it/) })
})
