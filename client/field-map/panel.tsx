// Joins the source panel with the field map: fields mapped onto lines, left out with a reason, brought back; what is read is marked.
import { memo, useDeferredValue, useMemo } from 'react'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { newId } from '../collab/connection-ports.ts'
import { useProject } from '../collab/project-context.tsx'
import type { Arrangement } from '../grid/arrangement.ts'
import type { Selected } from '../grid/selected.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { SourcePanel, SourceStrip, type SourcePanelProps } from '../panels/source-panel.tsx'
import type { TreeLine } from '../panels/source-tree.ts'
import type { DerivedMap } from './derive.ts'
import { sendFields } from './map-onto.ts'
import { readsOfSelected } from './panel-reads.ts'
import { sourcePlace, showReads, showReaders } from './show-in-panels.ts'
import { useMapTools } from './tools.tsx'
import { useCompletionReady } from './use-completion-ready.ts'
import type { SampleChoice } from './samples.ts'

type Props = {
  readonly derived: DerivedMap
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly sample: SampleChoice
  readonly selected: Selected | undefined
  readonly reads: Arrangement['reads']
}

export const MapSourcePanel = memo(function MapSourcePanel({ derived, open, onOpen, sample, selected, reads: shown }: Props) {
  const { edit } = useProject()
  const tools = useMapTools()
  const { context } = derived.view
  useCompletionReady(context)
  const counts = useMemo(() => sumCounts(derived), [derived])
  // Moving through the grid comes first: the marks follow.
  const chosen = useDeferredValue(selected)
  const reads = useMemo(() => (open ? readsOfSelected(context, chosen) : { line: undefined, lines: 0, fields: [] }), [open, context, chosen])
  const on = useMemo((): SourcePanelProps['on'] => {
    const write = (label: string, writes: readonly CellWrite[]) => void edit(label, (doc, origin) => writeCells(doc, writes, origin))
    return {
      close: () => onOpen(false),
      map: (fields) => sendFields(tools, fields),
      leaveOut: (fields, reason) => {
        write(
          `Leave out ${nameFields(fields)}`,
          fields.flatMap((field) => leaveOutWrites(tools.context() ?? context, field, reason)),
        )
        tools.say(`${nameFields(fields)} left out.`)
      },
      bringBack: (fields) => {
        const own = fields.flatMap(({ decision, path }) => (decision?.path === path ? [decision.id] : []))
        if (own.length === 0) return tools.say('These are not left out themselves: what they stand in is. Bring that back.')
        write(
          `Bring back ${nameFields(fields)}`,
          own.map((object) => ({ home: 'sourceDecisions', object, cell: 'deleted', value: true })),
        )
        tools.say(`${nameFields(fields)} brought back.`)
      },
      showUse: (field) => showReaders(tools, field),
      showReads: () => showReads(tools, tools.selected()),
    }
  }, [edit, tools, context, onOpen])
  if (!open) return <SourceStrip counts={counts} onOpen={() => onOpen(true)} />
  return (
    <SourcePanel
      context={context}
      uses={derived.uses}
      counts={counts}
      evidence={sample.evidence}
      readOnly={tools.readOnly}
      store={sourcePlace(tools.mapId)}
      reads={reads}
      shownUse={shown === undefined ? undefined : { input: shown.input, path: shown.path as FieldPath }}
      on={on}
    />
  )
})

function sumCounts({ coverage }: DerivedMap): { used: number; leftOut: number; undecided: number; total: number } {
  const sum = { used: 0, leftOut: 0, undecided: 0, total: 0 }
  for (const side of coverage?.source ?? []) {
    sum.used += side.used
    sum.leftOut += side.leftOut
    sum.undecided += side.undecided
    sum.total += side.total
  }
  return sum
}

/** A decision that is there already gets the new reason. */
function leaveOutWrites(context: DerivedMap['view']['context'], { input, path }: TreeLine, reason: string): CellWrite[] {
  const object = context.decisions.find((decision) => decision.input === input && decision.path === path)?.id ?? newId()
  return Object.entries({ fieldMap: context.fieldMap.id, input, path, reason }).map(([cell, value]) => ({ home: 'sourceDecisions', object, cell, value }))
}

function nameFields(fields: readonly TreeLine[]): string {
  return fields.length === 1 ? (fields[0]?.path ?? '') : `${fields.length} fields`
}
