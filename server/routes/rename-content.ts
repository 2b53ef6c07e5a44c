// The only place that gives a project other names for what lies beside it: a name of a file may stand for something else on this server.
import type { Project } from '../../shared/project/project.ts'
import { readBaselineState } from '../../shared/review/frozen-project.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
import type { BlobKind } from '../storage/storage.ts'

export type KeyOf = (kind: BlobKind, key: string) => string

/** The project with its content under the keys that `keyOf` gives. */
export function renameContent(project: Project, keyOf: KeyOf): Project {
  const rename = <T extends object>(object: T, cell: keyof T, kind: BlobKind): T => {
    const key = object[cell]
    return typeof key === 'string' ? { ...object, [cell]: keyOf(kind, key) } : object
  }
  return {
    ...project,
    schemas: project.schemas.map((schema) => rename(schema, 'graph', 'graph')),
    sampleSets: project.sampleSets.map((set) => rename(set, 'set', 'samples')),
    testCases: project.testCases.map((test) => rename(rename(test, 'given', 'record'), 'expected', 'record')),
    testRuns: project.testRuns.map((run) => rename(run, 'actual', 'record')),
    attachments: project.attachments.map((attachment) => rename(attachment, 'picture', 'picture')),
  }
}

/** A frozen state as JSON, whose content got other names. */
export function renameFrozen(bytes: Uint8Array, keyOf: KeyOf): Uint8Array {
  const state = readBaselineState(JSON.parse(Buffer.from(bytes).toString('utf8')))
  return state === undefined ? bytes : Buffer.from(printCanonical({ ...state, project: renameContent(state.project, keyOf) }))
}

/** `states`: the hash of each baseline's state, by the baseline's id. Signatures below a baseline follow. */
export function renameStates(project: Project, states: ReadonlyMap<string, string>): Project {
  const before = new Map(project.baselines.map(({ id, state }) => [id, state]))
  return {
    ...project,
    baselines: project.baselines.map((baseline) => ({ ...baseline, state: states.get(baseline.id) ?? baseline.state })),
    signOffs: project.signOffs.map((signOff) => {
      const { baseline = '', content } = signOff
      return content === before.get(baseline) ? { ...signOff, content: states.get(baseline) ?? content } : signOff
    }),
  }
}
