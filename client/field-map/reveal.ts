// Going to a line wherever it is: unfolds what hides it and, where filters do, takes them away. Says so.
import { eachAbove, findRow } from '../../shared/mapping/item-scope.ts'
import { fieldAddress, moreAddress, parseLineAddress, type Line, type LineAddress, type LineView } from '../../shared/mapping/line.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { ROOT_PATH, type FieldPath } from '../../shared/schema/field-path.ts'
import { isNarrowed, withoutNarrowing } from '../grid/arrangement.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { MapTools } from './tools.tsx'

/** Levels that are opened on the way; maps are never that deep. */
const MOST_STEPS = 80
/** How long the grid may take to draw what is no longer filtered away. */
const MOST_FRAMES = 60

export type Destination = { readonly path: FieldPath; readonly each: Row | undefined }

/** Every line of the map, in order, also those that are folded away now. */
export function listEverything(context: MapContext): readonly Line[] {
  return listLines(context, { opened: new Set(), folded: new Set(), everything: true }).filter((line) => line.kind !== 'more')
}

/** The view in which the line is listed, opened no further than needed. Undefined: there is no such line. */
export function viewToShow(context: MapContext, view: LineView, address: LineAddress): LineView | undefined {
  const to = findDestination(context, address)
  if (to === undefined) return undefined
  const chain = new Set(listChain(context, to.each).map((row) => row.id))
  let next: LineView = { opened: view.opened, folded: view.folded }
  for (let step = 0; step < MOST_STEPS; step++) {
    const lines = listLines(context, next)
    if (lines.some((line) => line.address === address)) return next
    const above = lines.filter((line) => isAbove(line, to, chain))
    const folded = above.find((line) => line.foldable && line.folded)
    if (folded !== undefined) {
      next = withOpened(context, next, folded)
      continue
    }
    const last = above.at(-1)
    const more = moreAddress(context.fieldMap.id, last?.path ?? ROOT_PATH, last?.kind === 'each' ? last.row : last?.each)
    if (next.opened.has(more)) return undefined
    next = { ...next, opened: new Set([...next.opened, more]) }
  }
  return undefined
}

function findDestination(context: MapContext, address: LineAddress): Destination | undefined {
  const parsed = parseLineAddress(address)
  if (parsed === undefined) return undefined
  if (parsed.kind !== 'row') return { path: parsed.path, each: parsed.each === undefined ? undefined : findRow(context, parsed.each) }
  const row = findRow(context, parsed.row)
  return row === undefined ? undefined : { path: row.destination, each: eachAbove(context, row) }
}

function listChain(context: MapContext, each: Row | undefined): readonly Row[] {
  const chain: Row[] = []
  for (let row = each; row !== undefined && chain.length < MOST_STEPS; row = eachAbove(context, row)) chain.push(row)
  return chain
}

/** The list's own line stands above its parts, which have the same path. */
function isAbove(line: Line, to: Destination, chain: ReadonlySet<string>): boolean {
  if (line.kind === 'more') return false
  const rest = to.path.slice(line.path.length)
  if (line.path !== ROOT_PATH && !(to.path.startsWith(line.path) && (rest === '' ? line.kind === 'group' : /^(?:\.|\[\]|\{\})/.test(rest)))) return false
  const isInside = line.each === undefined || chain.has(line.each.id)
  return isInside && (line.kind !== 'each' || line.row === undefined || chain.has(line.row.id))
}

/** A line that was folded before its first row was stored is folded under its field's address. */
function withOpened(context: MapContext, view: LineView, line: Line): LineView {
  const addresses = [line.address, fieldAddress(context.fieldMap.id, line.path, line.each)]
  return {
    opened: new Set([...view.opened, ...addresses]),
    folded: new Set([...view.folded].filter((address) => !addresses.includes(address))),
  }
}

/** What it needs of the page. */
export type Revealing = Pick<MapTools, 'model' | 'context' | 'grid' | 'arrangement' | 'arrange' | 'say'>

/** `then`: once the line is in focus. `what`: how the line is called, for the sentence. */
export function reveal(tools: Revealing, address: LineAddress, column: ColumnId, what: string, then: () => void = () => {}): void {
  const go = () => tools.grid()?.focus(address, column) === true
  if (go()) return then()
  const unfold = (): boolean => {
    const context = tools.context()
    let found = true
    tools.model.setLineView((view) => {
      const next = context === undefined ? undefined : viewToShow(context, view, address)
      found = next !== undefined
      return next ?? view
    })
    return found
  }
  if (!unfold()) return tools.say(`${what} is not in this map any more.`)
  if (go()) return then()
  if (!isNarrowed(tools.arrangement())) return tools.say(`${what} cannot be shown.`)
  tools.arrange(withoutNarrowing)
  // What was unfolded while lines were filtered is forgotten with the filters.
  const goUnfolded = () => go() || (unfold() && go())
  waitFor(goUnfolded, () => {
    then()
    sayThere(tools, `Filters and sorting were cleared to show ${what}.`)
  })
}

/** The grid tells a moment later that the focus has moved, which takes an older message away. */
export function sayThere(tools: Pick<MapTools, 'say'>, message: string): void {
  setTimeout(() => tools.say(message))
}

function waitFor(isDone: () => boolean, then: () => void, frames = MOST_FRAMES): void {
  requestAnimationFrame(() => {
    if (isDone()) then()
    else if (frames > 0) waitFor(isDone, then, frames - 1)
  })
}
