// Joins the source panel with the field map: fields mapped onto the line in focus, left out with a reason, brought back.
import { memo, useMemo } from 'react'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { parseSource, printSource } from '../../shared/mapping/source-text.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { newId } from '../collab/connection-ports.ts'
import { useProject } from '../collab/project-context.tsx'
import { SourcePanel } from '../panels/source-panel.tsx'
import type { TreeLine } from '../panels/source-tree.ts'
import { showNotice } from '../ui/notices.tsx'
import type { DerivedMap } from './derive.ts'
import { rowEdit, sourceCells } from './line-edits.ts'
import { useMapEdits } from './hooks.ts'
import { latestLine, type MapModel } from './model.ts'
import { useMapTools } from './tools.tsx'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly model: MapModel
  readonly derived: DerivedMap
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly sample: SampleChoice
}

export const MapSourcePanel = memo(function MapSourcePanel({ model, derived, open, onOpen, sample }: Props) {
  const { edit } = useProject()
  const tools = useMapTools()
  const edits = useMapEdits()
  const { context } = derived.view
  const counts = useMemo(
    () =>
      (derived.coverage?.source ?? []).reduce(
        (sum, side) => ({
          used: sum.used + side.used,
          leftOut: sum.leftOut + side.leftOut,
          undecided: sum.undecided + side.undecided,
          total: sum.total + side.total,
        }),
        { used: 0, leftOut: 0, undecided: 0, total: 0 },
      ),
    [derived.coverage],
  )
  const write = (label: string, writes: readonly CellWrite[]) => void edit(label, (doc, origin) => writeCells(doc, writes, origin))
  const onMap = (field: TreeLine) => {
    const latest = model.state()?.view.context ?? context
    const selected = tools.selected()
    const line = selected === undefined ? undefined : latestLine(model, selected.line).line
    if (line === undefined || line.kind === 'more') return showNotice('Choose a line in the grid first: the field is mapped onto the line in focus.')
    edits.apply(mapField(latest, line, { input: field.input, path: field.path }, edits.fresh()))
  }
  return (
    <SourcePanel
      context={context}
      uses={derived.uses}
      counts={counts}
      evidence={sample.evidence}
      readOnly={edits.readOnly}
      open={open}
      on={{
        open: onOpen,
        map: onMap,
        leaveOut: (field, reason) => {
          const object = context.decisions.find((decision) => decision.input === field.input && decision.path === field.path)?.id ?? newId()
          write(
            `Leave out ${field.path}`,
            Object.entries({ fieldMap: context.fieldMap.id, input: field.input, path: field.path, reason }).map(([cell, value]) => ({
              home: 'sourceDecisions',
              object,
              cell,
              value,
            })),
          )
        },
        bringBack: (field) =>
          field.decision !== undefined &&
          write(`Bring back ${field.path}`, [{ home: 'sourceDecisions', object: field.decision.id, cell: 'deleted', value: true }]),
      }}
    />
  )
})

/** A field of an input, dropped on or sent to a line: inside an `each` it becomes a field of the item where it can. */
export function mapField(context: MapContext, line: Line, field: { readonly input: string; readonly path: FieldPath }, fresh: Parameters<typeof rowEdit>[3]) {
  const whole: SourceRef = { of: 'input', input: field.input, path: field.path }
  const parsed = parseSource(context, printSource(context, whole, line.each), line.each)
  return rowEdit(context, line, sourceCells(context, line, parsed.ok ? parsed.value : whole), fresh, 'Map the source')
}
