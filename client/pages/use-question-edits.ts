// What asking and answering does in the open project: an editor writes at once, a commenter asks the server, a viewer reads.
import { useCallback, useMemo } from 'react'
import { can } from '../../shared/api/rights.ts'
import { deleteObject, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { listRuns } from '../../shared/review/case-state.ts'
import { describePlace, parsePlace } from '../../shared/review/place.ts'
import { findPlaces } from '../../shared/review/questions-places.ts'
import { answerWrites, askWrites, changeWrites, closeWrites, noteAt, noteWrites, reopenWrites, type FreshObject } from '../../shared/review/questions.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { describeFailure } from '../api/request.ts'
import { answerByRoute, askByRoute } from '../api/review.ts'
import { newId } from '../collab/connection-ports.ts'
import { useCollection, useMe, useProject } from '../collab/project-context.tsx'
import type { QuestionActs, QuestionPlaces } from '../panels/question-acts.ts'
import { showFailure, showNotice } from '../ui/notices.tsx'
import { placeLink } from './place-link.ts'
import { projectLinks } from './project-links.ts'
import { useUndo } from './use-undo.ts'

const MOST_FOUND = 30

export function useQuestionEdits(): QuestionActs {
  const { project, store, edit, mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const people = useCollection('people')
  const { name: me, person, role } = useMe()
  const places = useQuestionPlaces()
  const may = mayEdit ? 'edit' : can({ person, role }, 'project.comment', project) ? 'comment' : 'read'
  return useMemo((): QuestionActs => {
    const doing = () => ({ me, now: new Date().toISOString() })
    const write = (label: string, writes: readonly CellWrite[]) => edit(label, (doc, origin) => writeCells(doc, writes, origin))
    const name = ({ number }: Question) => printNumber('questions', number)
    return {
      may,
      me,
      people,
      places,
      ask: async (at, asked) => {
        if (may === 'edit') {
          write(`Ask about ${describePlace(store.project(), at)}`, askWrites(store.project(), at, asked, doing(), fresh(), fresh()))
          return true
        }
        const of = asked.of !== undefined && 'person' in asked.of ? asked.of.person : undefined
        const { text, neededBy } = asked
        return take(askByRoute(project, { at, text, ...(of === undefined ? {} : { askedOf: of }), ...(neededBy === undefined ? {} : { neededBy }) }))
      },
      change: (question, asked) => write(`Change ${name(question)}`, changeWrites(store.project(), question, asked, fresh())),
      answer: async (question, text) => {
        if (may !== 'edit') return take(answerByRoute(project, question.id, text))
        write(`Answer ${name(question)}`, answerWrites(question, text, doing()))
        return true
      },
      close: (question) => {
        write(`Close ${name(question)}`, closeWrites(question, doing()))
        const toRetest = tellRetest(store.project().testRuns, question)
        if (toRetest) showNotice(`${name(question)} is closed. ${describePlace(store.project(), question.at)} is to be tested again.`)
      },
      reopen: (question) => void write(`Reopen ${name(question)}`, reopenWrites(question)),
      remove: (question) => editWithUndo(`Deleted ${name(question)}`, (doc, origin) => deleteObject(doc, 'questions', question.id, origin)),
      noteOf: (question) => {
        const note = noteAt(store.project(), question.at)
        return note === undefined ? undefined : note.text.trim() === '' ? 'use' : 'add'
      },
      useAsNote: (question) => {
        const note = noteAt(store.project(), question.at)
        const writes = note === undefined ? [] : noteWrites(note, question.answer ?? '')
        if (writes.length === 0) showNotice('The note says it already.')
        else {
          write(`Use the answer to ${name(question)} as a note`, writes)
          showNotice(`The answer stands in the note of ${describePlace(store.project(), question.at)}.`)
        }
      },
    }
  }, [may, me, people, places, project, store, edit, editWithUndo])
}

function useQuestionPlaces(): QuestionPlaces {
  const { project, store } = useProject()
  const nameOf = useCallback((address: string) => describePlace(store.project(), address), [store])
  return useMemo(
    () => ({
      nameOf,
      linkOf: (address) => placeLink(project, store.project(), address),
      linkOfQuestion: projectLinks(project).question,
      find: (text) => findPlaces(store.project(), text, MOST_FOUND),
    }),
    [project, store, nameOf],
  )
}

async function take(request: Promise<unknown>): Promise<boolean> {
  try {
    await request
    return true
  } catch (error) {
    showFailure(describeFailure(error))
    return false
  }
}

/** A defect whose case failed when it last ran. */
function tellRetest(runs: Parameters<typeof listRuns>[0], { kind, at }: Question): boolean {
  const place = parsePlace(at)
  return kind === 'defect' && place?.kind === 'test-case' && listRuns(runs, place.id)[0]?.result === 'failed'
}

function fresh(): FreshObject {
  return { id: newId(), randomBit: () => Math.random() < 0.5 }
}
