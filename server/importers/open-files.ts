// The only place that opens uploaded files: zips taken apart, bytes decoded, syntax told by what stands there. Runs in the killable child.
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { FileSyntax, OpenedFile } from './format-reader.ts'
import type { ImportError } from './import-error.ts'

export type UploadBytes = { readonly name: string; readonly bytes: Uint8Array }

/** Every file of the upload; entries of zips stand under their own paths. */
export async function openFiles(uploads: readonly UploadBytes[]): Promise<Result<OpenedFile[], ImportError>> {
  void uploads
  return Promise.resolve(fail({ type: 'NoFiles' }))
}

/** One decoded file. Also for tests of readers, which have texts. */
export function openText(name: string, text: string): Result<OpenedFile, ImportError> {
  const syntax: FileSyntax = 'text'
  return ok({ name, syntax, text })
}
