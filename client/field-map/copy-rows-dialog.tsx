// "Copy rows to another map": the map is chosen, and what fits there and what does not is listed before anything is written.
import { useMemo, useState } from 'react'
import { Button, Select } from '@mantine/core'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { FieldMap, Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { useGraphs, useProjectValue } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { LoadingBars } from '../ui/parts.tsx'
import { planCopy, type CopyPlan } from './copy-rows.ts'
import { countWords, listNames, nameRow } from './row-words.ts'
import './row-dialogs.css'

type Props = {
  readonly context: MapContext
  readonly rows: readonly Row[]
  readonly onCopy: (to: MapContext, plan: CopyPlan) => void
  readonly onClose: () => void
}

export function CopyRowsDialog({ context, rows, onCopy, onClose }: Props) {
  const project = useProjectValue()
  const maps = project.fieldMaps.filter((map) => map.id !== context.fieldMap.id && map.deleted !== true && map.archived !== true)
  const [chosen, setChosen] = useState<string | null>(maps[0]?.id ?? null)
  const map = maps.find((one) => one.id === chosen)
  return (
    <Dialog onClose={onClose} title={`Copy ${countWords(rows.length, 'row')} to another map`} size={620}>
      <div className="stack">
        {maps.length === 0 ? (
          <>
            <p className="s12 t2">This project has no other field map. Make one under Field maps first.</p>
            <DialogFoot onCancel={onClose} cancel="Close" />
          </>
        ) : (
          <>
            <Select
              label="Field map"
              data-autofocus
              allowDeselect={false}
              data={maps.map((one) => ({ value: one.id, label: `${printNumber('fieldMaps', one.number)} ${one.name}` }))}
              value={chosen}
              onChange={setChosen}
            />
            {map !== undefined && <Plan key={map.id} context={context} rows={rows} map={map} onCopy={onCopy} onClose={onClose} />}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Plan({ context, rows, map, onCopy, onClose }: Props & { readonly map: FieldMap }) {
  const project = useProjectValue()
  const inputs = project.mapInputs.filter((input) => input.fieldMap === map.id && input.deleted !== true)
  const wanted = new Set([map.destination.schema, ...inputs.map((input) => input.source.schema)])
  const { graphs, loading, error } = useGraphs(project.schemas.filter((schema) => wanted.has(schema.id)).map((schema) => schema.graph))
  const to = useMemo(() => (loading ? undefined : buildMapContext(project, map.id, (key) => graphs.get(key))), [project, map.id, graphs, loading])
  const plan = useMemo(() => (to === undefined ? undefined : planCopy(context, rows, to)), [context, rows, to])
  if (error !== undefined) return <p className="s12 err">{error.message}</p>
  if (to === undefined || plan === undefined) return <LoadingBars rows={3} label="Loading the other map’s schemas" />
  const beside = plan.copied.filter((one) => one.beside > 0)
  return (
    <>
      <p className="s12 t2">
        {plan.copied.length === 0
          ? 'None of these rows fits there.'
          : `${countWords(plan.copied.length, 'row')} will be copied, without number and status${
              beside.length > 0 ? `; ${beside.length} of them ${beside.length === 1 ? 'stands' : 'stand'} beside rows that fill the field already` : ''
            }.`}
      </p>
      {plan.copied.length > 0 && (
        <ul className="rows-left s12" aria-label="Rows that will be copied">
          {plan.copied.map(({ row, warning }) => (
            <li key={row.id}>
              {nameRow(row)} <span className="mono dst">{row.destination}</span>
              {warning !== undefined && <span className="warn"> {warning}</span>}
            </li>
          ))}
        </ul>
      )}
      {plan.left.length > 0 && (
        <section aria-label="Rows that are left out">
          <h3 className="label">{countWords(plan.left.length, 'row')} left out</h3>
          <ul className="rows-left s12 t2">
            {groupByReason(plan.left).map(([why, left]) => (
              <li key={why}>
                {why}{' '}
                <span className="t3">
                  {listNames(
                    left.map((row) => `${nameRow(row)} ${row.destination}`),
                    6,
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DialogFoot onCancel={onClose}>
        <Button disabled={plan.copied.length === 0} onClick={() => onCopy(to, plan)}>
          Copy {countWords(plan.copied.length, 'row')}
        </Button>
      </DialogFoot>
    </>
  )
}

function groupByReason(left: CopyPlan['left']): readonly (readonly [why: string, rows: readonly Row[]])[] {
  const groups = new Map<string, Row[]>()
  for (const { row, why } of left) groups.set(why, [...(groups.get(why) ?? []), row])
  return [...groups]
}
