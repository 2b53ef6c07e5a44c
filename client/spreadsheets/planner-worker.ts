// The worker of the import page: nothing but messages in and answers out.
import { newId } from '../collab/connection-ports.ts'
import { createPlannerReplica, type PlannerMessage } from './planner-replica.ts'

const replica = createPlannerReplica(newId)
addEventListener('message', ({ data }: MessageEvent<PlannerMessage>) => {
  const answer = replica.receive(data)
  if (answer !== undefined) postMessage(answer)
})
