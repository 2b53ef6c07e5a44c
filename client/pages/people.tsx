// Who has this project open: an avatar each, with where they are and the ways to them.
import { Menu } from '@mantine/core'
import { useLocation } from 'wouter'
import { useFollowing, useMe, useOthers, useProject } from '../collab/project-context.tsx'
import type { Other } from '../collab/presence.ts'
import { Icon } from '../ui/icon.tsx'
import { Avatar } from '../ui/parts.tsx'
import { findWindow, pageOf, tellWhere } from './whereabouts.ts'
import { projectLinks } from './project-links.ts'
import './together.css'

const MOST_SHOWN = 6

export function People() {
  const me = useMe()
  const others = useOthers()
  const people = [...new Set(others.map((other) => other.user.id))].filter((id) => id !== me.person)
  const windows = people.flatMap((id) => findWindow(others, id) ?? [])
  return (
    <span className="people" role="group" aria-label="People in this project">
      <Avatar name={me.name} ring="accent" title={`${me.name} (you)`} />
      {windows.slice(0, MOST_SHOWN).map((other) => (
        <Colleague key={other.user.id} other={other} />
      ))}
      {windows.length > MOST_SHOWN && <Rest windows={windows.slice(MOST_SHOWN)} />}
    </span>
  )
}

function Colleague({ other }: { readonly other: Other }) {
  const { project, store } = useProject()
  const following = useFollowing()
  const { name, id, color } = other.user
  const where = `${name}, ${tellWhere(other.at, project, store)}`
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={following === id ? 'colleague followed' : 'colleague'} aria-label={where} title={where}>
          <span aria-hidden="true">
            <Avatar name={name} ring={`p${color}`} title="" />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{where}</Menu.Label>
        <Ways other={other} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Those for whom the top bar has no room. */
function Rest({ windows }: { readonly windows: readonly Other[] }) {
  const { project, store, presence } = useProject()
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className="link-button s12" aria-label={`${windows.length} more people`}>
          +{windows.length}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {windows.map((other) => (
          <Menu.Item key={other.user.id} onClick={() => presence.follow(other.user.id)}>
            Follow {other.user.name}, {tellWhere(other.at, project, store)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Ways({ other }: { readonly other: Other }) {
  const { project, presence } = useProject()
  const following = useFollowing()
  const [, navigate] = useLocation()
  const { id, name } = other.user
  const { at } = other
  const go = () => {
    presence.follow(undefined)
    const page = at?.map !== undefined && at.line !== undefined ? projectLinks(project).map(at.map, at.line) : pageOf(at, project)
    if (page === undefined) return
    navigate(page)
    // The same address once more is no change to the browser, but is to the person.
    window.dispatchEvent(new Event('hashchange'))
  }
  return (
    <>
      <Menu.Item leftSection={<Icon name="arrow" size={14} />} onClick={go} disabled={pageOf(at, project) === undefined}>
        Go to where {name} is
      </Menu.Item>
      {following === id ? (
        <Menu.Item leftSection={<Icon name="close" size={14} />} onClick={() => presence.follow(undefined)}>
          Stop following {name}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<Icon name="person" size={14} />} onClick={() => presence.follow(id)}>
          Follow {name}
        </Menu.Item>
      )}
    </>
  )
}
