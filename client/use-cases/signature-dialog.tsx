// One signature as it was given: when, by whom, with which note and what was open; and taking it back.
import { useState } from 'react'
import { Button } from '@mantine/core'
import type { SignOff } from '../../shared/project/review-parts.ts'
import { describeFailure } from '../api/request.ts'
import { withdrawSignOff } from '../api/review.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'
import { printWhen } from '../ui/print-when.ts'
import { OpenPoints } from './open-points.tsx'

type Props = { readonly signOff: SignOff; readonly name: string; readonly onClose: () => void }

export function SignatureDialog({ signOff, name, isChanged, onClose }: Props & { readonly isChanged: boolean }) {
  const points = signOff.openPoints ?? []
  const count = signOff.openCount ?? points.length
  return (
    <Dialog onClose={onClose} title={`Signature of ${name}`} size="lg">
      <div className="stack s12">
        <p>
          Signed {printWhen(signOff.at)}
          {signOff.byName === name ? '' : ` by ${signOff.byName} for ${name}`}.
        </p>
        {isChanged && (
          <p className="message">
            <SeverityMark name="warning" />
            The use case says something else now than when it was signed.
          </p>
        )}
        {signOff.note !== undefined && signOff.note !== '' && <p className="pre-wrap">{signOff.note}</p>}
        {count === 0 ? (
          <p className="t2">Nothing was open then.</p>
        ) : (
          <div>
            <p className="t2">{count === 1 ? 'One point was open then:' : `${count} points were open then:`}</p>
            <OpenPoints points={points} count={count} />
          </div>
        )}
      </div>
    </Dialog>
  )
}

export function WithdrawDialog({ signOff, name, onClose }: Props) {
  const { project } = useProject()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const withdraw = async () => {
    setBusy(true)
    try {
      await withdrawSignOff(project, signOff.id)
      showNotice(`The signature of ${name} is withdrawn`)
      onClose()
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={`Withdraw the signature of ${name}?`}>
      <div className="stack s12">
        <p>A use case that was signed off is then agreed again. Undo does not bring a signature back: {name} would have to sign anew.</p>
        {failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            {failure}
          </p>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button loading={busy} onClick={() => void withdraw()}>
            Withdraw
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
