// The section of what is found about the project: the problems that are open, then those that people decided to live with, each with the reason.
import { reviewOnce, type ReviewProblem } from '../review/review.ts'
import { isProblemCode, rules } from '../review/rules.ts'
import { caseOutcomes } from './case-results.ts'
import type { Block, Cell, Column, Section, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { shownParts } from './shown-parts.ts'
import { placeCell, printDay, toned } from './told-cells.ts'

const rank = { error: 0, warning: 1, hint: 2 } as const
const words = { error: 'Error', warning: 'Warning', hint: 'Hint' } as const
const tones = { error: 'error', warning: 'warn', hint: 'quiet' } as const

const known = new WeakMap<DocumentSource, readonly ReviewProblem[]>()

/** Of what is shown, the worst first. */
export function shownProblems(source: DocumentSource): readonly ReviewProblem[] {
  const before = known.get(source)
  if (before !== undefined) return before
  const { project, findGraph, findEvidence } = source
  const counts = new Map(project.sampleSets.map(({ set, count }) => [set, count]))
  const { problems } = reviewOnce({
    project,
    findGraph,
    findEvidence: (set) => {
      const evidence = findEvidence?.(set)
      return evidence === undefined ? undefined : { records: counts.get(set) ?? 0, evidence }
    },
    outcomes: caseOutcomes(source),
  })
  const { isShown } = shownParts(source)
  const made = problems.filter(({ at }) => isShown(at)).toSorted((a, b) => rank[a.severity] - rank[b.severity])
  known.set(source, made)
  return made
}

const columns: readonly Column[] = [
  { id: 'severity', title: 'Severity', width: 11 },
  { id: 'rule', title: 'Rule', width: 28 },
  { id: 'problem', title: 'Problem', width: 60 },
  { id: 'where', title: 'Where', width: 38 },
]

export function problemsSection(source: DocumentSource): Section | undefined {
  const problems = shownProblems(source)
  const open = problems.filter(({ waiver }) => waiver === undefined)
  const waived = problems.filter(({ waiver }) => waiver !== undefined)
  const blocks: Block[] = [
    { kind: 'heading', text: 'Open', level: 2 },
    {
      kind: 'table',
      id: 'problems',
      columns: [...columns, { id: 'why', title: 'Why it matters, what to do', width: 60 }],
      rows: open.map((problem) => ({ cells: { ...problemCells(source, problem), why: whyOf(problem) } })),
      empty: 'Nothing is open.',
    },
  ]
  if (waived.length > 0)
    blocks.push(
      { kind: 'heading', text: 'Waived: known, and agreed to live with', level: 2 },
      {
        kind: 'table',
        id: 'waivers',
        columns: [
          ...columns,
          { id: 'reason', title: 'Because', width: 60 },
          { id: 'by', title: 'Waived by', width: 20 },
          { id: 'on', title: 'Waived on', width: 13 },
        ],
        rows: waived.map((problem) => waivedRow(source, problem)),
      },
    )
  return {
    id: 'problems',
    title: 'Problems and waivers',
    what: `${open.length} open, ${waived.length} waived: what is found about the maps, steps and tests.`,
    lead: 'An error keeps its row from being ready. What is waived has a reason and a name.',
    kind: 'review',
    blocks,
  }
}

function waivedRow(source: DocumentSource, problem: ReviewProblem): TableRow {
  const { waiver } = problem
  return {
    ...(waiver === undefined ? {} : { id: `waiver:${waiver.id}` }),
    tone: 'quiet',
    cells: { ...problemCells(source, problem), reason: waiver?.reason ?? '', by: waiver?.byName ?? '', on: printDay(waiver?.time) },
  }
}

function problemCells({ project }: DocumentSource, { severity, code, message, at, waiver }: ReviewProblem): Readonly<Record<string, Cell>> {
  return {
    severity: toned(words[severity], waiver === undefined ? tones[severity] : 'quiet'),
    rule: isProblemCode(code) ? rules[code].title : code,
    problem: message,
    where: placeCell(project, at),
  }
}

function whyOf({ code }: ReviewProblem): string {
  return isProblemCode(code) ? rules[code].why : ''
}
