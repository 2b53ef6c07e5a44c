// Somebody else's spreadsheet gets its meaning: which sheets, where their header is, what each column is, which field map its rows go to.
import { useState } from 'react'
import { Button } from '@mantine/core'
import type { ForeignChoice, SheetChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import { useCollection } from '../collab/project-context.tsx'
import { Waiting } from './waiting.tsx'
import type { ChangeWork, ImportWork } from './import-work.ts'
import { count } from './import-words.ts'
import { SheetList } from './sheet-list.tsx'
import { SheetColumns } from './sheet-columns.tsx'
import type { Planning } from './use-planning.ts'

type Props = { readonly work: ImportWork; readonly choice: ForeignChoice; readonly planning: Planning; readonly change: ChangeWork }

export function ColumnsStep({ work, choice, planning, change }: Props) {
  const maps = useCollection('fieldMaps')
  const [shown, setShown] = useState(() => choice.sheets.find(({ use }) => use !== 'skip')?.sheet ?? choice.sheets[0]?.sheet ?? '')
  const sheet = work.file.sheets.find(({ name }) => name === shown)
  const sheetChoice = choice.sheets.find((one) => one.sheet === shown)
  const plan = planning.planned?.plan
  const isCurrent = planning.planned?.choice === choice
  const changeSheet = (of: string, next: Partial<SheetChoice>) =>
    change({ choice: { sheets: choice.sheets.map((one) => (one.sheet === of ? withoutUndefined({ ...one, ...next }) : one)) } })
  const used = choice.sheets.filter(({ use }) => use !== 'skip')
  const withoutMap = used.filter(({ use, map }) => use === 'rows' && !maps.some(({ id, archived }) => id === map && archived !== true))
  if (choice.sheets.length === 0) return <Waiting words="Looking at the sheets" />
  return (
    <>
      <div className="import-panes columns">
        <SheetList work={work} choice={choice} reports={plan?.reports ?? []} shown={shown} withoutMap={withoutMap} onShow={setShown} onChange={changeSheet} />
        {sheet !== undefined && sheetChoice !== undefined && (
          <SheetColumns
            key={shown}
            sheet={sheet}
            choice={sheetChoice}
            plan={plan}
            isCurrent={isCurrent}
            onChange={(next) => changeSheet(shown, next)}
            onReview={() => change({ stage: 'review' })}
          />
        )}
      </div>
      <div className="import-foot s12" data-region="foot">
        <span className="t2 import-foot-words">{footWords(used.length, withoutMap, planning.failure)}</span>
        <span className="sp" />
        {withoutMap[0] !== undefined && withoutMap[0].sheet !== shown && (
          <Button variant="default" onClick={() => setShown(withoutMap[0]?.sheet ?? shown)}>
            Show {withoutMap[0].sheet}
          </Button>
        )}
        <Button
          loading={!isCurrent && planning.failure === undefined}
          disabled={used.length === 0 || withoutMap.length > 0}
          onClick={() => change({ stage: 'review' })}
        >
          {plan === undefined || !isCurrent ? 'Review the changes' : `Review ${count(plan.items.length, 'change')}`}
        </Button>
      </div>
    </>
  )
}

function footWords(used: number, withoutMap: readonly SheetChoice[], failure: string | undefined): string {
  if (failure !== undefined) return failure
  if (used === 0) return 'Say of at least one sheet what it is.'
  const [first] = withoutMap
  if (first !== undefined)
    return `Choose the field map that the rows of “${first.sheet}” go to${withoutMap.length > 1 ? `, and of ${count(withoutMap.length - 1, 'other sheet')}` : ''}.`
  return 'Nothing is changed yet: every change is shown next.'
}

function withoutUndefined(choice: SheetChoice): SheetChoice {
  const { map, ...others } = choice
  return map === undefined ? others : { ...others, map }
}
