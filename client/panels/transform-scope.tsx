// What every form of a transform needs to know: the map, the `each` row it stands in, and what samples show of fields.
import { createContext, useContext } from 'react'
import type { Row } from '../../shared/project/field-map.ts'
import type { FormulaPlace } from '../../shared/mapping/formula-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Condition, SourceRef, ValueTransform } from '../../shared/transform/transform.ts'

/** What is offered while a source field is typed. */
export type FieldChoice = { readonly text: string; readonly type: string; readonly seen: string }

/** What is being written: a value or a condition, not stored yet. */
export type Draft = { readonly transform: ValueTransform } | { readonly condition: Condition }

/** What a draft gives for the sample record. `aside`: of which item. */
export type DraftValue = { readonly is: 'value' | 'nothing' | 'issue'; readonly text: string; readonly aside?: string }

export type TransformScope = {
  readonly context: MapContext
  readonly each: Row | undefined
  readonly fields: readonly FieldChoice[]
  /** Inside a list's own condition: the list, whose entries' fields may be named. */
  readonly entriesOf?: SourceRef
  /** What formulas may name here besides. */
  readonly place: FormulaPlace
  /** What the destination field takes. */
  readonly takes: 'value' | 'list' | 'map' | 'anything'
  /** Undefined: there is no sample, or the draft is not sound. */
  readonly tryOut: (draft: Draft) => DraftValue | undefined
  /** What the sample record is called. */
  readonly sample: string
  readonly readOnly: boolean
  readonly lookupsLink: string
}

const ScopeContext = createContext<TransformScope | undefined>(undefined)

export const TransformScopeProvider = ScopeContext

export function useTransformScope(): TransformScope {
  const scope = useContext(ScopeContext)
  if (scope === undefined) throw new Error('a transform form stands outside of a row')
  return scope
}
