// Commands that go somewhere or help: rows, problems, the menu, the palette, the sheet of keys; and what the grid does by itself.
import type { CommandId } from '../grid/commands.ts'
import type { CommandRun, CommandRuns } from './command-run.ts'
import { GoToDialog } from './go-to-dialog.tsx'
import { goToProblem } from './go-to-problem.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { sayThere } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** The grid does these when their keys are pressed in it; here for menus and the palette. */
const ofGrid = [
  'fold',
  'unfold',
  'row-start',
  'row-end',
  'grid-start',
  'grid-end',
  'select-all',
  'select-row',
  'select-column',
] as const satisfies readonly CommandId[]

export function goCommands(tools: MapTools): CommandRuns {
  const byGrid = (id: CommandId): CommandRun => ({ run: () => void tools.grid()?.act(id) })
  return {
    ...Object.fromEntries(ofGrid.map((id) => [id, byGrid(id)])),
    'open-row': { run: ({ line }) => tools.showRight({ kind: 'row', line: line.address, part: 'row', opened: Date.now() }) },
    'go-to-row': { anywhere: true, run: () => tools.show((close) => <GoToDialog onClose={close} />) },
    'next-problem': { anywhere: true, run: () => goToProblem(tools) },
    'previous-problem': { anywhere: true, run: () => goToProblem(tools, undefined, -1) },
    accessible: { anywhere: true, run: () => togglePages(tools) },
    'next-page': { anywhere: true, whyNot: () => whyNoPages(tools), run: () => void tools.grid()?.turnPage(1) },
    'previous-page': { anywhere: true, whyNot: () => whyNoPages(tools), run: () => void tools.grid()?.turnPage(-1) },
    menu: { run: () => tools.grid()?.openMenu() },
    palette: { anywhere: true, run: tools.openPalette },
    shortcuts: { anywhere: true, run: () => tools.show((close) => <ShortcutSheet onClose={close} />) },
    settings: { anywhere: true, run: () => tools.showRight(tools.right()?.kind === 'settings' ? undefined : { kind: 'settings' }) },
  }
}

/** The grid is made anew: the focus goes where it was once it stands. */
function togglePages(tools: MapTools): void {
  const selected = tools.selected()
  const paged = !tools.isPaged()
  tools.setPaged(paged)
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (selected === undefined || tools.grid()?.focus(selected.line.address, selected.column) !== true) tools.grid()?.focusHere()
      sayThere(tools, paged ? 'Lines are shown in pages of 100. Alt+Page Down goes to the next page.' : 'All lines are shown in one list.')
    }),
  )
}

function whyNoPages(tools: MapTools): string | undefined {
  return tools.isPaged() ? undefined : 'All lines are in one list. “Pages of 100 lines” shows them in pages.'
}
