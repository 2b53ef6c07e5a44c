// The sheet of keys, from the table of commands.
import { useState } from 'react'
import { commandsById } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { listShortcuts } from './shortcut-list.ts'
import './shortcut-sheet.css'

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const [search, setSearch] = useState('')
  const groups = listShortcuts(search)
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts" size={880} yOffset="5vh" classNames={{ body: 'keys-body', content: 'keys-content' }}>
      <div className="keys-search">
        <SearchInput value={search} placeholder="Search commands and keys" onChange={setSearch} width={280} autoFocus />
        <span className="sr-only" role="status">
          {search === '' ? '' : `${groups.reduce((sum, group) => sum + group.shortcuts.length, 0)} found`}
        </span>
      </div>
      <div className="keys-columns" tabIndex={0} role="region" aria-label="Keys">
        {groups.map(({ heading, shortcuts }) => (
          <section key={heading} aria-label={heading}>
            <h3>{heading}</h3>
            <dl>
              {shortcuts.map(({ keys, title }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((combo) => (
                      <kbd key={combo}>{combo}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {groups.length === 0 && (
          <p className="t2">No key does that. {printCombo(commandsById.get('palette')?.keys?.[0] ?? '')} finds commands without keys too.</p>
        )}
      </div>
    </Dialog>
  )
}
