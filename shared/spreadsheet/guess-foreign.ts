// What somebody else's spreadsheet most likely means: a first choice for a person to correct.
import type { ForeignChoice } from './foreign-choice.ts'
import type { ProjectView } from './project-view.ts'
import type { Spreadsheet } from './spreadsheet.ts'

/** `remembered`: choices of columns by their titles, from earlier files. */
export function guessForeign(
  _spreadsheet: Spreadsheet,
  _view: Pick<ProjectView, 'project' | 'findGraph'>,
  _remembered: Readonly<Record<string, string>> = {},
): ForeignChoice {
  return { sheets: [] }
}
