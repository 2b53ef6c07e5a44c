// The section of systems: how to get in, where the descriptions are, what is waited for, and whom to ask.
import { PREREQUISITE_KINDS, type Environment, type Prerequisite, type System } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import type { Block, Cell, Column, Section, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { inOrder, shownParts } from './shown-parts.ts'
import { factsOf, listFact, personName, textFact, toned, webCell, withoutSecret, type Fact } from './told-cells.ts'

const accessWords = { none: 'Not asked for', requested: 'Requested', granted: 'Granted', 'not-needed': 'Not needed' } as const
const stateWords = { 'not-asked': 'Not asked for', requested: 'Requested', granted: 'Granted', 'not-needed': 'Not needed' } as const
const kindWords = { credentials: 'Credentials', expertise: 'Expertise', documents: 'Document', vendor: 'From the vendor', other: 'Other' } as const
const environmentKinds = { sandbox: 'Sandbox', production: 'Production', other: 'Other' } as const
const sideWords = { ours: 'Ours', customer: 'Customer', vendor: 'Vendor' } as const

export function systemsSection(source: DocumentSource): Section | undefined {
  const { systems, people } = shownParts(source)
  if (systems.length === 0 && people.length === 0) return undefined
  return {
    id: 'systems',
    title: 'Systems and people',
    what: 'What is connected, how to get in, what we wait for, and whom to ask.',
    lead: 'What is connected, how to get in, and whom to ask. Passwords and keys are never here: each says who holds it.',
    kind: 'business',
    blocks: [...systems.flatMap((system) => systemBlocks(source, system)), ...(people.length === 0 ? [] : peopleBlocks(source))],
  }
}

function systemBlocks({ project, choice }: DocumentSource, system: System): Block[] {
  const isFull = choice.audience !== 'stakeholders'
  const environments = inOrder(project.environments).filter((one) => one.system === system.id)
  const prerequisites = inOrder(project.prerequisites).filter((one) => one.system === system.id)
  return [
    { kind: 'heading', text: system.name, id: `system:${system.id}`, level: 2 },
    { kind: 'facts', facts: systemFacts(project, system, isFull) },
    ...(environments.length === 0 ? [] : [heading('Environments'), environmentTable(project, system, environments)]),
    ...(prerequisites.length === 0 ? [] : [heading('What work on it needs'), prerequisiteTable(project, system, prerequisites)]),
  ]
}

function heading(text: string): Block {
  return { kind: 'heading', text, level: 3 }
}

function systemFacts(project: Project, system: System, isFull: boolean): Fact[] {
  const experts = (system.experts ?? []).map((id) => personName(project, id)).filter((name) => name !== '')
  const versions = inOrder(project.schemas).filter((one) => one.system === system.id)
  const fact = (label: string, text: string | undefined) => textFact(label, text === undefined ? undefined : withoutSecret(text))
  return factsOf([
    fact('Vendor', system.vendor),
    fact('Vendor’s contact', system.vendorContact),
    fact('API version', system.apiVersion),
    fact('End of life', system.endOfLife),
    fact('Signing in', system.auth),
    fact('Scopes', system.scopes),
    fact('Rate limits', system.rateLimits),
    listFact(
      'Described by',
      isFull
        ? versions.map(({ title, version, format, fileNames, importedAt }) =>
            [
              `${title}${version === undefined ? '' : `, version ${version}`} (${[format, ...(fileNames ?? [])].join(', ')})`,
              ...(importedAt === undefined ? [] : [`read in on ${importedAt.slice(0, 10)}`]),
            ].join(', '),
          )
        : [],
    ),
    system.docsLink === undefined || system.docsLink === '' ? undefined : { label: 'Documentation', value: webCell(withoutSecret(system.docsLink)) },
    fact('We wait for', system.waitingFor),
    fact('Who knows it', experts.join(', ')),
    fact('Outside the project', system.outsideExperts),
  ])
}

const environmentColumns: readonly Column[] = [
  { id: 'name', title: 'Environment', width: 26 },
  { id: 'kind', title: 'Kind', width: 15 },
  { id: 'url', title: 'Base URL', width: 46 },
  { id: 'access', title: 'Access', width: 30 },
  { id: 'like', title: 'What it is like', width: 44 },
]

const traits = [
  { cell: 'likeProduction', yes: 'Like production', no: 'Not like production' },
  { cell: 'smallData', yes: 'Little data', no: 'Much data' },
  { cell: 'outages', yes: 'Outages can be simulated', no: 'Outages cannot be simulated' },
] as const

function environmentTable(project: Project, system: System, environments: readonly Environment[]): Table {
  return {
    kind: 'table',
    id: `environments:${system.id}`,
    columns: environmentColumns,
    rows: environments.map((one) => ({
      id: `environment:${one.id}`,
      cells: {
        name: toned(withoutSecret(one.name), 'strong'),
        kind: one.kind === undefined ? '' : environmentKinds[one.kind],
        url: webCell(withoutSecret(one.baseUrl ?? '')),
        access: accessCell(project, one.access === undefined ? '' : accessWords[one.access], one),
        like: withoutSecret(
          [
            ...traits.flatMap(({ cell, yes, no }) => (one[cell] === undefined ? [] : [one[cell] ? yes : no])),
            ...(one.note === undefined ? [] : [one.note]),
          ].join('\n'),
        ),
      },
    })),
  }
}

type Asked = Pick<Prerequisite, 'approver' | 'requestedOn' | 'neededBy' | 'grantedOn' | 'extraCost'>

/** Days as they were written, and not how long ago they are: the same project gives the same document tomorrow. */
function accessCell(project: Project, state: string, { approver, requestedOn, neededBy, grantedOn, extraCost }: Asked): Cell {
  const line = (words: string, text: string | undefined) => (text === undefined || text === '' ? [] : [`${words} ${withoutSecret(text)}`])
  const lines = [
    ...(state === '' ? [] : [state]),
    ...line('asked for on', requestedOn),
    ...line('needed by', neededBy),
    ...line('granted on', grantedOn),
    ...line('approved by', personName(project, approver)),
    ...line('extra cost:', extraCost),
  ]
  return toned(lines.join('\n'), state === accessWords.granted ? 'ok' : 'plain')
}

const prerequisiteColumns: readonly Column[] = [
  { id: 'title', title: 'What', width: 26 },
  { id: 'kind', title: 'Kind', width: 15 },
  { id: 'note', title: 'Note', width: 46 },
  { id: 'state', title: 'State', width: 30 },
  { id: 'holder', title: 'Held by', width: 44 },
]

function prerequisiteTable(project: Project, system: System, prerequisites: readonly Prerequisite[]): Table {
  const sorted = PREREQUISITE_KINDS.flatMap((kind) => prerequisites.filter((one) => one.kind === kind))
  return {
    kind: 'table',
    id: `prerequisites:${system.id}`,
    columns: prerequisiteColumns,
    rows: sorted.map((one) => ({
      id: `prerequisite:${one.id}`,
      cells: {
        title: toned(withoutSecret(one.title), 'strong'),
        kind: kindWords[one.kind],
        note: withoutSecret(one.note ?? ''),
        state: accessCell(project, stateWords[one.state ?? 'not-asked'], one),
        holder: personName(project, one.holder),
      },
    })),
  }
}

function peopleBlocks(source: DocumentSource): Block[] {
  return [
    { kind: 'heading', text: 'People', id: 'people', level: 2 },
    {
      kind: 'table',
      id: 'people',
      columns: [
        { id: 'name', title: 'Name', width: 26 },
        { id: 'side', title: 'Side', width: 15 },
        { id: 'contact', title: 'Contact', width: 46 },
        { id: 'role', title: 'Role', width: 40 },
      ],
      rows: shownParts(source).people.map((person) => ({
        id: `person:${person.id}`,
        cells: {
          name: toned(withoutSecret(person.name), 'strong'),
          side: person.side === undefined ? '' : sideWords[person.side],
          contact: withoutSecret(person.contact ?? ''),
          role: withoutSecret(person.role ?? ''),
        },
      })),
    },
  ]
}
