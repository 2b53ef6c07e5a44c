// A comparison: how much became different, the changes beside the chosen one, and the problems and test cases then and now.
import { useMemo, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { compareCases, compareProblems } from '../../shared/review/compare-findings.ts'
import type { ProjectDifference } from '../../shared/review/compare-projects.ts'
import { printDifference, printTotals } from '../../shared/review/compare-projects-text.ts'
import { useProject } from '../collab/project-context.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ChangedCases, ChangedProblems } from './comparison-findings.tsx'
import { ChangesPanes } from './comparison-panes.tsx'
import type { ComparedState } from './comparison-states.ts'
import { downloadJson } from './download-json.ts'
import { RestoreDialog, type Restoring } from './restore-dialog.tsx'

type Part = 'changes' | 'problems' | 'cases'

export type ComparisonViewProps = {
  readonly before: ComparedState
  readonly after: ComparedState
  readonly difference: ProjectDifference
  /** Somebody edited since. */
  readonly pending: boolean
  readonly chooser: ReactNode
}

export function ComparisonView({ before, after, difference, pending, chooser }: ComparisonViewProps) {
  const { mayEdit } = useProject()
  const [part, setPart] = useState<Part>('changes')
  const [restoring, setRestoring] = useState<Restoring>()
  const count = difference.groups.reduce((sum, { changes }) => sum + changes.length, 0)
  const problems = useMemo(
    () => (before.problems === undefined || after.problems === undefined ? undefined : compareProblems(before.problems, after.problems)),
    [before.problems, after.problems],
  )
  const cases = useMemo(() => (before.cases === undefined || after.cases === undefined ? undefined : compareCases(before.cases, after.cases)), [before, after])
  const name = `${before.name} to ${after.name}`
  const parts: readonly { readonly part: Part; readonly name: string; readonly count: number | undefined }[] = [
    { part: 'changes', name: 'Changes', count },
    { part: 'problems', name: 'Problems', count: problems === undefined ? undefined : problems.gone.length + problems.come.length },
    { part: 'cases', name: 'Test cases', count: cases?.length },
  ]
  // What is restored is written into the project of today, so that is what it must be compared with.
  const mayRestore = mayEdit && after.isNow && !before.isNow
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            {before.name} <span className="t3">→</span> {after.name}
          </h1>
          <p className="s12 t2" aria-live="polite">
            {count === 0 ? 'Nothing differs.' : printTotals(difference.totals)}
            {pending && <span className="t3"> · comparing again …</span>}
          </p>
        </div>
        {chooser}
      </div>
      <div className="comparison-tools page-strip">
        <div className="parts-choice" role="group" aria-label="What is compared">
          {parts.map((one) => (
            <button key={one.part} type="button" aria-pressed={part === one.part} onClick={() => setPart(one.part)}>
              {one.name} {one.count !== undefined && <span className="num">{one.count.toLocaleString('en-GB')}</span>}
            </button>
          ))}
        </div>
        <span className="sp" />
        <CopyButton
          label="Copy as text"
          text={() => `${name}: ${count === 0 ? 'nothing differs' : printTotals(difference.totals)}\n\n${printDifference(difference)}`}
        />
        <Button
          variant="default"
          leftSection={<Icon name="download" size={14} />}
          onClick={() => downloadJson(`${name}.json`, { before: before.name, after: after.name, ...difference })}
        >
          Download as JSON
        </Button>
        {mayRestore && (
          <Button variant="default" leftSection={<Icon name="undo" size={14} />} disabled={count === 0} onClick={() => setRestoring({ scope: { of: 'all' } })}>
            Restore {before.name.toLowerCase()}
          </Button>
        )}
      </div>
      {part === 'changes' && <ChangesPanes difference={difference} {...(mayRestore ? { onRestore: setRestoring } : {})} />}
      {part === 'problems' && <ChangedProblems before={before} after={after} compared={problems} />}
      {part === 'cases' && <ChangedCases before={before} after={after} compared={cases} />}
      {restoring !== undefined && <RestoreDialog then={before.project} baseline={before.name} {...restoring} onClose={() => setRestoring(undefined)} />}
    </>
  )
}
