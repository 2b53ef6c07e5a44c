// Keeps what was worked out as long as all it was worked out of is the same: the only place that compares parts of a project by identity.

/** Works anew only when a part is another object, or a list has other objects than before. */
export type Keep<T> = (parts: readonly unknown[], work: () => T) => T

export function createKeep<T>(): Keep<T> {
  let before: { readonly parts: readonly unknown[]; readonly value: T } | undefined
  return (parts, work) => {
    if (before === undefined || before.parts.length !== parts.length || !parts.every((part, at) => isSamePart(part, before?.parts[at])))
      before = { parts, value: work() }
    return before.value
  }
}

/** One for each id; those that were not asked for since the last `forget` go. */
export function createKeeps<T>(): { readonly of: (id: string) => Keep<T>; readonly forget: () => void } {
  const all = new Map<string, Keep<T>>()
  let asked = new Set<string>()
  return {
    of(id) {
      const keep = all.get(id) ?? createKeep<T>()
      all.set(id, keep)
      asked.add(id)
      return keep
    },
    forget() {
      for (const id of all.keys()) if (!asked.has(id)) all.delete(id)
      asked = new Set()
    },
  }
}

function isSamePart(a: unknown, b: unknown): boolean {
  if (a === b) return true
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => one === b[at])
}
