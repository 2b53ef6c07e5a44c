// What the server and the child process that reads a project file say to each other. The only place for these messages.
import type { CollectionName, ProjectInfo } from '../../shared/project/project.ts'

export type ProjectFileRequest = { readonly path: string }

/** What lies beside the document, under the name that the file gives it (of a frozen state: the id of its baseline): JSON in UTF-8, or the bytes of a picture. */
export type FileContent = { readonly kind: 'graph' | 'samples' | 'record' | 'picture' | 'baseline'; readonly key: string; readonly bytes: Uint8Array }

/** In pieces, so that the server answers others in between. */
export type ProjectFileMessage =
  | ({ readonly type: 'content' } & FileContent)
  | { readonly type: 'objects'; readonly home: CollectionName; readonly objects: readonly object[] }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'finished'; readonly info: ProjectInfo }
