// Who has which number (R-14, UC-3 ...) in one project: the only place that gives numbers. Given once, never reused (DESIGN §9.1).
import type * as Y from 'yjs'
import type { CellWrite } from '../../shared/project/edits.ts'
import { homeMap, readCell, type CellChange, type CellHome } from '../../shared/project/project-doc.ts'
import { numberPrefix, type NumberedCollection } from '../../shared/project/project.ts'

export type NumberBook = {
  /**
   * The writes that put numbers right after `changes`: a new object gets the next one; nobody changes a given one.
   * `mayChoose`: new objects keep the number they came with, where it is free (imports).
   */
  settle(changes: readonly CellChange[], mayChoose: boolean): CellWrite[]
  /** Counters that moved since the last call, to be stored in the same transaction. */
  takeMovedCounters(): ReadonlyMap<NumberedCollection, number>
}

const numberedCollections = Object.keys(numberPrefix) as NumberedCollection[]

/** Opens the book of a loaded document. The writes number what was stored unnumbered or twice. */
export function openNumberBook(doc: Y.Doc, counters: ReadonlyMap<string, number>): { book: NumberBook; writes: CellWrite[] } {
  const pages = new Map(numberedCollections.map((collection) => [collection, createPage(doc, collection, counters.get(collection) ?? 0)]))
  const moved = new Set<NumberedCollection>()
  const settleObjects = (objects: readonly { home: NumberedCollection; object: string }[], mayChoose: boolean): CellWrite[] => {
    const writes = objects.flatMap(({ home, object }) => {
      const page = pages.get(home) as Page
      const last = page.last()
      const found = page.settle(object, mayChoose)
      if (page.last() !== last) moved.add(home)
      return found
    })
    return writes
  }
  const stored = numberedCollections.flatMap((home) => [...homeMap(doc, home).keys()].sort(byCodeUnit).map((object) => ({ home, object })))
  const writes = settleObjects(stored, true)
  return {
    writes,
    book: {
      settle: (changes, mayChoose) => {
        const touched = new Map<string, { home: NumberedCollection; object: string }>()
        for (const { home, object, cell } of changes) {
          if (isNumbered(home) && (cell === 'number' || !(pages.get(home) as Page).has(object))) touched.set(`${home} ${object}`, { home, object })
        }
        return settleObjects([...touched.values()], mayChoose)
      },
      takeMovedCounters: () => {
        const taken = new Map([...moved].map((home) => [home, (pages.get(home) as Page).last()]))
        moved.clear()
        return taken
      },
    },
  }
}

type Page = { has(object: string): boolean; last(): number; settle(object: string, mayChoose: boolean): CellWrite[] }

/** What an import may bring: far from where counting up by one stops working. */
const MOST_BROUGHT = 1_000_000_000

function createPage(doc: Y.Doc, home: NumberedCollection, counter: number): Page {
  const numberById = new Map<string, number>()
  const idByNumber = new Map<number, string>()
  let last = counter
  const give = (object: string, number: number): void => {
    numberById.set(object, number)
    idByNumber.set(number, object)
    last = Math.max(last, number)
  }
  const write = (object: string, value: number): CellWrite => ({ home, object, cell: 'number', value })
  const giveNext = (object: string): CellWrite => {
    give(object, last + 1)
    return write(object, last)
  }
  return {
    has: (object) => numberById.has(object),
    last: () => last,
    settle: (object, mayChoose) => {
      const stored = readCell(doc, home, object, 'number')
      const given = numberById.get(object)
      if (given !== undefined) return stored === given ? [] : [write(object, given)]
      if (!mayChoose || typeof stored !== 'number' || !Number.isInteger(stored) || stored < 1 || stored > MOST_BROUGHT) return [giveNext(object)]
      const other = idByNumber.get(stored)
      if (other === undefined) {
        give(object, stored)
        return []
      }
      if (other < object) return [giveNext(object)]
      // The smaller id keeps the number; the one that had it gets the next.
      give(object, stored)
      return [giveNext(other)]
    },
  }
}

function isNumbered(home: CellHome): home is NumberedCollection {
  return Object.hasOwn(numberPrefix, home)
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
