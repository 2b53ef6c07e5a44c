// The only place that decides which named schemas are objects that people can choose.
import { below, DOCUMENT } from './json-pointer.ts'
import type { ProblemList } from './problem-list.ts'
import type { NamedObject, NodeId, SchemaNode } from './schema-graph.ts'
import { LONGEST_NAME } from './schema-read-error.ts'

type FindNode = (id: NodeId) => SchemaNode | undefined

/** In document order. Named texts, numbers, enums and lists are types of fields, not objects; they stay reachable through their fields. */
export function readNamedObjects(named: readonly { readonly name: string; readonly node: NodeId }[], find: FindNode, problems: ProblemList): NamedObject[] {
  const objects: NamedObject[] = []
  for (const { name, node } of named) {
    const facts = find(node)
    if (facts === undefined || !holdsFields(facts, find)) continue
    if (name.length > LONGEST_NAME)
      problems.add(
        'name-too-long',
        below(DOCUMENT, 'components', 'schemas'),
        `An object name of ${name.length} characters is left out; ${LONGEST_NAME} are allowed.`,
      )
    else objects.push({ name, node, ...(facts.description === undefined ? {} : { description: facts.description }) })
  }
  return objects
}

export function isObjectLike(facts: SchemaNode, nodes: Readonly<Record<NodeId, SchemaNode>>): boolean {
  return holdsFields(facts, (id) => nodes[id])
}

function holdsFields(facts: SchemaNode, find: FindNode): boolean {
  if (facts.types.includes('object') || facts.types.includes('map') || facts.properties !== undefined) return true
  return facts.variants?.options.some((option) => find(option.node)?.properties !== undefined) === true
}
