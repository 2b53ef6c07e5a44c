// Commands between people: questions, links, following.
import type { CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function togetherCommands(_tools: MapTools): CommandRuns {
  return {}
}
