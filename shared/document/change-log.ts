// What changed since the newest baseline: the only place that chooses it and tells the changes in the specification.
import { createRowWords } from '../codegen/row-words.ts'
import { printNumber, type ObjectOf, type Project } from '../project/project.ts'
import { compareProjects } from '../review/compare-projects.ts'
import { listChangeLog, printTotals, type ChangeLogLine } from '../review/compare-projects-text.ts'
import type { Section } from './document.ts'
import type { DocumentSource } from './document-options.ts'

export type SinceBaseline = {
  readonly baseline: ObjectOf<'baselines'>
  /** `3 changed, 1 added`; empty for nothing. Undefined: what was frozen is not at hand. */
  readonly totals: string | undefined
  readonly lines: readonly ChangeLogLine[]
}

const known = new WeakMap<DocumentSource, SinceBaseline | undefined>()

/** Undefined: there is no baseline. */
export function sinceBaseline(source: DocumentSource): SinceBaseline | undefined {
  if (!known.has(source)) known.set(source, compareWithNewest(source))
  return known.get(source)
}

function compareWithNewest({ project, findBaseline, findGraph }: DocumentSource): SinceBaseline | undefined {
  const baseline = newestBaseline(project)
  if (baseline === undefined) return undefined
  const state = findBaseline?.(baseline.id)
  if (state === undefined) return { baseline, totals: undefined, lines: [] }
  const difference = compareProjects(state.project, project, { before: createRowWords(state.project, findGraph), after: createRowWords(project, findGraph) })
  return { baseline, totals: printTotals(difference.totals), lines: listChangeLog(difference) }
}

function newestBaseline({ baselines }: Project): ObjectOf<'baselines'> | undefined {
  return baselines.filter(({ deleted }) => deleted !== true).toSorted((a, b) => (b.number ?? Infinity) - (a.number ?? Infinity) || (a.at < b.at ? 1 : -1))[0]
}

export function changeLogSection(source: DocumentSource): Section | undefined {
  const since = sinceBaseline(source)
  if (since?.totals === undefined) return undefined
  const { baseline, totals, lines } = since
  const name = printNumber('baselines', baseline.number)
  return {
    id: 'change-log',
    title: 'Change log',
    what: `What changed since baseline ${name}`,
    lead: `Since baseline ${name} of ${baseline.at.slice(0, 10)}, frozen by ${baseline.byName}${totals === '' ? '' : `: ${totals}`}.${baseline.note.trim() === '' ? '' : ` ${baseline.note.trim()}`}`,
    kind: 'review',
    blocks: [
      {
        kind: 'table',
        id: 'change-log',
        columns: [
          { id: 'where', title: 'Where', width: 26 },
          { id: 'what', title: 'What', width: 34 },
          { id: 'cell', title: 'Cell', width: 18 },
          { id: 'before', title: 'Was', width: 50 },
          { id: 'after', title: 'Is now', width: 50 },
        ],
        rows: lines.map(({ where, what, cell, before, after }) => ({
          cells: { where, what: { text: what, tone: 'strong' }, cell, before: { text: before, tone: 'quiet' }, after },
        })),
        empty: 'Nothing changed since.',
      },
    ],
  }
}
