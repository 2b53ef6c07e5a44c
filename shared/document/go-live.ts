// The section of what is done to go live, and by whom.
import type { GO_LIVE_KINDS, GoLiveItem } from '../project/people-and-systems.ts'
import { printNumber } from '../project/project.ts'
import type { Cell, Section, Table } from './document.ts'
import type { DocumentSource } from './document-options.ts'
import { inOrder } from './shown-parts.ts'
import { personName, printDay, toned, withoutSecret } from './told-cells.ts'

const kindWords: Readonly<Record<(typeof GO_LIVE_KINDS)[number], string>> = {
  production: 'Production',
  release: 'Release',
  'live-cases': 'Live cases',
  'early-adopters': 'Early adopters',
  watch: 'Watch after',
  'way-back': 'Way back',
  other: 'Other',
}

export function goLiveSection({ project }: DocumentSource): Section | undefined {
  const items = inOrder(project.goLiveItems)
  if (items.length === 0) return undefined
  const table: Table = {
    kind: 'table',
    id: 'go-live',
    columns: [
      { id: 'number', title: 'Number', width: 9 },
      { id: 'kind', title: 'About', width: 15 },
      { id: 'title', title: 'What', width: 50 },
      { id: 'owner', title: 'Owner', width: 18 },
      { id: 'due', title: 'Due', width: 13 },
      { id: 'done', title: 'Done', width: 22 },
      { id: 'note', title: 'Note', width: 50 },
    ],
    rows: items.map((item) => ({
      id: `go-live:${item.id}`,
      ...(item.done === true ? { tone: 'quiet' as const } : {}),
      cells: {
        number: toned(printNumber('goLiveItems', item.number), 'quiet'),
        kind: item.kind === undefined ? '' : kindWords[item.kind],
        title: toned(withoutSecret(item.title), 'strong'),
        owner: personName(project, item.owner),
        due: item.due ?? '',
        done: doneCell(item),
        note: withoutSecret(item.note ?? ''),
      },
    })),
  }
  return { id: 'go-live', title: 'Go-live', what: 'What has to be done to go live, by whom and until when.', kind: 'business', blocks: [table] }
}

function doneCell({ done, doneAt, doneBy }: GoLiveItem): Cell {
  const told = [printDay(doneAt), doneBy ?? ''].filter((text) => text !== '').join(', ')
  if (done === true) return { text: told === '' ? 'Done' : `Done, ${told}`, tone: 'ok' }
  return told === '' ? '' : `Open again; was done, ${told}`
}
