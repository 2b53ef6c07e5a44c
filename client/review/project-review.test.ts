// The review of the open project: what the page is told, whether a worker runs or not, is what a look at the whole project finds.
import { expect, test, vi } from 'vitest'
import demoText from '../../fixtures/woocommerce-to-xero.crosswalk.json?raw'
import { parseProjectFile, type ProjectFile } from '../../shared/project/project-file.ts'
import type { Project } from '../../shared/project/project.ts'
import { createReviewer } from '../../shared/review/review.ts'
import { createReviewReplica, type ReadBlob, type ReviewAnswer, type ReviewMessage } from './review-replica.ts'
import { reviewProject, type OpenReviewer, type ProjectReview } from './reviewer-channel.ts'

const parsed = parseProjectFile(demoText)
if (!parsed.ok) throw new Error(parsed.error.message)
const demo: ProjectFile = parsed.value

const read: ReadBlob = (kind, key) => {
  const found = { graph: demo.schemas, samples: demo.samples, record: demo.records }[kind][key]
  return found === undefined ? Promise.reject(new Error(`no ${kind}`)) : Promise.resolve(found)
}

/** A source that a test edits, and a worker that copies what it is sent, as a real one does. */
function open(how: 'worker' | 'no worker') {
  let project: Project = demo.project
  const listeners = new Set<() => void>()
  const posted: ReviewMessage[] = []
  const openReviewer: OpenReviewer = (onAnswer, onFailure) => {
    const replica = createReviewReplica({
      read,
      answer: (answer: ReviewAnswer) => onAnswer(structuredClone(answer)),
      clock: () => performance.now(),
      now: () => '2026-11-22T09:00:00.000Z',
      later: (work, wait) => {
        const timer = setTimeout(work, wait / 20)
        return () => clearTimeout(timer)
      },
    })
    if (how === 'no worker') setTimeout(onFailure, 0)
    return {
      post: (message) => {
        posted.push(message)
        if (how === 'worker') replica.receive(structuredClone(message))
      },
      close: () => {},
    }
  }
  const review = reviewProject(
    {
      project: () => project,
      subscribeAll: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    openReviewer,
    read,
  )
  return {
    review,
    posted,
    edit(change: (project: Project) => Project) {
      project = change(project)
      for (const listener of listeners) listener()
    },
  }
}

function settled(review: ProjectReview): Promise<void> {
  return vi.waitFor(
    () => {
      const { pending, outcomes } = review.state()
      expect({ pending, ran: outcomes?.size }).toEqual({ pending: false, ran: demo.project.testCases.filter(({ kind }) => kind !== 'manual').length })
    },
    { timeout: 15_000, interval: 20 },
  )
}

function lookAt(project: Project, review: ProjectReview) {
  const { outcomes } = review.state()
  const findEvidence = (key: string) => {
    const set = Object.hasOwn(demo.samples, key) ? demo.samples[key] : undefined
    return set === undefined ? undefined : { records: set.records.length, evidence: set.evidence }
  }
  return createReviewer()({
    project,
    findGraph: (key) => (Object.hasOwn(demo.schemas, key) ? demo.schemas[key] : undefined),
    findEvidence,
    ...(outcomes === undefined ? {} : { outcomes }),
  })
}

test.each(['worker', 'no worker'] as const)(
  'with a %s the page is told what a look at the whole project finds, and how every test case came out',
  async (how) => {
    const { review } = open(how)
    await settled(review)
    expect(review.state().review).toEqual(lookAt(demo.project, review))
    expect([...(review.state().outcomes?.values() ?? [])].filter(({ state }) => state !== 'passed')).toEqual([])
    review.close()
  },
)

test('after an edit only what changed is sent, and the problems follow; a row that breaks a case turns it to failed', async () => {
  const { review, posted, edit } = open('worker')
  await settled(review)
  const before = posted.length
  const at = demo.project.rows.findIndex(({ destination }) => destination === 'Type')
  const changed = demo.project.rows.map((row, index) => (index === at ? { ...row, transform: { kind: 'constant' as const, value: 'NOPE' } } : row))
  edit((project) => ({ ...project, rows: changed }))
  expect(review.state().pending).toBe(true)
  await vi.waitFor(() => expect([...(review.state().outcomes?.values() ?? [])].some(({ state }) => state === 'failed')).toBe(true), { timeout: 15_000 })
  const sent = posted.slice(before)
  expect(sent.map(({ tell }) => tell)).toEqual(['objects', 'review'])
  expect(sent[0]).toMatchObject({ of: 'rows', set: [{ id: changed[at]?.id }], gone: [] })
  await vi.waitFor(() => expect(review.state().review).toEqual(lookAt({ ...demo.project, rows: changed }, review)), { timeout: 15_000 })
  review.close()
})

test('a schema that cannot be read is told in words, and what can be checked is', async () => {
  const { review, edit } = open('worker')
  edit((project) => ({ ...project, schemas: project.schemas.map((schema, at) => (at === 0 ? { ...schema, graph: 'gone' } : schema)) }))
  await vi.waitFor(() => expect(review.state().error?.message).toContain('could not be read'), { timeout: 15_000 })
  expect(review.state().review?.problems.map(({ code }) => code)).toContain('schema-missing')
  review.close()
})
