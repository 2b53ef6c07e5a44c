// The section of steps: for each use case what happens in what order, in sentences, then everything that is decided about each step.
import { tellSteps, type ToldStep } from '../codegen/english-steps.ts'
import { kindWords } from '../codegen/english-step-cells.ts'
import { printNumber } from '../project/project.ts'
import type { Step, UseCase } from '../project/use-case.ts'
import type { Block, Column, Section, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { shownParts } from './shown-parts.ts'
import { stepFacts } from './step-facts.ts'
import { mapCell, toned } from './told-cells.ts'

export function stepsSection(source: DocumentSource): Section | undefined {
  const { useCases, steps } = shownParts(source)
  if (steps.length === 0) return undefined
  const isFull = source.choice.audience !== 'stakeholders'
  return {
    id: 'steps',
    title: 'Steps',
    what: isFull
      ? 'What happens in what order: each call with its parameters, look-ups, schedule, and what follows on success and on failure.'
      : 'What happens in what order, how often, and what happens when it fails.',
    lead: isFull
      ? 'For each use case the order of its steps in sentences, then each step in full. Parameters and conditions name fields by their whole path in the record they come from; a record is called as the step that gives it says. A record that is left out is reported as skipped, one that ends is reported as failed; other records go on.'
      : 'For each use case what happens, in what order.',
    kind: 'business',
    blocks: useCases.flatMap((useCase) =>
      blocksOf(
        source,
        useCase,
        steps.filter((step) => step.useCase === useCase.id),
      ),
    ),
  }
}

function blocksOf(source: DocumentSource, useCase: UseCase, steps: readonly Step[]): Block[] {
  const { project, findGraph } = source
  const isFull = source.choice.audience !== 'stakeholders'
  const heading: Block = { kind: 'heading', text: `${printNumber('useCases', useCase.number)} ${useCase.title}`, id: `steps-of:${useCase.id}`, level: 2 }
  const told = new Map(tellSteps(project, useCase.id, findGraph).map((one) => [one.step, one]))
  const table: Table = {
    kind: 'table',
    id: `steps:${useCase.id}`,
    columns: columns,
    indented: 'title',
    rows: steps.map((step, at) => ({
      id: `step:${step.id}`,
      depth: told.get(step.id)?.depth ?? 0,
      cells: overviewCells(source, step, at + 1, told.get(step.id)),
    })),
    empty: 'No steps yet.',
  }
  if (!isFull || steps.length === 0) return [heading, table]
  return [
    heading,
    table,
    ...steps.flatMap((step, at): Block[] => [
      { kind: 'heading', text: `${at + 1}. ${kindWords[step.kind]}: ${step.title}`, id: `step-details:${step.id}`, level: 3 },
      { kind: 'facts', facts: stepFacts(source, step, told.get(step.id)) },
    ]),
  ]
}

const columns: readonly Column[] = [
  { id: 'number', title: 'Step', width: 6 },
  { id: 'kind', title: 'Kind', width: 11 },
  { id: 'title', title: 'What', width: 28 },
  { id: 'does', title: 'How it runs', width: 70 },
  { id: 'failure', title: 'If it fails', width: 46 },
  { id: 'map', title: 'Field map', width: 22 },
  { id: 'frequency', title: 'How often', width: 22 },
  { id: 'volume', title: 'How much at once', width: 22 },
]

function overviewCells(source: DocumentSource, step: Step, number: number, told: ToldStep | undefined): Table['rows'][number]['cells'] {
  const { project, choice } = source
  const isFull = choice.audience !== 'stakeholders'
  return {
    number: toned(String(number), 'quiet'),
    kind: kindWords[step.kind],
    title: isFull ? { text: step.title, tone: 'strong', to: `step-details:${step.id}` } : toned(step.title, 'strong'),
    does: told?.does ?? '',
    failure: told?.failure ?? '',
    map: step.fieldMap === undefined ? '' : mapCell(project, step.fieldMap),
    frequency: step.frequency ?? '',
    volume: step.volume ?? '',
  }
}
