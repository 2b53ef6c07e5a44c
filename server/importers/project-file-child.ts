// The child process that reads one project file and ends: a hostile or very large one must not stop the others' editing (T-11, R-15).
import { readFileSync } from 'node:fs'
import { collectionNames } from '../../shared/project/project-doc.ts'
import { parseProjectFile } from '../../shared/project/project-file.ts'
import type { ProjectFileMessage, ProjectFileRequest } from './project-file-protocol.ts'
import { splitProjectFile } from './split-project-file.ts'

/** Objects in one message: a few milliseconds for the server. */
const OBJECTS_AT_ONCE = 500

process.once('message', (request: ProjectFileRequest) => {
  void answer(request).finally(() => process.disconnect())
})

async function answer({ path }: ProjectFileRequest): Promise<void> {
  const file = parseProjectFile(readFileSync(path, 'utf8'))
  if (!file.ok) return send({ type: 'refused', message: file.error.message })
  const split = splitProjectFile(file.value)
  if (!split.ok) return send({ type: 'refused', message: split.error })
  const { project, content } = split.value
  for (const each of content) await send({ type: 'content', ...each })
  for (const home of collectionNames) {
    for (let from = 0; from < project[home].length; from += OBJECTS_AT_ONCE)
      await send({ type: 'objects', home, objects: project[home].slice(from, from + OBJECTS_AT_ONCE) })
  }
  await send({ type: 'finished', info: project.info })
}

/** A server that is gone ends this process. */
function send(message: ProjectFileMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) process.exit(1)
    process.send(message, undefined, undefined, (error) => {
      if (error !== null) process.exit(1)
      resolve()
    })
  })
}
