// The worker of the page of test cases: nothing but messages in and answers out, one after the other.
import { createCaseReplica, type CaseMessage } from './case-replica.ts'

const replica = createCaseReplica(() => performance.now())
let last: Promise<unknown> = Promise.resolve()
addEventListener('message', ({ data }: MessageEvent<CaseMessage>) => {
  last = last.then(async () => {
    const answer = await replica.receive(data)
    if (answer !== undefined) postMessage(answer)
  })
})
