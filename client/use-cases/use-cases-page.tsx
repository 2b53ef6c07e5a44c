// The list of use cases: add, order, delete.
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { addObject, deleteObject, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { newId } from '../collab/connection-ports.ts'
import { moveWrites, placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { StatusMark } from '../ui/marks.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { countByStatus, rowsOfUseCase } from '../pages/row-counts.ts'
import { StatusLegend, StatusMeter } from '../pages/status-meter.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { priorityWords } from './use-case-words.ts'

export function UseCasesPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Use cases' }]}>
      <UseCases />
    </ProjectFrame>
  )
}

function UseCases() {
  const { project, edit } = useProject()
  const useCases = useCollection('useCases')
  const [, go] = useLocation()
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('useCases', useCases)
    edit('Add a use case', (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'useCases', { id, title: 'New use case', status: 'draft', order }, origin),
    ])
    go(projectLinks(project).useCase(id))
  }
  const addButton = (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={add}>
      Add a use case
    </Button>
  )
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Use cases</h1>
          <p className="s12 t2">Who needs the integration, what they get from it, and how one knows that it works.</p>
        </div>
        {useCases.length > 0 && addButton}
      </div>
      <div className="page-body">
        <Card title={useCases.length === 0 ? undefined : 'In the order of work'} aside={<StatusLegend />}>
          {useCases.length === 0 ? (
            <EmptyState title="No use cases yet" action={addButton}>
              Start with one: its outcomes say what the field maps are for.
            </EmptyState>
          ) : (
            <UseCaseTable useCases={useCases} />
          )}
        </Card>
      </div>
    </>
  )
}

function UseCaseTable({ useCases }: { readonly useCases: readonly UseCase[] }) {
  const { project } = useProject()
  const rows = useCollection('rows')
  const maps = useCollection('fieldMaps')
  const questions = useCollection('questions')
  return (
    <table className="table hover two">
      <thead>
        <tr>
          <th style={{ width: 60 }}>Id</th>
          <th>Title</th>
          <th>Actor</th>
          <th>Priority</th>
          <th className="right">Days</th>
          <th>Status</th>
          <th style={{ width: 200 }}>Rows by status</th>
          <th className="right">Rows</th>
          <th style={{ width: 40 }}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {useCases.map((useCase, at) => {
          const counts = countByStatus(rowsOfUseCase(useCase.id, rows, maps), questions)
          return (
            <tr key={useCase.id}>
              <td className="mono t3">{printNumber('useCases', useCase.number)}</td>
              <td className="b5" style={{ maxWidth: 0, width: '40%' }}>
                <div className="ell">
                  <Link to={projectLinks(project).useCase(useCase.id)} title={useCase.title}>
                    {useCase.title === '' ? 'Without a title' : useCase.title}
                  </Link>
                </div>
              </td>
              <td className="t2" style={{ maxWidth: 0, width: '16%' }}>
                <div className="ell" title={useCase.actor}>
                  {useCase.actor}
                </div>
              </td>
              <td className="t2" style={{ whiteSpace: 'nowrap' }}>
                {useCase.priority === undefined ? '' : priorityWords[useCase.priority]}
              </td>
              <td className="right t2">{useCase.estimate}</td>
              <td>
                <StatusMark name={useCase.status ?? 'draft'} />
              </td>
              <td>
                <StatusMeter counts={counts} label={`Rows of ${useCase.title}`} />
              </td>
              <td className="right t2">{counts.total}</td>
              <td>
                <UseCaseActions useCases={useCases} at={at} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function UseCaseActions({ useCases, at }: { readonly useCases: readonly UseCase[]; readonly at: number }) {
  const { edit } = useProject()
  const { editWithUndo } = useUndo()
  const useCase = useCases[at]
  if (useCase === undefined) return null
  const name = printNumber('useCases', useCase.number)
  const move = (to: number) => edit(`Move ${name}`, (doc, origin) => writeCells(doc, moveWrites('useCases', useCases, useCase.id, to), origin))
  return (
    <RowMenu
      label={`More for ${name}`}
      actions={[
        { name: 'Move up', icon: 'up', onClick: () => move(at - 1), disabled: at === 0 },
        { name: 'Move down', icon: 'down', onClick: () => move(at + 1), disabled: at === useCases.length - 1 },
        {
          name: 'Delete',
          icon: 'trash',
          danger: true,
          onClick: () => editWithUndo(`Deleted ${name} ${useCase.title}`, (doc, origin) => deleteObject(doc, 'useCases', useCase.id, origin)),
        },
      ]}
    />
  )
}
