// What a move leaves to be settled: kept and undecided items, each with a sentence. The only place that writes them.
import type { AffectedItem } from './affected.ts'
import { changeSentence } from './change-sentence.ts'
import type { MoveState } from './move-state.ts'

export type LeftOpen = {
  readonly kept: readonly AffectedItem[]
  readonly undecided: readonly AffectedItem[]
  /** Maps without a source or destination. */ readonly lost: number
}

/** Each item once, however many changes reach it. */
export function moveDecisions(state: MoveState): LeftOpen {
  const { input, name } = state
  const left = { keep: new Map<string, AffectedItem>(), undecided: new Map<string, AffectedItem>() }
  const lost = new Set<string>()
  const own = new Map(input.project.schemaDecisions.map((decision) => [decision.id, decision]))
  for (const { change, affected } of input.impact.impacts)
    for (const item of affected) {
      const { id, kind, decision } = item
      const choice = decision === undefined || decision.choice === 'undecided' ? 'undecided' : decision.choice
      if (choice !== 'keep' && choice !== 'undecided') continue
      left[choice].set(id, item)
      if (change.what !== 'field' && (kind === 'map' || kind === 'input') && (change.kind === 'renamed' || change.kind === 'removed'))
        lost.add(item.fieldMap ?? id)
      const sentence = changeSentence(change, name)
      const stored = decision === undefined ? undefined : own.get(decision.id)
      if (stored?.item === id) state.write('schemaDecisions', stored, { choice, sentence })
      else {
        const by = decision?.by ?? input.person
        state.add('schemaDecisions', { schema: input.newVersion, change: change.id, item: id, choice, sentence, by, at: decision?.at ?? input.now })
      }
    }
  return { kept: [...left.keep.values()], undecided: [...left.undecided.values()], lost: lost.size }
}
