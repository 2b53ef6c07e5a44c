// The only place that turns a specification into a workbook's bytes.
import type { SpecDocument } from '../../shared/document/document.ts'
import { createPackage } from './xlsx-parts.ts'

export async function renderWorkbook(_document: SpecDocument, _options: { readonly protect?: boolean }): Promise<Uint8Array> {
  return await Promise.resolve(createPackage().finish())
}
