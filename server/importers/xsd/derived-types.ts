// The only place that finds which types derive from which, for the variants of an abstract type.
import { attributeOf, elementsOf } from '../xml-element.ts'
import type { Definition, SchemaSet } from './schema-set.ts'

/** Base → the global complex types that name it as their base, in document order. */
export function listDerivedTypes(set: SchemaSet): ReadonlyMap<Definition, readonly Definition[]> {
  const derived = new Map<Definition, Definition[]>()
  for (const definition of set.globals('type')) {
    const step = elementsOf(definition.element)
      .filter((child) => child.name === 'complexContent' || child.name === 'simpleContent')
      .flatMap(elementsOf)
      .find((child) => child.name === 'extension' || child.name === 'restriction')
    const said = step === undefined ? undefined : attributeOf(step, 'base')
    const base = said === undefined || step === undefined ? undefined : set.find('type', said, { ...definition, element: step }).definition
    if (base === undefined || base === definition) continue
    const list = derived.get(base)
    if (list === undefined) derived.set(base, [definition])
    else list.push(definition)
  }
  return derived
}
