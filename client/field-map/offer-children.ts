// After an object was mapped to an object, or a list to a list: offers to map the fields below that have the same names. Never by itself.
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { offerAction } from '../ui/notices.tsx'
import { READ_ONLY } from './command-run.ts'
import { countWords } from './row-words.ts'
import { findSameNames, writeSameNames, type ChosenName } from './same-names.ts'
import type { MapTools } from './tools.tsx'

/** How long the model may take to list what was written. Milliseconds. */
const LONGEST_WAIT = 2_000

/** Called right after the edit, with the line as it was before: what it became arrives with the next state of the model. */
export function offerChildren(tools: MapTools, mapped: Line): void {
  if (mapped.field?.expandable !== true || tools.readOnly) return
  let isDone = false
  const offer = (): boolean => {
    const context = tools.context()
    const lines = tools.model.state()?.lines.map(({ line }) => line) ?? []
    const line = lines.find((one) => one.kind !== 'more' && one.path === mapped.path && one.each?.id === mapped.each?.id && isWhole(one) && isNew(mapped, one))
    if (context === undefined || line === undefined) return false
    const chosen = childrenOf(context, line, lines)
    if (chosen.length > 0)
      offerAction(
        `${line.path} is mapped.`,
        chosen.length === 1 ? 'Map the field below with the same name' : `Map the ${countWords(chosen.length, 'field')} below with the same names`,
        () => mapChildren(tools, line),
      )
    return true
  }
  const stop = tools.model.subscribe({ changed: () => end(offer()), derived: () => end(offer()) })
  const timer = setTimeout(() => end(true), LONGEST_WAIT)
  function end(found: boolean): void {
    if (!found || isDone) return
    isDone = true
    clearTimeout(timer)
    stop()
  }
}

/** Copies an object as a whole, or goes through a list. */
function isWhole({ row }: Line): boolean {
  return row?.transform?.kind === 'copy' || row?.transform?.kind === 'each'
}

/** As it was before nothing is offered: somebody only looked. */
function isNew(before: Line, after: Line): boolean {
  return before.row === undefined || before.row.id !== after.row?.id || before.row.transform !== after.row.transform
}

function childrenOf(context: MapContext, line: Line, lines: readonly Line[]): readonly ChosenName[] {
  return findSameNames(context, [line], lines).fields.flatMap((named) => {
    const [first] = named.choices
    return named.sure && first !== undefined ? [{ named, ref: first.ref }] : []
  })
}

/** Asked again when somebody takes the offer: others may have mapped some of the fields meanwhile. */
function mapChildren(tools: MapTools, offered: Line): void {
  if (tools.readOnly) return tools.say(READ_ONLY)
  const context = tools.context()
  const lines = tools.model.state()?.lines.map(({ line }) => line) ?? []
  const line = lines.find((one) => one.kind !== 'more' && one.row !== undefined && one.row.id === offered.row?.id)
  if (context === undefined || line === undefined) return tools.say(`${offered.path} is not mapped any more.`)
  const chosen = childrenOf(context, line, lines)
  if (chosen.length === 0) return tools.say('Nothing below has the name of a source field any more.')
  const edit = writeSameNames(context, chosen, findSameNames(context, [line], lines).wholes, tools.fresh)
  tools.apply(edit)
  tools.say(edit.message)
  tools.model.setLineView((view) => ({ ...view, folded: new Set([...view.folded].filter((address) => address !== line.address)) }))
}
