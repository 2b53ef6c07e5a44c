// Commands about what is seen: folding, filters, sorting, columns, row height, views.
import { DENSITIES, isNarrowed, withFilter, withoutNarrowing } from '../grid/arrangement.ts'
import { nameColumn } from '../grid/columns.ts'
import { createLineFacts } from '../grid/line-facts.ts'
import { densityWords, showColumns } from './columns-popover.tsx'
import type { CommandRuns } from './command-run.ts'
import { showColumnFilter } from './filter-popover.tsx'
import type { MapTools } from './tools.tsx'
import { showViews } from './views-menu.tsx'

export function seeCommands(tools: MapTools): CommandRuns {
  const fold = (all: boolean) => {
    if (tools.arrangement().sort !== undefined) return tools.say('Sorted lines stand flat. Go back to the structure to fold them.')
    tools.model.setLineView((view) => {
      const lines = tools.model.state()?.lines ?? []
      return all
        ? { opened: new Set(), folded: new Set(lines.filter((line) => line.line.foldable && line.line.kind !== 'more').map((line) => line.address)) }
        : { opened: view.opened, folded: new Set() }
    })
    tools.say(all ? 'Everything is folded.' : 'Everything is unfolded.')
  }
  return {
    'fold-all': { anywhere: true, run: () => fold(true) },
    'unfold-all': { anywhere: true, run: () => fold(false) },
    'filter-column': { run: ({ column }) => showColumnFilter(tools, column) },
    'filter-value': {
      whyNot: ({ columns }) => (columns.length > 1 ? 'Choose cells of one column: lines are shown by what stands there.' : undefined),
      run: ({ column, lines }) => {
        const view = tools.model.state()?.view
        if (view === undefined) return
        const facts = createLineFacts()(view)
        const words = [...new Set(lines.flatMap(({ line }) => facts.values(line, column)))]
        tools.arrange((before) => withFilter(before, column, { words }))
        tools.say(`Only lines whose ${nameColumn(column)} is ${words.map((word) => (word === '' ? 'empty' : word)).join(' or ')}.`)
      },
    },
    'clear-filters': {
      anywhere: true,
      run: () => {
        if (!isNarrowed(tools.arrangement())) return tools.say('Nothing is filtered or sorted.')
        tools.arrange(withoutNarrowing)
        tools.say('Every line stands in its place again.')
      },
    },
    'quick-filter': {
      anywhere: true,
      run: () => {
        const input = document.querySelector<HTMLInputElement>('.map-tools input[type="search"]')
        input?.focus()
        input?.select()
      },
    },
    columns: { anywhere: true, run: () => showColumns(tools) },
    views: { anywhere: true, run: () => showViews(tools) },
    density: {
      anywhere: true,
      run: () => {
        const next = DENSITIES[(DENSITIES.indexOf(tools.arrangement().density) + 1) % DENSITIES.length] ?? 'normal'
        tools.arrange((before) => ({ ...before, density: next }))
        tools.say(`Row height: ${densityWords[next].toLowerCase()}.`)
      },
    },
  }
}
