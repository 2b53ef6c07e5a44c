// Joins the settings panel with the field map: what it shows of the sample, and what it writes.
import { useEffect, useMemo } from 'react'
import { invariantPlace, listInvariants } from '../../shared/mapping/compile-invariants.ts'
import { fieldAddress } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { addObject, deleteObject, writeCells } from '../../shared/project/edits.ts'
import type { FieldMap, Invariant } from '../../shared/project/field-map.ts'
import { ROOT_PATH } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useProject } from '../collab/project-context.tsx'
import type { InvariantCells } from '../panels/invariant-form.tsx'
import { MapSettings, type MapCells } from '../panels/map-settings.tsx'
import type { DerivedMap } from './derive.ts'
import type { ScopeSetting } from './places.ts'
import { useTransformScopeOf } from './scope.ts'
import { tellApplies } from './told.ts'
import type { SampleChoice } from './samples.ts'
import { useUndo } from '../pages/use-undo.ts'

const OUTSIDE: ScopeSetting = { each: undefined, place: { outside: true }, takes: 'anything' }

export function MapSettingsDrawer({ derived, sample, onClose }: { readonly derived: DerivedMap; readonly sample: SampleChoice; readonly onClose: () => void }) {
  const { edit } = useProject()
  const { editWithUndo } = useUndo()
  const { context, outcomesByRow, problemsByLine } = derived.view
  const { fieldMap } = context
  const outside = useTransformScopeOf(useMapAsAWhole(context), OUTSIDE, sample)
  const ofResult = useMemo((): ScopeSetting => ({ each: undefined, place: invariantPlace(context), takes: 'anything' }), [context])
  const resultScope = useTransformScopeOf(context, ofResult, sample)
  // What the map makes is known only once it has run, so that a formula about it has no value while it is typed.
  const result = useMemo(() => ({ ...resultScope, tryOut: () => undefined }), [resultScope])
  useEffect(() => document.querySelector<HTMLElement>('.pn-drawer [data-autofocus]')?.focus(), [])
  const write = (home: 'fieldMaps' | 'invariants', object: string, cells: MapCells | InvariantCells, label: string) =>
    edit(label, (doc, origin) =>
      writeCells(
        doc,
        Object.entries(cells).map(([cell, value]) => ({ home, object, cell, value: value as JsonValue | undefined })),
        origin,
      ),
    )
  const invariants = listInvariants(context)
  const record = sample.madeUp ? 'The record made from the schema' : sample.label
  return (
    <MapSettings
      fieldMap={fieldMap}
      invariants={invariants}
      scopes={{ outside, result }}
      problems={problemsByLine.get(fieldAddress(fieldMap.id, ROOT_PATH)) ?? []}
      sample={{ outcomes: outcomesByRow, told: tellApplies(context, outcomesByRow.get(fieldMap.id), record) }}
      on={{
        change: (cells, what) => void write('fieldMaps', fieldMap.id, cells, `Change ${what}`),
        add: () => {
          const { order, writes } = placeIn('invariants', invariants)
          edit('Add what must hold', (doc, origin) => [
            ...writeCells(doc, writes, origin),
            ...addObject(doc, 'invariants', { id: newId(), fieldMap: fieldMap.id, sentence: '', formula: '', order }, origin),
          ])
        },
        changeInvariant: (id, cells) => void write('invariants', id, cells, 'Change what must hold'),
        remove: (invariant: Invariant) =>
          editWithUndo(`Removed "${invariant.sentence}"`, (doc, origin) => deleteObject(doc, 'invariants', invariant.id, origin)),
        close: onClose,
      }}
    />
  )
}

/** As it is seen before any item: its runs are what is being said. */
function useMapAsAWhole(context: MapContext): MapContext {
  return useMemo(() => {
    const { runs: _, ...fieldMap } = context.fieldMap
    return { ...context, fieldMap: fieldMap satisfies FieldMap }
  }, [context])
}
