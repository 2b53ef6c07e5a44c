// The worker of the page of a newer version: nothing but messages in and answers out.
import { createImpactReplica, type ImpactMessage } from './schema-changes-replica.ts'

const replica = createImpactReplica()
addEventListener('message', ({ data }: MessageEvent<ImpactMessage>) => {
  const answer = replica.receive(data)
  if (answer !== undefined) postMessage(answer)
})
