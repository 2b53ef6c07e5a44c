// Commands about the sample record and what the map makes of it.
import type { CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function previewCommands(_tools: MapTools): CommandRuns {
  return {}
}
