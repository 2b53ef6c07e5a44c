// Commands that go between the grid and the panels of both sides.
import type { CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function panelCommands(tools: MapTools): CommandRuns {
  return {
    'source-panel': { anywhere: true, run: () => tools.openSourcePanel(!tools.isSourcePanelOpen()) },
  }
}
