// The four parts of a use case side by side: what people get, why, how one sees it, and what they will not get.
import { USE_CASE_PARTS, type UseCase } from '../../shared/project/use-case.ts'
import { useCollection } from '../collab/project-context.tsx'
import { listParts } from './use-case-copy.ts'
import { Part } from './use-case-part.tsx'

export function UseCaseParts({ useCase }: { readonly useCase: UseCase }) {
  const items = listParts(useCollection('useCaseItems'), useCase.id)
  const outcomes = items.filter((item) => item.part === 'outcome')
  return (
    <section className="card use-case-parts" aria-label="What it is for">
      {USE_CASE_PARTS.map((part) => (
        <Part key={part} part={part} useCase={useCase} items={items.filter((item) => item.part === part)} outcomes={outcomes} />
      ))}
    </section>
  )
}
