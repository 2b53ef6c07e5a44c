// Shapes of the HTTP routes that read spreadsheets. Paths are in the comments, below /api/projects/:id.
import { z } from 'zod'

export const SPREADSHEET_FORMATS = ['xlsx', 'csv', 'tsv', 'markdown', 'html'] as const

/**
 * POST spreadsheets: multipart `file` (several: a workbook saved as one CSV for each sheet); header `x-crosswalk: 1` → JobAnswer (routes.ts), watched
 * and cancelled at jobs/:job. When it is done, `result` is the spreadsheet's id. Nothing of the project changes.
 * GET spreadsheets/:spreadsheet → SpreadsheetAnswer: for who uploaded it, for a while; 404 afterwards.
 */
const place = z.number().int().positive()
export const spreadsheetAnswer = z.object({
  name: z.string(),
  format: z.enum(SPREADSHEET_FORMATS),
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      rows: z.array(z.object({ number: place, cells: z.array(z.string()) })),
      merges: z.array(z.object({ top: place, left: place, bottom: place, right: place })),
      remarks: z.array(z.object({ row: place, column: place, kind: z.enum(['comment', 'link']), text: z.string() })),
    }),
  ),
  warnings: z.array(z.string()),
})
