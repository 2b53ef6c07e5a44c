// Commands about what is seen: folding, filters, columns, views.
import type { CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function seeCommands(tools: MapTools): CommandRuns {
  const fold = (all: boolean) =>
    tools.model.setLineView((view) => {
      const lines = tools.model.state()?.lines ?? []
      return all
        ? { opened: new Set(), folded: new Set(lines.filter((line) => line.line.foldable && line.line.kind !== 'more').map((line) => line.address)) }
        : { opened: view.opened, folded: new Set() }
    })
  return {
    'fold-all': { anywhere: true, run: () => fold(true) },
    'unfold-all': { anywhere: true, run: () => fold(false) },
  }
}
