// A use case as it reads when it is written: of a template, and where there is none yet.
import { partWords } from './use-case-words.ts'
import type { UseCaseTemplate } from './use-case-templates.ts'

export function UseCaseExample({ template }: { readonly template: UseCaseTemplate }) {
  const parts = [
    [partWords.outcome, template.outcomes],
    [partWords.strategy, template.strategy],
    [partWords.measure, template.measures.map(({ text }) => text)],
    [partWords.exclusion, template.exclusions],
  ] as const
  return (
    <div className="use-case-example">
      <p className="b6">{template.title}</p>
      <p className="s12 t2">{template.story}</p>
      <div className="example-parts">
        {parts.map(([words, texts]) => (
          <div key={words.title}>
            <h3 className="label">{words.title}</h3>
            <ul className="s12">
              {texts.map((text) => (
                <li key={text} className="use-case-item">
                  {text}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  )
}
