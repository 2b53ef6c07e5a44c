// What stands in the way, most overdue first, each leading to where it can be settled.
import { useState } from 'react'
import { Link } from 'wouter'
import type { Barrier, BarrierKind, BarrierTarget } from '../../shared/review/barriers.ts'
import { placeLink } from '../pages/place-link.ts'
import { projectLinks } from '../pages/project-links.ts'
import { useProject } from '../collab/project-context.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Card } from '../ui/parts.tsx'
import type { HomeFacts } from './home-facts.ts'

const FEW = 6
const MOST = 200

const kinds: Readonly<Record<BarrierKind, { readonly icon: IconName; readonly word: string }>> = {
  prerequisite: { icon: 'systems', word: 'Prerequisite' },
  question: { icon: 'question', word: 'Question' },
  work: { icon: 'wait', word: 'Waiting work' },
  problem: { icon: 'failure', word: 'Problems' },
  'go-live': { icon: 'run', word: 'Go-live' },
}

export function BarriersCard({ project: value, barriers }: Pick<HomeFacts, 'project' | 'barriers'>) {
  const { project } = useProject()
  const [all, setAll] = useState(false)
  const overdue = barriers.filter((barrier) => barrier.overdue !== undefined).length
  const shown = barriers.slice(0, all ? MOST : FEW)
  const linkTo = (target: BarrierTarget): string => {
    const links = projectLinks(project)
    switch (target.to) {
      case 'system':
        return `${links.system(target.system)}#${encodeURIComponent(target.item)}`
      case 'question':
        return links.question(target.question)
      case 'problems':
        return links.review
      case 'place':
        return placeLink(project, value, target.at) ?? links.home
    }
  }
  return (
    <Card
      title="Barriers"
      className="home-barriers"
      aside={
        <span className="s11 t3 num">
          {overdue > 0 && <span className="warn b5">{overdue} overdue, </span>}
          {barriers.length} open
        </span>
      }
    >
      {barriers.length === 0 && (
        <p className="s12 t3 card-body">
          Nothing stands in the way. Open questions, access that was not granted, go-live items and errors are listed here, most overdue first.
        </p>
      )}
      <ul className="lined">
        {shown.map((barrier) => (
          <BarrierLine key={barrier.key} barrier={barrier} to={linkTo(barrier.target)} />
        ))}
      </ul>
      {barriers.length > FEW && (
        <p className="s12 home-foot">
          <button type="button" className="link-button" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${barriers.length}`}
          </button>
        </p>
      )}
    </Card>
  )
}

function BarrierLine({ barrier, to }: { readonly barrier: Barrier; readonly to: string }) {
  const { icon, word } = kinds[barrier.kind]
  const isLate = barrier.overdue !== undefined
  return (
    <li className="barrier s12">
      <span className={isLate ? 'warn' : 't3'} title={word}>
        <Icon name={icon} size={14} />
        <span className="sr-only">{word}</span>
      </span>
      <div style={{ minWidth: 0 }}>
        <BarrierLink to={to} title={barrier.title} />
        {barrier.words !== '' && (
          <div className="s11 t3 ell" title={barrier.words}>
            {barrier.words}
          </div>
        )}
      </div>
      <span className={`s11 num ${isLate ? 'warn b5' : 't3'}`}>{barrier.when}</span>
    </li>
  )
}

/** To a place on this page the browser goes by itself. */
function BarrierLink({ to, title }: { readonly to: string; readonly title: string }) {
  const hash = to.indexOf('#go-live')
  const look = { className: 'ell plain-link', style: { display: 'block' }, title } as const
  return hash >= 0 ? (
    <a href={to.slice(hash)} {...look}>
      {title}
    </a>
  ) : (
    <Link to={to} {...look}>
      {title}
    </Link>
  )
}
