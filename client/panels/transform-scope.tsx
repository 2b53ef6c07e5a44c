// What every form of a transform needs to know: the map, the `each` row it stands in, and what samples show of fields.
import { createContext, useContext } from 'react'
import type { Row } from '../../shared/project/field-map.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'

/** What is offered while a source field is typed. */
export type FieldChoice = { readonly text: string; readonly type: string; readonly seen: string }

export type TransformScope = {
  readonly context: MapContext
  readonly each: Row | undefined
  readonly fields: readonly FieldChoice[]
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
