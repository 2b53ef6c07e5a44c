// The head and tabs of everything that is reviewed: problems, coverage, traceability.
import type { ReactNode } from 'react'
import { useProject } from '../collab/project-context.tsx'
import { PageTabs } from '../ui/page-tabs.tsx'
import { projectLinks } from '../pages/project-links.ts'

export function ReviewHead({ words, aside }: { readonly words: string; readonly aside?: ReactNode }) {
  const { project } = useProject()
  const links = projectLinks(project)
  const tabs = [
    { name: 'Problems', to: links.review },
    { name: 'Coverage', to: links.coverage },
    { name: 'Traceability', to: links.traceability },
  ]
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Review</h1>
          <p className="s12 t2">{words}</p>
        </div>
        {aside}
      </div>
      <div className="page-strip">
        <PageTabs label="Review" tabs={tabs} />
      </div>
    </>
  )
}
