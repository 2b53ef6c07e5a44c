// Which test cases an edit touches: those that must run again. What cannot be told apart touches all of them.
import type { CollectionName, ObjectOf, Project } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'

/** What people write around the maps, and what no case depends on. */
const aside: ReadonlySet<CollectionName> = new Set([
  'people',
  'environments',
  'prerequisites',
  'sampleSets',
  'schemaDecisions',
  'useCaseItems',
  'attachments',
  'sourceDecisions',
  'testRuns',
  'questions',
  'waivers',
  'signOffs',
  'baselines',
  'goLiveItems',
  'gridViews',
])

/** Objects are the same as long as none of their cells changed; lists may be new. `before` undefined: nothing ran yet. */
export function touchedCases(before: Project | undefined, now: Project): TestCase[] {
  const cases = now.testCases.filter(({ deleted }) => deleted !== true)
  if (before === undefined) return cases
  const maps = new Set<string>()
  for (const name of Object.keys(now).filter(isCollection)) {
    if (aside.has(name) || name === 'testCases') continue
    for (const changed of changedIn<CollectionName>(before[name], now[name])) {
      const map = mapOf(name, changed)
      if (map === undefined) return cases
      maps.add(map)
    }
  }
  const own = new Set(changedIn(before.testCases, now.testCases).map(({ id }) => id))
  return cases.filter(({ id, kind, fieldMap }) => own.has(id) || (kind === 'flow' && maps.size > 0) || (fieldMap !== undefined && maps.has(fieldMap)))
}

function isCollection(name: string): name is CollectionName {
  return name !== 'info'
}

function changedIn<C extends CollectionName>(before: readonly ObjectOf<C>[], now: readonly ObjectOf<C>[]): ObjectOf<C>[] {
  if (before === now) return []
  const left = new Map(before.map((object) => [object.id, object]))
  const changed: ObjectOf<C>[] = []
  for (const object of now) {
    if (left.get(object.id) !== object) changed.push(object)
    left.delete(object.id)
  }
  return [...changed, ...left.values()]
}

/** The field map that an object belongs to; undefined: it may matter to all of them. */
function mapOf(name: CollectionName, object: ObjectOf<CollectionName>): string | undefined {
  if (name === 'fieldMaps') return object.id
  return (name === 'rows' || name === 'mapInputs' || name === 'invariants') && 'fieldMap' in object ? object.fieldMap : undefined
}
