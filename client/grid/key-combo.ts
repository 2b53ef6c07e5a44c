// How keys are written in tables, matched with what was pressed and shown to people: the only place that knows Ctrl from Cmd.

/** `Mod` is Ctrl, and Cmd on macOS: `Mod+Shift+Z`, `Alt+ArrowLeft`, `F2`. Letters are upper case. */
export type KeyCombo = string

export type GridKey = {
  readonly key: string
  /** Where the key lies (`Period`, `Digit5`): what Alt and other layouts do to `key` does not matter then. */
  readonly code?: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
}

export type Platform = 'mac' | 'other'

/** `ctrl` of the answer is Cmd on macOS, where Ctrl itself has no meaning of ours. */
export function readKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  platform: Platform = browserPlatform(),
): GridKey {
  return {
    key: event.key,
    code: event.code,
    ctrl: platform === 'mac' ? event.metaKey : event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
  }
}

export function isCombo(key: GridKey, combo: KeyCombo): boolean {
  const parts = combo.split('+')
  const name = parts.at(-1) === '' ? '+' : (parts.at(-1) as string)
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier)
  if (key.ctrl !== has('Mod') || key.alt !== has('Alt')) return false
  // A sign such as `/` needs Shift on some keyboards: what it gives counts, not how it was typed.
  const isSign = name.length === 1 && !/[A-Z0-9 ]/.test(name)
  if (!isSign && key.shift !== has('Shift')) return false
  return key.key === name || key.key.toUpperCase() === name || (/^[A-Z]$/.test(name) && key.code === `Key${name}`)
}

const words: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
  ContextMenu: 'Menu',
  ' ': 'Space',
}

/** `Ctrl+Shift+Z`, or `⇧⌘Z` on macOS. */
export function printCombo(combo: KeyCombo, platform: Platform = browserPlatform()): string {
  const parts = combo.split('+').map((part) => words[part] ?? part)
  if (platform === 'other') return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+')
  const marks: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
  const order = ['Alt', 'Shift', 'Mod']
  const held = parts.slice(0, -1).sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return [...held.map((part) => marks[part] ?? part), parts.at(-1)].join('')
}

export function browserPlatform(): Platform {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform) ? 'mac' : 'other'
}
