// What to do first in a new project, in the order that saves work; pure, so that each step can be told done or not.
import type { Project } from '../../shared/project/project.ts'
import type { projectLinks } from '../pages/project-links.ts'

type PageName = { [Name in keyof ReturnType<typeof projectLinks>]: ReturnType<typeof projectLinks>[Name] extends string ? Name : never }[keyof ReturnType<
  typeof projectLinks
>]

/** `page`: where it is done. */
export type FirstStep = { readonly title: string; readonly why: string; readonly page: PageName; readonly action: string; readonly done: boolean }

export function listFirstSteps(project: Project): FirstStep[] {
  const has = (list: readonly { readonly deleted?: boolean | undefined }[]) => list.some(({ deleted }) => deleted !== true)
  return [
    {
      title: 'Write the first use case',
      why: 'Who needs the integration, what they get from it, how one knows that it works. Field maps serve it.',
      page: 'useCases',
      action: 'Use cases',
      done: has(project.useCases),
    },
    {
      title: 'Import the schemas of both systems',
      why: 'Drop an OpenAPI file, a JSON Schema or sample records: all their fields can be searched then.',
      page: 'schemas',
      action: 'Schemas',
      done: project.schemas.filter(({ deleted }) => deleted !== true).length > 1,
    },
    {
      title: 'Ask for access',
      why: 'A sandbox, credentials, people who know the systems. It takes longer than mapping, so ask before you need it.',
      page: 'systems',
      action: 'Systems',
      done: has(project.environments) || has(project.prerequisites),
    },
    {
      title: 'Make a field map',
      why: 'Choose what is filled and from what; every destination field is listed, and coverage is counted from then on.',
      page: 'maps',
      action: 'Field maps',
      done: has(project.fieldMaps),
    },
    {
      title: 'Add a test case',
      why: 'A source record and what has to come out of it. It runs here with every change.',
      page: 'tests',
      action: 'Test cases',
      done: has(project.testCases),
    },
  ]
}

/** As long as what everything else is about is missing, the cards would be empty. */
export function isNew(project: Project): boolean {
  const none = (list: readonly { readonly deleted?: boolean | undefined }[]) => list.every(({ deleted }) => deleted === true)
  return none(project.useCases) && none(project.fieldMaps)
}
