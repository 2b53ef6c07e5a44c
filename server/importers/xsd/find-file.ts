// The only place that finds the uploaded file a location means (`schemaLocation`, `location`). Never an address, never a fetch (T-18).

/** Files that may be meant, likeliest first: the path from the file that names it, that path in any case, then the bare name. */
export function createFileFinder<F extends { readonly file: string }>(files: readonly F[]): (location: string, from: string) => F[] {
  const byPath = new Map<string, F[]>()
  const byName = new Map<string, F[]>()
  for (const each of files) {
    const path = tidy(each.file)
    push(byPath, path, each)
    push(byName, bareName(path), each)
  }
  return (location, from) => {
    const [said = ''] = location.split(/[?#]/)
    const relative = /^([a-z][a-z0-9+.-]*:|[/\\])/i.test(said) ? said : `${from.replace(/[^/\\]*$/, '')}${said}`
    const path = tidy(relative)
    const exact = byPath.get(path) ?? []
    // Folders may differ: the longer the common end, the likelier.
    const named = (byName.get(bareName(path)) ?? []).map((each) => ({ each, same: commonEnd(tidy(each.file), path) }))
    return [...new Set([...exact, ...named.toSorted((a, b) => b.same - a.same).map(({ each }) => each)])]
  }
}

/** Lower case, `/` only, without `.` and `..`. */
function tidy(path: string): string {
  const kept: string[] = []
  for (const part of decode(path)
    .toLowerCase()
    .split(/[/\\]+/)) {
    if (part === '..') kept.pop()
    else if (part !== '.' && part !== '') kept.push(part)
  }
  return kept.join('/')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function bareName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function commonEnd(a: string, b: string): number {
  const [one, other] = [a.split('/').reverse(), b.split('/').reverse()]
  let same = 0
  while (same < one.length && one[same] === other[same]) same += 1
  return same
}

function push<F>(lists: Map<string, F[]>, key: string, value: F): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
