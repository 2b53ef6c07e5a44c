// How many rows of which field map serve which use case, and how many of those no test case is about: for projects of many use cases.
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { Matrix, MatrixCell } from '../../shared/review/traceability-filter.ts'
import { SeverityMark } from '../ui/marks.tsx'
import type { TraceLinks } from './trace-cell.tsx'

type MatrixProps = { readonly matrix: Matrix; readonly links: TraceLinks; readonly onOpen: (useCase: string | undefined, map: string) => void }

export function TraceMatrix({ matrix, links, onOpen }: MatrixProps) {
  return (
    <div className="trace-matrix" tabIndex={0} role="region" aria-label="Use cases by field map">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Use case</th>
            {matrix.maps.map((map) => (
              <th key={map.id} scope="col" title={map.name}>
                <Link to={links.map(map.id)}>
                  <span className="mono">{printNumber('fieldMaps', map.number)}</span> {map.name}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.useCases.map((useCase) => (
            <tr key={useCase?.id ?? ''}>
              <th scope="row" title={useCase?.title}>
                {useCase === undefined ? (
                  <span className="warn">Serves no use case</span>
                ) : (
                  <Link to={links.useCase(useCase.id)}>
                    <span className="mono t3">{printNumber('useCases', useCase.number)}</span> {useCase.title}
                  </Link>
                )}
              </th>
              {matrix.maps.map((map) => {
                const cell = matrix.cellAt(useCase?.id, map.id)
                return (
                  <td key={map.id}>
                    {cell === undefined ? (
                      <span className="t3">
                        <span aria-hidden="true">·</span>
                        <span className="sr-only">no rows</span>
                      </span>
                    ) : (
                      <button type="button" title={tellCell(cell)} onClick={() => onOpen(useCase?.id, map.id)}>
                        <span className="sr-only">{tellCell(cell)}</span>
                        <CellMarks cell={cell} />
                      </button>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CellMarks({ cell: { rows, failing, untested, gaps } }: { readonly cell: MatrixCell }) {
  return (
    <span className="row num" aria-hidden="true">
      <span>{rows}</span>
      {failing > 0 && (
        <span className="count-mark err">
          <SeverityMark name="fails" />
          {failing}
        </span>
      )}
      {untested + gaps > 0 && (
        <span className="count-mark warn">
          <SeverityMark name="warning" />
          {untested + gaps}
        </span>
      )}
      {failing + untested + gaps === 0 && <SeverityMark name="passes" />}
    </span>
  )
}

/** `12 rows, 2 fail, 3 without a test case, 1 gap`. */
function tellCell({ rows, failing, untested, gaps }: MatrixCell): string {
  return [
    `${rows} ${rows === 1 ? 'row' : 'rows'}`,
    ...(failing === 0 ? [] : [`${failing} ${failing === 1 ? 'fails' : 'fail'}`]),
    ...(untested === 0 ? [] : [`${untested} without a test case`]),
    ...(gaps === 0 ? [] : [`${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`]),
  ].join(', ')
}
