// What the page of test cases writes: every edit is one undo step with a label of its own.
import { useMemo } from 'react'
import { deleteObject, objectWrites, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { placeAddress } from '../../shared/review/place.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { describeFailure } from '../api/request.ts'
import { storeRecord } from '../api/schema-moves.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { showFailure } from '../ui/notices.tsx'
import { useUndo } from '../pages/use-undo.ts'

export type CaseCells = { readonly [Cell in Exclude<keyof TestCase, 'id' | 'number'>]?: TestCase[Cell] | undefined }

/** Undefined clears a cell. */
export function caseWrites(id: string, cells: CaseCells): CellWrite[] {
  return Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'testCases', object: id, cell, value: value as JsonValue | undefined }))
}

export function useCaseEdits() {
  const { edit, project, store } = useProject()
  const { editWithUndo } = useUndo()
  const cases = useCollection('testCases')
  return useMemo(() => {
    const nameOf = (testCase: TestCase) => printNumber('testCases', testCase.number)
    const set = (testCase: TestCase, cells: CaseCells, word: string) => {
      edit(`Change ${word} of ${nameOf(testCase)}`, (doc, origin) => writeCells(doc, caseWrites(testCase.id, cells), origin))
    }
    /** Undefined: it could not be stored, which was said. */
    const keep = async (record: JsonValue): Promise<string | undefined> => {
      try {
        return await storeRecord(project, record)
      } catch (error) {
        showFailure(`The record was not kept; what you wrote is still here. ${describeFailure(error)}`)
        return undefined
      }
    }
    return {
      set,
      store: keep,
      /** False: nothing was written, because the record could not be stored. */
      async setRecord(testCase: TestCase, cell: 'given' | 'expected', record: JsonValue, others: CaseCells = {}, label?: string): Promise<boolean> {
        const hash = await keep(record)
        if (hash === undefined) return false
        const words = cell === 'given' ? 'what is given' : 'what is expected'
        edit(label ?? `Change ${words} of ${nameOf(testCase)}`, (doc, origin) => writeCells(doc, caseWrites(testCase.id, { [cell]: hash, ...others }), origin))
        return true
      },
      /** Its id. */
      add(cells: Omit<TestCase, 'id' | 'number' | 'order'>): string {
        const id = newId()
        const { order, writes } = placeIn('testCases', cases)
        edit(`Add the test case ${cells.title}`, (doc, origin) => writeCells(doc, [...writes, ...objectWrites('testCases', { ...cells, id, order })], origin))
        return id
      },
      remove(testCase: TestCase) {
        const at = placeAddress('test-case', testCase.id)
        const affected = [
          countWord(store.list('testRuns').filter((run) => run.testCase === testCase.id).length, 'run'),
          countWord(store.list('questions').filter((question) => question.at === at).length, 'question'),
        ].filter((text) => text !== undefined)
        const also = affected.length === 0 ? '' : `, which has ${affected.join(' and ')}`
        editWithUndo(`Deleted ${nameOf(testCase)} ${testCase.title}${also}`, (doc, origin) => deleteObject(doc, 'testCases', testCase.id, origin))
      },
    }
  }, [edit, editWithUndo, project, store, cases])
}

export type CaseEdits = ReturnType<typeof useCaseEdits>

/** Undefined: none. */
function countWord(count: number, word: string): string | undefined {
  return count === 0 ? undefined : `${count} ${word}${count === 1 ? '' : 's'}`
}

/** What a copy starts from: runs and defects are those of the other. */
export function copyOfCase({ id: _id, number: _number, order: _order, deleted: _deleted, ...cells }: TestCase): Omit<TestCase, 'id' | 'number' | 'order'> {
  return { ...cells, title: `${cells.title} (copy)` }
}

/** A line below what the note says already. */
export function withNote(note: string | undefined, line: string): string {
  return note === undefined || note.trim() === '' ? line : `${note}\n${line}`
}
