// How to read a specification: the legend, and for engineers what every rule means exactly.
import { listInvariants } from '../mapping/compile-invariants.ts'
import { functionNames, functionTable, printSignature } from '../transform/formula/functions.ts'
import type { IssueCode } from '../transform/ir.ts'
import { kinds } from '../transform/kinds.ts'
import type { TransformKind } from '../transform/transform.ts'
import { chosenMaps } from './chosen-maps.ts'
import type { Block, Cell, Section, Table, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { formulaRules, readingRules, returningRules, ruleGroups } from './guide-rules.ts'
import { issueMeanings, kindWords, missingLegend, nullLegend, statusLegend } from './guide-words.ts'
import { printRowCondition, printRowFormula } from './map-formula.ts'

export function guideSection(source: DocumentSource): Section {
  const isFull = source.choice.audience !== 'stakeholders'
  return {
    id: 'guide',
    title: 'How to read this',
    what: isFull ? 'The legend, and what every kind of rule means exactly' : 'The legend: kinds of rules, statuses, signs',
    kind: 'guide',
    blocks: [
      ...titled('Reading', pairs('reading', ['', ''], readingRules)),
      ...titled('Kinds of rules', kindsTable(source, isFull)),
      ...titled('Statuses', pairs('statuses', ['Status', 'Meaning'], statusLegend)),
      ...titled('Signs', signsTable()),
      ...titled('If missing or null', pairs('policies', ['It says', 'What happens'], [...Object.values(missingLegend), ...Object.values(nullLegend)])),
      ...(isFull ? exactBlocks(source) : []),
      ...titled('Writing in it and giving it back', pairs('returning', ['', ''], returningRules)),
    ],
  }
}

function exactBlocks(source: DocumentSource): Block[] {
  const formulas = listFormulas(source)
  const groups = formulas.length === 0 ? ruleGroups : [...ruleGroups, formulaRules]
  const used = functionNames.filter((name) => formulas.some((text) => text.includes(`$${name}(`)))
  const functions: Table = {
    kind: 'table',
    id: 'guide:functions',
    columns: [
      { id: 'about', title: 'Function', width: 34 },
      { id: 'rule', title: 'Gives', width: 70 },
      { id: 'example', title: 'Example', width: 50 },
    ],
    rows: used.map((name) => {
      const { summary, example } = functionTable[name]
      return { cells: { about: mono(printSignature(name)), rule: summary, example: mono(`${example.formula}  gives  ${JSON.stringify(example.result)}`) } }
    }),
  }
  const issues = (Object.keys(issueMeanings) as IssueCode[]).map((code) => [code, issueMeanings[code]] as const)
  return [
    ...groups.flatMap(({ title, rules }) => titled(title, pairs(title, ['About', 'Rule'], rules))),
    ...(used.length === 0 ? [] : titled('Functions in these formulas', functions)),
    ...titled('Issues', pairs('issues', ['Code', 'When'], issues)),
  ]
}

function kindsTable(source: DocumentSource, isFull: boolean): Table {
  const examples = firstOfEachKind(source)
  return {
    kind: 'table',
    id: 'guide:kinds',
    columns: [
      { id: 'about', title: 'Kind', width: 18 },
      { id: 'rule', title: 'What it does', width: 46 },
      ...(isFull ? [{ id: 'exactly', title: 'Exactly', width: 80 }] : []),
      { id: 'example', title: 'For example', width: 50 },
      { id: 'row', title: 'Row', width: 8 },
    ],
    rows: (Object.keys(kindWords) as TransformKind[]).map((kind): TableRow => {
      const { does, exactly, example } = kindWords[kind]
      const found = examples.get(kind)
      return {
        cells: {
          about: { text: kinds[kind].label, tone: 'strong' },
          rule: does,
          ...(isFull ? { exactly } : {}),
          // Apart from its sentence: programs do not break the lines of links.
          ...(found === undefined ? { example: { text: example, tone: 'quiet' } } : { example: found.sentence, row: found.row }),
        },
      }
    }),
  }
}

/** The reader's own rules say more than any made up. */
function firstOfEachKind(source: DocumentSource): ReadonlyMap<TransformKind, { readonly sentence: string; readonly row: Cell }> {
  const examples = new Map<TransformKind, { readonly sentence: string; readonly row: Cell }>()
  for (const { lines } of chosenMaps(source))
    for (const { row, number, rule } of lines)
      if (row?.transform !== undefined && !examples.has(row.transform.kind))
        examples.set(row.transform.kind, { sentence: rule, row: { text: number, to: `row:${row.id}` } })
  return examples
}

function signsTable(): Table {
  const rows: TableRow[] = [
    { tone: 'each', cells: { about: 'LineItems[]', rule: 'A list that is filled from a source list, or an object; its fields follow, indented.' } },
    { tone: 'gap', cells: { about: 'Gap', rule: 'The destination requires the field, and nobody decided yet.' } },
    { tone: 'undecided', cells: { about: 'Undecided', rule: 'Optional, and nobody decided yet.' } },
    { tone: 'quiet', cells: { about: 'Not mapped', rule: 'Left empty on purpose; the rule says why.' } },
    { cells: { about: { text: 'Name', tone: 'strong' }, rule: 'A bold destination field is required.' } },
    { cells: { about: { text: 'Your question', tone: 'input' }, rule: 'For you to write in.' } },
  ]
  return { kind: 'table', id: 'guide:signs', columns: [column('about', 'Sign', 34), column('rule', 'Meaning', 110)], rows }
}

/** Everything that is written as an expression somewhere in the chosen maps. */
function listFormulas(source: DocumentSource): string[] {
  return chosenMaps(source).flatMap(({ context }) => [
    ...context.rows.flatMap((row) => [printRowFormula(context, row), printRowCondition(context, row)]).filter((text) => /[$=(?&]/.test(text)),
    ...listInvariants(context).map(({ formula }) => formula),
  ])
}

function pairs(id: string, titles: readonly [string, string], rows: readonly (readonly [string, string])[]): Table {
  return {
    kind: 'table',
    id: `guide:${id.toLowerCase().replaceAll(' ', '-')}`,
    columns: [column('about', titles[0] === '' ? 'About' : titles[0], 34), column('rule', titles[1] === '' ? 'Rule' : titles[1], 110)],
    rows: rows.map(([about, rule]) => ({ cells: { about: { text: about, tone: 'strong' }, rule } })),
  }
}

function titled(title: string, table: Table): Block[] {
  return [{ kind: 'heading', level: 2, text: title }, table]
}

function column(id: string, title: string, width: number): { readonly id: string; readonly title: string; readonly width: number } {
  return { id, title, width }
}

function mono(text: string): Cell {
  return { text, tone: 'mono' }
}
