// The first page: what this is and for whom, what is in it, where it stands, what is open, who signs.
import { countCoverage } from '../mapping/coverage.ts'
import { isOpen } from '../mapping/question-lines.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { SignOff } from '../project/review-parts.ts'
import { sinceBaseline } from './change-log.ts'
import { chosenMaps, chosenUseCases } from './chosen-maps.ts'
import type { Block, Cell, Column, Section, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { shownProblems } from './problems.ts'
import { shownParts } from './shown-parts.ts'

type Facts = Extract<Block, { kind: 'facts' }>

/** Open points on the cover, at most: the sheets have them all. */
const MOST_OPEN = 200

export function coverBlocks(source: DocumentSource, sections: readonly Section[]): Block[] {
  return [
    aboutBlock(source),
    { kind: 'heading', level: 2, text: 'Contents' },
    {
      kind: 'table',
      id: 'contents',
      columns: [
        { id: 'sheet', title: 'Sheet', width: 34 },
        { id: 'what', title: 'What is there', width: 90 },
      ],
      rows: sections.map(({ id, title, what }) => ({ cells: { sheet: { text: title, to: `section:${id}` }, what } })),
      empty: 'The project is empty.',
    },
    ...progressBlocks(source),
    ...openBlocks(source),
    ...signOffBlocks(source),
  ]
}

function aboutBlock(source: DocumentSource): Facts {
  const { project, choice } = source
  const { info } = project
  const since = sinceBaseline(source)
  const owner = project.people.find(({ id, deleted }) => id === info.owner && deleted !== true)
  const facts: { label: string; value: Cell | readonly Cell[] }[] = [
    {
      label: 'Made for',
      value: choice.audience === 'stakeholders' ? 'Stakeholders: what is reviewed and signed' : 'Engineers: everything that it takes to build it',
    },
    { label: 'Baseline', value: baselineCell(since) },
  ]
  if (choice.maps !== undefined || choice.useCases !== undefined) facts.push({ label: 'A part of the project', value: chosenCells(source) })
  if (owner !== undefined) facts.push({ label: 'Owner', value: owner.name })
  if (info.targetDate !== undefined) facts.push({ label: 'To be live on', value: info.targetDate })
  return { kind: 'facts', facts }
}

function baselineCell(since: ReturnType<typeof sinceBaseline>): Cell {
  if (since === undefined) return 'None yet: nothing of this is frozen.'
  const { baseline, totals } = since
  const name = `${printNumber('baselines', baseline.number)} of ${baseline.at.slice(0, 10)} by ${baseline.byName}`
  if (totals === undefined) return `${name}. What changed since is not known here.`
  return { text: totals === '' ? `${name}. Nothing changed since.` : `${name}. Since then: ${totals}.`, to: 'section:change-log' }
}

function chosenCells(source: DocumentSource): Cell[] {
  const useCases = source.choice.useCases === undefined ? [] : chosenUseCases(source)
  return [
    ...useCases.map((one): Cell => ({ text: `${printNumber('useCases', one.number)} ${one.title}`, to: `use-case:${one.id}` })),
    ...chosenMaps(source).map(({ context: { fieldMap } }): Cell => ({
      text: `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`,
      to: `map:${fieldMap.id}`,
    })),
  ]
}

function progressBlocks(source: DocumentSource): Block[] {
  const maps = chosenMaps(source)
  if (maps.length === 0) return []
  const count = (id: string, title: string, side: Column['side']): Column => ({ id, title, width: 12, ...(side === undefined ? {} : { side }) })
  const rows = maps.map(({ context }): TableRow => {
    const { source: inputs, destination } = countCoverage(context)
    const sum = (part: 'used' | 'leftOut' | 'undecided') => inputs.reduce((total, input) => total + input[part], 0)
    return {
      cells: {
        map: { text: `${printNumber('fieldMaps', context.fieldMap.number)} ${context.fieldMap.name}`, to: `map:${context.fieldMap.id}` },
        record: context.fieldMap.oneRecordIs ?? '',
        used: { count: sum('used') },
        leftOut: { count: sum('leftOut') },
        sourceUndecided: { count: sum('undecided') },
        mapped: { count: destination.mapped },
        notMapped: { count: destination.notMapped },
        undecided: { count: destination.undecided },
        gaps: { count: destination.gaps, ...(destination.gaps > 0 ? { tone: 'error' as const } : {}) },
      },
    }
  })
  return [
    { kind: 'heading', level: 2, text: 'Where the field maps stand' },
    {
      kind: 'table',
      id: 'progress',
      columns: [
        { id: 'map', title: 'Field map', width: 26 },
        { id: 'record', title: 'One record is', width: 40 },
        count('used', 'Used', 'source'),
        count('leftOut', 'Left out', 'source'),
        count('sourceUndecided', 'Undecided', 'source'),
        count('mapped', 'Mapped', 'destination'),
        count('notMapped', 'Not mapped', 'destination'),
        count('undecided', 'Undecided', 'destination'),
        count('gaps', 'Of these required', 'destination'),
      ],
      rows,
    },
  ]
}

/** Gaps, open questions and errors: what somebody still has to settle before this can be built. */
function openBlocks(source: DocumentSource): Block[] {
  const maps = chosenMaps(source)
  const gaps = maps.flatMap(({ context, lines }) =>
    lines.flatMap((line): TableRow[] =>
      line.kind === 'gap'
        ? [
            openRow(
              'Gap',
              { text: line.number === '' ? line.path : line.number, to: line.address },
              `${context.fieldMap.name}: ${line.path} is required and has no rule yet.${line.note === '' ? '' : ` ${line.note}`}`,
            ),
          ]
        : [],
    ),
  )
  const questions = shownParts(source)
    .questions.filter(isOpen)
    .map((one) => openRow('Question', { text: printNumber('questions', one.number), to: `question:${one.id}` }, one.text))
  const errors = shownProblems(source)
    .filter((problem) => problem.severity === 'error' && problem.waiver === undefined && problem.code !== 'required-destination-unmapped')
    .map((problem) => openRow('Error', problem.row === null ? 'the project' : { text: printNumber('rows', problem.row), to: problem.at }, problem.message))
  const rows = [...gaps, ...questions, ...errors]
  const heading: Block = { kind: 'heading', level: 2, text: 'Still open' }
  if (rows.length === 0) return [heading, { kind: 'text', text: 'Nothing: every required field has a rule and every question an answer.' }]
  const table: Block = {
    kind: 'table',
    id: 'open',
    columns: [
      { id: 'kind', title: 'What', width: 12 },
      { id: 'at', title: 'Where', width: 22 },
      { id: 'text', title: 'What is open', width: 90 },
    ],
    rows: rows.slice(0, MOST_OPEN),
  }
  return rows.length <= MOST_OPEN ? [heading, table] : [heading, table, { kind: 'text', text: `And ${rows.length - MOST_OPEN} more, on the sheets.` }]
}

function openRow(kind: 'Gap' | 'Question' | 'Error', at: Cell, text: string): TableRow {
  return { cells: { kind: { text: kind, tone: kind === 'Question' ? 'warn' : 'error' }, at, text } }
}

function signOffBlocks({ project }: DocumentSource): Block[] {
  const people = project.people.filter((person) => person.deleted !== true && person.side !== 'vendor')
  const named = people.map((person): TableRow => ({ cells: { name: { text: person.name, tone: 'strong' }, role: person.role ?? '', side: person.side ?? '' } }))
  const rows: TableRow[] = named.length === 0 ? [{ cells: {} }, { cells: {} }] : named
  const signed = project.signOffs.filter((one) => one.deleted !== true).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: 'Sign-off', id: 'section:sign-off' },
    {
      kind: 'table',
      id: 'sign-off',
      columns: [
        { id: 'name', title: 'Name', width: 26 },
        { id: 'role', title: 'Role', width: 34 },
        { id: 'side', title: 'Side', width: 12 },
        { id: 'date', title: 'Date', width: 14, input: true },
        { id: 'signature', title: 'Signature', width: 40, input: true },
      ],
      rows,
    },
  ]
  if (signed.length === 0) return blocks
  return [
    ...blocks,
    { kind: 'heading', level: 3, text: 'Signed so far' },
    {
      kind: 'table',
      id: 'signed',
      columns: [
        { id: 'name', title: 'Name', width: 26 },
        { id: 'what', title: 'What', width: 34 },
        { id: 'on', title: 'On', width: 14 },
        { id: 'open', title: 'With this open', width: 60 },
        { id: 'note', title: 'Note', width: 30 },
      ],
      rows: signed.map((one) => signedRow(project, one)),
    },
  ]
}

/** Who signed what already, and what was open then. */
function signedRow(project: Project, one: SignOff): TableRow {
  const open = one.openCount ?? 0
  const points = (one.openPoints ?? []).map(({ message }) => message).join(' ')
  return {
    cells: {
      name: project.people.find(({ id }) => id === one.person)?.name ?? one.byName,
      what: whatSigned(project, one),
      on: one.at.slice(0, 10),
      open: open === 0 ? 'nothing' : `${open} ${open === 1 ? 'point' : 'points'}: ${points}`,
      note: one.note ?? '',
    },
  }
}

function whatSigned(project: Project, { useCase, baseline }: SignOff): Cell {
  const found = project.useCases.find(({ id }) => id === useCase)
  if (found !== undefined) return { text: `${printNumber('useCases', found.number)} ${found.title}`, to: `use-case:${found.id}` }
  return `Baseline ${printNumber('baselines', project.baselines.find(({ id }) => id === baseline)?.number)}`
}
