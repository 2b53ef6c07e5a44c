// The config values that a case runs with: who says each of them, and values of the case's own.
import type { ExaminedConfig } from '../../shared/mapping/examine-case.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { checkScalar, parseScalar, printScalar } from '../../shared/project/parse-scalar.ts'
import { CellInput } from '../ui/cell-input.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { useCaseEdits } from './case-edits.ts'

const fromWords: Record<ExaminedConfig['from'], string> = { case: 'this case', customer: 'the customer', default: 'default', blank: '' }

export function CaseConfig({ testCase, config }: { readonly testCase: TestCase; readonly config: readonly ExaminedConfig[] }) {
  const { mayEdit } = useProject()
  const values = useCollection('configValues')
  const edits = useCaseEdits()
  const set = (id: string, value: JsonScalar | undefined) => {
    const others = (testCase.config ?? []).filter((one) => one.config !== id)
    const next = value === undefined ? others : [...others, { config: id, value }]
    edits.set(testCase, { config: next.length === 0 ? undefined : next }, 'the config')
  }
  return (
    <section className="case-section" aria-label="Given config">
      <h3>Given config</h3>
      <div className="card">
        <table className="table case-config">
          <tbody>
            {config.map(({ config: id, value, from }) => {
              const one = values.find((known) => known.id === id)
              if (one === undefined) return null
              return (
                <tr key={id}>
                  <th scope="row" className="mono">
                    {one.name}
                  </th>
                  <td>
                    {mayEdit ? (
                      <CellInput
                        mono
                        label={`${one.name} in this case`}
                        value={printScalar(value)}
                        placeholder="blank in this case"
                        check={(text) => (text === '' ? undefined : checkScalar(text, one.type))}
                        onChange={(text) => set(id, text === '' ? undefined : parseScalar(text, one.type))}
                      />
                    ) : (
                      <span className="mono">{printScalar(value)}</span>
                    )}
                  </td>
                  <td className="s11 t3">
                    {from === 'blank' ? (
                      <span className="row warn">
                        <SeverityMark name="warning" /> blank
                      </span>
                    ) : (
                      fromWords[from]
                    )}
                  </td>
                  <td>
                    {from === 'case' && mayEdit && (
                      <button type="button" className="icon-button small" aria-label={`${one.name}: no value of this case`} onClick={() => set(id, undefined)}>
                        <Icon name="close" size={12} />
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
