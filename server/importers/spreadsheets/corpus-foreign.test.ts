// Proof on real mapping specifications that they can be taken over: paths are read, fields are found, nothing is lost. The loss is counted in the project that comes of it.
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../../fixtures/corpus.ts'
import { leaveOutUnknown, listCorpusSpecs, type CorpusSpec } from '../../../fixtures/corpus-specs.ts'
import { findLostCells, listFieldNames } from '../../../fixtures/find-lost-cells.ts'
import { applyWrites, numberNew } from '../../../shared/project/apply-writes.ts'
import { FORMAT, FORMAT_VERSION, parseProjectFile, printProjectFile } from '../../../shared/project/project-file.ts'
import type { SheetReport } from '../../../shared/spreadsheet/foreign-choice.ts'
import { guessForeign } from '../../../shared/spreadsheet/guess-foreign.ts'
import { writesOf } from '../../../shared/spreadsheet/import-plan.ts'
import { planForeign } from '../../../shared/spreadsheet/plan-foreign.ts'

const corpus = corpusFolder()
const specs = corpus === undefined ? [] : await listCorpusSpecs(corpus)

function importSpec({ spreadsheet, view, remembered, unwanted }: CorpusSpec) {
  const guessed = guessForeign(spreadsheet, view, remembered)
  const choice = unwanted ? leaveOutUnknown(guessed) : guessed
  const plan = planForeign(spreadsheet, choice, view)
  const applied = applyWrites(view.project, writesOf(plan, new Set(plan.items.map(({ id }) => id))))
  return { choice, plan, project: numberNew(applied.project) }
}

const sum = (reports: readonly SheetReport[], key: Exclude<keyof SheetReport, 'sheet'>) => reports.reduce((total, report) => total + report[key], 0)

describe.skipIf(corpus === undefined).each(specs.map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  const { choice, plan, project } = importSpec(spec)
  const { reports } = plan

  test('no cell is lost, by the plan and by a count of its own', () => {
    expect(reports.filter(({ lost }) => lost > 0)).toEqual([])
    expect(
      findLostCells(spec.spreadsheet, choice, plan.items, project, listFieldNames(project.schemas.map(({ graph }) => spec.view.findGraph(graph)))),
    ).toEqual([])
  })

  test('of rows with both paths, nine of ten are read as paths', () => {
    expect(sum(reports, 'parsed')).toBeGreaterThanOrEqual(sum(reports, 'withBoth') * 0.9)
  })

  test('at most one cell of ten lands in a note alone', () => {
    expect(sum(reports, 'noteOnly')).toBeLessThanOrEqual(sum(reports, 'cells') * 0.1)
  })

  test('the project that comes of it can be saved and read again', () => {
    const schemas = Object.fromEntries(
      project.schemas.flatMap(({ graph }) => {
        const found = spec.view.findGraph(graph)
        return found === undefined ? [] : [[graph, found] as const]
      }),
    )
    const text = printProjectFile({ format: FORMAT, formatVersion: FORMAT_VERSION, project, schemas, samples: {}, records: {}, baselines: [] })
    expect(parseProjectFile(text)).toMatchObject({ ok: true })
  })
})
