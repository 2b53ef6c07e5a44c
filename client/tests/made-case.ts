// A test case made from a sample and from what the map makes of it: expected is what came out, to be checked by a person. Pure.
import { configOf } from '../../shared/project/config-of.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { ExpectedIssue } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'

/** A record, or the issues that it raised. */
export type MadeExpected = { readonly expected: JsonValue } | { readonly expectedIssues: ExpectedIssue[] }

/** With the project's defaults. `given`: the inputs by name. */
export function makeExpected(context: MapContext, given: { readonly [name: string]: JsonValue }, now: string): MadeExpected {
  const result = createMapper(compileMap(context).ir)(given, { config: configOf(context.project, undefined), now })
  if (result.ok) return { expected: result.value }
  return {
    expectedIssues: result.issues.map(({ row, path, code }) => ({
      code,
      path,
      row: row === null ? null : (context.rows.find(({ number }) => number === row)?.id ?? null),
    })),
  }
}
