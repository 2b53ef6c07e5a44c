// What reading a spreadsheet into a project needs besides the spreadsheet.
import type { Project } from '../project/project.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import type { Fresh } from './row-writes.ts'

export type ProjectView = {
  readonly project: Project
  readonly findGraph: (key: string) => SchemaGraph | undefined
  /** A new id and its random bits, each time. */
  readonly fresh: () => Fresh
  /** Whose questions they are, and when: names and ISO 8601. */
  readonly by: string
  readonly now: string
}
