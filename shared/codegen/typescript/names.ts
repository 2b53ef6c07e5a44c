// Which identifier stands for what: the collision table. A name depends on what it names and on what it collides with, never on a counter.
import { hashCanonical } from '../../transform/canonical.ts'

export type Wanted = { readonly key: string; /** Best first; every later one says more. */ readonly candidates: readonly string[] }

const RESERVED = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw
  true try typeof var void while with implements interface let package private protected public static yield await async of get set type as is keyof readonly declare namespace module abstract any
  unknown never object string number boolean symbol bigint undefined arguments eval nan infinity globalthis
  map array date error function json math number object promise record partial required pick omit regexp set string symbol weakmap weakset proxy reflect boolean bigint intl
  issue issues at index value inputs settings config customer hooks mappingresult readonlymap readonlyarray constructor prototype globalthis process require exports
  isrecord islist refuse own problem decimal finite roundto roundhalfeven roundup rounddown totext tonumber toboolean whole astext asnumber asboolean asrecord aslist readdate dateparts same before fitting safeinteger lookup reformatdate daysof cutdigits joindigits mapped
  mapped item invoke tables pick customertable date values text entry now result operation`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Words of the language, and names of the package's own. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase())
}

/** Every wanted key gets a name of its own, also without regard to case, so that no file system or reader confuses two. */
export function chooseNames(wanted: readonly Wanted[], taken: ReadonlySet<string> = new Set()): ReadonlyMap<string, string> {
  const level = new Map(wanted.map(({ key }) => [key, 0]))
  const nameOf = ({ key, candidates }: Wanted): string => {
    const at = level.get(key) ?? 0
    const usable = candidates.filter((candidate) => candidate !== '')
    return usable[at] ?? `${usable.at(-1) ?? 'x'}_${hashCanonical(key).slice(0, 8).toUpperCase()}`
  }
  for (;;) {
    const groups = new Map<string, Wanted[]>()
    for (const one of wanted) {
      const name = nameOf(one).toLowerCase()
      groups.set(name, [...(groups.get(name) ?? []), one])
    }
    const clashing = [...groups].filter(([name, group]) => group.length > 1 || RESERVED.has(name) || taken.has(name)).flatMap(([, group]) => group)
    // Past the last candidate stands the hash of the key: two different keys end there at the latest.
    const movable = clashing.filter((one) => (level.get(one.key) ?? 0) <= one.candidates.length)
    if (movable.length === 0) return new Map(wanted.map((one) => [one.key, nameOf(one)]))
    for (const one of movable) level.set(one.key, (level.get(one.key) ?? 0) + 1)
  }
}

/** `line_items` gives `line_item`; a word that is no plural stays. */
export function singular(name: string): string {
  if (/ies$/i.test(name)) return name.replace(/ies$/i, 'y')
  if (/(?:ss|us|is)$/i.test(name) || !/s$/i.test(name)) return name
  return /(?:ch|sh|x|ss)es$/i.test(name) ? name.slice(0, -2) : name.slice(0, -1)
}
