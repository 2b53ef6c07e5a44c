// The menu of what is selected in the grid, from the table of commands.
import { commandGroups, commands, type Command, type CommandGroup, type CommandId } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { CommandMenu, type MenuCommand, type MenuPoint } from '../ui/command-menu.tsx'
import type { MapTools } from './tools.tsx'

export function showCellMenu(tools: MapTools, at: MenuPoint): void {
  const listed = listMenu(tools)
  tools.show((close) => (
    <CommandMenu
      label="Menu of the cell"
      at={at}
      commands={listed}
      onClose={(back) => {
        close()
        if (back) tools.grid()?.focusHere()
      }}
    />
  ))
}

function listMenu(tools: MapTools): readonly MenuCommand[] {
  const inMenu = (commands as readonly (Command & { readonly id: CommandId })[]).filter((command) => command.inMenu === true)
  return (Object.keys(commandGroups) as CommandGroup[]).flatMap((group) =>
    inMenu
      .filter((command) => command.group === group)
      .map((command, at): MenuCommand => {
        const [combo] = command.keys ?? []
        const whyNot = tools.whyNot(command.id)
        return {
          key: command.id,
          title: command.title,
          begins: at === 0,
          run: () => tools.run(command.id),
          ...(combo === undefined ? {} : { aside: printCombo(combo) }),
          ...(whyNot === undefined ? {} : { whyNot }),
        }
      }),
  )
}
