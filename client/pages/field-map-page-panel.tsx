// Joins the source panel with the field map: fields mapped onto the line in focus, left out with a reason, brought back.
import { memo, useMemo } from 'react'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { wholePath } from '../../shared/mapping/coverage.ts'
import { eachAbove } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { parseSource, printSource } from '../../shared/mapping/source-text.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { newId } from '../collab/connection-ports.ts'
import { useProject } from '../collab/project-context.tsx'
import { listSourceRefs } from '../grid/source-refs.ts'
import { SourcePanel } from '../panels/source-panel.tsx'
import type { TreeLine } from '../panels/source-tree.ts'
import { showNotice } from '../ui/notices.tsx'
import type { DerivedMap } from './field-map-page-derive.ts'
import { rowEdit, sourceCells } from './field-map-page-edits.ts'
import { useMapEdits } from './field-map-page-hooks.ts'
import type { MapModel } from './field-map-page-model.ts'
import type { SampleChoice } from './field-map-page-samples.ts'

type Props = {
  readonly model: MapModel
  readonly derived: DerivedMap
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly focused: () => Line | undefined
  readonly sample: SampleChoice
}

export const MapSourcePanel = memo(function MapSourcePanel({ model, derived, open, onOpen, focused, sample }: Props) {
  const { edit } = useProject()
  const edits = useMapEdits()
  const { context } = derived.view
  const uses = useMemo(() => countUses(context), [context])
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
    const line = focused()
    if (line === undefined || line.kind === 'more') return showNotice('Choose a line in the grid first: the field is mapped onto the line in focus.')
    edits.apply(mapField(latest, line, { input: field.input, path: field.path }, edits.fresh()))
  }
  return (
    <SourcePanel
      context={context}
      uses={uses}
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

/** How many rows read each source field, by input, then by path from the input's root. */
export function countUses(context: MapContext): Map<string, Map<string, number>> {
  const uses = new Map<string, Map<string, number>>()
  for (const row of context.rows) {
    const each = eachAbove(context, row)
    const seen = new Set<string>()
    const inside = row.transform?.kind === 'each' ? row : each
    const read = [
      ...listSourceRefs(row.transform).map((ref) => wholePath(context, ref, each)),
      ...listSourceRefs(row.when).map((ref) => wholePath(context, ref, inside)),
    ]
    for (const at of read) {
      if (at === undefined || seen.has(`${at.input}:${at.path}`)) continue
      seen.add(`${at.input}:${at.path}`)
      const ofInput = uses.get(at.input) ?? new Map<string, number>()
      uses.set(at.input, ofInput)
      ofInput.set(at.path, (ofInput.get(at.path) ?? 0) + 1)
    }
  }
  return uses
}
