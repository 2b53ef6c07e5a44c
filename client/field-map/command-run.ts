// What a command of the field map page does, and when it cannot: the contract of all files *-commands.
import type { CommandId } from '../grid/commands.ts'
import type { Selected } from '../grid/selected.ts'
import type { MapTools } from './tools.tsx'

export type CommandRun = {
  readonly run: (selected: Selected) => void
  /** Why it cannot be done now, in a sentence that says what to do; undefined: it can. */
  readonly whyNot?: (selected: Selected) => string | undefined
  /** Needs no cell in focus; `run` and `whyNot` then get what there is, maybe nothing. */
  readonly anywhere?: true
}

export type CommandRuns = { readonly [Id in CommandId]?: CommandRun }

export const READ_ONLY = 'You may look at this project but not edit it. Ask its owner for the right to edit.'
const CHOOSE_A_CELL = 'Choose a cell in the grid first.'

/** For commands that edit. */
export function editing(tools: MapTools, command: CommandRun): CommandRun {
  return { ...command, whyNot: (selected) => (tools.readOnly ? READ_ONLY : command.whyNot?.(selected)) }
}

/** Undefined: it can be done now. */
export function whyNot(command: CommandRun | undefined, selected: Selected | undefined): string | undefined {
  if (command === undefined) return 'This cannot be done here.'
  if (selected === undefined && command.anywhere !== true) return CHOOSE_A_CELL
  return command.whyNot?.(selected as Selected)
}

export function runCommand(runs: CommandRuns, id: CommandId, tools: Pick<MapTools, 'selected' | 'say'>): void {
  const selected = tools.selected()
  const command = runs[id]
  const why = whyNot(command, selected)
  if (why !== undefined) tools.say(why)
  else command?.run(selected as Selected)
}
