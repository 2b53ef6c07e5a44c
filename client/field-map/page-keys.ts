// Keys that mean something anywhere on the field map page, also where no cell has the focus.
import { useEffect } from 'react'
import { commands, type CommandId } from '../grid/commands.ts'
import { isCombo, readKey } from '../grid/key-combo.ts'
import type { MapTools } from './tools.tsx'

/** Those that mean something without a cell. */
const pageKeys: readonly CommandId[] = [
  'find',
  'replace',
  'find-next',
  'find-previous',
  'fold-all',
  'unfold-all',
  'clear-filters',
  'quick-filter',
  'preview-all',
  'sample-next',
  'sample-previous',
  'item-next',
  'item-previous',
  'go-to-row',
  'next-problem',
  'previous-problem',
  'next-page',
  'previous-page',
  'shortcuts',
]

/** No text field does anything of its own with these; Alt is left out, as it types letters on many keyboards. */
const whileTyping: readonly CommandId[] = ['find', 'replace', 'find-next', 'find-previous', 'go-to-row', 'next-problem', 'previous-problem', 'shortcuts']

/** Whoever handles a key before prevents its default. */
export function usePageKeys(tools: MapTools): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isOver(event.target)) return
      const isTyping = isText(event.target)
      if (event.key === 'Escape') return isTyping ? undefined : leaveInnermost(tools)
      const key = readKey(event)
      const command = commands.find(
        (one) => (isTyping ? whileTyping : pageKeys).includes(one.id) && 'keys' in one && one.keys.some((combo) => isCombo(key, combo)),
      )
      if (command === undefined) return
      event.preventDefault()
      tools.run(command.id)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [tools])
}

/** What the grid itself had open is closed by now. */
function leaveInnermost(tools: MapTools): void {
  if (tools.finder().state().mode !== 'closed') tools.finder().close()
  else if (tools.right() !== undefined) tools.showRight(undefined)
  // Where nothing has the focus, keys would mean nothing.
  tools.grid()?.focusHere()
}

/** What is open over the page has keys of its own. */
function isOver(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], dialog, [role="menu"], [role="listbox"]') !== null
}

function isText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}
