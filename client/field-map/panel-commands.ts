// Commands that go between the grid and the panels of both sides.
import type { CommandRuns } from './command-run.ts'
import { showDestination, showReads } from './show-in-panels.ts'
import type { MapTools } from './tools.tsx'

export function panelCommands(tools: MapTools): CommandRuns {
  return {
    'source-panel': { anywhere: true, run: () => tools.openSourcePanel(!tools.isSourcePanelOpen()) },
    'destination-panel': {
      anywhere: true,
      run: () => tools.showRight(tools.right()?.kind === 'destination' ? undefined : { kind: 'destination' }),
    },
    'show-source': { run: (selected) => showReads(tools, selected) },
    'show-destination': { run: ({ line }) => showDestination(tools, line.line.path) },
  }
}
