// A specification made by hand that has every kind of block, cell and tone. The only place for it: tests of renderers share it.
import type { SpecDocument, Table } from '../../shared/document/document.ts'

/** `text`: stands wherever people may have written. */
export function documentOf(text: string): SpecDocument {
  return {
    title: text,
    subtitle: 'Field-mapping specification',
    purpose: text,
    id: 'abc0123456789def',
    cover: [{ kind: 'heading', text: 'Sign-off', level: 2 }, signOff(text)],
    sections: [
      {
        id: 'map:m',
        title: `M-1 ${text}`,
        what: `Field map. One record is: ${text}`,
        lead: text,
        kind: 'map',
        about: 'map:m',
        blocks: [
          {
            kind: 'facts',
            facts: [
              { label: 'One record', value: text },
              {
                label: 'Use cases',
                value: [
                  { text, to: 'use-case:u' },
                  { text: `${text} 2`, to: 'nowhere:x' },
                ],
              },
              { label: 'Documentation', value: { text, web: 'https://example.com/docs' } },
              { label: 'Unsafe', value: { text, web: 'javascript:alert(1)' } },
            ],
          },
          rowsOf(text),
        ],
      },
      {
        id: 'use-cases',
        title: 'Use cases',
        what: 'What it is for',
        kind: 'business',
        blocks: [
          { kind: 'heading', text, id: 'use-case:u', level: 2 },
          { kind: 'text', text },
          {
            kind: 'parts',
            parts: [
              { title: 'Outcomes', items: [text, 'Second'], empty: 'None yet.' },
              { title: 'Measures', items: [], empty: 'None yet.' },
            ],
          },
          { kind: 'heading', text: 'Exactly', level: 3 },
          { kind: 'text', tone: 'code', text: `{\n  "name": ${JSON.stringify(text)}\n}` },
          { kind: 'table', id: 'nothing', columns: [{ id: 'a', title: 'A', width: 20 }], rows: [], empty: 'No steps yet.' },
        ],
      },
    ],
  }
}

function signOff(text: string): Table {
  return {
    kind: 'table',
    id: 'sign-off',
    columns: [
      { id: 'name', title: 'Name', width: 30 },
      { id: 'date', title: 'Date', width: 14, input: true },
      { id: 'signature', title: 'Signature', width: 40, input: true },
    ],
    rows: [{ cells: { name: text } }],
  }
}

function rowsOf(text: string): Table {
  return {
    kind: 'table',
    id: 'rows:m',
    comesBack: true,
    indented: 'destination',
    columns: [
      { id: 'row', title: 'Row', width: 7, side: 'row' },
      { id: 'source', title: 'Field', width: 24, side: 'source', input: true },
      { id: 'transform', title: 'Rule', width: 44, side: 'how' },
      { id: 'lookup', title: 'Lookup', width: 12, side: 'how' },
      { id: 'destination', title: 'Field', width: 27, side: 'destination' },
      { id: 'status', title: 'Status', width: 11, side: 'review', input: true, choices: ['Draft', 'Ready', 'Approved', 'Built', 'Tested'] },
      { id: 'account', title: 'Account', width: 14, side: 'review', input: true, choices: Array.from({ length: 60 }, (_, at) => `Account ${at}, of many`) },
      { id: 'count', title: 'Seen', width: 8, side: 'review' },
      { id: 'question', title: 'Your question', width: 24, side: 'review', input: true },
    ],
    rows: [
      { tone: 'group', cells: { destination: { text, tone: 'strong' } } },
      {
        id: 'row:r1',
        depth: 1,
        cells: { row: 'R-1', source: text, transform: text, lookup: { text, to: 'use-case:u' }, destination: text, status: 'Ready', count: { count: 1234 } },
      },
      { id: 'row:r2', depth: 1, tone: 'each', cells: { row: 'R-2', source: 'lines', transform: 'For each', destination: 'Lines[]', status: 'Draft' } },
      {
        id: 'row:r3',
        depth: 9,
        tone: 'gap',
        cells: { row: 'R-3', transform: 'Undecided, needs a source.', destination: 'Code', status: { text: 'Draft', tone: 'warn' } },
      },
      { id: 'field:m:Gone', depth: 1, tone: 'undecided', cells: { destination: 'Gone' } },
      { id: 'field:m:Out', depth: 1, tone: 'quiet', cells: { transform: text, destination: 'Out' } },
    ],
  }
}
