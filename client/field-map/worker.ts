// The worker of the field map page: nothing but messages in and answers out.
import type { ReplicaMessage } from './analyst.ts'
import { createReplica } from './replica.ts'

const replica = createReplica(() => performance.now())
addEventListener('message', ({ data }: MessageEvent<ReplicaMessage>) => {
  const answer = replica.receive(data)
  if (answer !== undefined) postMessage(answer)
})
