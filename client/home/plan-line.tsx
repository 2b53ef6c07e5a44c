// The plan of the project in its head: owner, target, the forecast that follows from the use cases, and how these came to be.
import { useState } from 'react'
import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { setInfo, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { compareForecast } from '../../shared/review/progress-days.ts'
import { forecastOf } from '../../shared/review/progress.ts'
import { fetchHistory } from '../api/history.ts'
import { describeFailure } from '../api/request.ts'
import { useInfo, useProject } from '../collab/project-context.tsx'
import { PersonSelect } from '../pages/person-select.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { DayInput } from '../ui/day-input.tsx'
import { ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { printDay, printWhen } from '../ui/print-when.ts'
import type { HomeFacts } from './home-facts.ts'
import { listPlanChanges } from './plan-history.ts'

type PlanFacts = Pick<HomeFacts, 'project' | 'today'>

export function PlanLine({ project: value, today }: PlanFacts) {
  const { project, edit, mayEdit } = useProject()
  const info = useInfo()
  const forecast = forecastOf(value)
  const plan = compareForecast(forecast?.day, info.targetDate, today)
  return (
    <div className="plan-line s12">
      <span className="plan-part">
        <span className="label">Owner</span>
        <PersonSelect
          value={info.owner}
          label="Owner of the project"
          nobody="no owner"
          onChange={(person, writes) =>
            void edit('Change the owner of the project', (doc, origin) => [
              ...writeCells(doc, writes, origin),
              ...writeCells(doc, [{ home: 'info', object: '', cell: 'owner', value: person }], origin),
            ])
          }
        />
      </span>
      <span className="plan-part">
        <span className="label">Target</span>
        {mayEdit ? (
          <DayInput
            value={info.targetDate ?? ''}
            label="Target day of the project"
            onChange={(day) =>
              void edit('Change the target day', (doc, origin) =>
                day === ''
                  ? writeCells(doc, [{ home: 'info', object: '', cell: 'targetDate', value: undefined }], origin)
                  : setInfo(doc, { targetDate: day }, origin),
              )
            }
          />
        ) : (
          <span>{info.targetDate === undefined ? 'none' : printDay(info.targetDate)}</span>
        )}
      </span>
      <span className="plan-part">
        <span className="label">Forecast</span>
        {forecast === undefined ? (
          <span className="t3">{plan === undefined ? 'none: give the use cases one' : plan.words}</span>
        ) : (
          <span>
            {printDay(forecast.day)}
            {plan !== undefined && (
              <>
                {', '}
                <span className={plan.late > 0 ? 'warn b5' : 't2'}>{plan.words}</span>
              </>
            )}
            <span className="t3">
              {', by '}
              <Link to={projectLinks(project).useCase(forecast.useCase.id)}>{printNumber('useCases', forecast.useCase.number)}</Link>
              {forecast.without > 0 && `, ${forecast.without} without one`}
            </span>
          </span>
        )}
      </span>
      <PlanHistory project={value} today={today} />
    </div>
  )
}

function PlanHistory(facts: PlanFacts) {
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus width={620}>
      <Popover.Target>
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          History of estimates
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="History of estimates">
        {open && <PlanChanges {...facts} />}
      </Popover.Dropdown>
    </Popover>
  )
}

/** So many use cases are asked about; the server's history is read by object. */
const MOST_USE_CASES = 60

function PlanChanges({ project: value, today }: PlanFacts) {
  const { project } = useProject()
  const useCases = value.useCases.filter(({ deleted }) => deleted !== true)
  const objects = ['info:', ...useCases.slice(0, MOST_USE_CASES).map(({ id }) => `useCases:${id}`)]
  const history = useQuery({
    queryKey: ['plan-history', project, objects],
    queryFn: async ({ signal }) => (await Promise.all(objects.map((object) => fetchHistory(project, { object, limit: 500 }, signal)))).flat(),
    gcTime: 0,
  })
  const changes = listPlanChanges(history.data ?? [], useCases, today)
  return (
    <div className="plan-history" tabIndex={0} data-autofocus>
      {history.isPending && <LoadingBars rows={3} />}
      {history.error !== null && <ErrorBox message={describeFailure(history.error)} onRetry={() => void history.refetch()} />}
      {history.data !== undefined && changes.length === 0 && (
        <p className="s12 t3 card-body">Nobody has estimated yet. Estimates and forecasts stand at the use cases, the target here; every change is kept.</p>
      )}
      {changes.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>When</th>
              <th>Who</th>
              <th>Of</th>
              <th>What</th>
              <th>From</th>
              <th>To</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.key}>
                <td className="t3" style={{ whiteSpace: 'nowrap' }}>
                  {printWhen(change.time)}
                </td>
                <td style={{ whiteSpace: 'nowrap' }}>{change.person}</td>
                <td style={{ maxWidth: 0, width: '38%' }}>
                  <div className="ell" title={change.what}>
                    {change.what}
                  </div>
                </td>
                <td className="t2">{change.cell}</td>
                <td className="t3" style={{ whiteSpace: 'nowrap' }}>
                  {change.before}
                </td>
                <td className="b5" style={{ whiteSpace: 'nowrap' }}>
                  {change.after}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
