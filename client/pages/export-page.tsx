// Exports: the specification and TypeScript first, the code with its gaps; the specification as text, JSONata and the project file under More.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { exportLinks } from '../api/exports.ts'
import { useConnectionState, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { wholeProject } from './export-choice.ts'
import { ExportJsonata } from './export-jsonata.tsx'
import { ExportSpecification, ExportTexts } from './export-specification.tsx'
import { ExportTypeScript } from './export-typescript.tsx'
import { ProjectFrame } from './project-frame.tsx'

export function ExportPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Export' }]}>
      <Exports />
    </ProjectFrame>
  )
}

function Exports() {
  const { project } = useProject()
  const { unsaved } = useConnectionState()
  const [isOpen, setOpen] = useState(false)
  const [choice, setChoice] = useState(wholeProject)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Export</h1>
          <p className="s12 t2">What stakeholders sign and what engineers build from, made from the project as it is saved.</p>
        </div>
      </div>
      <div className="page-body">
        {unsaved > 0 && (
          <p className="message warn">
            <SeverityMark name="warning" />
            {unsaved} {unsaved === 1 ? 'change is' : 'changes are'} not saved yet and will be missing from what you export now.
          </p>
        )}
        <ExportSpecification choice={choice} onChange={setChoice} />
        <ExportTypeScript />
        <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="s12">More</summary>
          {isOpen && <ExportTexts choice={choice} />}
          {isOpen && <ExportJsonata />}
          <Card>
            <div className="empty">
              <Icon name="file" />
              <div style={{ flex: 1, minWidth: 220 }}>
                <h2>Project file</h2>
                <p className="s12 t2">
                  Everything of this project with its schemas in one <span className="mono">.crosswalk.json</span>: for version control, for the command line,
                  or to take it elsewhere.
                </p>
              </div>
              <Button variant="default" component="a" href={exportLinks.projectFile(project)} download leftSection={<Icon name="download" size={14} />}>
                Download the project file
              </Button>
            </div>
          </Card>
        </details>
      </div>
    </>
  )
}
