// The worker that reviews the open project: nothing but messages in and answers out. What never changes it reads from the server itself.
import { createReviewReplica, type ReviewMessage } from './review-replica.ts'
import { readBlobOf } from './read-blob.ts'

let project = ''
const replica = createReviewReplica({
  read: (kind, key) => readBlobOf(project)(kind, key),
  answer: (answer) => postMessage(answer),
  clock: () => performance.now(),
  now: () => new Date().toISOString(),
  later: (work, wait) => {
    const timer = setTimeout(work, wait)
    return () => clearTimeout(timer)
  },
})

addEventListener('message', ({ data }: MessageEvent<ReviewMessage | { readonly tell: 'project'; readonly project: string }>) => {
  if (data.tell === 'project') project = data.project
  else replica.receive(data)
})
