// The sign-off of a use case: whose signatures it takes, who has signed what it says now, and what is open for the others.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { setCell, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import type { Signature } from '../../shared/review/use-case-signatures.ts'
import { can } from '../../shared/api/rights.ts'
import { useCollection, useMe, useProject } from '../collab/project-context.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { PersonSelect } from '../pages/person-select.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { SignDialog } from './sign-dialog.tsx'
import { SignatureDialog, WithdrawDialog } from './signature-dialog.tsx'
import type { UseCaseFacts } from './use-use-case-scope.ts'

type Shown = { readonly dialog: 'sign' | 'read' | 'withdraw'; readonly person?: string }

export function SignOffCard({ useCase, facts }: { readonly useCase: UseCase; readonly facts: UseCaseFacts }) {
  const { edit, mayEdit, project } = useProject()
  const { editWithUndo } = useUndo()
  const me = useMe()
  const people = useCollection('people')
  const [shown, setShown] = useState<Shown>()
  const { signatures, openPoints } = facts
  const name = printNumber('useCases', useCase.number)
  const signers = useCase.signers ?? []
  // Signing is a comment of weight: who may comment may sign.
  const maySign = can({ person: me.person, role: me.role }, 'project.comment', project)
  const ask = (person: string | undefined, writes: readonly CellWrite[]) => {
    if (person === undefined || signers.includes(person)) return
    edit(`Ask for a signature below ${name}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...setCell(doc, 'useCases', useCase.id, 'signers', [...signers, person], origin),
    ])
  }
  const askNoMore = (person: string) => {
    const left = signers.filter((id) => id !== person)
    editWithUndo(`${nameOf(person)} is no longer asked to sign ${name}`, (doc, origin) =>
      setCell(doc, 'useCases', useCase.id, 'signers', left.length === 0 ? undefined : left, origin),
    )
  }
  const nameOf = (person: string) => people.find(({ id }) => id === person)?.name ?? 'Somebody who is gone'
  const chosen = signatures.list.find(({ person }) => person === shown?.person)
  return (
    <Card
      title="Sign-off"
      aside={signatures.asked > 0 && <span className="s11 t3 num">{`${signatures.valid} of ${signatures.asked}`}</span>}
      className="sign-off"
    >
      <div className="card-body stack">
        {signatures.list.length === 0 && <p className="s12 t3">Choose whose signatures it takes. Once all of them have signed, the use case is signed off.</p>}
        {signatures.list.length > 0 && (
          <ul className="stack" style={{ gap: 8 }}>
            {signatures.list.map((signature) => (
              <SignerLine
                key={signature.person}
                signature={signature}
                name={nameOf(signature.person)}
                role={people.find(({ id }) => id === signature.person)?.role}
                open={describeOpenFor(signature, facts)}
                actions={[
                  ...(signature.signOff === undefined
                    ? []
                    : [{ name: 'Read the signature', icon: 'file' as const, onClick: () => setShown({ dialog: 'read', person: signature.person }) }]),
                  ...(maySign && (signature.signOff === undefined || signature.isChanged)
                    ? [
                        {
                          name: signature.isChanged ? 'Sign again' : 'Sign',
                          icon: 'edit' as const,
                          onClick: () => setShown({ dialog: 'sign', person: signature.person }),
                        },
                      ]
                    : []),
                  ...(signature.signOff !== undefined &&
                  (signature.signOff.by === me.person || can({ person: me.person, role: me.role }, 'project.manage', project))
                    ? [
                        {
                          name: 'Withdraw the signature',
                          icon: 'undo' as const,
                          danger: true,
                          onClick: () => setShown({ dialog: 'withdraw', person: signature.person }),
                        },
                      ]
                    : []),
                  ...(mayEdit && signature.isAsked
                    ? [{ name: 'No longer ask', icon: 'close' as const, danger: true, onClick: () => askNoMore(signature.person) }]
                    : []),
                ]}
              />
            ))}
          </ul>
        )}
        {mayEdit && <PersonSelect label="Ask for a signature" nobody="Ask for a signature ..." value={undefined} without={signers} withRole onChange={ask} />}
        {maySign && (
          <Button
            fullWidth
            variant={signatures.asked > 0 && signatures.valid === signatures.asked ? 'default' : 'filled'}
            onClick={() => setShown({ dialog: 'sign' })}
          >
            Sign
          </Button>
        )}
        {openPoints !== undefined && openPoints.length > 0 && (
          <p className="s11 t3">
            {openPoints.length === 1 ? '1 point is open. It' : `${openPoints.length} points are open. They`} would be kept with a signature.
          </p>
        )}
      </div>
      {shown?.dialog === 'sign' && <SignDialog useCase={useCase} facts={facts} person={shown.person} onClose={() => setShown(undefined)} />}
      {shown?.dialog === 'read' && chosen?.signOff !== undefined && (
        <SignatureDialog signOff={chosen.signOff} isChanged={chosen.isChanged} name={nameOf(chosen.person)} onClose={() => setShown(undefined)} />
      )}
      {shown?.dialog === 'withdraw' && chosen?.signOff !== undefined && (
        <WithdrawDialog signOff={chosen.signOff} name={nameOf(chosen.person)} onClose={() => setShown(undefined)} />
      )}
    </Card>
  )
}

type LineProps = {
  readonly signature: Signature
  readonly name: string
  readonly role: string | undefined
  readonly open: string
  readonly actions: React.ComponentProps<typeof RowMenu>['actions']
}

function SignerLine({ signature: { signOff, isChanged, isAsked }, name, role, open, actions }: LineProps) {
  const mark = signOff === undefined ? 'open' : isChanged ? 'warning' : 'passes'
  const points = signOff?.openCount ?? 0
  return (
    <li className="signer">
      {mark === 'open' ? <span className="open-ring" aria-hidden="true" /> : <SeverityMark name={mark} />}
      <span style={{ flex: 1, minWidth: 0 }}>
        <span className="row s12 signer-name">
          <span className="b5">{name}</span>
          <span className="s11 t3" title={signOff?.at}>
            {signOff === undefined ? open : printWhen(signOff.at)}
          </span>
        </span>
        <span className="s11 t3 signer-facts">
          {role !== undefined && role !== '' && <span>{role}</span>}
          {signOff !== undefined && signOff.byName !== name && <span>signed by {signOff.byName}</span>}
          {signOff !== undefined && points > 0 && <span>with {points === 1 ? '1 point' : `${points} points`} open</span>}
          {signOff !== undefined && !isAsked && <span>was not asked</span>}
          {isChanged && <span className="warn">changed since</span>}
        </span>
      </span>
      {actions.length > 0 && <RowMenu label={`More for ${name}`} actions={actions} />}
    </li>
  )
}

/** What a signer's own hands are needed for comes first. */
function describeOpenFor({ person, signOff }: Signature, { scope, openPoints }: UseCaseFacts): string {
  if (signOff !== undefined) return ''
  const own = scope.questions.filter((question) => question.askedOf === person)
  const [first] = own
  if (first !== undefined) return own.length === 1 ? `${printNumber('questions', first.number)} is open` : `${own.length} questions open`
  if (openPoints === undefined) return ''
  return openPoints.length === 0 ? 'nothing is open' : 'not signed yet'
}
