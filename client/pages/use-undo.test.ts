// Rules of what undo says.
import { expect, test } from 'vitest'
import type { CellChange } from '../../shared/project/project-doc.ts'
import { describeUndo } from './use-undo.ts'

const change: CellChange = { home: 'rows', object: 'r1', cell: 'note', before: 'a', after: 'b' }

test.each([
  { outcome: { label: 'Change note', reverted: [change], skipped: [] }, want: 'Undo: Change note' },
  { outcome: { label: 'Paste', reverted: [change], skipped: [change] }, want: 'Undo: Paste. 1 cell was left as it is, because somebody changed it since' },
  {
    outcome: { label: 'Paste', reverted: [], skipped: [change, change] },
    want: 'Nothing undone of "Paste": 2 cells were left as they are, because somebody changed them since',
  },
  {
    outcome: { label: 'Paste 12 cells', reverted: [change], skipped: [change, change] },
    who: ['Priya Nair', 'you'],
    want: 'Undo: Paste 12 cells. 2 cells were left as they are, because Priya Nair and you changed them since',
  },
  {
    outcome: { label: 'Paste', reverted: [], skipped: [change] },
    who: ['Priya Nair'],
    word: 'Redo' as const,
    want: 'Nothing redone of "Paste": 1 cell was left as it is, because Priya Nair changed it since',
  },
])('what was left alone is told: $want', ({ outcome, who, word, want }) => {
  expect(describeUndo(word ?? 'Undo', outcome, who)).toBe(want)
})
