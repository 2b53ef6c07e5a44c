// What every reader of a format is: the contract between the upload and the graph.
import type { SourcePlace } from '../../shared/schema/graph-writer.ts'
import type { Result } from '../../shared/schema/result.ts'
import type { NodeId, ObjectAddress, SchemaFormat, SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'
import type { ImportError } from './import-error.ts'
import type { XmlElement } from './xml-element.ts'

export type FileSyntax = 'json' | 'json-lines' | 'yaml' | 'xml' | 'html' | 'csv' | 'markdown' | 'graphql' | 'protobuf' | 'sql' | 'text'

/** One uploaded file, or one entry of an uploaded zip, decoded and parsed as far as its syntax says. */
export type OpenedFile = {
  /** As others refer to it: its path in the upload, with `/`, e.g. `types/order.xsd`. */
  readonly name: string
  readonly syntax: FileSyntax
  readonly text: string
  /** Of `json`, `yaml`: the value. Of `json-lines`: the list of the lines' values. */
  readonly value?: unknown
  /** Of `xml`: the root. */
  readonly xml?: XmlElement
  /** It lay in a zip or a folder, which people hand over as a whole: it may have nothing to do with the description. */
  readonly packed?: true
  /** Of a packed file that is broken, and has no text then: whether that matters depends on the others. */
  readonly fault?: ImportError
}

/** Records that came with the description (saved responses, rows): evidence of an object of the graph. */
export type ReadSamples = { readonly object: ObjectAddress; readonly name: string; readonly records: readonly unknown[] }

export type ReadSchema = {
  readonly graph: SchemaGraph
  readonly samples: readonly ReadSamples[]
  /** Where the nodes stand in the upload; nodes that stand nowhere are absent. */
  readonly places: ReadonlyMap<NodeId, SourcePlace>
  /** The nodes of the graph, for those who go through all: a large record takes long to make, so it is made when somebody asks for it. */
  readonly eachNode?: () => Iterable<readonly [NodeId, SchemaNode]>
}

export type FormatReader = {
  /** What it reads; several where the file tells its version. */
  readonly formats: readonly SchemaFormat[]
  /** Whether the file is this format, by what it holds, never by its name. */
  readonly recognises: (file: OpenedFile) => boolean
  /**
   * `own`: the files of this format, at least one; `all`: every file of the upload, for references among them. `name`: what to call
   * it where the files give no title. Never throws on what the files hold, never fetches.
   */
  readonly read: (own: readonly OpenedFile[], all: readonly OpenedFile[], name: string) => Result<ReadSchema, ImportError>
}
