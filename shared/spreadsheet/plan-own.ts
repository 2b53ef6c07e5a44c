// A workbook of ours that comes back: what its readers changed, against what was exported and what the project says now (DESIGN §9.19).
import { countItems, type ImportPlan } from './import-plan.ts'
import type { ProjectView } from './project-view.ts'
import type { Sheet, Spreadsheet } from './spreadsheet.ts'

/** Sheets that hold a table of ours, whatever was done to them since. */
export function listOwnSheets(_spreadsheet: Spreadsheet): readonly Sheet[] {
  return []
}

export function planOwn(_spreadsheet: Spreadsheet, _view: ProjectView): ImportPlan {
  return { items: [], counts: countItems([]), notes: [] }
}
