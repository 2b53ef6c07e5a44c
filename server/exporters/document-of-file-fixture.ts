// The specification of a project file, for tests. The only place for it.
import { buildDocument } from '../../shared/document/build-document.ts'
import type { DocumentChoice, DocumentSource } from '../../shared/document/document-options.ts'
import type { SpecDocument } from '../../shared/document/document.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import { readBaselineState } from '../../shared/review/frozen-project.ts'

export function documentOfFile(file: ProjectFile, choice: DocumentChoice): SpecDocument {
  return buildDocument(sourceOfFile(file, choice))
}

export function sourceOfFile({ project, schemas, samples, records, baselines }: ProjectFile, choice: DocumentChoice): DocumentSource {
  const find = <T>(all: Readonly<Record<string, T>>, key: string) => (Object.hasOwn(all, key) ? all[key] : undefined)
  return {
    project,
    choice,
    findGraph: (key) => find(schemas, key),
    findEvidence: (set) => find(samples, set)?.evidence,
    findSamples: (set) => find(samples, set)?.records,
    findRecord: (hash) => find(records, hash),
    findBaseline: (id) => readBaselineState(baselines.find(({ baseline }) => baseline === id)?.state),
  }
}
