// The fields of a map that nobody decided about yet, on both sides: what its coverage leaves open. Pure.
import { listDestinationStates, listSourceStates } from '../../shared/mapping/coverage.ts'
import { fieldAddress } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'

export type OpenDestination = { readonly path: FieldPath; readonly line: string; readonly isGap: boolean }
export type OpenSource = { readonly input: string; readonly inputName: string; readonly paths: readonly FieldPath[] }
export type DecidedReason = { readonly path: string; readonly reason: string }

/** Required ones first, then in the order of the schema. */
export function listOpenDestinations(context: MapContext): OpenDestination[] {
  const open = [...listDestinationStates(context)].flatMap(([path, state]): OpenDestination[] =>
    state === 'gap' || state === 'undecided' ? [{ path, line: fieldAddress(context.fieldMap.id, path), isGap: state === 'gap' }] : [],
  )
  return [...open.filter(({ isGap }) => isGap), ...open.filter(({ isGap }) => !isGap)]
}

export function listOpenSources(context: MapContext): OpenSource[] {
  return context.inputs.map(({ input }) => ({
    input: input.id,
    inputName: input.name,
    paths: [...listSourceStates(context, input.id)].flatMap(([path, state]) => (state === 'undecided' ? [path] : [])),
  }))
}

/** Why fields are not mapped or left out, each reason with the field that it covers. */
export function listReasons(context: MapContext): { readonly destination: readonly DecidedReason[]; readonly source: readonly DecidedReason[] } {
  const names = new Map(context.inputs.map(({ input }) => [input.id, input.name]))
  return {
    destination: context.rows.flatMap(({ destination, transform }) =>
      transform?.kind === 'notMapped' ? [{ path: destination, reason: transform.reason }] : [],
    ),
    source: context.decisions.map(({ input, path, reason }) => ({ path: `${names.get(input) ?? ''}: ${path}`, reason })),
  }
}
