// Who changed what, newest first: page by page, by person, by object.
import { useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { describeFailure } from '../api/request.ts'
import { HistoryLines } from '../pages/history-lines.tsx'
import { useRecentHistory, type ShownHistoryLine } from '../pages/recent-history.ts'
import { useSettledProject } from '../pages/use-comparison.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { SearchInput } from '../ui/search-input.tsx'

export function RecentChanges() {
  const [only, setOnly] = useState<ShownHistoryLine>()
  const [person, setPerson] = useState('')
  const [search, setSearch] = useState('')
  const { lines, error, retry, more, loadingMore } = useRecentHistory(useSettledProject(), only?.object)
  const people = useMemo(() => [...new Set([...(lines ?? []).map((line) => line.person), ...(person === '' ? [] : [person])])].toSorted(), [lines, person])
  const wanted = search.trim().toLowerCase()
  const shown = lines?.filter(
    (line) => (person === '' || line.person === person) && (wanted === '' || `${line.what}\n${line.words}`.toLowerCase().includes(wanted)),
  )
  const isNarrowed = person !== '' || wanted !== ''
  return (
    <Card
      title="Recent changes"
      aside={
        <span className="row s12">
          {only !== undefined && (
            <button
              type="button"
              className="tag only-object"
              onClick={() => setOnly(undefined)}
              aria-label={`Changes of all objects again, not only of ${only.what}`}
            >
              <span className="ell">{only.what}</span>
              <Icon name="close" size={12} />
            </button>
          )}
          <select className="cell-input" aria-label="Changes by" value={person} onChange={(event) => setPerson(event.currentTarget.value)}>
            <option value="">by everybody</option>
            {people.map((name) => (
              <option key={name} value={name}>
                by {name}
              </option>
            ))}
          </select>
          <SearchInput value={search} placeholder="Search these changes" width={200} onChange={setSearch} />
        </span>
      }
    >
      {error !== null && <ErrorBox message={describeFailure(error)} onRetry={retry} />}
      {lines === undefined && error === null && <LoadingBars rows={8} />}
      {shown !== undefined && shown.length === 0 && (
        <p className="s12 t3 card-body">
          {!isNarrowed
            ? 'Nothing has been changed yet. Every saved edit is listed here, with who made it and when.'
            : `None of the ${lines?.length ?? 0} changes read so far is like that.`}
        </p>
      )}
      {shown !== undefined && shown.length > 0 && <HistoryLines lines={shown} label="Recent changes" {...(only === undefined ? { onObject: setOnly } : {})} />}
      {more !== undefined && (
        <div className="history-more">
          <Button variant="default" loading={loadingMore} onClick={more}>
            Older changes
          </Button>
        </div>
      )}
    </Card>
  )
}
