// The history of a project: its baselines, what can be compared, and who changed what last.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { FreezeDialog } from '../pages/freeze-dialog.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { BaselinesCard } from './baselines-card.tsx'
import { RecentChanges } from './recent-changes.tsx'
import './history.css'

export function HistoryPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'History' }]}>
      <History />
    </ProjectFrame>
  )
}

function History() {
  const { mayEdit } = useProject()
  const hasBaselines = useCollection('baselines').length > 0
  const [freezing, setFreezing] = useState(false)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>History</h1>
          <p className="s12 t2">Frozen states to agree on, what became different since, and who changed what.</p>
        </div>
        {mayEdit && hasBaselines && <Button onClick={() => setFreezing(true)}>Freeze a baseline</Button>}
      </div>
      <div className="page-body">
        <BaselinesCard onFreeze={() => setFreezing(true)} />
        <RecentChanges />
      </div>
      {freezing && <FreezeDialog onClose={() => setFreezing(false)} />}
    </>
  )
}
