// What the server and its exporting child say to each other. The only place for these messages.
import type { RowFidelity } from '../../shared/codegen/jsonata/fidelity.ts'
import type { DocumentChoice } from '../../shared/document/document-options.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { FrozenCounts } from './freeze-project.ts'
import type { PackedContent } from './packed-content.ts'

/** `protect`: only what people are asked to write in can be changed. `roundTrip`: with the hidden marks, so that an edited file comes back. `raw`: for programs, nothing put before texts that look like formulas. */
export type DocumentFormat =
  | { readonly as: 'xlsx'; readonly protect?: boolean }
  | { readonly as: 'html' }
  | { readonly as: 'md' }
  | { readonly as: 'csv'; readonly roundTrip?: boolean; readonly raw?: boolean }

export type ExportRequest =
  | ({
      readonly project: Project
      readonly graphs: readonly (readonly [key: string, graph: SchemaGraph])[]
    } &
      /** `fieldMap`: null for all of them, each in its folder, and the flows beside. `records`: of test cases. */
      (
        | { readonly what: 'typescript'; readonly fieldMap: string | null; readonly allowGaps: boolean; readonly records: ProjectFile['records'] }
        | { readonly what: 'jsonata'; readonly fieldMap: string; readonly allowGaps: boolean }
      ))
  /** `project`: its JSON; `content`: as it is stored. Both are only passed on, so that a large project holds up nobody. */
  | { readonly what: 'project-file'; readonly project: Uint8Array; readonly content: readonly PackedContent[] }
  /** The specification for people. The child finds everything it needs in `content`. */
  | {
      readonly what: 'document'
      readonly format: DocumentFormat
      readonly choice: DocumentChoice
      readonly project: Uint8Array
      readonly content: readonly PackedContent[]
    }
  /** `now`: ISO 8601, what test cases that say none take as now. */
  | { readonly what: 'freeze'; readonly project: Uint8Array; readonly content: readonly PackedContent[]; readonly now: string }

export type ExportedGap = { readonly row: number | null; readonly line: string; readonly path: string; readonly message: string }
export type ExportedFiles = { readonly files: readonly { readonly path: string; readonly text: string }[]; readonly gaps: readonly ExportedGap[] }

export type ExportedJsonata = { readonly text: string; readonly fidelity: readonly RowFidelity[]; readonly gaps: readonly ExportedGap[] }

export type ExportMessage =
  | { readonly type: 'project-file'; readonly bytes: Uint8Array }
  /** `state`: a BaselineState as canonical JSON, so that an exported and imported one has the same hash. */
  | { readonly type: 'frozen'; readonly state: Uint8Array; readonly counts: FrozenCounts }
  /** `ending`: of the file's name; a zip where there are several files. */
  | { readonly type: 'document'; readonly bytes: Uint8Array; readonly ending: string }
  | { readonly type: 'typescript'; readonly code: ExportedFiles }
  | { readonly type: 'jsonata'; readonly code: ExportedJsonata }
  | { readonly type: 'gaps'; readonly gaps: number }
  | { readonly type: 'refused'; readonly message: string }
  /** A bug of ours; for the log. */
  | { readonly type: 'crashed'; readonly reason: string }
