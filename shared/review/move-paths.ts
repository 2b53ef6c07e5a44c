// Where a path of the old version leads after what was decided for an item: another field, or the field under its new name. The only place for it.
import { printFieldPath, type FieldPath } from '../schema/field-path.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import { stepsOf } from './field-places.ts'
import type { DecidedChange, MoveState } from './move-state.ts'

/** `side`: the one that the path is on. A field chosen in place of a changed one takes what lies below with it. */
export function movedPaths(state: MoveState, item: string): (object: ObjectAddress, path: FieldPath, side: 'source' | 'destination') => FieldPath {
  const { index } = state
  const follows = state.follows(item)
  const remapped = state.decisionsOf(item).filter(({ item: about, decision }) => decision?.choice === 'remap' && needsPath(about))
  return (object, path, side) => {
    for (const { change, item: about, decision } of remapped) {
      const at = about.side === side ? index.stepsTo(object, path, change) : undefined
      const to = at === undefined || at === 0 ? undefined : stepsOf(decision?.to ?? '')
      if (to !== undefined && to.length > 0) return printFieldPath([...to, ...(stepsOf(path) ?? []).slice(at)])
    }
    return index.follow(object, path, follows) ?? path
  }
}

/** What only adds a line to a lookup table has a value there, and no path to take. */
function needsPath({ choices }: DecidedChange['item']): boolean {
  return choices.some(({ choice, needs }) => choice === 'remap' && (needs === 'source-path' || needs === 'destination-path'))
}
