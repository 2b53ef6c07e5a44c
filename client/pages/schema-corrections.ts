// How a person's correction reaches the project: one edit with name and time, one undo step.
import { useCallback } from 'react'
import { writeCells } from '../../shared/project/edits.ts'
import type { Overlay } from '../../shared/project/people-and-systems.ts'
import { newId } from '../collab/connection-ports.ts'
import { useMe, useProject } from '../collab/project-context.tsx'
import { writesOfFact, type Author, type FactPlace, type FactWord } from './schema-overlays.ts'

/** `known`: the overlays that the field has already. */
export function useCorrections(system: string): (label: string, known: readonly Overlay[], place: FactPlace, ...words: FactWord[]) => void {
  const { edit } = useProject()
  const author = useAuthor()
  return useCallback(
    (label, known, place, ...words) => {
      const by = author()
      edit(label, (doc, origin) =>
        writeCells(
          doc,
          words.flatMap((word) => writesOfFact(known, system, place, word, by)),
          origin,
        ),
      )
    },
    [edit, system, author],
  )
}

export function useAuthor(): () => Author {
  const { name } = useMe()
  return useCallback(() => ({ by: name, at: new Date().toISOString(), newId }), [name])
}
