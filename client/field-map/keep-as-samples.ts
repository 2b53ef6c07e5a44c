// Stores a record that somebody pasted as a sample of the project, for everybody: the way uploaded files go.
import { describeFailure } from '../api/request.ts'
import { uploadSamples, watchJob } from '../api/schemas.ts'
import { fileOfText } from '../pages/import-files.ts'
import { showFailure, showNotice } from '../ui/notices.tsx'
import type { MapTools } from './tools.tsx'

/** One set for each input that has a record; what is stored is chosen in place of what was pasted. */
export async function keepAsSamples(tools: Pick<MapTools, 'project' | 'sample' | 'context'>, pasted: string): Promise<void> {
  const { pasted: all, choose, forget } = tools.sample()
  const one = all.find(({ id }) => id === pasted)
  const inputs = tools.context()?.inputs ?? []
  if (one === undefined) return
  const notice = showNotice(`Keeping ${one.name} as a sample.`)
  try {
    for (const { input } of inputs) {
      const record = one.records[input.id]
      if (record === undefined) continue
      const name = `${input.name} ${one.name}`
      const of = { schema: input.source.schema, object: input.source.object }
      const job = await uploadSamples(tools.project, [fileOfText(JSON.stringify(record), name)], of, name, new AbortController().signal)
      const end = await watchJob(tools.project, job.id, () => {})
      if (end.state !== 'done') throw new Error(end.message)
      choose(input.id, { from: 'set', set: end.result ?? '', at: 0 })
    }
    forget(pasted)
    notice.change(`${one.name} is a sample of this project now.`)
  } catch (error) {
    showFailure(`${one.name} was not kept as a sample; it is still in your own list. ${describeFailure(error)}`)
  }
}
