// What every export route answers with: the file as a download, or why there is none. The only place for these answers.
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { ExportMessage } from '../exporters/export-protocol.ts'
import type { RouteDeps } from './deps.ts'
import type { Answer } from './route.ts'
import { cleanFileName } from './uploaded-files.ts'

export function download(bytes: Uint8Array, type: string, name: string): Result<Answer, RouteError> {
  return ok({ kind: 'bytes', bytes, type, fileName: cleanFileName(name) })
}

/** `exported`: anything but what was asked for. */
export function refuseExport(deps: RouteDeps, exported: ExportMessage): Result<never, RouteError> {
  if (exported.type === 'gaps') return fail({ type: 'GapsInTheWay', gaps: exported.gaps })
  if (exported.type === 'refused') return fail({ type: 'ExportFailed', message: exported.message })
  const reference = deps.newId().slice(0, 8)
  deps.log.error({ reference, reason: exported.type === 'crashed' ? exported.reason : exported.type }, 'an export failed')
  return fail({ type: 'Broken', reference })
}
