// Find and replace.
import type { CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function findCommands(tools: MapTools): CommandRuns {
  const step = (by: 1 | -1) => () => {
    const finder = tools.finder()
    // With nothing to look for yet the bar asks.
    if (finder.state().mode === 'closed' || finder.state().setting.text === '') finder.open('find')
    else finder.go(by)
  }
  return {
    find: { anywhere: true, run: () => tools.finder().open('find') },
    replace: { anywhere: true, run: () => tools.finder().open('replace') },
    'find-next': { anywhere: true, run: step(1) },
    'find-previous': { anywhere: true, run: step(-1) },
  }
}
