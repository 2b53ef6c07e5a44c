// A row's condition while it is being written: what is not whole yet is kept here and not stored.
import { useEffect, useState } from 'react'
import { condition as conditionShape } from '../../shared/project/transform-cell.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { Condition } from '../../shared/transform/transform.ts'
import { ConditionForm } from './condition-form.tsx'

export function ConditionDraft({ row, onChange }: { readonly row: Row | undefined; readonly onChange: (when: Condition | undefined) => void }) {
  const stored = JSON.stringify(row?.when)
  const [draft, setDraft] = useState(row?.when)
  useEffect(() => setDraft(stored === undefined ? undefined : (JSON.parse(stored) as Condition)), [stored])
  const isWhole = draft === undefined || isStorableCondition(draft)
  return (
    <div>
      <ConditionForm
        value={draft}
        onChange={(next) => {
          setDraft(next)
          if (next === undefined || isStorableCondition(next)) onChange(next)
        }}
      />
      {draft === undefined && <p className="s11 t3">Always.</p>}
      {!isWhole && <p className="s12 warn">Not stored yet: choose a field for each test.</p>}
    </div>
  )
}

export function isStorableCondition(condition: Condition): boolean {
  return conditionShape.safeParse(condition).success && !JSON.stringify(condition).includes('"input":""') && !JSON.stringify(condition).includes('"config":""')
}
