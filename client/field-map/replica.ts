// The other end of the analyst, inside the worker: a copy of what the map depends on, kept up to date by what it is told,
// and the findings of the whole map worked out from it.
import { listRowCode } from '../../shared/codegen/typescript/row-code.ts'
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { ProjectInfo } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { ReplicaAnswer, ReplicaMessage, ReplicaReply } from './analyst.ts'
import { NO_FINDINGS, type Findings, type PreviewSample } from './derive.ts'
import { createInquiry, type Inquiry, type Question, type Reply } from './inquiry.ts'
import { createProjectCopy } from '../collab/project-copy.ts'

export type Replica = { readonly receive: (message: ReplicaMessage) => ReplicaAnswer | ReplicaReply | undefined }

export function createReplica(clock: () => number): Replica {
  const graphs = new Map<string, SchemaGraph>()
  const copy = createProjectCopy()
  let info: ProjectInfo = { name: '' }
  let sample: PreviewSample | undefined
  let before: Findings = NO_FINDINGS
  /** As it was last analysed. */
  let inquiry: Inquiry | undefined
  /** Of the map that was analysed last; undefined: something but the sample was told since. */
  let current: string | undefined

  function analyse(map: string): Findings {
    if (current === map && inquiry !== undefined) inquiry = inquiry.withSample(sample)
    else {
      const context = buildMapContext(copy.project(info), map, (key) => graphs.get(key))
      inquiry = context === undefined ? undefined : createInquiry(context, sample, clock, () => listRowCode)
    }
    current = map
    return inquiry?.findings ?? NO_FINDINGS
  }

  let lastRecord = ''
  /** A large record costs the page more than an edit: it is sent only when it is another. */
  function toldOnce(question: Question, reply: Reply): Reply {
    if (question.of !== 'record' || !('record' in reply)) return reply
    const { record } = reply
    const text = JSON.stringify(record.state === 'made' ? { ...record, took: 0 } : record)
    if (question.known && text === lastRecord) return { same: true }
    lastRecord = text
    return reply
  }

  return {
    receive(message) {
      switch (message.tell) {
        case 'graph':
          graphs.set(message.key, message.graph)
          current = undefined
          return undefined
        case 'info':
          info = message.info
          current = undefined
          return undefined
        case 'objects':
          copy.receive(message)
          current = undefined
          return undefined
        case 'sample':
          sample = message.sample
          return undefined
        case 'analyse': {
          const found = analyse(message.map)
          const answer = differences(before, found)
          before = found
          return answer
        }
        case 'ask':
          return { id: message.id, reply: toldOnce(message, inquiry?.reply(message) ?? { record: { state: 'no-schema' } }) }
      }
    },
  }
}

/** Most edits change few findings: cloning all of them for the page would cost it more than an edit. */
function differences(before: Findings, found: Findings): ReplicaAnswer {
  const set: [string, RowOutcome][] = []
  for (const [row, outcome] of found.outcomesByRow) if (!isSame(before.outcomesByRow.get(row), outcome)) set.push([row, outcome])
  return {
    ...(before.problems === found.problems || isSame(before.problems, found.problems) ? {} : { problems: found.problems }),
    ...(before.coverage === found.coverage || isSame(before.coverage, found.coverage) ? {} : { coverage: found.coverage }),
    ...(before.uses === found.uses || isSame(flat(before.uses), flat(found.uses)) ? {} : { uses: found.uses }),
    outcomes: { set, gone: [...before.outcomesByRow.keys()].filter((row) => !found.outcomesByRow.has(row)) },
    previewTook: found.previewTook,
  }
}

function flat(uses: Findings['uses']): unknown {
  return [...uses].map(([input, counts]) => [input, [...counts]])
}

/** Both were made by the same code, so that equal values are written in the same order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
