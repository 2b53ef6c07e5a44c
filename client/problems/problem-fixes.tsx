// The quick fixes of one problem: each is one undoable edit, or a way to the lookup table that lacks something.
import { useMemo } from 'react'
import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { writeCells } from '../../shared/project/edits.ts'
import { listQuickFixes, type QuickFix } from '../../shared/review/quick-fixes.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { useGraphs, useProject, useProjectValue } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useUndo } from '../pages/use-undo.ts'

export function ProblemFixes({ problem }: { readonly problem: ReviewProblem }) {
  const { project: id, mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const [, go] = useLocation()
  const project = useProjectValue()
  const { graphs, loading } = useGraphs()
  const fixes = useMemo(() => (loading ? [] : listQuickFixes({ project, findGraph: (key) => graphs.get(key) }, problem)), [project, graphs, loading, problem])
  const apply = (fix: QuickFix) => {
    if ('open' in fix) go(projectLinks(id).lookup(fix.open.table))
    else editWithUndo(fix.label, (doc, origin) => writeCells(doc, fix.writes, origin))
  }
  const shown = mayEdit ? fixes : fixes.filter((fix) => 'open' in fix)
  return shown.map((fix) => (
    <Button key={fix.label} size="compact-sm" variant={'open' in fix ? 'default' : 'filled'} onClick={() => apply(fix)}>
      {fix.label}
    </Button>
  ))
}
