// What runs test cases inside a worker: a copy of the project kept up to date by what it is told, and the cases that an edit touches.
import { createCaseExaminer, type CaseExam } from '../../shared/mapping/examine-case.ts'
import { createCaseRunner } from '../../shared/mapping/run-cases.ts'
import type { CaseOutcome, CaseSetting } from '../../shared/mapping/run-test-case.ts'
import type { Project, ProjectInfo } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { touchedCases } from '../../shared/review/case-touch.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { createProjectCopy, type ObjectNews } from '../collab/project-copy.ts'

/** Plain values that can be cloned. Of `run`, `cases` absent: those that something touched since they ran. `look`: the case that is told in full after each run. */
export type CaseMessage =
  | { readonly tell: 'graph'; readonly key: string; readonly graph: SchemaGraph }
  | { readonly tell: 'info'; readonly info: ProjectInfo }
  | ({ readonly tell: 'objects' } & ObjectNews)
  | { readonly tell: 'records'; readonly records: readonly (readonly [hash: string, record: JsonValue])[] }
  /** For cases that say none of their own. */
  | { readonly tell: 'setting'; readonly now: string; readonly profile: string | undefined }
  | { readonly tell: 'run'; readonly cases?: readonly string[]; readonly look: string | undefined }
  | { readonly tell: 'look'; readonly look: string | undefined }
  /** Which rows each case exercises. */
  | { readonly tell: 'cover' }

/** `took`: milliseconds. What is absent is as it was. */
export type CaseAnswer = {
  readonly outcomes?: readonly (readonly [id: string, outcome: CaseOutcome])[]
  /** `asked`: by a person, not by an edit. */
  readonly ran?: { readonly count: number; readonly took: number; readonly asked: boolean }
  readonly exam?: { readonly id: string; readonly exam: CaseExam }
  readonly exercised?: readonly (readonly [id: string, rows: readonly string[]])[]
}

export type CaseReplica = { readonly receive: (message: CaseMessage) => Promise<CaseAnswer | undefined> }

export function createCaseReplica(clock: () => number): CaseReplica {
  const graphs = new Map<string, SchemaGraph>()
  const records = new Map<string, JsonValue>()
  const copy = createProjectCopy()
  let info: ProjectInfo = { name: '' }
  let given: { readonly now: string; readonly profile: string | undefined } = { now: '', profile: undefined }
  /** In which state of the project cases last ran; undefined: all of them have to. */
  let ranIn: Project | undefined
  let fresh = new Set<string>()
  let examiner: ReturnType<typeof createCaseExaminer> | undefined
  let current: Project | undefined

  const project = (): Project => (current ??= copy.project(info))
  const setting = (): CaseSetting => ({
    project: project(),
    findGraph: (key) => graphs.get(key),
    findRecord: (hash) => records.get(hash),
    now: given.now,
    ...(given.profile === undefined ? {} : { profile: given.profile }),
  })
  const changed = () => {
    current = undefined
    examiner = undefined
  }
  const findCase = (id: string | undefined): TestCase | undefined => project().testCases.find((one) => one.id === id && one.deleted !== true)
  const look = async (id: string | undefined): Promise<CaseAnswer['exam']> => {
    const testCase = findCase(id)
    if (testCase === undefined) return undefined
    examiner ??= createCaseExaminer(setting())
    return { id: testCase.id, exam: await examiner(testCase) }
  }

  async function run(ids: readonly string[] | undefined, looked: string | undefined): Promise<CaseAnswer> {
    const now = project()
    const touched = new Set(ids ?? touchedCases(ranIn, now).map(({ id }) => id))
    const isFresh = ({ given: one = '', expected = '' }: TestCase) => fresh.has(one) || fresh.has(expected)
    const cases = now.testCases.filter((one) => one.deleted !== true && (touched.has(one.id) || (ids === undefined && isFresh(one))))
    if (ids === undefined) [ranIn, fresh] = [now, new Set()]
    const started = clock()
    const runCase = createCaseRunner(setting())
    const outcomes: [string, CaseOutcome][] = []
    for (const testCase of cases) outcomes.push([testCase.id, await runCase(testCase)])
    const took = clock() - started
    const exam = cases.some(({ id }) => id === looked) ? await look(looked) : undefined
    return {
      outcomes,
      ran: { count: cases.filter(({ kind }) => kind !== 'manual').length, took, asked: ids !== undefined },
      ...(exam === undefined ? {} : { exam }),
    }
  }

  async function cover(): Promise<CaseAnswer> {
    examiner ??= createCaseExaminer(setting())
    const exercised: [string, readonly string[]][] = []
    for (const testCase of project().testCases) if (testCase.deleted !== true) exercised.push([testCase.id, (await examiner(testCase)).rows])
    return { exercised }
  }

  return {
    async receive(message) {
      switch (message.tell) {
        case 'graph':
          graphs.set(message.key, message.graph)
          ranIn = undefined
          changed()
          return undefined
        case 'info':
          info = message.info
          changed()
          return undefined
        case 'objects':
          copy.receive(message)
          changed()
          return undefined
        case 'records':
          for (const [hash, record] of message.records) {
            records.set(hash, record)
            fresh.add(hash)
          }
          examiner = undefined
          return undefined
        case 'setting':
          given = message
          ranIn = undefined
          examiner = undefined
          return undefined
        case 'run':
          return run(message.cases, message.look)
        case 'look': {
          const exam = await look(message.look)
          return exam === undefined ? undefined : { exam }
        }
        case 'cover':
          return cover()
      }
    },
  }
}
