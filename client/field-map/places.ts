// Where a value or a condition of a row stands: whose item it sees, what its formulas may name, what is taken there. Pure.
import { isPureMap } from '../../shared/mapping/item-scope.ts'
import type { FormulaPlace } from '../../shared/mapping/formula-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { nullsInFormula } from '../../shared/mapping/policies.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { ROOT_PATH } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import type { NullPolicy } from '../../shared/transform/transform.ts'
import type { TransformScope } from '../panels/transform-scope.tsx'

export type ScopeSetting = {
  readonly each: Row | undefined
  readonly place: FormulaPlace
  readonly takes: TransformScope['takes']
  readonly onNull?: NullPolicy | undefined
}

const AT_ROW: FormulaPlace = {}
const NULLS = { missing: { nulls: 'missing' }, value: { nulls: 'value' } } as const

export function settingOfValue(context: MapContext, line: Line | undefined): ScopeSetting {
  const row: Row = line?.row ?? { id: '', fieldMap: context.fieldMap.id, destination: line?.path ?? ROOT_PATH, order: 'a0' }
  return { each: line?.each, place: NULLS[nullsInFormula(context.fieldMap, row)], takes: whatTakes(line?.field), onNull: row.onNull }
}

export function settingOfCondition(each: Row | undefined): ScopeSetting {
  return { each, place: AT_ROW, takes: 'anything' }
}

function whatTakes(field: Field | undefined): TransformScope['takes'] {
  if (field === undefined || field.facts.types.includes('any')) return 'anything'
  if (field.facts.types.includes('list')) return 'list'
  return isPureMap(field.facts) ? 'map' : 'value'
}
