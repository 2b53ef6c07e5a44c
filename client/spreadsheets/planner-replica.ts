// What plans an import, inside a worker: a copy of the project kept up to date by what it is told, the file, and what a person corrected in it.
import type { Project, ProjectInfo } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { ForeignChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import { guessForeign } from '../../shared/spreadsheet/guess-foreign.ts'
import type { ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import { planForeign, type ForeignPlan } from '../../shared/spreadsheet/plan-foreign.ts'
import { listOwnSheets, planOwn } from '../../shared/spreadsheet/plan-own.ts'
import type { ProjectView } from '../../shared/spreadsheet/project-view.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { createProjectCopy, type ObjectNews } from '../collab/project-copy.ts'
import { correctFile, type Corrections } from './corrections.ts'

/** Whose questions an import asks, and when. */
export type Asker = { readonly by: string; readonly now: string }

/** Plain values that can be cloned. `guess` and `plan` are answered, in their order. */
export type PlannerMessage =
  | { readonly tell: 'graph'; readonly key: string; readonly graph: SchemaGraph }
  | { readonly tell: 'info'; readonly info: ProjectInfo }
  | ({ readonly tell: 'objects' } & ObjectNews)
  | { readonly tell: 'file'; readonly file: Spreadsheet }
  | { readonly tell: 'guess'; readonly remembered: Readonly<Record<string, string>> }
  | { readonly tell: 'plan'; readonly how: PlanHow }

/** Without a choice the file is read as ours. */
export type PlanHow = { readonly choice?: ForeignChoice; readonly corrections: Corrections; readonly asker: Asker }

/** `own`: names of the sheets that hold tables of ours. */
export type Guess = { readonly own: readonly string[]; readonly choice: ForeignChoice }
export type AnyPlan = ImportPlan & Partial<Pick<ForeignPlan, 'reports'>>
export type PlannerAnswer = { readonly guess: Guess } | { readonly plan: AnyPlan } | { readonly failure: string }

export type PlannerReplica = { readonly receive: (message: PlannerMessage) => PlannerAnswer | undefined }

const NO_FILE: Spreadsheet = { name: '', format: 'csv', sheets: [], warnings: [] }

export function createPlannerReplica(newId: () => string): PlannerReplica {
  const graphs = new Map<string, SchemaGraph>()
  const copy = createProjectCopy()
  let info: ProjectInfo = { name: '' }
  let file = NO_FILE
  const view = (asker: Asker): ProjectView => ({
    project: copy.project(info),
    findGraph: (key) => graphs.get(key),
    fresh: () => ({ id: newId(), randomBit: () => Math.random() < 0.5 }),
    ...asker,
  })
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
        case 'file':
          file = message.file
          return undefined
        case 'guess':
          return guarded(() => ({ guess: guessFile(file, copy.project(info), (key) => graphs.get(key), message.remembered) }))
        case 'plan':
          return guarded(() => ({ plan: planFile(correctFile(file, message.how.corrections), message.how.choice, view(message.how.asker)) }))
      }
    },
  }
}

function guessFile(
  file: Spreadsheet,
  project: Project,
  findGraph: (key: string) => SchemaGraph | undefined,
  remembered: Readonly<Record<string, string>>,
): Guess {
  return { own: listOwnSheets(file).map(({ name }) => name), choice: guessForeign(file, { project, findGraph }, remembered) }
}

function planFile(file: Spreadsheet, choice: ForeignChoice | undefined, view: ProjectView): AnyPlan {
  return choice === undefined ? planOwn(file, view) : planForeign(file, choice, view)
}

/** A question that cannot be answered must not leave the page waiting for ever. */
function guarded(work: () => PlannerAnswer): PlannerAnswer {
  try {
    return work()
  } catch (error) {
    return { failure: `The file could not be compared with the project (${error instanceof Error ? error.message : 'unknown fault'}). Nothing was changed.` }
  }
}
