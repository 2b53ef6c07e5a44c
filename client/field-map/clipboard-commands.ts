// Cut, copy and paste from menus: the browser is asked for what it does by itself when their keys are pressed.
import type { Clip } from '../grid/clip.ts'
import { commandsById, type CommandId } from '../grid/commands.ts'
import { printCombo } from '../grid/key-combo.ts'
import { pasteCells } from './cell-commands.ts'
import { editing, type CommandRuns } from './command-run.ts'
import type { MapTools } from './tools.tsx'

export function clipboardCommands(tools: MapTools): CommandRuns {
  const byBrowser = (name: 'copy' | 'cut') => () => {
    tools.grid()?.focusHere()
    if (!sendToFocus(name)) tools.say(`Press ${keysOf(name)}: the browser does not let a menu do it.`)
  }
  return {
    copy: { run: byBrowser('copy') },
    cut: editing(tools, { run: byBrowser('cut') }),
    paste: editing(tools, {
      run: () =>
        void readClip().then((clip) => {
          const selected = tools.selected()
          if (clip === undefined) tools.say(`Press ${keysOf('paste')}: the browser lets this page read what was copied only then.`)
          else if (selected !== undefined) pasteCells(tools, selected, clip)
        }),
    }),
  }
}

/**
 * As if its keys were pressed on the cell in focus. The browser's function is old, but the only way that needs neither a permission nor
 * a secure page; its event goes to where the caret is and is passed on from there. False: the browser or the cell did not take it.
 */
function sendToFocus(name: 'copy' | 'cut'): boolean {
  let isTaken = false
  const onCopy = (event: ClipboardEvent) => {
    event.stopImmediatePropagation()
    const passed = new ClipboardEvent(name, { clipboardData: event.clipboardData, bubbles: true, cancelable: true })
    isTaken = document.activeElement?.dispatchEvent(passed) === false
    if (isTaken) event.preventDefault()
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  try {
    document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true })
  }
  return isTaken
}

function keysOf(command: CommandId): string {
  return printCombo(commandsById.get(command)?.keys?.[0] ?? '')
}

/** Undefined: the person or the browser does not allow it, or what was copied is no text. */
async function readClip(): Promise<Clip | undefined> {
  try {
    const items = await navigator.clipboard.read()
    const read = async (type: string) => (await items.find((one) => one.types.includes(type))?.getType(type))?.text() ?? ''
    const [text, html] = [await read('text/plain'), await read('text/html')]
    return text === '' && html === '' ? undefined : { text, html }
  } catch {
    return undefined
  }
}
