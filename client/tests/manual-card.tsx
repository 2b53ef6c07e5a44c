// What a person does in a case run by hand: what must be so before, what makes the data move, where to look then.
import type { TestCase } from '../../shared/project/review-parts.ts'
import { useProject } from '../collab/project-context.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { useCaseEdits } from './case-edits.ts'
import { ExpectedCard } from './expected-card.tsx'

const parts = [
  { cell: 'preconditions', title: 'Before', placeholder: 'What must be so before: accounts, data, settings' },
  { cell: 'action', title: 'Do', placeholder: 'What makes the data move' },
  { cell: 'lookAt', title: 'Look', placeholder: 'Where to look then, and what must be there' },
] as const

export function ManualCard({ testCase }: { readonly testCase: TestCase }) {
  const { mayEdit } = useProject()
  const edits = useCaseEdits()
  return (
    <>
      <section className="card manual-parts" aria-label="How it is run">
        {parts.map(({ cell, title, placeholder }) => {
          const text = testCase[cell] ?? ''
          return (
            <div key={cell}>
              <h3 className="label">{title}</h3>
              <div className="s12">
                {mayEdit ? (
                  <EditableText
                    lines
                    value={text}
                    label={title}
                    placeholder={placeholder}
                    onChange={(next) => edits.set(testCase, { [cell]: next === '' ? undefined : next }, `"${title}"`)}
                  />
                ) : (
                  <span className={text === '' ? 't3' : 'pre-wrap'}>{text === '' ? 'not said' : text}</span>
                )}
              </div>
            </div>
          )
        })}
      </section>
      {testCase.note !== undefined && <p className="s12 t2 pre-wrap case-note">{testCase.note}</p>}
      <ExpectedCard testCase={testCase} exam={undefined} open={false} />
    </>
  )
}
