// Joins the row drawer with the field map: the line it shows, its facts, and what its forms write.
import { describeCondition } from '../../shared/codegen/english.ts'
import { describeTransform } from '../../shared/codegen/english-short.ts'
import { findItemScope, findSourceField } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { condition as conditionShape, transform as transformShape } from '../../shared/project/transform-cell.ts'
import { useProject } from '../collab/project-context.tsx'
import { conditionEach } from '../grid/cell-texts.ts'
import { previewCell } from '../grid/preview-text.ts'
import type { SideFacts } from '../panels/row-facts.tsx'
import { RowDrawer } from '../panels/row-drawer.tsx'
import { RowHistory } from '../panels/row-history.tsx'
import type { EvidenceByInput } from './choices.ts'
import type { DerivedMap } from './derive.ts'
import { rowEdit } from './line-edits.ts'
import { useGridLine, useMapEdits } from './hooks.ts'
import type { MapModel } from './model.ts'
import { settingOfCondition, settingOfValue } from './places.ts'
import { useTransformScopeOf } from './scope.ts'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly model: MapModel
  readonly derived: DerivedMap
  readonly at: { readonly line: string; readonly part: 'row' | 'transform' | 'when'; readonly opened: number }
  readonly sample: SampleChoice
  readonly onClose: () => void
  readonly onMove: (step: 1 | -1) => void
}

export function MapDrawer({ model, derived, at, sample, onClose, onMove }: Props) {
  const { project } = useProject()
  const edits = useMapEdits()
  const line = useGridLine(model, at.line)?.line
  const context = model.state()?.view.context ?? derived.view.context
  const scope = useTransformScopeOf(context, settingOfValue(context, line), sample)
  const conditionScope = useTransformScopeOf(context, settingOfCondition(line === undefined ? undefined : conditionEach(line)), sample)
  if (line === undefined || line.kind === 'more') return null
  const outcome = line.row === undefined ? undefined : derived.view.outcomesByRow.get(line.row.id)
  return (
    <RowDrawer
      scope={scope}
      conditionScope={conditionScope}
      line={line}
      problems={derived.view.problemsByLine.get(line.address) ?? []}
      facts={{ source: sourceFacts(context, line, sample.evidence), preview: outcome === undefined ? undefined : previewCell(outcome, line).text }}
      at={at}
      on={{ change: (cells, what) => edits.apply(rowEdit(context, line, cells, edits.fresh(), `Change ${what}`)), close: onClose, move: onMove }}
      history={
        line.row === undefined ? null : (
          <section className="pn-section">
            <RowHistory key={line.row.id} project={project} row={line.row.id} print={(cell, value) => printCell(context, line, cell, value)} />
          </section>
        )
      }
    />
  )
}

function sourceFacts(context: MapContext, line: Line, evidence: EvidenceByInput): SideFacts | undefined {
  const [ref] = line.row === undefined ? [] : listValueSources(context, line.row)
  if (ref === undefined) return undefined
  const scope = line.each === undefined ? undefined : findItemScope(context, line.each)
  const seen =
    ref.of === 'input'
      ? evidence.get(ref.input)?.get(ref.path)
      : scope === undefined
        ? undefined
        : evidence.get(scope.input)?.get(ref.path === '' ? scope.path : `${scope.path}[].${ref.path}`)
  return { path: printSource(context, ref, line.each), field: findSourceField(context, ref, line.each), evidence: seen }
}

/** A cell of the past in words; it may hold anything. */
function printCell(context: MapContext, line: Line, cell: string, value: JsonValue | undefined): string {
  if (cell === 'transform') {
    const read = transformShape.safeParse(value)
    if (read.success) return describeTransform(context, read.data, line.each)
  }
  if (cell === 'when') {
    const read = conditionShape.safeParse(value)
    if (read.success) return describeCondition(context, read.data, line.each)
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
