// Review: every problem of the project, of its maps and of what stands around them, to be settled, gone to, or waived with a reason.
import { useDeferredValue, useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { isProblemCode, rules } from '../../shared/review/rules.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { useProject, useProjectValue } from '../collab/project-context.tsx'
import { placeLink } from '../pages/place-link.ts'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { useReview } from '../review/use-review.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { countCodes, countSeverities, EVERYTHING, filterProblems, listLines, problemKey, type ListedLine, type ProblemFilter } from './listed-problems.ts'
import { ProblemDetail } from './problem-detail.tsx'
import { ProblemLine } from './problem-line.tsx'
import { ReviewHead } from './review-tabs.tsx'
import { WaiveDialog } from './waive-dialog.tsx'
import './problems.css'

/** Below the first head. */
const FIRST = 1

export function ReviewPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Review' }]}>
      <ReviewHead words="What is found about the field maps and what stands around them. An error keeps its row from being ready; anything may be waived with a reason." />
      <div className="page-body">
        <Problems />
      </div>
    </ProjectFrame>
  )
}

function Problems() {
  const { review, error, pending } = useReview()
  if (review === undefined) return error === undefined ? <LoadingBars rows={10} label="Looking at the project" /> : <ErrorBox message={error.message} />
  return (
    <>
      {error !== undefined && <ErrorBox message={error.message} />}
      <ListedProblems problems={review.problems} pending={pending} />
    </>
  )
}

function ListedProblems({ problems, pending }: { readonly problems: readonly ReviewProblem[]; readonly pending: boolean }) {
  const { project: id, mayEdit } = useProject()
  const [, go] = useLocation()
  const project = useProjectValue()
  const [filter, setFilter] = useState<ProblemFilter>(EVERYTHING)
  const [active, setActive] = useState(FIRST)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [waiving, setWaiving] = useState<readonly ReviewProblem[]>()
  const shown = useDeferredValue(filter)
  const found = useMemo(() => filterProblems(project, problems, shown), [project, problems, shown])
  const lines = useMemo(() => listLines(project, found), [project, found])
  const here = Math.min(active, Math.max(0, lines.length - 1))
  const line = lines[here]
  const problem =
    line?.kind === 'problem' ? line.problem : lines.find((one): one is Extract<ListedLine, { kind: 'problem' }> => one.kind === 'problem')?.problem
  const picked = found.filter((one) => one.waiver === undefined && chosen.has(problemKey(one)))
  const toggle = (one: ReviewProblem) => {
    if (one.waiver !== undefined || !mayEdit) return
    const next = new Set(chosen)
    if (!next.delete(problemKey(one))) next.add(problemKey(one))
    setChosen(next)
  }
  const goTo = (one: ReviewProblem) => {
    const to = placeLink(id, project, one.at)
    if (to !== undefined) go(to)
  }
  const set = (change: Partial<ProblemFilter>) => {
    setActive(FIRST)
    setFilter({ ...filter, ...change })
  }
  if (problems.length === 0)
    return (
      <Card>
        <EmptyState title="Nothing is found">
          Problems of rows, lookup tables, steps, test cases and customers will be listed here, each with what to do about it.
        </EmptyState>
      </Card>
    )
  return (
    <>
      <Filters problems={problems} filter={filter} onChange={set} pending={pending} />
      <div className="problems">
        <div className="card problems-list">
          {picked.length > 0 && (
            <div className="problems-picked row s12" role="status">
              {picked.length} chosen
              <span className="sp" />
              <Button size="compact-sm" variant="default" onClick={() => setChosen(new Set())}>
                Choose none
              </Button>
              <Button size="compact-sm" onClick={() => setWaiving(picked)}>
                Waive…
              </Button>
            </div>
          )}
          {lines.length === 0 ? (
            <p className="s12 t3 card-body">{filter.waived ? 'Nothing is waived.' : 'Nothing fits these filters.'}</p>
          ) : (
            <VirtualList
              count={lines.length}
              rowHeight={30}
              label="Problems"
              role="listbox"
              multiple
              active={here}
              onActive={setActive}
              onKey={(key, at) => {
                const one = lines[at]
                if (one?.kind !== 'problem') return false
                if (key === 'Enter') goTo(one.problem)
                else if (key === ' ') toggle(one.problem)
                else return false
                return true
              }}
              row={(at) => {
                const one = lines[at]
                if (one === undefined) return { key: String(at), content: null }
                if (one.kind === 'head') return { key: one.key, className: 'problems-head', content: <ProblemHead line={one} /> }
                const isChosen = chosen.has(one.key)
                return {
                  key: one.key,
                  selected: isChosen,
                  className: 'problems-row',
                  content: (
                    <ProblemLine
                      problem={one.problem}
                      project={project}
                      chosen={isChosen}
                      onToggle={mayEdit && one.problem.waiver === undefined ? () => toggle(one.problem) : undefined}
                    />
                  ),
                  onDoubleClick: () => goTo(one.problem),
                }
              }}
            />
          )}
        </div>
        {problem !== undefined && <ProblemDetail key={problemKey(problem)} problem={problem} onWaive={() => setWaiving([problem])} />}
      </div>
      {waiving !== undefined && (
        <WaiveDialog
          problems={waiving}
          onClose={() => setWaiving(undefined)}
          onDone={() => {
            setWaiving(undefined)
            setChosen(new Set())
          }}
        />
      )}
    </>
  )
}

function ProblemHead({ line }: { readonly line: Extract<ListedLine, { kind: 'head' }> }) {
  return (
    <>
      <span className="b6 ell">{line.name}</span>
      <span className="s11 t3 num">{line.count}</span>
    </>
  )
}

type FiltersProps = {
  readonly problems: readonly ReviewProblem[]
  readonly filter: ProblemFilter
  readonly pending: boolean
  readonly onChange: (change: Partial<ProblemFilter>) => void
}

function Filters({ problems, filter, pending, onChange }: FiltersProps) {
  const project = useProjectValue()
  const counts = countSeverities(problems)
  const severities = [
    { name: 'error', word: counts.error === 1 ? 'error' : 'errors' },
    { name: 'warning', word: counts.warning === 1 ? 'warning' : 'warnings' },
    { name: 'hint', word: counts.hint === 1 ? 'hint' : 'hints' },
  ] as const
  return (
    <div className="problems-filters" role="search">
      {severities.map(({ name, word }) => (
        <button
          key={name}
          type="button"
          className="chip"
          aria-pressed={filter.severity === name}
          onClick={() => onChange({ severity: filter.severity === name ? undefined : name, waived: false })}
        >
          <SeverityMark name={name} /> <span className="num">{counts[name]}</span> {word}
        </button>
      ))}
      <button type="button" className="chip" aria-pressed={filter.waived} onClick={() => onChange({ waived: !filter.waived, severity: undefined })}>
        <span className="num">{counts.waived}</span> waived
      </button>
      <CellSelect
        label="Rule"
        value={filter.code ?? ''}
        choices={[
          { value: '', word: 'All rules' },
          ...countCodes(problems).map(({ code, count }) => ({ value: code, word: `${isProblemCode(code) ? rules[code].title : code} (${count})` })),
        ]}
        onChange={(code) => onChange({ code: code === '' ? undefined : code })}
      />
      <CellSelect
        label="Field map"
        value={filter.map ?? ''}
        choices={[
          { value: '', word: 'All field maps' },
          ...project.fieldMaps.flatMap((map) => (map.deleted === true || map.archived === true ? [] : [{ value: map.id, word: map.name }])),
          { value: 'around', word: 'Around the field maps' },
        ]}
        onChange={(map) => onChange({ map: map === '' ? undefined : map })}
      />
      <SearchInput placeholder="Search problems" value={filter.text} width={220} onChange={(text) => onChange({ text })} />
      <span className="sp" />
      <span className="s11 t3" role="status">
        {pending ? 'Looking again' : ''}
      </span>
    </div>
  )
}
