// The toolbar of the field map page: filters, folding, columns, views, one more row, undo, search, and what is wrong. What finds no room goes into "More".
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Menu } from '@mantine/core'
import type { Problem } from '../../shared/mapping/problem.ts'
import { useUndoState } from '../collab/project-context.tsx'
import type { Arrangement } from '../grid/arrangement.ts'
import { commandsById, type CommandId } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { useArranged } from './arranged.tsx'
import { showFilterList } from './filter-list.tsx'
import { goToProblem } from './go-to-problem.ts'
import { isSameLook } from './looks.ts'
import { listNarrowings } from './narrowing-words.ts'
import { useMapTools, type MapTools } from './tools.tsx'
import { useViews } from './use-views.ts'

type Props = { readonly arrangement: Arrangement; readonly problems: readonly Problem[] }

/** `room`: pixels it takes, with its words. `behind`: a rule stands behind it. */
type Tool = {
  readonly name: string
  readonly icon: IconName
  readonly words: string
  readonly command: CommandId
  readonly run: () => void
  readonly room: number
  readonly mark?: string | undefined
  readonly behind?: true
}

/** What search, undo, redo, the destination panel's button and the ends take. */
const FIXED_ROOM = 136
const MORE_ROOM = 34
const LEAST_SEARCH = 104
const SEVERITY_ROOM = 46
/** The grid is painted and its first findings are there. Milliseconds. */
const WARM_AFTER = 1_500

export function MapToolbar({ arrangement, problems }: Props) {
  const can = useUndoState()
  const tools = useMapTools()
  const { search } = arrangement
  const { arranger } = useArranged()
  // The first search of the day is as fast as the others: who searches at once has warmed it with the focus.
  useEffect(() => {
    const timer = setTimeout(() => arranger.warm(), WARM_AFTER)
    return () => clearTimeout(timer)
  }, [arranger])
  const bar = useRef<HTMLDivElement>(null)
  const width = useWidth(bar)
  const listed = useTools(tools, arrangement)
  const counts = countBySeverity(problems)
  const room = width - FIXED_ROOM - LEAST_SEARCH - counts.length * SEVERITY_ROOM
  const fitting = countFitting(listed, room)
  const setSearch = (text: string) => tools.arrange((before) => ({ ...before, search: text }))
  return (
    <div className="map-tools" ref={bar} data-region="toolbar" role="toolbar" aria-label="Field map">
      {listed.slice(0, fitting).map((tool) => (
        <ToolButton key={tool.name} tool={tool} />
      ))}
      {fitting < listed.length && <MoreTools list={listed.slice(fitting)} />}
      <span className="map-rule" />
      <button
        type="button"
        className="icon-button small"
        aria-label="Undo"
        title={can.undo === undefined ? 'Nothing to undo' : `Undo: ${can.undo} (${keyOf('undo')})`}
        disabled={can.undo === undefined}
        onClick={() => tools.run('undo')}
      >
        <Icon name="undo" size={14} />
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label="Redo"
        title={can.redo === undefined ? 'Nothing to redo' : `Redo: ${can.redo} (${keyOf('redo')})`}
        disabled={can.redo === undefined}
        onClick={() => tools.run('redo')}
      >
        <Icon name="redo" size={14} />
      </button>
      <span className="sp" />
      <label className="quiet-search">
        <Icon name="search" size={14} />
        <input
          type="search"
          value={search}
          placeholder="Search this map"
          aria-label="Search this map"
          title={`All words must stand somewhere in a line (${keyOf('quick-filter')})`}
          onFocus={() => arranger.warm()}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              if (search === '') tools.grid()?.focusHere()
              else setSearch('')
            } else if (event.key === 'Enter' || event.key === 'ArrowDown') focusFirst(tools)
            else return
            event.preventDefault()
          }}
        />
      </label>
      <Severities counts={counts} />
      <button
        type="button"
        className="icon-button small"
        aria-label="Destination fields"
        aria-expanded={tools.right()?.kind === 'destination'}
        title="Destination fields: open or close the panel"
        onClick={() => tools.run('destination-panel')}
      >
        <Icon name="panel-right" size={14} />
      </button>
    </div>
  )
}

/** The first line that fits, not one that only stands above it. */
function focusFirst(tools: MapTools): void {
  const first = tools
    .grid()
    ?.lines()
    .find((line) => line.context !== true)
  if (first !== undefined) tools.grid()?.focus(first.address, 'source')
}

function useTools(tools: MapTools, arrangement: Arrangement): readonly Tool[] {
  const views = useViews()
  const narrowings = listNarrowings(arrangement)
  const view = views.find(arrangement.from)
  const isChanged = view !== undefined && !isSameLook(arrangement, view.view)
  const viewName = view === undefined ? 'Views' : `${view.name.length > 24 ? `${view.name.slice(0, 23)}…` : view.name}${isChanged ? ', changed' : ''}`
  const tool = (name: string, icon: IconName, words: string, command: CommandId, more: Partial<Tool> = {}): Tool => ({
    name,
    icon,
    words,
    command,
    run: () => tools.run(command),
    room: 36 + words.length * 6.6,
    ...more,
  })
  return [
    tool('filter', 'filter', 'Filter', 'filter-column', {
      run: () => showFilterList(tools),
      mark: narrowings.length === 0 ? undefined : String(narrowings.length),
      room: narrowings.length === 0 ? 70 : 92,
    }),
    tool('fold', 'fold', 'Fold', 'fold-all'),
    tool('unfold', 'unfold', 'Unfold', 'unfold-all'),
    tool('columns', 'columns', 'Columns', 'columns'),
    tool('views', 'views', viewName, 'views', { behind: true }),
    tool('row', 'plus', 'Row', 'add-row'),
  ]
}

function ToolButton({ tool }: { readonly tool: Tool }) {
  const key = tool.name === 'filter' ? undefined : keyOf(tool.command)
  const title = tool.name === 'filter' ? 'What is filtered and sorted' : (commandsById.get(tool.command)?.title ?? tool.words)
  return (
    <>
      <button
        type="button"
        className="map-tool"
        data-tool={tool.name}
        title={`${title}${key === undefined ? '' : ` (${key})`}`}
        aria-label={tool.mark === undefined ? undefined : `${tool.words} ${tool.mark} on`}
        aria-haspopup={popups.includes(tool.name) ? 'dialog' : undefined}
        onClick={tool.run}
      >
        <Icon name={tool.icon} size={14} /> {tool.words}
        {tool.mark !== undefined && <span className="map-tool-mark num">{tool.mark}</span>}
      </button>
      {tool.behind === true && <span className="map-rule" />}
    </>
  )
}

const popups = ['filter', 'columns', 'views']

function MoreTools({ list }: { readonly list: readonly Tool[] }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="icon-button small" data-tool="more" aria-label="More tools" title="More tools">
          <Icon name="more" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {list.map((tool) => (
          <Menu.Item key={tool.name} leftSection={<Icon name={tool.icon} size={14} />} rightSection={<kbd>{keyOf(tool.command)}</kbd>} onClick={tool.run}>
            {tool.words}
            {tool.mark !== undefined && ` (${tool.mark})`}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** How many of the tools stand in the bar, from the left. */
function countFitting(list: readonly Tool[], room: number): number {
  const sums = list.map((_, at) => list.slice(0, at + 1).reduce((sum, tool) => sum + roomOf(tool), 0))
  if ((sums.at(-1) ?? 0) <= room) return list.length
  return sums.filter((sum) => sum <= room - MORE_ROOM).length
}

function roomOf(tool: Tool): number {
  return tool.room + (tool.behind === true ? 9 : 2)
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(1_000)
  useLayoutEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 1_000))
    observer.observe(element.current)
    setWidth(element.current.clientWidth)
    return () => observer.disconnect()
  }, [element])
  return width
}

function keyOf(command: CommandId): string | undefined {
  const key = commandsById.get(command)?.keys?.[0]
  return key === undefined ? undefined : printCombo(key)
}

type SeverityCount = { readonly severity: Problem['severity']; readonly count: number }

function countBySeverity(problems: readonly Problem[]): readonly SeverityCount[] {
  return (['error', 'warning', 'hint'] as const)
    .map((severity) => ({ severity, count: problems.filter((problem) => problem.severity === severity).length }))
    .filter(({ count }) => count > 0)
}

function Severities({ counts }: { readonly counts: readonly SeverityCount[] }) {
  const tools = useMapTools()
  return (
    <>
      {counts.map(({ severity, count }) => {
        const word = `${count} ${severity}${count === 1 ? '' : 's'}`
        return (
          <button
            key={severity}
            type="button"
            className="map-tool num b6"
            title={`${word}: go to the next`}
            aria-label={`${word}: go to the next`}
            onClick={() => goToProblem(tools, severity)}
          >
            <SeverityMark name={severity} />
            <span className={{ error: 'err', warning: 'warn', hint: 't2' }[severity]}>{count}</span>
          </button>
        )
      })}
    </>
  )
}
