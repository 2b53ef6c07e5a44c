// What is found about the open project, for all its pages: worked out once, in a worker, and again after each change.
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useConnectionPart, useProject } from '../collab/project-context.tsx'
import { readBlobOf } from './read-blob.ts'
import type { ReviewAnswer } from './review-replica.ts'
import { NOT_REVIEWED, reviewProject, type OpenReviewer, type ProjectReview, type ReviewState } from './reviewer-channel.ts'

const ReviewContext = createContext<ProjectReview | undefined>(undefined)
const never = () => () => {}

/** To be asked at the moment of an edit, without being drawn for every change. Undefined: the project is not open yet. */
export function useProjectReview(): ProjectReview | undefined {
  return useContext(ReviewContext)
}

/** Renders again when something else was found. */
export function useReview(): ReviewState {
  const review = useContext(ReviewContext)
  return useSyncExternalStore(review?.subscribe ?? never, review?.state ?? (() => NOT_REVIEWED))
}

/** A part of it, so that who shows a count is not drawn for every other change. `pick` must give the same value for the same state. */
export function useReviewPart<T>(pick: (state: ReviewState) => T): T {
  const review = useContext(ReviewContext)
  return useSyncExternalStore(review?.subscribe ?? never, () => pick(review?.state() ?? NOT_REVIEWED))
}

export function ReviewProvider({ children }: { readonly children: ReactNode }) {
  const { project, store } = useProject()
  const ready = useConnectionPart('ready')
  const [review, setReview] = useState<ProjectReview>()
  useEffect(() => {
    if (!ready) return
    const made = reviewProject(store, openWorkerOf(project), readBlobOf(project))
    // oxlint-disable-next-line react/set-state-in-effect -- the review is a thing outside React with a life of its own: made and closed by this effect
    setReview(made)
    return () => {
      setReview(undefined)
      made.close()
    }
  }, [project, store, ready])
  return <ReviewContext value={review}>{children}</ReviewContext>
}

/** Nothing else may be in the worker's address: the page's policy takes scripts of its own server alone. */
function openWorkerOf(project: string): OpenReviewer {
  return (onAnswer, onFailure) => {
    const worker = new Worker(new URL('./review-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<ReviewAnswer>) => onAnswer(data))
    worker.addEventListener('error', onFailure)
    worker.postMessage({ tell: 'project', project })
    return { post: (message) => worker.postMessage(message), close: () => worker.terminate() }
  }
}
