// The only place that deletes a use case: it says what goes with it and what refers to it, and offers to take it back.
import { useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { deleteObject } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { countUses, describeUses } from './use-case-copy.ts'

/** `dialog` belongs into the page. What nothing belongs to is deleted at once. `onDeleted`: after it is gone. */
export function useDeleteUseCase(onDeleted: () => void = () => {}): { readonly ask: (useCase: UseCase) => void; readonly dialog: ReactNode } {
  const { store } = useProject()
  const { editWithUndo } = useUndo()
  const [asked, setAsked] = useState<UseCase>()
  const remove = (useCase: UseCase) => {
    setAsked(undefined)
    editWithUndo(`Deleted ${printNumber('useCases', useCase.number)} ${useCase.title}`, (doc, origin) => deleteObject(doc, 'useCases', useCase.id, origin))
    onDeleted()
  }
  const ask = (useCase: UseCase) => {
    if (Object.keys(describeUses(countUses(store.project(), useCase.id))).length === 0) remove(useCase)
    else setAsked(useCase)
  }
  return { ask, dialog: asked === undefined ? null : <AskDialog useCase={asked} onCancel={() => setAsked(undefined)} onDelete={() => remove(asked)} /> }
}

function AskDialog({ useCase, onCancel, onDelete }: { readonly useCase: UseCase; readonly onCancel: () => void; readonly onDelete: () => void }) {
  const { store } = useProject()
  const uses = describeUses(countUses(store.project(), useCase.id))
  return (
    <Dialog onClose={onCancel} title={`Delete ${printNumber('useCases', useCase.number)} ${useCase.title}?`}>
      <div className="stack s12">
        {uses.goes !== undefined && <p>{uses.goes}</p>}
        {uses.refers !== undefined && <p>{uses.refers}</p>}
        {uses.after !== undefined && <p>{uses.after}</p>}
        <p className="t2">Undo brings back all of it, with every link.</p>
        <DialogFoot onCancel={onCancel}>
          <Button onClick={onDelete} data-autofocus>
            Delete
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}
