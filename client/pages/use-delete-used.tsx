// Deletes an object that others may refer to: it says what will be affected first, and offers to take it back.
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { deleteObject } from '../../shared/project/edits.ts'
import type { CollectionName } from '../../shared/project/project.ts'
import { linksIn } from '../../shared/review/links.ts'
import { tellUses } from '../../shared/review/links-words.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { UsedBy } from './used-by.tsx'
import { useUndo } from './use-undo.ts'

/** `at`: its address in shared/review/place.ts. `after`: what becomes of those that use it, a sentence. */
export type Deletable = { readonly home: CollectionName; readonly id: string; readonly at: string; readonly name: string; readonly after: string }

/** `dialog` belongs into the page. What nothing uses is deleted at once. `onDeleted`: after it is gone. */
export function useDeleteUsed(onDeleted: () => void = () => {}): { readonly ask: (one: Deletable) => void; readonly dialog: ReactNode } {
  const { store } = useProject()
  const { editWithUndo } = useUndo()
  const [asked, setAsked] = useState<Deletable>()
  const remove = (one: Deletable) => {
    setAsked(undefined)
    editWithUndo(`Deleted ${one.name}`, (doc, origin) => deleteObject(doc, one.home, one.id, origin))
    onDeleted()
  }
  const usesOf = ({ at }: Deletable) => tellUses(linksIn(store.project()).linksOf(at))
  return {
    ask: (one) => (usesOf(one) === '' ? remove(one) : setAsked(one)),
    dialog: asked !== undefined && (
      <Dialog onClose={() => setAsked(undefined)} title={`Delete ${asked.name}?`}>
        <div className="stack s12">
          <p>
            {usesOf(asked)} {asked.after}
          </p>
          <UsedBy at={asked.at} />
          <p className="t2">Undo brings it back, with every link.</p>
          <DialogFoot onCancel={() => setAsked(undefined)}>
            <Button onClick={() => remove(asked)} data-autofocus>
              Delete
            </Button>
          </DialogFoot>
        </div>
      </Dialog>
    ),
  }
}
