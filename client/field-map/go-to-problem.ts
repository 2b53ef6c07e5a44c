// From the cell in focus to the next line with a problem.
import type { Problem } from '../../shared/mapping/problem.ts'
import type { MapTools } from './tools.tsx'

/** What there is elsewhere is about the map as a whole: its settings are opened. */
export function goToProblem(tools: MapTools, severity?: Problem['severity'], step: 1 | -1 = 1): void {
  const state = tools.model.state()
  if (state === undefined) return
  const here = tools.selected()?.line.address
  const at = state.lines.findIndex((line) => line.address === here)
  const order = [...state.lines.slice(at + 1), ...state.lines.slice(0, at + 1)]
  // The line in focus comes last, whichever way.
  if (step < 0) {
    order.reverse()
    order.push(...order.splice(0, 1))
  }
  const next = order.find((line) => state.view.problemsByLine.get(line.address)?.some((problem) => severity === undefined || problem.severity === severity))
  if (next !== undefined) tools.grid()?.focus(next.address, 'issues')
  else if (state.problems.some((problem) => severity === undefined || problem.severity === severity)) tools.showRight({ kind: 'settings' })
  else tools.say('There are no problems.')
}
