// The only way in for uploaded project files: read in a killable child, one at a time (T-11).
import { collectionNames } from '../../shared/project/project-doc.ts'
import type { Project, ProjectInfo } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { runInChild } from '../jobs/killable-child.ts'
import { createQueue } from '../jobs/queue.ts'
import type { FileContent, ProjectFileMessage, ProjectFileRequest } from './project-file-protocol.ts'
import type { SplitProject } from './split-project-file.ts'

const WALL_MS = 60_000
const MEMORY_MB = 2_048
const queue = createQueue()

/** `refused`: the file is at fault, with a sentence for people. `crashed`: we are; for the log. */
export type ProjectFileFailure = { readonly type: 'refused'; readonly message: string } | { readonly type: 'crashed'; readonly reason: string }

/** Never blocks the caller for more than a few milliseconds at a time. `path` is ours, never made from a client's name. */
export async function importProjectFile(path: string): Promise<Result<SplitProject, ProjectFileFailure>> {
  return (await queue.run(() => readInChild(path))) ?? fail({ type: 'crashed', reason: 'the import never began' })
}

async function readInChild(path: string): Promise<Result<SplitProject, ProjectFileFailure>> {
  const content: FileContent[] = []
  const objects = Object.fromEntries(collectionNames.map((home) => [home, [] as object[]]))
  let info: ProjectInfo | undefined
  let refused: string | undefined
  const end = await runInChild({
    module: new URL(import.meta.url.endsWith('.ts') ? './project-file-child.ts' : './project-file-child.js', import.meta.url),
    request: { path } satisfies ProjectFileRequest,
    wallMs: WALL_MS,
    memoryMb: MEMORY_MB,
    onMessage(raw) {
      const message = raw as ProjectFileMessage
      if (message.type === 'content') content.push({ kind: message.kind, key: message.key, bytes: message.bytes })
      else if (message.type === 'objects') objects[message.home]?.push(...message.objects)
      else if (message.type === 'refused') refused = message.message
      else info = message.info
      return message.type === 'refused' || message.type === 'finished'
    },
  })
  if (refused !== undefined) return fail({ type: 'refused', message: refused })
  if (end.type === 'finished' && info !== undefined) return ok({ project: { info, ...objects } as unknown as Project, content })
  if (end.type === 'timed-out' || end.type === 'out-of-memory')
    return fail({ type: 'refused', message: `Reading it ${end.type === 'timed-out' ? 'took too long' : 'needed too much memory'} and was stopped.` })
  return fail({ type: 'crashed', reason: end.type === 'crashed' ? end.reason : end.type })
}
