// Commands about the sample record and what the map makes of it.
import type { Selected } from '../grid/selected.ts'
import type { CommandRuns } from './command-run.ts'
import { PasteRecordDialog } from './paste-record-dialog.tsx'
import { shownItem, type ShownItem } from './shown-item.ts'
import type { MapTools } from './tools.tsx'

export function previewCommands(tools: MapTools): CommandRuns {
  return {
    'preview-all': { anywhere: true, run: () => tools.showRight(tools.right()?.kind === 'json' ? undefined : { kind: 'json' }) },
    // The list drops from its button.
    sample: { anywhere: true, run: () => document.querySelector<HTMLElement>('[data-sample-chooser]')?.click() },
    'paste-record': { anywhere: true, run: () => tools.show((close) => <PasteRecordDialog close={close} />) },
    'sample-next': { anywhere: true, run: () => stepSample(tools, 1) },
    'sample-previous': { anywhere: true, run: () => stepSample(tools, -1) },
    'item-next': { anywhere: true, whyNot: (selected) => whyNoItem(tools, selected), run: (selected) => stepItem(tools, selected, 1) },
    'item-previous': { anywhere: true, whyNot: (selected) => whyNoItem(tools, selected), run: (selected) => stepItem(tools, selected, -1) },
  }
}

function stepSample(tools: MapTools, by: 1 | -1): void {
  if (!tools.sample().step(by)) tools.say(by === 1 ? 'This is the last sample record.' : 'This is the first sample record.')
}

function whyNoItem(tools: MapTools, selected: Selected | undefined): string | undefined {
  return itemHere(tools, selected) === undefined ? 'Choose a line inside a list first: its items are stepped through.' : undefined
}

function itemHere(tools: MapTools, selected: Selected | undefined): ShownItem | undefined {
  const view = tools.model.state()?.view
  return view === undefined ? undefined : shownItem(view.context, view.outcomesByRow, tools.sample().items, selected?.line.line)
}

function stepItem(tools: MapTools, selected: Selected | undefined, by: 1 | -1): void {
  const item = itemHere(tools, selected)
  if (item === undefined) return
  const next = item.at + by
  if (next < 0 || next >= item.count) return tools.say(by === 1 ? `This is the last of ${item.count} items.` : 'This is the first item.')
  tools.sample().chooseItem(item.list, next)
  tools.say(`Preview of item ${next + 1} of ${item.count}`)
}
