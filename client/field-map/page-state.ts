// The state of one open field map page, and the tools made from it: what is in focus, selected, shown beside the grid.
import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Line } from '../../shared/mapping/line.ts'
import { useMe, useProject } from '../collab/project-context.tsx'
import type { Arrangement } from '../grid/arrangement.ts'
import type { LineGridHandle } from '../grid/line-grid.tsx'
import type { Place, Selected } from '../grid/selected.ts'
import { useUndo } from '../pages/use-undo.ts'
import { useKeptChoice } from '../ui/kept-choice.ts'
import { useOpenPalette } from '../ui/palette-host.tsx'
import { runCommand, whyNot, type CommandRuns } from './command-run.ts'
import { collectCommands } from './commands.ts'
import type { Finder } from './finder-contract.ts'
import { createFinder } from './finder.ts'
import { useMapEdits } from './hooks.ts'
import { BOTH_FIT, fitsSourcePanel } from './panel-room.ts'
import type { MapModel } from './model.ts'
import { useSampleChoice, type SampleChoice } from './samples.ts'
import type { MapTools, RightSide } from './tools.tsx'
import { createArranger, type Arranger } from './arranger.ts'
import { useArrangement } from './use-arrangement.ts'

export type PageState = {
  readonly tools: MapTools
  readonly grid: RefObject<LineGridHandle | null>
  readonly arrangement: Arrangement
  readonly arranger: Arranger
  readonly right: RightSide | undefined
  readonly sample: SampleChoice
  readonly isPanelOpen: boolean
  readonly isPaged: boolean
  readonly message: string
  readonly selected: Selected | undefined
  /** A dialog over the page. */
  readonly shown: ReactNode
  readonly on: { readonly place: (place: Place | undefined) => void; readonly select: (selected: Selected | undefined) => void }
}

export function usePageState(model: MapModel, mapId: string): PageState {
  const { project } = useProject()
  const me = useMe().person
  const edits = useMapEdits()
  const { undo, redo } = useUndo()
  const openPalette = useOpenPalette()
  const grid = useRef<LineGridHandle | null>(null)
  const sample = useSampleChoice(project, model.derived()?.view.context)
  const [arrangement, arrange] = useArrangement(me, mapId)
  const arranger = useMemo(() => createArranger(model), [model])
  const [right, showRight] = useState<RightSide>()
  const [isPanelOpen, openSourcePanel] = useKeptChoice(`${me}.source-panel`, window.innerWidth >= 1200)
  const [isPaged, setPaged] = useKeptChoice(`${me}.pages-of-lines`, false)
  const [message, setMessage] = useState('')
  const [selected, setSelected] = useState<Selected>()
  const [shown, setShown] = useState<ReactNode>(null)
  useEffect(() => model.setSample(sample.sample), [model, sample.sample])

  const now = useLatest({ sample, arrangement, right, isPanelOpen, openSourcePanel, isPaged, setPaged })
  const lastSelected = useRef<Selected>(undefined)
  const saidAt = useRef<string>(undefined)
  const on = useMemo(
    (): PageState['on'] => ({
      place: (next) => {
        if (next === undefined) return
        // What was said about a cell stays as long as the focus does: the grid may tell late where it is, or anew when a first row is stored.
        const line = model.state()?.lines.find((held) => held.address === next.line)?.line
        if (line === undefined || printPlace(line, next.column) !== saidAt.current) setMessage('')
        // The drawer follows the line in focus, as long as it is open.
        showRight((open) => (open?.kind !== 'row' || open.line === next.line ? open : { kind: 'row', line: next.line, part: 'row', opened: 0 }))
      },
      select: (next) => {
        lastSelected.current = next ?? lastSelected.current
        setSelected(next)
      },
    }),
    [model],
  )
  const tools = useMemo((): MapTools => {
    let runs: CommandRuns | undefined
    let finder: Finder | undefined
    const made: MapTools = {
      project,
      mapId,
      me,
      readOnly: edits.readOnly,
      model,
      context: () => model.state()?.view.context,
      grid: () => grid.current ?? undefined,
      selected: () => grid.current?.selected() ?? lastSelected.current,
      fresh: edits.fresh,
      apply: edits.apply,
      undo,
      redo,
      say: (text) => {
        const at = made.selected()
        saidAt.current = at === undefined ? undefined : printPlace(at.line.line, at.column)
        setMessage(text)
        grid.current?.say(text)
      },
      show: (draw) => setShown(draw(() => setShown(null))),
      right: () => now.current.right,
      showRight,
      isSourcePanelOpen: () => now.current.isPanelOpen && fitsSourcePanel(now.current.right, window.matchMedia(BOTH_FIT).matches),
      openSourcePanel: (open) => {
        if (open && !fitsSourcePanel(now.current.right, window.matchMedia(BOTH_FIT).matches)) showRight(undefined)
        now.current.openSourcePanel(open)
      },
      arrangement: () => now.current.arrangement,
      arrange,
      sample: () => now.current.sample,
      run: (command) => {
        runs ??= collectCommands(made)
        runCommand(runs, command, made)
      },
      whyNot: (command) => {
        runs ??= collectCommands(made)
        return whyNot(runs[command], made.selected())
      },
      finder: () => (finder ??= createFinder(made)),
      openPalette: () => openPalette?.(),
      isPaged: () => now.current.isPaged,
      setPaged: (paged) => now.current.setPaged(paged),
    }
    return made
  }, [project, mapId, me, model, edits, undo, redo, arrange, now, openPalette])
  return { tools, grid, arrangement, arranger, right, sample, isPanelOpen, isPaged, message, selected, shown, on }
}

/** The same for a line with and without a row. */
function printPlace({ path, each }: Line, column: string): string {
  return `${path}#${each?.id ?? ''}#${column}`
}

function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value)
  latest.current = value
  return latest
}
