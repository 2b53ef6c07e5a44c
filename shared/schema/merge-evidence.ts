// The only place that puts the evidence of several sets of samples of one object together.
import { MOST_DISTINCT, type FieldEvidence } from './evidence.ts'
import { pathSteps, printFieldPath, type FieldPath, type PathStep } from './field-path.ts'
import type { JsonScalar } from './json-value.ts'
import type { FieldType } from './schema-graph.ts'

/** `records`: how many, all of them objects. Needed where no field of the object was ever seen. */
export type EvidenceSet = { readonly records: number; readonly evidence: readonly FieldEvidence[] }

/**
 * What all records together show: the same as evidence of all records at once, except that (1) values and types seen equally often may
 * stand in another order, and (2) once a set has left out distinct values (`more`), counts are of those that were kept.
 */
export function mergeEvidence(sets: readonly EvidenceSet[]): FieldEvidence[] {
  const root: Merged = { step: undefined, children: new Map() }
  const byPath = sets.map(({ evidence }) => new Map(evidence.map((each) => [each.path, each])))
  for (const { evidence } of sets) for (const { path } of evidence) addPath(root, path)
  const merged: FieldEvidence[] = []
  const stack: { at: Merged; steps: readonly PathStep[] }[] = [{ at: root, steps: [] }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { at, steps } = next
    const path = printFieldPath(steps)
    if (at.step !== undefined) {
      const parent = printFieldPath(steps.slice(0, -1))
      const parts = byPath.map((set) => set.get(path))
      const of = sets.map((set, i) => parts[i]?.of ?? parentsIn(set, byPath[i], parent, at.step))
      if (parts.some((part) => part !== undefined)) merged.push(mergeParts(path, parts, sum(of)))
    }
    for (const child of inOrder(at).toReversed()) stack.push({ at: child, steps: child.step === undefined ? steps : [...steps, child.step] })
  }
  return merged
}

type Merged = { readonly step: PathStep | undefined; readonly children: Map<string, Merged> }

function addPath(root: Merged, path: FieldPath): void {
  let at = root
  for (const step of pathSteps(path)) {
    const key = step.kind === 'name' ? `.${step.name}` : step.kind
    let child = at.children.get(key)
    if (child === undefined) at.children.set(key, (child = { step, children: new Map() }))
    at = child
  }
}

/** Names in the order of first sight, then entries, then items: as in evidence itself. */
function inOrder(at: Merged): Merged[] {
  const rank = ({ step }: Merged) => (step?.kind === 'item' ? 2 : step?.kind === 'entry' ? 1 : 0)
  return [...at.children.values()].toSorted((a, b) => rank(a) - rank(b))
}

/** How many parents a set had in which the field was not: its objects. */
function parentsIn(set: EvidenceSet, byPath: ReadonlyMap<FieldPath, FieldEvidence> | undefined, parent: FieldPath, step: PathStep | undefined): number {
  if (step?.kind !== 'name') return 0
  if (parent === '') return set.evidence.find(({ path }) => isTop(path))?.of ?? set.records
  return byPath?.get(parent)?.types.find(({ type }) => type === 'object')?.count ?? 0
}

function isTop(path: FieldPath): boolean {
  const steps = pathSteps(path)
  return steps.length === 1 && steps[0]?.kind === 'name'
}

function mergeParts(path: FieldPath, parts: readonly (FieldEvidence | undefined)[], of: number): FieldEvidence {
  const seen = parts.filter((part) => part !== undefined)
  const types = new Map<FieldType, number>()
  const distinct = new Map<JsonScalar, number>()
  for (const part of seen) {
    for (const { type, count } of part.types) types.set(type, (types.get(type) ?? 0) + count)
    for (const { value, count } of part.distinct) distinct.set(value, (distinct.get(value) ?? 0) + count)
  }
  const values = [...distinct].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count)
  const longest = outermost(
    Math.max,
    seen.map((part) => part.longest),
  )
  const longestText = seen.find((part) => part.longest === longest)?.longestText
  const minimum = outermost(
    Math.min,
    seen.map((part) => part.minimum),
  )
  const maximum = outermost(
    Math.max,
    seen.map((part) => part.maximum),
  )
  return {
    path,
    seen: sum(seen.map((part) => part.seen)),
    of,
    types: [...types].map(([type, count]) => ({ type, count })).toSorted((a, b) => b.count - a.count),
    nulls: sum(seen.map((part) => part.nulls)),
    distinct: values.slice(0, MOST_DISTINCT),
    more: values.length > MOST_DISTINCT || seen.some((part) => part.more),
    ...(longest === undefined ? {} : { longest }),
    ...(longestText === undefined ? {} : { longestText }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  }
}

function outermost(further: (a: number, b: number) => number, values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.reduce((most, value) => further(most, value))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
