// The lines of a comparison as the page lists them: headings with their changes below, narrowed by kind and by words. Pure.
import { countChanges, sumTotals, type ChangeGroup, type ChangeKind, type ObjectChange, type ProjectDifference } from '../../shared/review/compare-projects.ts'
import { titleOfChange } from '../../shared/review/compare-projects-text.ts'

export type ComparisonView = { readonly kind: ChangeKind | undefined; readonly search: string; readonly folded: ReadonlySet<string> }

export type ComparisonLine =
  | { readonly line: 'group'; readonly key: string; readonly group: ChangeGroup; readonly folded: boolean }
  | { readonly line: 'change'; readonly key: string; readonly group: ChangeGroup; readonly change: ObjectChange }

/** The changes of this kind that have all of these words; headings without any are left out. Same value where nothing is narrowed. */
export function narrowDifference(difference: ProjectDifference, { kind, search }: Pick<ComparisonView, 'kind' | 'search'>): ProjectDifference {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (kind === undefined && words.length === 0) return difference
  const groups = difference.groups.flatMap((group): ChangeGroup[] => {
    const changes = group.changes.filter(
      (change) =>
        (kind === undefined || change.kind === kind) && words.every((word) => textOf(change).includes(word) || group.title.toLowerCase().includes(word)),
    )
    return changes.length === 0 ? [] : [{ ...group, changes, totals: countChanges(changes) }]
  })
  return { groups, totals: sumTotals(groups.map(({ totals }) => totals)) }
}

/** `difference`: narrowed already. */
export function listComparisonLines({ groups }: ProjectDifference, folded: ReadonlySet<string>): ComparisonLine[] {
  return groups.flatMap((group): ComparisonLine[] => {
    const isFolded = folded.has(group.key)
    const head: ComparisonLine = { line: 'group', key: group.key, group, folded: isFolded }
    if (isFolded) return [head]
    return [head, ...group.changes.map((change): ComparisonLine => ({ line: 'change', key: `${group.key} ${change.home}:${change.object}`, group, change }))]
  })
}

/** Where the chosen line is by now; the nearest one where it is gone. */
export function findLineAt(lines: readonly ComparisonLine[], key: string | undefined, before: number): number {
  const at = lines.findIndex((line) => line.key === key)
  return at >= 0 ? at : Math.max(0, Math.min(before, lines.length - 1))
}

const texts = new WeakMap<ObjectChange, string>()

function textOf(change: ObjectChange): string {
  const known = texts.get(change)
  if (known !== undefined) return known
  const text = [titleOfChange(change), change.what, ...change.cells.flatMap(({ name, before, after }) => [name, before, after])].join('\n').toLowerCase()
  texts.set(change, text)
  return text
}
