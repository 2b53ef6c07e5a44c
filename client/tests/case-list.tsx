// The list of test cases: search, filters, counts, "Run all" with its time. Arrows move from case to case.
import { useState, type KeyboardEvent } from 'react'
import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { isDifference } from '../../shared/mapping/compare-fields.ts'
import { CASE_STATES, countStates, type CaseState } from '../../shared/review/case-state.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SearchInput } from '../ui/search-input.tsx'
import { filterCases, isFiltered, NO_FILTER, sortCases, type CaseFilter } from './case-filter.ts'
import { CaseMark, kindWords, printTook, StateCount, stateWords } from './case-words.tsx'
import { NewCase } from './new-case.tsx'
import { useCaseRuns } from './use-case-lab.tsx'

export function CaseList({ cases, chosen }: { readonly cases: readonly TestCase[]; readonly chosen: string | undefined }) {
  const { project, mayEdit } = useProject()
  const [, go] = useLocation()
  const { states, ran, running, run, error, outcomes, profile } = useCaseRuns()
  const [filter, setFilter] = useState(NO_FILTER)
  const [adding, setAdding] = useState(false)
  const [filtering, setFiltering] = useState(false)
  const links = projectLinks(project)
  const shown = sortCases(filterCases(cases, states, filter), states)
  // One stop of the Tab key; arrows move inside.
  const entry = shown.some(({ id }) => id === chosen) ? chosen : shown[0]?.id
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
    const at = items.findIndex((item) => item === document.activeElement)
    const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + step))]
    next?.focus()
    const to = next?.getAttribute('href')
    if (to !== null && to !== undefined) go(to, { replace: true })
  }
  return (
    <nav className="case-list" aria-label="Test cases" data-region="list">
      <div className="case-list-head">
        <h1>Test cases</h1>
        <span className="sp" />
        {mayEdit && (
          <Button variant="subtle" leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
            New
          </Button>
        )}
        <Button leftSection={<Icon name="run" size={14} />} onClick={() => run(isFiltered(filter) ? shown.map(({ id }) => id) : undefined)}>
          {isFiltered(filter) ? `Run these ${shown.length}` : 'Run all'}
        </Button>
      </div>
      <div className="case-counts" role="status">
        {outcomes === undefined ? (
          <span className="s11 t3">{error === undefined ? 'Running the cases' : 'The cases did not run'}</span>
        ) : (
          <Counts cases={cases} states={states} />
        )}
        <span className="sp" />
        {ran !== undefined && <span className="s11 t3">{running ? 'running' : `${ran.count} in ${printTook(ran.took)}`}</span>}
      </div>
      {error !== undefined && <p className="message s12 err case-list-message">{error}</p>}
      <div className="case-list-find">
        <div className="row">
          <SearchInput value={filter.search} placeholder="Search test cases" onChange={(search) => setFilter({ ...filter, search })} />
          <button
            type="button"
            className="icon-button"
            aria-label="Filter test cases"
            title="Filter, and choose the customer"
            aria-expanded={filtering}
            onClick={() => {
              setFiltering(!filtering)
              if (filtering) setFilter({ ...NO_FILTER, search: filter.search })
            }}
          >
            <Icon name="filter" />
          </button>
        </div>
        {filtering && <Filters filter={filter} onChange={setFilter} />}
        {profile !== undefined && !filtering && <CustomerTold />}
      </div>
      <div className="case-items" onKeyDown={onKey}>
        {shown.map((testCase) => (
          <CaseLink key={testCase.id} testCase={testCase} to={links.test(testCase.id)} current={testCase.id === chosen} entered={testCase.id === entry} />
        ))}
        {shown.length === 0 && (
          <p className="s12 t2 case-list-message">
            No test case fits.{' '}
            <button type="button" className="link-button" onClick={() => setFilter(NO_FILTER)}>
              Show all {cases.length}
            </button>
          </p>
        )}
      </div>
      <UncoveredRows />
      {adding && <NewCase close={() => setAdding(false)} />}
    </nav>
  )
}

function Counts({ cases, states }: { readonly cases: readonly TestCase[]; readonly states: ReadonlyMap<string, CaseState> }) {
  const { counts } = countStates(cases, states)
  return (['passed', ...CASE_STATES.filter((state) => state !== 'passed')] as const).map(
    (state) => counts[state] > 0 && <StateCount key={state} state={state} count={counts[state]} />,
  )
}

type CaseLinkProps = { readonly testCase: TestCase; readonly to: string; readonly current: boolean; readonly entered: boolean }

function CaseLink({ testCase, to, current, entered }: CaseLinkProps) {
  const { states, outcomes, exam, exercised } = useCaseRuns()
  const state = states.get(testCase.id) ?? 'not-run'
  const outcome = outcomes?.get(testCase.id)
  const differing = exam?.id === testCase.id ? exam.exam.fields.filter(isDifference).length : 0
  const count = differing > 0 ? differing : outcome?.state === 'failed' ? outcome.differences.length : 0
  return (
    <Link to={to} className="case-link" aria-current={current ? 'page' : undefined} tabIndex={entered ? 0 : -1}>
      <CaseMark state={state} />
      <span className="mono t3">{printNumber('testCases', testCase.number)}</span>
      <span className="ell" title={testCase.title}>
        {testCase.title === '' ? 'Without a title' : testCase.title}
      </span>
      <span className="sp" />
      <span className={`s11 ${state === 'failed' ? 'err b6' : 't3'}`}>{tellState(state, count, exercised?.get(testCase.id)?.length ?? 0)}</span>
    </Link>
  )
}

function tellState(state: CaseState, differing: number, rows: number): string {
  if (state === 'failed') return differing === 0 ? 'failed' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`
  return state !== 'passed' ? stateWords[state] : rows === 0 ? 'passes' : `${rows} ${rows === 1 ? 'row' : 'rows'}`
}

function Filters({ filter, onChange }: { readonly filter: CaseFilter; readonly onChange: (filter: CaseFilter) => void }) {
  const useCases = useCollection('useCases')
  const maps = useCollection('fieldMaps')
  const profiles = useCollection('customerProfiles')
  const { profile, chooseProfile } = useCaseRuns()
  return (
    <div className="case-filters">
      <CellSelect
        label="State"
        value={filter.state}
        choices={[{ value: '', word: 'Any state' }, ...CASE_STATES.map((value) => ({ value, word: stateWords[value] }))]}
        onChange={(state) => onChange({ ...filter, state })}
      />
      <CellSelect
        label="Kind"
        value={filter.kind}
        choices={[{ value: '', word: 'Any kind' }, ...(['mapping', 'flow', 'manual'] as const).map((value) => ({ value, word: kindWords[value] }))]}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <CellSelect
        label="Use case"
        value={filter.useCase}
        choices={[
          { value: '', word: 'Any use case' },
          ...useCases.map(({ id, number, title }) => ({ value: id, word: `${printNumber('useCases', number)} ${title}` })),
        ]}
        onChange={(useCase) => onChange({ ...filter, useCase })}
      />
      <CellSelect
        label="Field map"
        value={filter.fieldMap}
        choices={[{ value: '', word: 'Any field map' }, ...maps.map(({ id, name }) => ({ value: id, word: name }))]}
        onChange={(fieldMap) => onChange({ ...filter, fieldMap })}
      />
      {profiles.length > 0 && (
        <span className="case-customer">
          <CellSelect
            label="Customer of the cases that name none"
            value={profile ?? ''}
            choices={[
              { value: '', word: 'Cases without a customer: defaults' },
              ...profiles.map(({ id, name }) => ({ value: id, word: `Cases without a customer: ${name}` })),
            ]}
            onChange={(id) => chooseProfile(id === '' ? undefined : id)}
          />
        </span>
      )}
    </div>
  )
}

/** That cases run for a customer is never hidden. */
function CustomerTold() {
  const { profile, chooseProfile } = useCaseRuns()
  const name = useCollection('customerProfiles').find(({ id }) => id === profile)?.name
  return (
    <p className="s11 t2 case-customer-told">
      Cases that name no customer run for {name}.{' '}
      <button type="button" className="link-button" onClick={() => chooseProfile(undefined)}>
        Use the defaults
      </button>
    </p>
  )
}

/** Rows shown of those that no case exercises. */
const MOST_ROWS = 12

function UncoveredRows() {
  const { project } = useProject()
  const { coverage, exercised } = useCaseRuns()
  const { uncovered, casesByRow } = coverage
  const total = uncovered.length + casesByRow.size
  if (exercised === undefined || total === 0) return null
  const links = projectLinks(project)
  return (
    <details className="case-coverage">
      <summary className="s12">
        {uncovered.length === 0 ? `All ${total} rows are covered by a case` : `${uncovered.length} of ${total} rows in no case`}
      </summary>
      <p className="s12">
        {uncovered.slice(0, MOST_ROWS).map((row) => (
          <Link key={row.id} to={links.map(row.fieldMap, `row:${row.id}`)} title={row.destination}>
            {printNumber('rows', row.number)}
          </Link>
        ))}
        {uncovered.length > MOST_ROWS && <span className="t3">and {uncovered.length - MOST_ROWS} more</span>}
      </p>
    </details>
  )
}
