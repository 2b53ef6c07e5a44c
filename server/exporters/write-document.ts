// The only place that makes a specification's file in the asked format from what the server stores.
import { buildDocument } from '../../shared/document/build-document.ts'
import { withOutcomes } from '../../shared/document/case-results.ts'
import type { DocumentChoice, DocumentSource } from '../../shared/document/document-options.ts'
import type { SpecDocument } from '../../shared/document/document.ts'
import type { Project } from '../../shared/project/project.ts'
import { readBaselineState } from '../../shared/review/frozen-project.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { DocumentFormat, ExportRequest } from './export-protocol.ts'
import { openContent, type OpenedContent } from './packed-content.ts'

export type WrittenDocument = { readonly bytes: Uint8Array; readonly ending: string }

/** Each format loads what it needs alone. */
const writers: Readonly<Record<DocumentFormat['as'], (document: SpecDocument, format: DocumentFormat) => Promise<WrittenDocument>>> = {
  async xlsx(document, format) {
    const { renderWorkbook } = await import('./excel-workbook.ts')
    return { bytes: await renderWorkbook(document, { protect: format.as === 'xlsx' && format.protect === true }), ending: 'xlsx' }
  },
  async html(document) {
    const { renderHtml } = await import('./html-page.ts')
    return { bytes: Buffer.from(renderHtml(document)), ending: 'html' }
  },
  async md(document) {
    const [{ renderMarkdown }, { zipFiles }] = await Promise.all([import('./markdown-files.ts'), import('./zip-files.ts')])
    return { bytes: zipFiles(renderMarkdown(document)), ending: 'zip' }
  },
  async csv(document, format) {
    const { renderCsv } = await import('./csv-rows.ts')
    return { bytes: Buffer.from(renderCsv(document, format.as === 'csv' ? format : {})), ending: 'csv' }
  },
}

export async function writeDocument(request: Extract<ExportRequest, { what: 'document' }>): Promise<WrittenDocument> {
  const project = JSON.parse(Buffer.from(request.project).toString('utf8')) as Project
  const document = buildDocument(await withOutcomes(sourceOf(project, openContent(request.content), request.choice)))
  return await renderDocument(document, request.format)
}

export async function renderDocument(document: SpecDocument, format: DocumentFormat): Promise<WrittenDocument> {
  return await writers[format.as](document, format)
}

type Samples = { readonly records: readonly JsonValue[]; readonly evidence: readonly FieldEvidence[] }

function sourceOf(project: Project, content: OpenedContent, choice: DocumentChoice): DocumentSource {
  const findSet = (set: string) => content.read('samples', set) as Samples | undefined
  return {
    project,
    choice,
    findGraph: (key) => content.read('graph', key) as SchemaGraph | undefined,
    findEvidence: (set) => findSet(set)?.evidence,
    findSamples: (set) => findSet(set)?.records,
    findRecord: (hash) => content.read('record', hash) as JsonValue | undefined,
    findBaseline: (id) => {
      const state = project.baselines.find((one) => one.id === id)?.state
      return state === undefined ? undefined : readBaselineState(content.read('baseline', state))
    },
  }
}
