// The columns of the traceability matrix: the only table of their widths and order.
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'

export type FactColumn = 'useCase' | 'outcome' | 'map' | 'row' | 'destination' | 'status'
export type TraceColumn =
  | { readonly kind: FactColumn; readonly name: string; readonly left: number; readonly width: number; readonly sticks?: number }
  | { readonly kind: 'case'; readonly name: string; readonly left: number; readonly width: number; readonly testCase: TestCase }

export const CASE_WIDTH = 46
/** The words that tell what is missing take so much where there are few cases. */
const NOTE_WIDTH = 200

/** `narrow`: where the box is not wide. */
const facts: readonly { readonly kind: FactColumn; readonly name: string; readonly width: number; readonly narrow: number }[] = [
  { kind: 'useCase', name: 'Use case', width: 190, narrow: 66 },
  { kind: 'outcome', name: 'Outcome', width: 232, narrow: 142 },
  { kind: 'map', name: 'Field map', width: 140, narrow: 112 },
  { kind: 'row', name: 'Row', width: 62, narrow: 54 },
  { kind: 'destination', name: 'Destination', width: 220, narrow: 168 },
  { kind: 'status', name: 'Status', width: 112, narrow: 104 },
]

/** Pixels of a box in which there is room for words. */
const WIDE = 960

export type TraceColumns = {
  readonly facts: readonly TraceColumn[]
  readonly cases: readonly TraceColumn[]
  readonly casesLeft: number
  readonly width: number
  /** What lies over the cases when they are scrolled. */
  readonly stickyWidth: number
}

/** Row and destination stay in sight when the cases are scrolled. `isWhole`: of the whole project, with its use cases. `room`: pixels. */
export function layOut(isWhole: boolean, testCases: readonly TestCase[], room: number): TraceColumns {
  const isNarrow = room < WIDE
  let left = 0
  let sticks = 0
  const laid = facts.flatMap(({ kind, name, width: wide, narrow }): TraceColumn[] => {
    if (kind === 'useCase' && !isWhole) return []
    const width = isNarrow ? narrow : wide
    const column = { kind, name, left, width, ...(kind === 'row' || kind === 'destination' ? { sticks } : {}) }
    left += width
    if ('sticks' in column) sticks += width
    return [column]
  })
  const cases = testCases.map((testCase, at) => ({
    kind: 'case' as const,
    name: printNumber('testCases', testCase.number),
    left: left + at * CASE_WIDTH,
    width: CASE_WIDTH,
    testCase,
  }))
  return { facts: laid, cases, casesLeft: left, width: left + Math.max(NOTE_WIDTH, cases.length * CASE_WIDTH), stickyWidth: sticks }
}
