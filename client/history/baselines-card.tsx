// The baselines of the project as a list: what each froze, who signed it, and what can be done with it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { can } from '../../shared/api/rights.ts'
import type { Baseline } from '../../shared/project/review-parts.ts'
import { printNumber } from '../../shared/project/project.ts'
import { useCollection, useMe, useProject } from '../collab/project-context.tsx'
import { nameBaseline, sortBaselines } from '../pages/newest-baseline.ts'
import { projectLinks } from '../pages/project-links.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { RowMenu, type RowAction } from '../ui/row-menu.tsx'
import { CompareChooser } from './compare-chooser.tsx'
import { RestoreBaseline } from './restore-baseline.tsx'
import { SignDialog } from './sign-dialog.tsx'
import { Signatures } from './signatures.tsx'

export function BaselinesCard({ onFreeze }: { readonly onFreeze: () => void }) {
  const { mayEdit } = useProject()
  const baselines = sortBaselines(useCollection('baselines'))
  const [signing, setSigning] = useState<Baseline>()
  const [restoring, setRestoring] = useState<Baseline>()
  if (baselines.length === 0) {
    return (
      <Card title="Baselines">
        <EmptyState title="No baseline yet" action={mayEdit && <Button onClick={onFreeze}>Freeze a baseline</Button>}>
          A baseline is a frozen, numbered copy of the whole project: what was agreed, with the problems and test results of that moment. People sign it. Later
          you see in plain words what became different, row by row, and can put any of it back.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card title="Baselines" aside={<CompareChooser baselines={baselines} />}>
      <table className="table two baselines" aria-label="Baselines">
        <thead>
          <tr>
            <th style={{ width: 48 }}>Id</th>
            <th>Note</th>
            <th>Frozen</th>
            <th className="right">Rows</th>
            <th className="right">Problems</th>
            <th className="right">Test cases</th>
            <th>
              <span className="sr-only">Compare</span>
            </th>
            <th style={{ width: 40 }}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {baselines.map((baseline) => (
            <BaselineRow key={baseline.id} baseline={baseline} onSign={() => setSigning(baseline)} onRestore={() => setRestoring(baseline)} />
          ))}
        </tbody>
      </table>
      {signing !== undefined && <SignDialog baseline={signing} onClose={() => setSigning(undefined)} />}
      {restoring !== undefined && <RestoreBaseline baseline={restoring} onClose={() => setRestoring(undefined)} />}
    </Card>
  )
}

function BaselineRow({ baseline, onSign, onRestore }: { readonly baseline: Baseline; readonly onSign: () => void; readonly onRestore: () => void }) {
  const { project, mayEdit } = useProject()
  const me = useMe()
  const [, go] = useLocation()
  const signatures = useCollection('signOffs').filter((one) => one.baseline === baseline.id)
  const links = projectLinks(project)
  const mayComment = can(me, 'project.comment', project)
  const name = nameBaseline(baseline)
  const actions: RowAction[] = [
    { name: 'Compare with now', icon: 'history', onClick: () => go(links.comparison(baseline.id, 'now')) },
    ...(mayComment ? [{ name: 'Sign it', icon: 'check' as const, onClick: onSign }] : []),
    ...(mayEdit ? [{ name: 'Restore it', icon: 'undo' as const, onClick: onRestore }] : []),
  ]
  return (
    <tr>
      <td className="mono t3">{printNumber('baselines', baseline.number)}</td>
      <td className="baseline-note">
        <div className="pre-wrap b5">{baseline.note}</div>
        {signatures.length > 0 && <Signatures signatures={signatures} />}
        {signatures.length === 0 && mayComment && (
          <button type="button" className="link-button s11" aria-label={`Sign ${name}`} onClick={onSign}>
            Sign
          </button>
        )}
      </td>
      <td className="t2" style={{ whiteSpace: 'nowrap' }}>
        {printWhen(baseline.at)}
        <div className="t3 s11">{baseline.byName}</div>
      </td>
      <td className="right">{baseline.rows?.toLocaleString('en-GB')}</td>
      <td className="right">{baseline.problems?.toLocaleString('en-GB')}</td>
      <td className="right">
        <CaseCounts passed={baseline.passed} failed={baseline.failed} />
      </td>
      <td style={{ whiteSpace: 'nowrap' }}>
        <Link to={links.comparison(baseline.id, 'now')} aria-label={`Compare ${name} with now`}>
          Compare
        </Link>
      </td>
      <td className="right">
        <RowMenu label={`Actions of ${name}`} actions={actions} />
      </td>
    </tr>
  )
}

export function CaseCounts({ passed = 0, failed = 0 }: { readonly passed?: number | undefined; readonly failed?: number | undefined }) {
  if (passed === 0 && failed === 0) return <span className="t3">none</span>
  return (
    <span className="case-counts">
      {passed > 0 && (
        <span>
          <SeverityMark name="passes" />
          <span className="sr-only">passed</span> {passed}
        </span>
      )}
      {failed > 0 && (
        <span>
          <SeverityMark name="fails" />
          <span className="sr-only">failed</span> {failed}
        </span>
      )}
    </span>
  )
}
