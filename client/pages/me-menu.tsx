// Who I am, and signing out: unsaved edits on this computer are wiped only after a warning.
import { useState } from 'react'
import { Button, Menu, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { describeFailure } from '../api/request.ts'
import { sessionKey, signOut, useMe } from '../api/session.ts'
import { countUnsaved, wipeUnsaved } from '../collab/unsaved-store.ts'
import { Icon } from '../ui/icon.tsx'
import { forgetChoices } from '../ui/kept-choice.ts'
import { showFailure } from '../ui/notices.tsx'

export function MeMenu() {
  const me = useMe()
  const client = useQueryClient()
  const [unsaved, setUnsaved] = useState<number>()
  const leave = async () => {
    try {
      await signOut()
      await wipeUnsaved(me.person).catch(() => {})
      forgetChoices()
      // The session stays in the cache as "nobody": the page that watches it then shows the door.
      client.setQueryData(sessionKey, null)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
    } catch (error) {
      showFailure(describeFailure(error))
    }
  }
  const ask = async () => {
    const count = await countUnsaved(me.person).catch(() => 0)
    if (count === 0) await leave()
    else setUnsaved(count)
  }
  return (
    <>
      <Menu>
        <Menu.Target>
          <button type="button" className="icon-button" aria-label={`Signed in as ${me.name}`}>
            <Icon name="person" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.name}
            {me.jobTitle !== '' && `, ${me.jobTitle}`}
          </Menu.Label>
          <Menu.Item onClick={() => void ask()}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={unsaved !== undefined} onClose={() => setUnsaved(undefined)} title="Sign out and lose unsaved changes?">
        <p className="s12">
          {unsaved === 1 ? '1 change is' : `${unsaved} changes are`} kept on this computer and not on the server yet. Signing out removes{' '}
          {unsaved === 1 ? 'it' : 'them'}. Stay until the top bar says Saved to keep {unsaved === 1 ? 'it' : 'them'}.
        </p>
        <div className="row" style={{ marginTop: 16, justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={() => void leave()}>
            Sign out and lose them
          </Button>
          <Button onClick={() => setUnsaved(undefined)}>Stay</Button>
        </div>
      </Modal>
    </>
  )
}
