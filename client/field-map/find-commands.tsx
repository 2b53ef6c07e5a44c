// Find and replace.
import type { CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function findCommands(_tools: MapTools): CommandRuns {
  return {}
}
