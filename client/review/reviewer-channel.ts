// Tells a worker what changed in the project, in small pieces, and puts together what it finds. One question at a time; where no worker
// runs, the same is done on the page, later and slower, so that nothing is missing.
import { collections, type CollectionName, type Project, type ProjectInfo } from '../../shared/project/project.ts'
import type { CaseOutcome } from '../../shared/mapping/run-test-case.ts'
import type { Review } from '../../shared/review/review.ts'
import { changesBetween, type AnyObject } from '../collab/project-copy.ts'
import { createListeners } from '../collab/listeners.ts'
import { createReviewReplica, type ReadBlob, type ReviewAnswer, type ReviewMessage } from './review-replica.ts'

export type ReviewState = {
  /** The last that was worked out; undefined until it was for the first time. */
  readonly review: Review | undefined
  /** How test cases came out when they last ran by themselves, by id; undefined until they did. Without a customer. */
  readonly outcomes: ReadonlyMap<string, CaseOutcome> | undefined
  /** Something changed since, or schemas are still on their way. */
  readonly pending: boolean
  readonly error: Error | undefined
}

export const NOT_REVIEWED: ReviewState = { review: undefined, outcomes: undefined, pending: true, error: undefined }

export type ReviewChannel = { readonly post: (message: ReviewMessage) => void; readonly close: () => void }
export type OpenReviewer = (onAnswer: (answer: ReviewAnswer) => void, onFailure: () => void) => ReviewChannel

export type ReviewSource = { readonly project: () => Project; readonly subscribeAll: (listener: () => void) => () => void }

export type ProjectReview = { readonly state: () => ReviewState; readonly subscribe: (listener: () => void) => () => void; readonly close: () => void }

/** Milliseconds without an edit before the project is looked at again; at the latest after so many. */
const PAUSE = 150
const LATEST = 1_000
/** Objects in one message. */
const MOST_OBJECTS = 500

const names = Object.keys(collections) as CollectionName[]
/** How the grid looks says nothing about the project. */
const told = names.filter((name) => name !== 'gridViews')

export function reviewProject(source: ReviewSource, open: OpenReviewer, read: ReadBlob): ProjectReview {
  const listeners = createListeners()
  const lists = new Map<CollectionName, readonly AnyObject[]>()
  let info: ProjectInfo | undefined
  let state = NOT_REVIEWED
  let turn = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  let waitingSince: number | undefined
  let isClosed = false
  let channel = open(onAnswer, onFailure)

  function onFailure(): void {
    if (isClosed) return
    channel.close()
    const replica = createReviewReplica({
      read,
      answer: onAnswer,
      clock: () => performance.now(),
      now: () => new Date().toISOString(),
      later: (work, wait) => {
        const timer = setTimeout(work, wait)
        return () => clearTimeout(timer)
      },
    })
    channel = { post: (message) => replica.receive(message), close: () => {} }
    lists.clear()
    info = undefined
    ask()
  }

  function onAnswer(answer: ReviewAnswer): void {
    if (isClosed) return
    const { problems, coverage, outcomes, failure } = answer
    const before = state.review
    const review: Review = {
      problems: problems ?? before?.problems ?? [],
      coverage: coverage === undefined ? (before?.coverage ?? new Map()) : new Map(coverage),
    }
    const isSame = before !== undefined && review.problems === before.problems && review.coverage === before.coverage
    const next: ReviewState = {
      review: isSame ? before : review,
      outcomes: outcomes === undefined ? state.outcomes : new Map(outcomes),
      pending: answer.turn !== turn || waiting !== undefined,
      error: failure === undefined ? undefined : state.error?.message === failure ? state.error : new Error(failure),
    }
    if (next.review === state.review && next.outcomes === state.outcomes && next.pending === state.pending && next.error === state.error) return
    state = next
    listeners.notify()
  }

  function ask(): void {
    clearTimeout(waiting)
    waiting = undefined
    waitingSince = undefined
    const project = source.project()
    if (info !== project.info) channel.post({ tell: 'info', info: (info = project.info) })
    for (const name of told) {
      const next = project[name]
      const before = lists.get(name) ?? []
      if (before === next) continue
      lists.set(name, next)
      const { set, gone } = changesBetween(before, next)
      if (gone.length > 0) channel.post({ tell: 'objects', of: name, set: [], gone })
      for (let at = 0; at < set.length; at += MOST_OBJECTS) channel.post({ tell: 'objects', of: name, set: set.slice(at, at + MOST_OBJECTS), gone: [] })
    }
    turn += 1
    channel.post({ tell: 'review', turn })
  }

  function askSoon(): void {
    const now = performance.now()
    waitingSince ??= now
    clearTimeout(waiting)
    waiting = setTimeout(ask, Math.max(0, Math.min(PAUSE, waitingSince + LATEST - now)))
    if (!state.pending) {
      state = { ...state, pending: true }
      listeners.notify()
    }
  }

  const stop = source.subscribeAll(askSoon)
  waiting = setTimeout(ask, 0)
  return {
    state: () => state,
    subscribe: listeners.subscribe,
    close() {
      isClosed = true
      stop()
      clearTimeout(waiting)
      channel.close()
    },
  }
}
