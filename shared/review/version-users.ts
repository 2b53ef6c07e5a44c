// Which field maps and steps use a schema version: the only place that counts them.
import type { Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'

export type VersionUsers = { readonly maps: number; readonly steps: number }

/** Deleted ones do not count; archived ones do. */
export function countVersionUsers({ fieldMaps, mapInputs, steps }: Pick<Project, 'fieldMaps' | 'mapInputs' | 'steps'>, schema: string): VersionUsers {
  const bySource = new Set(mapInputs.flatMap(({ fieldMap, source, deleted }) => (deleted !== true && source.schema === schema ? [fieldMap] : [])))
  return {
    maps: fieldMaps.filter(({ id, destination, deleted }) => deleted !== true && (destination.schema === schema || bySource.has(id))).length,
    steps: steps.filter((step) => step.deleted !== true && schemasOf(step).includes(schema)).length,
  }
}

function schemasOf({ schema, lookup }: Step): (string | undefined)[] {
  return [schema, lookup?.schema]
}
