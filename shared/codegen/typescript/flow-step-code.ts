// The steps of a flow as TypeScript statements: each is what a colleague would write for it, and leaves the function where the record ends.
import {
  flowWords,
  type FlowCall,
  type FlowEnvelope,
  type FlowMapping,
  type FlowNode,
  type FlowNotify,
  type FlowSend,
  type FlowStep,
} from '../../mapping/flow-plan.ts'
import { listNodes, listUses } from '../../mapping/flow-uses.ts'
import { flowTestCode, flowValueCode, mayBeAbsent } from './flow-value-code.ts'
import type { FlowWriter } from './flow-writer.ts'
import { indent } from './rows-lines.ts'
import { comment, literal, propertyName } from './text.ts'

export const LONGEST_LINE = 140

type NodeOf<D extends FlowNode['do']> = Extract<FlowNode, { do: D }>

export function stepLines(writer: FlowWriter, nodes: readonly FlowNode[]): string[] {
  return nodes.flatMap((node) => [`// ${node.step.position} ${comment(node.step.title)}`, ...nodeLines(writer, node)])
}

function nodeLines(writer: FlowWriter, node: FlowNode): string[] {
  const { names } = writer
  const step = names.step(node.step.id)
  switch (node.do) {
    case 'retrieve':
      return retrieveLines(writer, node)
    case 'each':
      return eachLines(writer, node)
    case 'transform': {
      const made = names.value(`result:${node.step.id}`)
      return [...mapLines(writer, node.step, node.mapping, made)]
    }
    case 'send':
      return sendLines(writer, node)
    case 'decide':
      writer.helpers.add('leaveOut')
      return guardLines(`!${flowTestCode(writer, node.test)}`, `return leaveOut(flow, ${step}, ${literal(flowWords['does-not-hold'])})`)
    case 'wait':
      writer.parts.add('settings')
      return [`await settings.wait(${literal(node.seconds)})`]
    case 'notify':
      return notifyLines(writer, node)
  }
}

export function notifyLines(writer: FlowWriter, { step, to, when }: FlowNotify): string[] {
  writer.helpers.add('notify')
  const call = `await notify(flow, ${writer.names.step(step.id)}, ${literal(to)}, flow.report)`
  return [when === 'always' ? call : `if (flow.report.failed.length > 0) ${call}`]
}

function retrieveLines(writer: FlowWriter, node: NodeOf<'retrieve'>): string[] {
  const { names, used } = writer
  const { id } = node.step
  const name = names.value(`result:${id}`)
  const list = names.value(`list:${id}`)
  const isUsed = used.has(id)
  const read = node.mayBeMissing ? (node.answer.list ? readList(writer, node.answer) : `[${readAt(writer, node.answer)}]`) : readOne(writer, node.answer)
  const received = receiveLines(writer, node.step, waitedFor(writer, node), `(answer) => ${read}`)
  const needed = neededLines(writer, node.step, node.call)
  if (!isUsed) return [...needed, ...ended(received)]
  if (!node.mayBeMissing) return [...needed, ...assigned(`const ${name}`, received), `if (${name} === undefined) return`]
  return [...needed, ...assigned(`const ${list}`, received), `if (${list} === undefined) return`, `const ${name} = ${list}[0]`]
}

/** The call, until its answer is what the step waits for. */
function waitedFor(writer: FlowWriter, node: NodeOf<'retrieve'>): Argument {
  if (node.until === null) return requestCode(writer, '() => ', node.call)
  writer.helpers.add('until')
  const { id } = node.step
  const name = writer.names.value(`result:${id}`)
  // The test reads the record of this answer.
  const inner: FlowWriter = { ...writer, result: (step) => (step === id ? name : writer.result(step)) }
  const test = flowTestCode(inner, node.until)
  const args = [requestCode(writer, '', node.call).line, `(answer) => ${readOne(writer, node.answer)}`, `(${name}) => ${test}`]
  return { line: `() => until(${args.join(', ')})`, lines: ['() => until(', ...indent(args.map((arg) => `${arg},`)), ')'] }
}

function eachLines(writer: FlowWriter, node: NodeOf<'each'>): string[] {
  const { names } = writer
  const { id } = node.step
  const list = names.value(`list:${id}`)
  const name = names.value(`result:${id}`)
  const handle = names.value(`fn:${id}`)
  const outer = [...new Set(listNodes(node.nodes).flatMap(listUses))].filter((step) => isOutside(node, step) && step !== id)
  const inside: FlowWriter = {
    ...writer,
    result: (step) => (step === id ? name : isOutside(node, step) ? names.value(`result:${step}`) : resultCode(inside, node.nodes, step)),
  }
  const params = [`${name}: unknown`, 'flow: Flow', ...outer.map((step) => `${names.value(`result:${step}`)}: ${resultType(writer, step)}`)]
  const at = writer.functions.push([]) - 1
  writer.functions[at] = functionLines(inside, comment(`What is done for one ${writer.plan.names[id] ?? 'record'}.`), handle, params, node.nodes)
  const read = `(answer) => ${readList(writer, node.answer)}`
  const received =
    node.pageSize === null
      ? receiveLines(writer, node.step, requestCode(writer, '() => ', node.call), read)
      : receiveLines(writer, node.step, requestCode(writer, '(page) => ', node.call), read, String(node.pageSize))
  return [
    ...neededLines(writer, node.step, node.call),
    ...assigned(`const ${list}`, received),
    `if (${list} === undefined) return`,
    `for (const ${name} of ${list}) await ${handle}(${[name, `{ ...flow, record: ${name} }`, ...outer.map((step) => writer.result(step))].join(', ')})`,
  ]
}

/** A function that takes one record through steps. */
export function functionLines(writer: FlowWriter, words: string, name: string, params: readonly string[], nodes: readonly FlowNode[]): string[] {
  const own: FlowWriter = { ...writer, parts: new Set() }
  const lines = stepLines(own, nodes)
  const parts = [...own.parts].sort()
  return [
    `/** ${words} */`,
    `async function ${name}(${params.join(', ')}): Promise<void> {`,
    ...indent([...(parts.length === 0 ? [] : [`const { ${parts.join(', ')} } = flow`]), ...lines]),
    '}',
  ]
}

function sendLines(writer: FlowWriter, node: NodeOf<'send'>): string[] {
  const { names } = writer
  const { id } = node.step
  const step = names.step(id)
  const name = names.value(`result:${id}`)
  const { lookup, found, absent } = node
  if (lookup === null || found === null) return absent.then === 'send' ? deliverLines(writer, node.step, absent.send, absent.did, `const ${name}`, name) : []
  const list = names.value(`list:${id}`)
  const read = lookup.answer.list ? readList(writer, lookup.answer) : `[${readAt(writer, lookup.answer)}]`
  const needed = neededLines(writer, node.step, lookup.call)
  const search = assigned(`const ${list}`, receiveLines(writer, node.step, requestCode(writer, '() => ', lookup.call), `(answer) => ${read}`))
  const test = lookup.where === null ? '' : ` && ${flowTestCode(writer, lookup.where)}`
  const known = `${list}.find((candidate) => candidate != null${test})`
  const isKnown = `${list}.some((candidate) => candidate != null${test})`
  const asked = [...needed, ...search, `if (${list} === undefined) return`]
  const refused = (why: 'found' | 'not-found') => {
    const isFailure = why === 'not-found' || found.then === 'stop'
    writer.helpers.add(isFailure ? 'fail' : 'leaveOut')
    return `return ${isFailure ? 'fail' : 'leaveOut'}(flow, ${step}, ${literal(flowWords[why])})`
  }
  // What was found stands where the answer will stand.
  const own: FlowWriter = { ...writer, result: (other) => (other === id ? name : writer.result(other)) }
  const whenAbsent = (target: string) => (absent.then === 'send' ? deliverLines(own, node.step, absent.send, absent.did, target, name) : [])
  if (found.then === 'skip' || found.then === 'stop') return [...asked, `if (${isKnown}) ${refused('found')}`, ...whenAbsent(`const ${name}`)]
  const whenFound = found.then === 'send' ? deliverLines(own, node.step, found.send, found.did, name, name) : [doneLine(writer, node.step, 'found', name)]
  if (absent.then === 'stop') return [...asked, `let ${name} = ${known}`, `if (${name} === undefined) ${refused('not-found')}`, ...whenFound]
  const otherwise = whenAbsent(name)
  return [
    ...asked,
    `let ${name} = ${known}`,
    `if (${name} !== undefined) {`,
    ...indent(whenFound),
    ...(otherwise.length === 0 ? ['}'] : ['} else {', ...indent(otherwise), '}']),
  ]
}

/** Maps where the step does, calls, and notes what was done. `target`: what the answer is assigned to. */
function deliverLines(writer: FlowWriter, step: FlowStep, { call, body, answer }: FlowSend, did: string, target: string, name: string): string[] {
  const made = writer.names.value(`made:${step.id}`)
  const mapping = body?.of.from === 'map' ? mapLines(writer, step, body.of.mapping, made) : []
  const record = body === null ? undefined : body.of.from === 'map' ? `${made}.value` : writer.result(body.of.step)
  const map = body === null ? undefined : writer.plan.maps.find(({ id }) => id === (body.of.from === 'map' ? body.of.mapping.map : body.of.map))
  const content = body === null || record === undefined ? undefined : bodyCode(body.envelope, record, map?.many === true)
  const read = answer === null ? '[answer]' : readOne(writer, answer)
  return [
    ...mapping,
    ...neededLines(writer, step, call),
    ...assigned(target, receiveLines(writer, step, requestCode(writer, '() => ', call, content), `(answer) => ${read}`)),
    `if (${name} === undefined) return`,
    doneLine(writer, step, did, answer === null ? `${name}[0]` : name),
  ]
}

function mapLines(writer: FlowWriter, step: FlowStep, { map, inputs, operation }: FlowMapping, made: string): string[] {
  const known = writer.packages.get(map)
  const given = inputs.map(({ name, from }) => {
    const code = writer.result(from)
    return memberCode(name, code)
  })
  const settings =
    known === undefined || known.settings.size === 0
      ? ''
      : operation === null || !known.settings.has('operation')
        ? ', settings'
        : `, { ...settings, operation: ${literal(operation)} }`
  writer.helpers.add('refuse')
  if (settings !== '') writer.parts.add('settings')
  return [
    `const ${made} = ${writer.names.map(map)}({ ${given.join(', ')} }${settings})`,
    `if (!${made}.ok) return refuse(flow, ${writer.names.step(step.id)}, ${made}.issues)`,
  ]
}

function doneLine(writer: FlowWriter, step: FlowStep, did: string, answer: string): string {
  writer.helpers.add('done')
  return `done(flow, ${writer.names.step(step.id)}, ${literal(did)}, ${answer})`
}

/** A request without what it needs is never made. */
function neededLines(writer: FlowWriter, step: FlowStep, call: FlowCall): string[] {
  return call.parameters.flatMap(({ required, value }) => {
    if (!required || !mayBeAbsent(writer, value)) return []
    writer.helpers.add('fail')
    const code = flowValueCode(writer, value)
    return [`if (${code} == null) return fail(flow, ${writer.names.step(step.id)}, ${literal(flowWords['no-parameter'])})`]
  })
}

/** `head`: of the function that makes the call. */
function requestCode(writer: FlowWriter, head: string, call: FlowCall, body?: string): Argument {
  const parameters = call.parameters.map(({ name, value }) => {
    const code = flowValueCode(writer, value)
    return memberCode(name, code)
  })
  writer.parts.add('client')
  const members = [...(parameters.length === 0 ? [] : [`parameters: { ${parameters.join(', ')} }`]), ...(body === undefined ? [] : [`body: ${body}`])]
  const start = `${head}client.${writer.names.method(call.endpoint)}(`
  if (members.length === 0) return oneLine(`${start})`)
  return { line: `${start}{ ${members.join(', ')} })`, lines: [`${start}{`, ...indent(members.map((member) => `${member},`)), '})'] }
}

function bodyCode({ names, list }: FlowEnvelope, record: string, isMany: boolean): string {
  const content = list && !isMany ? `[${record}]` : record
  return names.toReversed().reduce((inner, name) => `{ ${propertyName(name)}: ${inner} }`, content)
}

/** The lines of a call of `receive`, in one line where it is short. */
function receiveLines(writer: FlowWriter, step: FlowStep, call: Argument, read: string, pageSize?: string): string[] {
  const helper = pageSize === undefined ? 'receive' : 'receivePages'
  writer.helpers.add(helper)
  const args = [oneLine('flow'), oneLine(writer.names.step(step.id)), ...(pageSize === undefined ? [] : [oneLine(pageSize)]), call, oneLine(read)]
  const line = `await ${helper}(${args.map((arg) => arg.line).join(', ')})`
  return line.length <= LONGEST_LINE - 30
    ? [line]
    : [`await ${helper}(`, ...indent(args.flatMap((arg) => withComma(arg.line.length <= LONGEST_LINE - 30 ? [arg.line] : arg.lines))), ')']
}

/** An argument on one line, and where that is too long. */
type Argument = { readonly line: string; readonly lines: readonly string[] }

function oneLine(line: string): Argument {
  return { line, lines: [line] }
}

function withComma(lines: readonly string[]): string[] {
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`]
}

function guardLines(test: string, then: string): string[] {
  const line = `if (${test}) ${then}`
  return line.length <= LONGEST_LINE ? [line] : [`if (${test})`, `  ${then}`]
}

function assigned(target: string, [first = '', ...rest]: readonly string[]): string[] {
  return [`${target} = ${first}`, ...rest]
}

function ended(lines: readonly string[]): string[] {
  const [first = ''] = lines
  return lines.length === 1
    ? [`if ((${first}) === undefined) return`]
    : [`if (`, ...indent(lines.map((line, index) => (index === 0 ? `(${line}` : index === lines.length - 1 ? `${line}) === undefined` : line))), ') return']
}

function readOne(writer: FlowWriter, envelope: FlowEnvelope): string {
  if (!envelope.list) return readAt(writer, envelope)
  writer.helpers.add('first')
  return `first(${['answer', ...envelope.names.map((name) => literal(name))].join(', ')})`
}

function readList(writer: FlowWriter, { names }: FlowEnvelope): string {
  writer.helpers.add('listAt')
  return `listAt(${['answer', ...names.map((name) => literal(name))].join(', ')})`
}

function readAt(writer: FlowWriter, { names }: FlowEnvelope): string {
  if (names.length === 0) return 'answer'
  writer.helpers.add('at')
  return `at(${['answer', ...names.map((name) => literal(name))].join(', ')})`
}

/** The result of a step: what a map made stands under `value`. */
export function resultCode(writer: FlowWriter, nodes: readonly FlowNode[], step: string): string {
  const name = writer.names.value(`result:${step}`)
  return nodes.some((node) => node.do === 'transform' && node.step.id === step) ? `${name}.value` : name
}

function resultType(writer: FlowWriter, step: string): string {
  const node = listNodes(writer.plan.nodes).find((one) => one.step.id === step)
  if (node?.do !== 'transform') return 'unknown'
  const isMany = writer.plan.maps.find(({ id }) => id === node.mapping.map)?.many === true
  return `${writer.names.type(node.mapping.map)}${isMany ? '[]' : ''}`
}

function isOutside(node: NodeOf<'each'>, step: string): boolean {
  return step !== '' && !listNodes(node.nodes).some((inner) => inner.step.id === step)
}

/** `order` where the value is called like its member, else `order: code`. */
function memberCode(name: string, code: string): string {
  return name === code && /^[a-z]\w*$/i.test(code) ? code : `${propertyName(name)}: ${code}`
}
