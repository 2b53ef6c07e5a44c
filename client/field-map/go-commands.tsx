// Commands that go somewhere or help: rows, problems, the palette, the sheet of keys.
import type { CommandRuns } from './command-run.ts'
import { goToProblem } from './go-to-problem.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import type { MapTools } from './tools.tsx'

export function goCommands(tools: MapTools): CommandRuns {
  return {
    'open-row': { run: ({ line }) => tools.showRight({ kind: 'row', line: line.address, part: 'row', opened: Date.now() }) },
    'next-problem': { anywhere: true, run: () => goToProblem(tools) },
    'previous-problem': { anywhere: true, run: () => goToProblem(tools, undefined, -1) },
    shortcuts: { anywhere: true, run: () => tools.show((close) => <ShortcutSheet onClose={close} />) },
    settings: { anywhere: true, run: () => tools.showRight(tools.right()?.kind === 'settings' ? undefined : { kind: 'settings' }) },
  }
}
