// Joins what can be done on the field map page (client/grid/commands.ts) with who does it.
import { cellCommands } from './cell-commands.ts'
import { clipboardCommands } from './clipboard-commands.ts'
import type { CommandRuns } from './command-run.ts'
import { findCommands } from './find-commands.tsx'
import { goCommands } from './go-commands.tsx'
import { panelCommands } from './panel-commands.ts'
import { previewCommands } from './preview-commands.tsx'
import { rowCommands } from './row-commands.tsx'
import { seeCommands } from './see-commands.tsx'
import { statusCommands } from './status-commands.ts'
import { togetherCommands } from './together-commands.tsx'
import type { MapTools } from './tools.tsx'

export function collectCommands(tools: MapTools): CommandRuns {
  return {
    ...cellCommands(tools),
    ...clipboardCommands(tools),
    ...findCommands(tools),
    ...rowCommands(tools),
    ...statusCommands(tools),
    ...seeCommands(tools),
    ...panelCommands(tools),
    ...previewCommands(tools),
    ...togetherCommands(tools),
    ...goCommands(tools),
  }
}
