// Chooses which two states are compared: any two baselines, or one with now.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { Baseline } from '../../shared/project/review-parts.ts'
import { useProject } from '../collab/project-context.tsx'
import { nameBaseline } from '../pages/newest-baseline.ts'
import { projectLinks } from '../pages/project-links.ts'

/** `from`, `to`: what is chosen at first; else the newest one and now. `baselines`: newest first. */
export function CompareChooser({ baselines, from, to = 'now' }: { readonly baselines: readonly Baseline[]; readonly from?: string; readonly to?: string }) {
  const { project } = useProject()
  const [choice, setChosen] = useState<{ readonly from?: string; readonly to?: string }>({})
  const chosen = { from: choice.from ?? from ?? baselines[0]?.id ?? '', to: choice.to ?? to }
  return (
    <span className="row s12 compare-chooser">
      <span className="t3">Compare</span>
      <select
        className="cell-input"
        aria-label="The earlier state"
        value={chosen.from}
        onChange={(event) => setChosen({ ...chosen, from: event.currentTarget.value })}
      >
        <Options baselines={baselines} />
      </select>
      <span className="t3">with</span>
      <select
        className="cell-input"
        aria-label="The later state"
        value={chosen.to}
        onChange={(event) => setChosen({ ...chosen, to: event.currentTarget.value })}
      >
        <option value="now">now</option>
        <Options baselines={baselines} />
      </select>
      <Button variant="default" component={Link} to={projectLinks(project).comparison(chosen.from, chosen.to)}>
        Compare
      </Button>
    </span>
  )
}

function Options({ baselines }: { readonly baselines: readonly Baseline[] }) {
  return baselines.map((baseline) => (
    <option key={baseline.id} value={baseline.id}>
      {nameBaseline(baseline)}
    </option>
  ))
}
