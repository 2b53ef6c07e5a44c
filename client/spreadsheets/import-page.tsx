// The page that takes a spreadsheet in: a file is chosen, read, given a meaning where it is not ours, reviewed and applied.
import { useMe, useProject } from '../collab/project-context.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { ChooseFile } from './choose-file.tsx'
import { ImportSteps } from './import-steps.tsx'
import { useImportWork } from './import-work.ts'
import './spreadsheets.css'

export function ImportPage() {
  return (
    <ProjectFrame fill crumbs={[{ name: 'Import a spreadsheet' }]}>
      <ImportParts />
    </ProjectFrame>
  )
}

function ImportParts() {
  const { project, mayEdit } = useProject()
  const { person } = useMe()
  const handle = useImportWork(project, person)
  if (!mayEdit) return <MayOnlyRead />
  // A file read anew begins anew.
  if (handle.work !== undefined) return <ImportSteps key={handle.work.file.name} work={handle.work} handle={handle} />
  return <ChooseFile onRead={handle.begin} />
}

function MayOnlyRead() {
  return (
    <div className="import-scroll">
      <div className="page-head">
        <h1>Import a spreadsheet</h1>
      </div>
      <div className="page-body">
        <Card>
          <EmptyState title="You may read this project, but not change it">
            A workbook that was exported here can be filled in by anybody: write into its review columns and send it to an editor of the project, who imports
            it. To import it yourself, ask an owner for the role of an editor.
          </EmptyState>
        </Card>
      </div>
    </div>
  )
}
