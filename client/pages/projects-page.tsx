// The list of projects: new, open, duplicate, archive, bring back, import of a project file.
import { useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import type { ProjectSummary } from '../../shared/api/routes.ts'
import { can, type Action } from '../../shared/api/rights.ts'
import { describeFailure } from '../api/request.ts'
import { useProjectActions, useProjects } from '../api/projects.ts'
import { useMe } from '../api/session.ts'
import { Crumbs, Frame, Logo, SchemeSwitch } from '../ui/frame.tsx'
import { Icon } from '../ui/icon.tsx'
import { offerUndo, showFailure } from '../ui/notices.tsx'
import { FindOrRun } from '../ui/palette-host.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { MeMenu } from './me-menu.tsx'
import { NewProjectDialog } from './new-project-dialog.tsx'
import { ProjectTable } from './project-table.tsx'

export function ProjectsPage() {
  const me = useMe()
  const projects = useProjects()
  const actions = useProjectActions()
  const [, go] = useLocation()
  const [dialog, setDialog] = useState<{ readonly copyOf?: ProjectSummary }>()
  const [showArchived, setShowArchived] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const may = (action: Action) => can({ person: me.person, role: me.role }, action, undefined)
  const attempt = (work: Promise<unknown>) => void work.catch((error: unknown) => showFailure(describeFailure(error)))
  const archive = (project: ProjectSummary) =>
    attempt(actions.archive(project.id, true).then(() => offerUndo(`Archived ${project.name}`, () => attempt(actions.archive(project.id, false)))))
  const importFile = (chosen: File | undefined) => {
    if (chosen !== undefined) attempt(actions.importFile(chosen).then((project) => go(`/p/${encodeURIComponent(project.id)}`)))
  }
  const current = projects.data?.filter((project) => !project.archived) ?? []
  const archived = projects.data?.filter((project) => project.archived) ?? []
  const newButton = (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setDialog({})} disabled={!may('project.create')}>
      New project
    </Button>
  )
  return (
    <Frame
      top={
        <>
          <Logo />
          <Crumbs crumbs={[{ name: 'Projects' }]} />
          <span className="sp" />
          <FindOrRun />
          <SchemeSwitch />
          <MeMenu />
        </>
      }
    >
      <title>Projects · Crosswalk</title>
      <div style={{ maxWidth: 1120, margin: '0 auto' }}>
        <div className="page-head">
          <div>
            <h1>Projects</h1>
            <p className="s12 t2">One project is one integration: its systems, use cases and field maps.</p>
          </div>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            hidden
            onChange={(event) => (importFile(event.currentTarget.files?.[0]), (event.currentTarget.value = ''))}
          />
          <Button variant="default" leftSection={<Icon name="upload" size={14} />} onClick={() => file.current?.click()} disabled={!may('project.create')}>
            Import a project file
          </Button>
          {current.length > 0 && newButton}
        </div>
        <div className="page-body">
          {projects.isPending && <LoadingBars label="Loading projects" />}
          {projects.error !== null && (
            <Card>
              <ErrorBox message={describeFailure(projects.error)} onRetry={() => void projects.refetch()} />
            </Card>
          )}
          {projects.data !== undefined && (
            <Card>
              {current.length === 0 ? (
                <EmptyState title="No projects yet" action={newButton}>
                  A project holds the use cases and field maps of one integration. {may('project.create') ? '' : 'An editor can make one.'}
                </EmptyState>
              ) : (
                <ProjectTable
                  projects={current}
                  mayCreate={may('project.create')}
                  mayManage={may('project.manage')}
                  onDuplicate={(copyOf) => setDialog({ copyOf })}
                  onArchive={archive}
                />
              )}
            </Card>
          )}
          {archived.length > 0 && (
            <div>
              <button type="button" className="link-button s12" aria-expanded={showArchived} onClick={() => setShowArchived(!showArchived)}>
                {showArchived ? 'Hide archived projects' : `Show ${archived.length} archived ${archived.length === 1 ? 'project' : 'projects'}`}
              </button>
            </div>
          )}
          {showArchived && archived.length > 0 && (
            <Card title="Archived">
              <table className="table hover">
                <tbody>
                  {archived.map((project) => (
                    <tr key={project.id}>
                      <td>
                        <Link to={`/p/${encodeURIComponent(project.id)}`}>{project.name}</Link>
                      </td>
                      <td className="right">
                        <button
                          type="button"
                          className="link-button"
                          disabled={!may('project.manage')}
                          onClick={() => attempt(actions.archive(project.id, false))}
                        >
                          Bring back
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          )}
        </div>
      </div>
      {dialog !== undefined && <NewProjectDialog copyOf={dialog.copyOf} onClose={() => setDialog(undefined)} />}
    </Frame>
  )
}
