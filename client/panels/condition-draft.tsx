// A condition of a row or a map while it is being written: what is not whole yet is kept here and not stored.
import { useEffect, useState } from 'react'
import { condition as conditionShape } from '../../shared/project/transform-cell.ts'
import type { Condition } from '../../shared/transform/transform.ts'
import { ConditionForm } from './condition-form.tsx'
import { isWhole } from './transform-draft.ts'

export function ConditionDraft({
  value,
  onChange,
  always = 'Always.',
}: {
  readonly value: Condition | undefined
  readonly onChange: (condition: Condition | undefined) => void
  /** What no condition means. */
  readonly always?: string
}) {
  const stored = JSON.stringify(value)
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(stored === undefined ? undefined : (JSON.parse(stored) as Condition)), [stored])
  const isWhole = draft === undefined || isStorableCondition(draft)
  return (
    <div>
      <ConditionForm
        value={draft}
        onChange={(next, typing) => {
          if (typing === true) return
          setDraft(next)
          if (next === undefined || isStorableCondition(next)) onChange(next)
        }}
      />
      {draft === undefined && <p className="s11 t3">{always}</p>}
      {!isWhole && <p className="s12 warn">Not stored yet: choose a field for each test, and write each formula.</p>}
    </div>
  )
}

export function isStorableCondition(condition: Condition): boolean {
  return conditionShape.safeParse(condition).success && isWhole(condition) && !JSON.stringify(condition).includes('"config":""')
}
