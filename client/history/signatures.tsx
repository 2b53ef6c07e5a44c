// The signatures below a baseline: who signed, with what open, and taking one's own back.
import { useState } from 'react'
import { can } from '../../shared/api/rights.ts'
import type { SignOff } from '../../shared/project/review-parts.ts'
import { describeFailure } from '../api/request.ts'
import { withdrawSignOff } from '../api/review.ts'
import { useCollection, useMe, useProject, useProjectValue } from '../collab/project-context.tsx'
import { showFailure, showNotice } from '../ui/notices.tsx'
import { printWhen } from '../ui/print-when.ts'
import { OpenPoints } from './open-points.tsx'

export function Signatures({ signatures }: { readonly signatures: readonly SignOff[] }) {
  return (
    <ul className="signatures">
      {signatures.map((signature) => (
        <Signature key={signature.id} signature={signature} />
      ))}
    </ul>
  )
}

function Signature({ signature }: { readonly signature: SignOff }) {
  const { project } = useProject()
  const me = useMe()
  const people = useCollection('people')
  const [open, setOpen] = useState(false)
  const name = people.find(({ id }) => id === signature.person)?.name ?? 'Somebody who is gone'
  const count = signature.openCount ?? signature.openPoints?.length ?? 0
  const mayWithdraw = signature.by === me.person || can(me, 'project.manage', project)
  const withdraw = () =>
    void withdrawSignOff(project, signature.id).then(
      () => showNotice(`The signature of ${name} was withdrawn`),
      (error: unknown) => showFailure(describeFailure(error)),
    )
  return (
    <li>
      <div className="row" style={{ flexWrap: 'wrap', gap: '2px 8px' }}>
        <span className="b5">{name}</span>
        <span className="t3">
          signed {printWhen(signature.at)}
          {signature.byName === name ? '' : `, entered by ${signature.byName}`}
        </span>
        {count === 0 ? (
          <span className="t3">nothing open</span>
        ) : (
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {count} open {count === 1 ? 'point' : 'points'}
          </button>
        )}
        {mayWithdraw && (
          <button type="button" className="link-button" aria-label={`Withdraw the signature of ${name}`} onClick={withdraw}>
            withdraw
          </button>
        )}
      </div>
      {signature.note !== undefined && signature.note !== '' && <p className="t2 pre-wrap">{signature.note}</p>}
      {open && <SignedPoints signature={signature} count={count} />}
    </li>
  )
}

function SignedPoints({ signature, count }: { readonly signature: SignOff; readonly count: number }) {
  const project = useProjectValue()
  return <OpenPoints points={signature.openPoints ?? []} project={project} total={count} />
}
