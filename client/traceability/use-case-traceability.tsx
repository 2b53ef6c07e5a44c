// The third tab of a use case: which rows and test cases stand for it.
import type { UseCase } from '../../shared/project/use-case.ts'

export function UseCaseTraceability(_props: { readonly useCase: UseCase }) {
  return null
}
