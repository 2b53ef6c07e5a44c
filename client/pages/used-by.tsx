// What refers to an object, by kind, each a link: for pages on which something may be deleted or renamed.
import { Popover } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { linksIn, type LinkGroup, type LinkKind } from '../../shared/review/links.ts'
import { countLinks } from '../../shared/review/links-words.ts'
import { describePlace } from '../../shared/review/place.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { useProject, useProjectValue } from '../collab/project-context.tsx'
import { placeLink } from './place-link.ts'
import { projectLinks } from './project-links.ts'

const MOST_SHOWN = 8

type UsedByProps = {
  /** An address of shared/review/place.ts. */
  readonly at: string
  /** Those that are not said elsewhere on the page; absent: all. */
  readonly kinds?: readonly LinkKind[]
  /** Instead of nothing, where nothing refers to it. */
  readonly empty?: string
}

export function UsedBy({ at, kinds, empty }: UsedByProps) {
  const groups = useLinksOf(at, kinds)
  if (groups.length === 0) return empty === undefined ? null : <p className="s12 t3">{empty}</p>
  return (
    <dl className="used-by s12">
      {groups.map((group) => (
        <LinkedGroup key={group.kind} group={group} />
      ))}
    </dl>
  )
}

/** How many, for a cell of a table; all of them on asking. */
export function UsedByCount({ at, name }: { readonly at: string; readonly name: string }) {
  const groups = useLinksOf(at)
  const count = groups.reduce((sum, { addresses }) => sum + addresses.length, 0)
  if (count === 0) return <span className="s11 t3">nothing</span>
  const words = groups.map(countLinks).join(', ')
  return (
    <Popover position="bottom-end" withinPortal shadow="md" width={340}>
      <Popover.Target>
        <button type="button" className="link-button s12" aria-label={`Used by ${words}: ${name}`}>
          {groups.length === 1 && groups[0] !== undefined ? countLinks(groups[0]) : `${count} places`}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <UsedBy at={at} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** Worked out after the page has painted. */
export function useLinksOf(at: string, kinds?: readonly LinkKind[]): readonly LinkGroup[] {
  const project = useDeferredValue(useProjectValue())
  return useMemo(() => {
    const groups = linksIn(project).linksOf(at)
    return kinds === undefined ? groups : groups.filter(({ kind }) => kinds.includes(kind))
  }, [project, at, kinds])
}

function LinkedGroup({ group }: { readonly group: LinkGroup }) {
  const { project } = useProject()
  const value = useDeferredValue(useProjectValue())
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? group.addresses : group.addresses.slice(0, MOST_SHOWN)
  const more = group.addresses.length - shown.length
  return (
    <div>
      <dt className="t3">{countLinks(group)}</dt>
      <dd>
        {shown.map((address, index) => {
          const { name, to } = readPlace(project, value, address)
          return (
            <span key={address}>
              {index > 0 && ', '}
              {to === undefined ? name : <Link to={to}>{name}</Link>}
            </span>
          )
        })}
        {more > 0 && (
          <>
            {' '}
            <button type="button" className="link-button" onClick={() => setShowsAll(true)}>
              and {more.toLocaleString('en-GB')} more
            </button>
          </>
        )}
      </dd>
    </div>
  )
}

function readPlace(project: string, value: Project, address: string): { readonly name: string; readonly to: string | undefined } {
  if (!address.startsWith('question:')) return { name: describePlace(value, address), to: placeLink(project, value, address) }
  const id = address.slice('question:'.length)
  const question = value.questions.find((one) => one.id === id)
  return { name: `${printNumber('questions', question?.number)} ${question?.text.slice(0, 80) ?? ''}`, to: projectLinks(project).question(id) }
}
