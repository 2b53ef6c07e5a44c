// Which lines of a tree are chosen, as in a list of files: click, Shift, Ctrl or Cmd, arrows, Space. Pure; lines are known by their keys.

export type TreeSelection = {
  /** The line the arrows are on. */
  readonly active: string | undefined
  /** Where a range began. */
  readonly anchor: string | undefined
  readonly keys: ReadonlySet<string>
}

/** only: this one. toggle: this one more or less. range: from the anchor to here. go: only the arrows move. */
export type ChoiceOfLine = 'only' | 'toggle' | 'range' | 'go'

export const NOTHING_CHOSEN: TreeSelection = { active: undefined, anchor: undefined, keys: new Set() }

/** `listed`: keys in the order shown. */
export function chooseLine(before: TreeSelection, listed: readonly string[], at: number, how: ChoiceOfLine): TreeSelection {
  const key = listed[at]
  if (key === undefined) return before
  if (how === 'go') return { ...before, active: key }
  if (how === 'only') return { active: key, anchor: key, keys: new Set([key]) }
  if (how === 'toggle') {
    const keys = new Set(before.keys)
    if (!keys.delete(key)) keys.add(key)
    return { active: key, anchor: key, keys }
  }
  const from = Math.max(0, listed.indexOf(before.anchor ?? before.active ?? key))
  return { active: key, anchor: listed[from], keys: new Set(listed.slice(Math.min(from, at), Math.max(from, at) + 1)) }
}

export function chooseAll(before: TreeSelection, listed: readonly string[]): TreeSelection {
  return { active: before.active ?? listed[0], anchor: listed[0], keys: new Set(listed) }
}

/** How a click or a move with these keys held chooses. */
export function choiceWith({ shiftKey, ctrlKey, metaKey }: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }): ChoiceOfLine {
  return shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'only'
}

/** What an act on `at` is about: everything chosen where the line is part of it, else the line alone. Lines that are not listed are left alone. */
export function chosenLines<L extends { readonly key: string }>(lines: readonly L[], { keys }: TreeSelection, at: L | undefined): readonly L[] {
  if (at === undefined) return []
  return keys.has(at.key) ? lines.filter((line) => keys.has(line.key)) : [at]
}
