// One sheet of somebody else's spreadsheet: where its rows go, its header, what each column means, and its first rows as they will be.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import type { ColumnMeaning, SheetChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import type { Sheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { NewFieldMapDialog } from '../pages/new-field-map.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { ColumnTable } from './column-table.tsx'
import { retitle } from './header-titles.ts'
import { useWords } from './import-words.ts'
import type { AnyPlan } from './planner-replica.ts'
import { SheetOutcome } from './sheet-outcome.tsx'

type Props = {
  readonly sheet: Sheet
  readonly choice: SheetChoice
  readonly plan: AnyPlan | undefined
  /** The plan is the one of these columns. */
  readonly isCurrent: boolean
  readonly onChange: (next: Partial<SheetChoice>) => void
  readonly onReview: () => void
}

export function SheetColumns({ sheet, choice, plan, isCurrent, onChange, onReview }: Props) {
  const mean = (at: number, meaning: ColumnMeaning) =>
    onChange({ columns: choice.columns.map((column, index) => (index === at ? { ...column, meaning } : column)) })
  const toggleHeader = (row: number) => {
    const headerRows = choice.headerRows.includes(row) ? choice.headerRows.filter((one) => one !== row) : [...choice.headerRows, row].toSorted((a, b) => a - b)
    onChange({ headerRows, columns: retitle(sheet, headerRows, choice.columns) })
  }
  return (
    <section className="card import-sheet-card" aria-label={`Columns of ${sheet.name}`} data-region="columns">
      <div className="card-head">
        <h2 className="ell">{sheet.name}</h2>
        <span className="t3 s12 import-use">{useWords[choice.use]}</span>
        <span className="sp" />
        {choice.use === 'rows' && <MapChoice choice={choice} onChange={onChange} />}
      </div>
      <div className="import-sheet-body">
        {choice.use === 'skip' ? (
          <div className="empty">
            <div style={{ flex: 1, minWidth: 220 }}>
              <h2>This sheet is left out</h2>
              <p className="s12 t2">Nothing of it comes into the project. Say what it is to take it in.</p>
            </div>
            <Button variant="default" onClick={() => onChange({ use: 'rows' })}>
              It has rows of a field map
            </Button>
          </div>
        ) : (
          <>
            {choice.use === 'rows' && <MissingSides choice={choice} />}
            <ColumnTable sheet={sheet} choice={choice} onMean={mean} onHeader={toggleHeader} />
            <SheetOutcome sheet={sheet.name} choice={choice} plan={plan} isCurrent={isCurrent} onReview={onReview} />
          </>
        )}
      </div>
    </section>
  )
}

const UNCHOSEN = ''

function MapChoice({ choice, onChange }: Pick<Props, 'choice' | 'onChange'>) {
  const { project } = useProject()
  const [, go] = useLocation()
  const schemas = useCollection('schemas')
  const maps = useCollection('fieldMaps').filter(({ archived }) => archived !== true)
  const [making, setMaking] = useState(false)
  if (schemas.length === 0) {
    return (
      <span className="row s12">
        <span className="warn">Rows need a field map, and a field map needs schemas.</span>
        <Button variant="default" onClick={() => go(projectLinks(project).schemas)}>
          Import a schema
        </Button>
      </span>
    )
  }
  const value = maps.some(({ id }) => id === choice.map) ? (choice.map ?? UNCHOSEN) : UNCHOSEN
  return (
    <span className="row s12 import-map-choice">
      <span className="t2 import-rows-go">Rows go to</span>
      {maps.length > 0 && (
        <CellSelect
          label={`Field map for the rows of ${choice.sheet}`}
          value={value}
          choices={[{ value: UNCHOSEN, word: 'Choose a field map' }, ...maps.map(({ id, name }) => ({ value: id, word: name }))]}
          onChange={(map) => onChange({ map: map === UNCHOSEN ? undefined : map })}
        />
      )}
      <Button variant={maps.length === 0 ? 'filled' : 'default'} onClick={() => setMaking(true)}>
        New field map
      </Button>
      <NewFieldMapDialog opened={making} onClose={() => setMaking(false)} onMade={(map) => onChange({ map })} />
    </span>
  )
}

/** Rows without a destination have no place to go to. */
function MissingSides({ choice: { columns } }: Pick<Props, 'choice'>) {
  const has = (meaning: ColumnMeaning) => columns.some((column) => column.meaning === meaning)
  if (has('destination')) return null
  return (
    <p className="message s12 import-missing">
      <SeverityMark name="warning" />
      <span>Say which column names the destination field: without it no row finds its place.</span>
    </p>
  )
}
