// The section of use cases: what each is for, what it is not for, who agreed to it, and what serves it.
import { printNumber, type Project } from '../project/project.ts'
import { USE_CASE_PARTS, type UseCase, type UseCaseItem, type UseCasePart } from '../project/use-case.ts'
import { live } from '../review/group.ts'
import { readSignatures, type Signature } from '../review/use-case-signatures.ts'
import { caseStates, caseStateWords } from './case-results.ts'
import type { Block, Cell, Section } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { inOrder, shownParts } from './shown-parts.ts'
import { factsOf, listFact, mapCell, personName, printDay, textFact, webCell, type Fact } from './told-cells.ts'

const partTitles: Readonly<Record<UseCasePart, string>> = {
  outcome: 'Outcomes',
  strategy: 'Why: strategy',
  measure: 'How it is measured',
  exclusion: 'Will not help with',
}
const priorities = { must: 'Must have', should: 'Should have', could: 'Could have', later: 'Later' } as const
const statuses = { draft: 'Draft', agreed: 'Agreed', 'signed-off': 'Signed off' } as const

export function useCasesSection(source: DocumentSource): Section | undefined {
  const { useCases } = shownParts(source)
  if (useCases.length === 0) return undefined
  return {
    id: 'use-cases',
    title: 'Use cases',
    what: 'What the integration is for, what it is not for, how success is measured, and who agreed to it.',
    lead: 'What the integration is for and what it is not for. How data flows for each of them is told under Steps.',
    kind: 'business',
    blocks: useCases.flatMap((useCase) => blocksOf(source, useCase)),
  }
}

function blocksOf(source: DocumentSource, useCase: UseCase): Block[] {
  const { project } = source
  const story = useCase.story?.trim() ?? ''
  return [
    { kind: 'heading', text: `${printNumber('useCases', useCase.number)} ${useCase.title}`, id: `use-case:${useCase.id}`, level: 2 },
    ...(story === '' ? [] : [{ kind: 'text', text: story, tone: 'lead' } as const]),
    {
      kind: 'parts',
      parts: USE_CASE_PARTS.map((part) => ({ title: partTitles[part], items: itemsOf(project, useCase, part), empty: 'Nothing written down yet.' })),
    },
    { kind: 'facts', facts: factsOfUseCase(source, useCase) },
  ]
}

/** A measure says which outcome it measures. */
function itemsOf(project: Project, { id }: UseCase, part: UseCasePart): string[] {
  const items = inOrder(project.useCaseItems).filter((item) => item.useCase === id)
  return items
    .filter((item) => item.part === part)
    .map((item) => {
      const outcome = items.find((one) => one.id === item.outcome)
      return outcome === undefined ? item.text : `${item.text} (of: ${shortened(outcome)})`
    })
}

function shortened({ text }: UseCaseItem): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text
}

function factsOfUseCase(source: DocumentSource, useCase: UseCase): Fact[] {
  const { project } = source
  const { steps, testCases, questions, maps } = shownParts(source)
  const own = steps.filter((step) => step.useCase === useCase.id)
  const states = caseStates(source)
  const serving = live(project.fieldMaps).filter(
    (map) => maps.has(map.id) && (map.useCases.includes(useCase.id) || own.some(({ fieldMap }) => fieldMap === map.id)),
  )
  const isHere = (at: string) => at === `use-case:${useCase.id}` || own.some(({ id }) => at === `step:${id}`)
  return factsOf([
    { label: 'Status', value: statuses[useCase.status ?? 'draft'] },
    textFact('Priority', useCase.priority === undefined ? undefined : priorities[useCase.priority]),
    textFact('Actor', useCase.actor),
    textFact('Stakeholder', personName(project, useCase.stakeholder)),
    textFact('Owner', personName(project, useCase.owner)),
    textFact('Target', useCase.targetDate),
    textFact('Expected live', useCase.forecast),
    textFact('Estimate', useCase.estimate === undefined ? undefined : `${useCase.estimate} ${useCase.estimate === 1 ? 'day' : 'days'} of work`),
    textFact('Optional', optionalWords(project, useCase)),
    listFact(
      'Signatures',
      readSignatures(project, useCase.id).list.map((one) => signatureCell(project, one)),
    ),
    listFact(
      'Documents',
      inOrder(project.attachments)
        .filter((one) => one.useCase === useCase.id)
        .map(({ kind, title, url }): Cell => {
          if (kind === 'picture' || url === undefined) return `${title} (a picture, kept in the project)`
          const cell = webCell(url)
          return typeof cell === 'string' || !('web' in cell) ? `${title}: ${url}` : { ...cell, text: `${title}: ${url}` }
        }),
    ),
    listFact('Steps', own.length === 0 ? [] : [{ text: `${own.length} ${own.length === 1 ? 'step' : 'steps'}`, to: `steps-of:${useCase.id}` }]),
    listFact(
      'Field maps',
      inOrder(serving).map(({ id }) => mapCell(project, id)),
    ),
    listFact(
      'Test cases',
      testCases
        .filter((one) => one.useCases?.includes(useCase.id) === true)
        .map((one) => ({
          text: `${printNumber('testCases', one.number)} ${one.title}: ${caseStateWords[states.get(one.id) ?? 'not-run']}`,
          to: `test-case:${one.id}`,
        })),
    ),
    listFact(
      'Open questions',
      questions
        .filter(({ at, blocks, status = 'open' }) => status === 'open' && [at, ...(blocks ?? [])].some(isHere))
        .map(({ id, number, text }) => ({ text: `${printNumber('questions', number)} ${text}`, to: `question:${id}`, tone: 'warn' })),
    ),
  ])
}

function optionalWords(project: Project, { id, optional }: UseCase): string | undefined {
  if (optional !== true) return undefined
  const without = live(project.customerProfiles).filter(({ withoutUseCases }) => withoutUseCases?.includes(id) === true)
  return `A customer may leave it out.${without.length === 0 ? '' : ` Left out by: ${without.map(({ name }) => name).join(', ')}.`}`
}

function signatureCell(project: Project, { person, signOff, isChanged }: Signature): Cell {
  const name = project.people.find(({ id }) => id === person)?.name ?? 'somebody who is gone'
  if (signOff === undefined) return { text: `${name}: not yet`, tone: 'open' }
  const by = signOff.byName === name ? '' : `, by the account of ${signOff.byName}`
  const open =
    signOff.openCount === undefined || signOff.openCount === 0 ? '' : `, with ${signOff.openCount} open ${signOff.openCount === 1 ? 'point' : 'points'}`
  const note = signOff.note === undefined || signOff.note.trim() === '' ? '' : `. ${signOff.note.trim()}`
  return isChanged
    ? { text: `${name}: signed ${printDay(signOff.at)}${by}${open}; changed since${note}`, tone: 'warn' }
    : { text: `${name}: signed ${printDay(signOff.at)}${by}${open}${note}`, tone: 'ok' }
}
