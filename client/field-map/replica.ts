// The other end of the analyst, inside the worker: a copy of what the map depends on, kept up to date by what it is told,
// and the findings of the whole map worked out from it.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { ProjectInfo } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { ReplicaAnswer, ReplicaMessage } from './analyst.ts'
import { analyseMap, NO_FINDINGS, type Findings, type PreviewSample } from './derive.ts'
import { createProjectCopy } from '../pages/project-copy.ts'

export type Replica = { readonly receive: (message: ReplicaMessage) => ReplicaAnswer | undefined }

export function createReplica(clock: () => number): Replica {
  const graphs = new Map<string, SchemaGraph>()
  const copy = createProjectCopy()
  let info: ProjectInfo = { name: '' }
  let sample: PreviewSample | undefined
  let before: Findings = NO_FINDINGS

  return {
    receive(message) {
      switch (message.tell) {
        case 'graph':
          graphs.set(message.key, message.graph)
          return undefined
        case 'info':
          info = message.info
          return undefined
        case 'objects':
          copy.receive(message)
          return undefined
        case 'sample':
          sample = message.sample
          return undefined
        case 'analyse': {
          const context = buildMapContext(copy.project(info), message.map, (key) => graphs.get(key))
          const found = context === undefined ? NO_FINDINGS : analyseMap(context, sample, clock)
          const answer = differences(before, found)
          before = found
          return answer
        }
      }
    },
  }
}

/** Most edits change few findings: cloning all of them for the page would cost it more than an edit. */
function differences(before: Findings, found: Findings): ReplicaAnswer {
  const set: [string, RowOutcome][] = []
  for (const [row, outcome] of found.outcomesByRow) if (!isSame(before.outcomesByRow.get(row), outcome)) set.push([row, outcome])
  return {
    ...(isSame(before.problems, found.problems) ? {} : { problems: found.problems }),
    ...(isSame(before.coverage, found.coverage) ? {} : { coverage: found.coverage }),
    ...(isSame(flat(before.uses), flat(found.uses)) ? {} : { uses: found.uses }),
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
