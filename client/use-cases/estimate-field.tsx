// The estimate of a use case in days of work, and how it came to be: who changed it, from what, when.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { UseCase } from '../../shared/project/use-case.ts'
import { printNumber } from '../../shared/project/project.ts'
import { fetchHistory } from '../api/history.ts'
import { describeFailure } from '../api/request.ts'
import { useProject } from '../collab/project-context.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { showNotice } from '../ui/notices.tsx'
import { ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { printWhen } from '../ui/print-when.ts'
import { listEstimateChanges, printDays, readDays } from './estimate-history.ts'
import { UseCaseText } from './use-case-text.tsx'

/** So many changes of the use case are looked through. */
const MOST_READ = 500

export function EstimateField({ useCase, onChange }: { readonly useCase: UseCase; readonly onChange: (days: number | undefined) => void }) {
  const [shown, setShown] = useState(false)
  return (
    <>
      <UseCaseText
        value={useCase.estimate === undefined ? '' : printDays(useCase.estimate)}
        label="Estimate in days of work"
        placeholder="no estimate"
        nothing="no estimate"
        onChange={(text) => {
          const read = readDays(text)
          if ('wrong' in read) showNotice(read.wrong)
          else onChange(read.days)
        }}
      />
      <button
        type="button"
        className="icon-button small"
        aria-label="How the estimate came to be"
        title="How the estimate came to be"
        onClick={() => setShown(true)}
      >
        <Icon name="history" size={12} />
      </button>
      {shown && <EstimateHistory useCase={useCase} onClose={() => setShown(false)} />}
    </>
  )
}

function EstimateHistory({ useCase, onClose }: { readonly useCase: UseCase; readonly onClose: () => void }) {
  const { project } = useProject()
  const { data, error, refetch, isPending } = useQuery({
    // Another estimate is another history.
    queryKey: ['estimate-history', project, useCase.id, useCase.estimate ?? null],
    queryFn: ({ signal }) => fetchHistory(project, { object: `useCases:${useCase.id}`, limit: MOST_READ }, signal),
    staleTime: 0,
  })
  const changes = data === undefined ? [] : listEstimateChanges(data)
  return (
    <Dialog onClose={onClose} title={`Estimate of ${printNumber('useCases', useCase.number)}`}>
      {isPending && <LoadingBars rows={3} />}
      {error !== null && <ErrorBox message={describeFailure(error)} onRetry={() => void refetch()} />}
      {data !== undefined && changes.length === 0 && (
        <p className="s12 t2">{useCase.estimate === undefined ? 'Nobody has estimated it yet.' : `${printDays(useCase.estimate)}, as it was first written.`}</p>
      )}
      {changes.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>When</th>
              <th>Who</th>
              <th className="right">Before</th>
              <th className="right">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.key}>
                <td>{printWhen(change.time)}</td>
                <td>{change.person}</td>
                <td className="right t2">{change.before}</td>
                <td className="right b5">{change.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}
