// The only place where commands make a specification's source from a project file.
import type { DocumentChoice, DocumentSource } from '../../shared/document/document-options.ts'
import { readBaselineState } from '../../shared/review/frozen-project.ts'
import type { ReadProject } from './read-project.ts'

export function sourceOfFile({ file, project, findGraph }: ReadProject, choice: DocumentChoice): DocumentSource {
  const { samples, records } = file
  const states = new Map(file.baselines.map(({ baseline, state }) => [baseline, state]))
  const findSet = (set: string) => (Object.hasOwn(samples, set) ? samples[set] : undefined)
  return {
    project,
    choice,
    findGraph,
    findEvidence: (set) => findSet(set)?.evidence,
    findSamples: (set) => findSet(set)?.records,
    findRecord: (hash) => (Object.hasOwn(records, hash) ? records[hash] : undefined),
    findBaseline: (id) => (states.has(id) ? readBaselineState(states.get(id)) : undefined),
  }
}
