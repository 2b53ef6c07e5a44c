// The generated code of the row in view: asked for a while after the last edit, and why there is none said at once.
import { useEffect, useState } from 'react'
import { mapRules, type MapProblemCode } from '../../shared/mapping/map-rules.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { CodeBlock } from '../../shared/codegen/typescript/row-code.ts'
import type { GeneratedCode } from '../panels/generated-line.tsx'
import type { DerivedMap } from './derive.ts'
import type { MapModel } from './model.ts'

/** Milliseconds after an edit. */
const DELAY = 300

export function useRowCode(model: MapModel, derived: DerivedMap, line: Line | undefined): GeneratedCode {
  const row = line?.row?.id
  const [told, setTold] = useState<{ readonly row: string; readonly blocks: readonly CodeBlock[] | undefined }>()
  const isNew = told?.row !== row
  useEffect(() => {
    if (row === undefined) return undefined
    let cancel = () => {}
    const timer = setTimeout(
      () => {
        cancel = model.ask({ of: 'code', row }, (reply) => 'code' in reply && setTold({ row, blocks: reply.code }))
      },
      isNew ? 0 : DELAY,
    )
    return () => {
      clearTimeout(timer)
      cancel()
    }
    // A row that was asked for is not new again when its answer comes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [model, derived, row])
  const why = line === undefined ? undefined : whyNoCode(line, derived.view.problemsByLine.get(line.address) ?? [])
  if (why !== undefined) return { is: 'none', why }
  if (isNew || told === undefined) return { is: 'waiting' }
  const isHook = line?.row?.transform?.kind === 'hook'
  if (told.blocks === undefined) return { is: 'none', why: 'Nothing is generated for this row: no record reaches it.' }
  return { is: 'code', blocks: told.blocks, ...(isHook ? { after: 'An engineer writes the function that is called here.' } : {}) }
}

/** Undefined: there should be some. */
export function whyNoCode(line: Pick<Line, 'row' | 'kind'>, problems: readonly Problem[]): string | undefined {
  const { transform, unmatched } = line.row ?? {}
  if (transform === undefined && unmatched === undefined)
    return line.kind === 'group' ? 'Its fields have lines of their own.' : 'Nothing is generated: the field is undecided.'
  if (transform?.kind === 'notMapped') return 'Nothing is generated: the field is not mapped.'
  const kept = problems.find((problem) => isMapProblem(problem) && mapRules[problem.code].leavesOut === true)
  return kept === undefined ? undefined : `Nothing is generated until this is settled: ${kept.message}`
}

function isMapProblem(problem: Problem): problem is Problem<MapProblemCode> {
  return problem.code in mapRules
}
