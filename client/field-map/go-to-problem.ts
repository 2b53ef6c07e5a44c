// From the cell in focus to the next line with a problem, also where it is folded away.
import type { Problem } from '../../shared/mapping/problem.ts'
import { printNumber } from '../../shared/project/project.ts'
import { listEverything, reveal, sayThere } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** What there is elsewhere is about the map as a whole: its settings are opened. */
export function goToProblem(tools: MapTools, severity?: Problem['severity'], step: 1 | -1 = 1): void {
  const state = tools.model.state()
  if (state === undefined) return
  const isMeant = (problem: Problem) => severity === undefined || problem.severity === severity
  const lines = listEverything(state.view.context)
  const here = tools.selected()?.line.address
  const at = lines.findIndex((line) => line.address === here)
  const order = [...lines.slice(at + 1), ...lines.slice(0, at + 1)]
  // The line in focus comes last, whichever way.
  if (step < 0) {
    order.reverse()
    order.push(...order.splice(0, 1))
  }
  const problemsOf = (address: string) => (state.view.problemsByLine.get(address) ?? []).filter(isMeant)
  const next = order.find((line) => problemsOf(line.address).length > 0)
  if (next !== undefined) {
    const name = next.row === undefined ? next.path : printNumber('rows', next.row.number)
    reveal(tools, next.address, 'issues', name, () => sayThere(tools, `${name}: ${describeProblems(problemsOf(next.address))}`))
  } else if (state.problems.some(isMeant)) tools.showRight({ kind: 'settings' })
  else tools.say('There are no problems.')
}

function describeProblems(problems: readonly Problem[]): string {
  const more = problems.length - 1
  return `${problems[0]?.message ?? ''}${more > 0 ? ` And ${more} more.` : ''}`
}
