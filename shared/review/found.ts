// A finding of a review: its shape, and how one is made of a rule.
import type { Problem } from '../mapping/problem.ts'
import { fieldAddress, rowAddress } from '../mapping/line.ts'
import type { FieldMap, Row } from '../project/field-map.ts'
import type { Waiver } from '../project/review-parts.ts'
import { ROOT_PATH } from '../schema/field-path.ts'
import { placeAddress, type PlaceKind } from './place.ts'
import { projectRules, type ProjectProblemCode } from './rules-of-projects.ts'

/** `at`: an address of place.ts. `code`: of rules.ts. `map`: the field map it belongs to, if any. `waiver`: it was waived, by this one. */
export type ReviewProblem = Problem & { readonly map?: string; readonly waiver?: Waiver }

export function onRow(row: Row, code: ProjectProblemCode, ...names: string[]): ReviewProblem {
  return { ...spoken(code, names), at: rowAddress(row), row: row.number ?? null, map: row.fieldMap }
}

export function onMap({ id }: Pick<FieldMap, 'id'>, code: ProjectProblemCode, ...names: string[]): ReviewProblem {
  return { ...spoken(code, names), at: fieldAddress(id, ROOT_PATH), row: null, map: id }
}

export function onPlace(kind: PlaceKind, id: string, code: ProjectProblemCode, ...names: string[]): ReviewProblem {
  return { ...spoken(code, names), at: placeAddress(kind, id), row: null }
}

function spoken(code: ProjectProblemCode, names: readonly string[]) {
  const { severity, say }: { readonly severity: Problem['severity']; readonly say: (...names: string[]) => string } = projectRules[code]
  return { code, severity, message: say(...names) }
}
