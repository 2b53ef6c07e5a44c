// The only routes that take spreadsheets: an upload becomes a job, and its result is what an import is planned from. Nothing of the project changes.
import { jobAnswer } from '../../shared/api/routes.ts'
import { spreadsheetAnswer } from '../../shared/api/spreadsheet-routes.ts'
import { fail, ok } from '../../shared/schema/result.ts'
import { readSpreadsheet } from '../importers/spreadsheets/read-spreadsheet.ts'
import { describeSpreadsheetError } from '../importers/spreadsheets/spreadsheet-error.ts'
import type { SpreadsheetProgress } from '../importers/spreadsheets/spreadsheet-protocol.ts'
import type { JobReport, JobRun } from './import-jobs.ts'
import { json, route, type Route } from './route.ts'

export const spreadsheetRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/projects/:project/spreadsheets',
    summary: 'Read a spreadsheet (.xlsx, .csv, .tsv, Markdown or HTML tables): part `file`, several for the sheets of one. Nothing of the project changes',
    gate: 'project.edit',
    body: 'files',
    answer: jobAnswer,
    async handle({ deps, params, who, body }) {
      const project = params['project'] ?? ''
      if (body.files.length === 0) return fail({ type: 'InvalidRequest', message: describeSpreadsheetError({ type: 'NoFiles' }) })
      const run: JobRun = async (report, signal) => {
        const read = await readSpreadsheet(body.files, { signal, onProgress: (progress) => report(progressOf(progress)) })
        if (!read.ok) {
          if (read.error.type === 'ReaderCrashed') deps.log.error({ reason: read.error.reason }, 'reading a spreadsheet failed')
          return fail({ message: describeSpreadsheetError(read.error) })
        }
        if (signal.aborted) return fail({ message: describeSpreadsheetError({ type: 'Aborted' }) })
        return ok(await deps.spreadsheets.keep(project, who.subject.person, read.value))
      }
      const started = deps.jobs.start(project, run, () => release())
      if (!started.ok) return started
      const release = body.takeOver()
      return json(started.value, 202)
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/spreadsheets/:spreadsheet',
    summary: 'What was read of a spreadsheet, for who uploaded it; for two hours',
    gate: 'project.edit',
    answer: spreadsheetAnswer,
    async handle({ deps, params, who }) {
      const bytes = await deps.spreadsheets.find(params['project'] ?? '', who.subject.person, params['spreadsheet'] ?? '')
      return bytes === undefined ? fail({ type: 'NotFound', what: 'spreadsheet' }) : ok({ kind: 'bytes', bytes, type: 'application/json; charset=utf-8' })
    },
  }),
]

function progressOf({ stage, sheet, fraction }: SpreadsheetProgress): Parameters<JobReport>[0] {
  if (stage === 'waiting') return { waiting: true, message: 'Waiting for another import' }
  const message = stage === 'reading' ? (sheet === undefined ? 'Reading the file' : `Reading the sheet ${sheet}`) : 'Handing over the result'
  return { message, ...(fraction === undefined ? {} : { fraction: Math.min(fraction, 0.99) }) }
}
