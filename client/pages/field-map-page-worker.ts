// The worker of the field map page: nothing but messages in and answers out.
import type { ReplicaMessage } from './field-map-page-analyst.ts'
import { createReplica } from './field-map-page-replica.ts'

const replica = createReplica(() => performance.now())
addEventListener('message', ({ data }: MessageEvent<ReplicaMessage>) => {
  const answer = replica.receive(data)
  if (answer !== undefined) postMessage(answer)
})
