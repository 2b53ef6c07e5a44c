// The versions of each description: which the project is on, which wait to be moved to, which it came from.
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'

export type VersionFamily = {
  /** The version that the project is on. */
  readonly current: SchemaVersion
  /** Newer versions that nobody has moved to yet. */
  readonly waiting: readonly SchemaVersion[]
  /** Versions that the project was moved away from, the last one first. */
  readonly older: readonly SchemaVersion[]
}

/** In the order of the versions that the project is on. `schemas`: without deleted ones. */
export function listVersionFamilies(schemas: readonly SchemaVersion[]): VersionFamily[] {
  const byId = new Map(schemas.map((schema) => [schema.id, schema]))
  const replaced = new Set(schemas.filter(isMoved).map(({ replaces }) => replaces))
  return schemas
    .filter((schema) => !replaced.has(schema.id) && !isWaiting(schema, byId))
    .map((current) => {
      const older: SchemaVersion[] = []
      const seen = new Set([current.id])
      // Damaged data may go in a circle.
      for (let at: SchemaVersion | undefined = current; at !== undefined && isMoved(at);) {
        at = at.replaces === undefined || seen.has(at.replaces) ? undefined : byId.get(at.replaces)
        if (at === undefined) break
        seen.add(at.id)
        older.push(at)
      }
      const family = new Set([current.id, ...older.map(({ id }) => id)])
      return { current, older, waiting: schemas.filter((schema) => isWaiting(schema, byId) && family.has(schema.replaces ?? '')) }
    })
}

function isMoved({ replaces, movedBy }: SchemaVersion): boolean {
  return replaces !== undefined && movedBy !== undefined
}

/** One whose older version is gone is a description of its own. */
function isWaiting({ id, replaces, movedBy }: SchemaVersion, byId: ReadonlyMap<string, SchemaVersion>): boolean {
  return replaces !== undefined && replaces !== id && movedBy === undefined && byId.has(replaces)
}
