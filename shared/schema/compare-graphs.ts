// The only place that compares two versions of a description: graph with graph, each definition once, nothing flattened.
import { breaks } from './change-breaks.ts'
import { factsOf } from './compare-facts.ts'
import { createComparer, type Comparer } from './compare-units.ts'
import { compareEndpoint } from './compare-endpoints.ts'
import { tellPieces, type Draft, type Piece, type Told } from './change-pieces.ts'
import { ROOT_PATH } from './field-path.ts'
import { indexGraph, type GraphIndex } from './graph-index.ts'
import { pairEndpoints, pairObjects } from './match-versions.ts'
import type { ChangePlace, SchemaChange } from './schema-change.ts'
import type { NamedObject, SchemaGraph } from './schema-graph.ts'

/** In the order of the old document, then what is added. */
export function compareGraphs(before: SchemaGraph, after: SchemaGraph): SchemaChange[] {
  if (before === after) return []
  const [left, right] = [indexGraph(before), indexGraph(after)]
  const objects = pairObjects(left, right)
  const same = new Set(objects.pairs.map((pair) => `${pair.before.node} ${pair.after.node}`))
  const comparer = createComparer({ before: left, after: right, isSameObject: (a, b) => same.has(`${a} ${b}`) })
  const pieces: Piece[] = []

  const endpoints = pairEndpoints(before.endpoints, after.endpoints)
  const pairedEndpoints = new Map(endpoints.pairs.map((pair) => [pair.before, pair]))
  const isOwn = (a: string, b: string) => {
    const [x, y] = [left.definitionOf(a), right.definitionOf(b)]
    return x !== undefined && y !== undefined && same.has(`${x} ${y}`)
  }
  for (const endpoint of before.endpoints) pieces.push(...compareEndpoint(endpoint, pairedEndpoints.get(endpoint), comparer, isOwn))

  const pairedObjects = new Map(objects.pairs.map((pair) => [pair.before, pair]))
  const seen = new Set<string>()
  for (const object of before.objects) {
    const pair = pairedObjects.get(object)
    const key = `${object.node} ${pair?.after.node ?? ''}`
    if (pair === undefined) pieces.push(wholeObject('removed', object, left))
    else {
      if (pair.renamed !== undefined) {
        const isData = before.endpoints.length === 0
        pieces.push({
          kind: 'renamed',
          what: 'object',
          place: placeOfObject(pair.before),
          to: placeOfObject(pair.after),
          ...pair.renamed,
          before: factsOf(left.node(pair.before.node), true),
          after: factsOf(right.node(pair.after.node), true),
          breaksReading: isData,
          breaksSending: isData,
          words: `${pair.before.name} to ${pair.after.name}`,
        })
      }
      // A name for another name's definition has nothing of its own.
      if (!seen.has(key)) pieces.push(toldUnder(pair.before, pair.after, comparer))
    }
    seen.add(key)
  }
  for (const endpoint of endpoints.added) pieces.push(...compareEndpoint(endpoint, undefined, comparer, isOwn, true))
  for (const object of objects.added) pieces.push(wholeObject('added', object, right))
  comparer.finish()
  return tellPieces(pieces)
}

function placeOfObject(object: NamedObject): ChangePlace {
  return { object: { kind: 'object', name: object.name }, path: ROOT_PATH }
}

function toldUnder(before: NamedObject, after: NamedObject, comparer: Comparer): Told {
  return { unit: comparer.unit(before.node, after.node), before: placeOfObject(before), after: placeOfObject(after), what: 'field' }
}

/** The name of a type is no part of what is sent, so a type that is gone breaks only those who have nothing but types. */
function wholeObject(kind: 'added' | 'removed', object: NamedObject, index: GraphIndex): Draft {
  const facts = factsOf(index.node(object.node), true)
  const isData = index.graph.endpoints.length === 0
  const asked = { gone: 0, come: 0, hasDefault: true }
  return {
    kind,
    what: 'object',
    place: placeOfObject(object),
    ...(kind === 'added' ? { after: facts } : { before: facts }),
    breaksReading: isData && breaks[kind].reading(asked),
    breaksSending: isData && breaks[kind].sending(asked),
    words: kind === 'added' ? 'new object' : 'gone',
  }
}
