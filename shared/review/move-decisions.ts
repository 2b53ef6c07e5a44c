// What a move leaves to be settled: kept and undecided items, each with a sentence. The only place that writes them.
import { changeSentence } from './change-sentence.ts'
import type { MoveState } from './move-state.ts'

export function moveDecisions(state: MoveState): { readonly kept: number; readonly undecided: number } {
  const { input, name } = state
  const counts = { kept: 0, undecided: 0 }
  const own = new Map(input.project.schemaDecisions.map((decision) => [decision.id, decision]))
  for (const { change, affected } of input.impact.impacts)
    for (const { id, decision } of affected) {
      const choice = decision === undefined || decision.choice === 'undecided' ? 'undecided' : decision.choice
      if (choice !== 'keep' && choice !== 'undecided') continue
      counts[choice === 'keep' ? 'kept' : 'undecided'] += 1
      const sentence = changeSentence(change, name)
      const stored = decision === undefined ? undefined : own.get(decision.id)
      if (stored?.item === id) state.write('schemaDecisions', stored, { choice, sentence })
      else {
        const by = decision?.by ?? input.person
        state.add('schemaDecisions', { schema: input.newVersion, change: change.id, item: id, choice, sentence, by, at: decision?.at ?? input.now })
      }
    }
  return counts
}
