// Somebody else's spreadsheet as rows, lookup tables and notes of a project.
import type { ForeignChoice, SheetReport } from './foreign-choice.ts'
import { countItems, type ImportPlan } from './import-plan.ts'
import type { ProjectView } from './project-view.ts'
import type { Spreadsheet } from './spreadsheet.ts'

export type ForeignPlan = ImportPlan & { readonly reports: readonly SheetReport[] }

export function planForeign(_spreadsheet: Spreadsheet, _choice: ForeignChoice, _view: ProjectView): ForeignPlan {
  return { items: [], counts: countItems([]), notes: [], reports: [] }
}
