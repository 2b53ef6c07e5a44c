// Which source fields a map does not use, with the reason where somebody gave one. Plain texts; knows nothing of workbooks.
import { inputTree } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import { printType } from '../../shared/schema/fields.ts'

/** `reason` absent: undecided. */
export type LeftOut = { readonly text: string; readonly type: string; readonly reason?: string }

/** Decisions in schema order, each input after the other. */
export function listLeftOut(context: MapContext): LeftOut[] {
  return context.inputs.flatMap(({ input }) => {
    const tree = inputTree(context, input.id)
    const decisions = context.decisions.filter((decision) => decision.input === input.id)
    return decisions.map((decision): LeftOut => {
      const field = tree?.find(decision.path)
      return {
        text: decision.path === '' ? `${input.name} (all other fields)` : printSource(context, { of: 'input', input: input.id, path: decision.path }),
        type: field === undefined ? 'not found' : printType(field.facts),
        reason: decision.reason,
      }
    })
  })
}
