// What the nodes of a plan use: the only place that goes through a plan.
import type { FlowCall, FlowNode, FlowSend, FlowTest, FlowValue } from './flow-plan.ts'

/** Every node, outer ones first. */
export function listNodes(nodes: readonly FlowNode[]): FlowNode[] {
  return nodes.flatMap((node) => (node.do === 'each' ? [node, ...listNodes(node.nodes)] : [node]))
}

/** The steps whose results a node itself uses, by id; a step that was asked twice stands twice. */
export function listUses(node: FlowNode): string[] {
  switch (node.do) {
    case 'retrieve':
      return [...usesOfCall(node.call), ...(node.until === null ? [] : usesOfTest(node.until).filter((step) => step !== node.step.id))]
    case 'each':
      return usesOfCall(node.call)
    case 'transform':
      return node.mapping.inputs.map(({ from }) => from)
    case 'send':
      return [
        ...(node.lookup === null ? [] : [...usesOfCall(node.lookup.call), ...(node.lookup.where === null ? [] : usesOfTest(node.lookup.where))]),
        ...listSends(node).flatMap(usesOfSend),
      ].filter((step) => step !== node.step.id)
    case 'decide':
      return usesOfTest(node.test)
    case 'wait':
    case 'notify':
      return []
  }
}

/** The calls that a send step may make, besides its lookup. */
export function listSends({ found, absent }: Extract<FlowNode, { do: 'send' }>): FlowSend[] {
  return [...(found?.then === 'send' ? [found.send] : []), ...(absent.then === 'send' ? [absent.send] : [])]
}

function usesOfSend({ call, body }: FlowSend): string[] {
  const ofBody = body === null ? [] : body.of.from === 'step' ? [body.of.step] : body.of.mapping.inputs.map(({ from }) => from)
  return [...usesOfCall(call), ...ofBody]
}

function usesOfCall({ parameters }: FlowCall): string[] {
  return parameters.flatMap(({ value }) => usesOfValue(value))
}

function usesOfValue(value: FlowValue): string[] {
  if (value.op === 'template') return value.parts.flatMap(usesOfValue)
  return value.op === 'result' && value.of !== '' ? [value.of] : []
}

function usesOfTest(test: FlowTest): string[] {
  switch (test.op) {
    case 'compare':
      return [...usesOfValue(test.left), ...usesOfValue(test.right)]
    case 'in':
      return usesOfValue(test.left)
    case 'present':
    case 'filled':
      return usesOfValue(test.value)
    case 'all':
    case 'any':
      return test.of.flatMap(usesOfTest)
    case 'not':
      return usesOfTest(test.of)
  }
}
