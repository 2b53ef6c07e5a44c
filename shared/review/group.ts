// Objects of a project by what they belong to: the only place that groups a collection.

/** In the order of the list; deleted ones are left out. */
export function groupLive<T extends { readonly deleted?: boolean | undefined }>(
  list: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    if (one.deleted === true) continue
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

export function live<T extends { readonly deleted?: boolean | undefined }>(list: readonly T[]): T[] {
  return list.filter((one) => one.deleted !== true)
}
