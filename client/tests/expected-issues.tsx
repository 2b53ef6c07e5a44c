// The issues that a case expects: all of them, in any order, each by its code and, where wanted, its row and place.
import type { ExaminedIssue } from '../../shared/mapping/examine-case.ts'
import { issueWords } from '../../shared/mapping/issue-words.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { ExpectedIssue, TestCase } from '../../shared/project/review-parts.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { useCaseEdits } from './case-edits.ts'
import { RowLink } from './difference-card.tsx'

const codes = Object.keys(issueWords)

export function ExpectedIssues({ testCase, came }: { readonly testCase: TestCase; readonly came: readonly ExaminedIssue[] }) {
  const { mayEdit } = useProject()
  const rows = useCollection('rows').filter(({ fieldMap }) => fieldMap === testCase.fieldMap)
  const edits = useCaseEdits()
  const issues = testCase.expectedIssues ?? []
  const write = (next: readonly ExpectedIssue[]) => edits.set(testCase, { expectedIssues: [...next] }, 'the expected issues')
  const change = (at: number, cells: ExpectedIssue) => write(issues.map((one, index) => (index === at ? cells : one)))
  return (
    <div className="card">
      {issues.length === 0 && <p className="card-body s12 t2">No issue is named yet: the case passes when the record raises none.</p>}
      <ul className="lined">
        {issues.map((issue, at) => (
          // They have no identity of their own; their place is it.
          <li key={at} className="row s12">
            {mayEdit ? (
              <>
                <CellSelect
                  label={`Issue ${at + 1}: code`}
                  value={issue.code}
                  choices={[...new Set([issue.code, ...codes])].map((value) => ({ value, word: value }))}
                  onChange={(code) => change(at, { ...issue, code })}
                />
                <CellSelect
                  label={`Issue ${at + 1}: row`}
                  value={issue.row === undefined ? 'any' : (issue.row ?? 'none')}
                  choices={[
                    { value: 'any', word: 'any row' },
                    { value: 'none', word: 'before the rows' },
                    ...rows.map((row) => ({ value: row.id, word: `${printNumber('rows', row.number)} ${row.destination}` })),
                  ]}
                  onChange={(row) => {
                    const { row: _row, ...others } = issue
                    change(at, row === 'any' ? others : { ...others, row: row === 'none' ? null : row })
                  }}
                />
                <CellInput
                  mono
                  label={`Issue ${at + 1}: place in what is given`}
                  value={issue.path ?? ''}
                  placeholder="anywhere"
                  onChange={(path) => {
                    const { path: _path, ...others } = issue
                    change(at, path === '' ? others : { ...others, path })
                  }}
                />
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={`Remove issue ${at + 1}`}
                  onClick={() => write(issues.filter((_, index) => index !== at))}
                >
                  <Icon name="close" size={12} />
                </button>
              </>
            ) : (
              <>
                <span className="mono">{issue.code}</span>
                <span className="mono t2">{issue.path ?? 'anywhere'}</span>
                <span className="sp" />
                <RowLink row={issue.row ?? undefined} />
              </>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <div className="row card-body">
          <button type="button" className="link-button s12" onClick={() => write([...issues, { code: 'missing' }])}>
            Add an issue
          </button>
          {came.length > 0 && (
            <button type="button" className="link-button s12" onClick={() => write(came.map(({ row, path, code }) => ({ code, path, row: row ?? null })))}>
              Take the {came.length} that came
            </button>
          )}
        </div>
      )}
    </div>
  )
}
