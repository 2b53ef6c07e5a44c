// What somebody signs: the only place that says which cells a signature below a use case covers.
import { compareObjects, type Project } from '../project/project.ts'
import { hashCanonical } from '../transform/canonical.ts'

type Part = { readonly id: string; readonly order: string; readonly useCase: string; readonly deleted?: boolean | undefined }

/** 16 hex digits of the use case's words: title, actor, story, its four parts, its steps, its attachments. Dates, owner and estimate may change after. */
export function fingerprintOfUseCase(project: Pick<Project, 'useCases' | 'useCaseItems' | 'steps' | 'attachments'>, useCase: string): string {
  const own = project.useCases.find(({ id }) => id === useCase)
  const listed = (all: readonly Part[]) =>
    all
      .filter((one) => one.useCase === useCase && one.deleted !== true)
      .sort(compareObjects)
      .map((one) => ({ ...one, order: '' }))
  const content = [own?.title ?? '', own?.actor ?? '', own?.story ?? '', listed(project.useCaseItems), listed(project.steps), listed(project.attachments)]
  return hashCanonical(content).slice(0, 16)
}
