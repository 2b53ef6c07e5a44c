// The sheet of keys, from the table of commands.
import { commandGroups, commands, type Command, type CommandGroup } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { Dialog } from '../ui/dialog.tsx'

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Shortcuts in the field map" size={720}>
      {(Object.keys(commandGroups) as CommandGroup[]).map((group) => (
        <dl className="map-shortcuts" key={group}>
          {(commands as readonly Command[])
            .filter((command) => command.group === group && command.keys !== undefined)
            .map((command) => (
              <div key={command.id}>
                <dt>{command.keys?.map((combo) => printCombo(combo)).join(', ')}</dt>
                <dd>{command.title}</dd>
              </div>
            ))}
        </dl>
      ))}
    </Dialog>
  )
}
