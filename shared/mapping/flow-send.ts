// What a send step does: the only place that tells its ways apart (create, update, create or update, find or create, delete).
import type { FieldMap } from '../project/field-map.ts'
import type { Step, StepUpdate } from '../project/use-case.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import { answerOf, envelopeOf, report, requestOf, treeOf, takeEndpoint, type FlowBuilder, type FoundEndpoint, type KnownResult } from './flow-builder.ts'
import type { FlowBody, FlowMapping, FlowNode, FlowRule, FlowSend, FlowStep } from './flow-plan.ts'
import { callOf, testOf } from './flow-values.ts'

type SendNode = Extract<FlowNode, { do: 'send' }>
/** `note`: makes the answer the step's result. */
type Setting = {
  readonly step: FlowStep
  readonly rule: FlowRule
  readonly mapping: (map: FieldMap, operation: 'create' | 'update') => FlowMapping | undefined
  readonly note: (found: FoundEndpoint) => KnownResult | undefined
}

export function sendNode(builder: FlowBuilder, step: Step, setting: Setting): SendNode | undefined {
  const mode = step.sendMode ?? 'create'
  const found = takeEndpoint(builder, step, step.endpoint)
  if (found === undefined) return undefined
  const lookup = step.lookup === undefined ? null : lookupOf(builder, step)
  if (lookup === null && (mode === 'find-or-create' || (mode === 'create-or-update' && step.update !== undefined)))
    return report(builder, step, 'lookup-missing', mode.replaceAll('-', ' '))
  // What a lookup found stands where the step's own answer will stand later.
  const own = lookup?.own
  const send = (operation: 'create' | 'update') => sendOf(builder, step, setting, found, operation, own)
  const update = () => (step.update === undefined ? send('update') : updateOf(builder, step, setting, step.update, found, own))
  const ways = waysOf(step, mode, lookup !== null, { create: () => send('create'), update })
  if (mode !== 'delete') setting.note(found)
  if (lookup === undefined || ways === undefined) return undefined
  const { step: label, rule } = setting
  return { do: 'send', step: label, rule, lookup: lookup === null ? null : lookup.lookup, ...ways }
}

function waysOf(
  step: Step,
  mode: NonNullable<Step['sendMode']>,
  asks: boolean,
  make: { readonly create: () => FlowSend | undefined; readonly update: () => FlowSend | undefined },
): Pick<SendNode, 'found' | 'absent'> | undefined {
  const sent = <D extends string>(did: D, send: FlowSend | undefined) => (send === undefined ? undefined : ({ then: 'send', did, send } as const))
  const both = (found: SendNode['found'] | undefined, absent: SendNode['absent'] | undefined) =>
    found === undefined || absent === undefined ? undefined : { found, absent }
  switch (mode) {
    case 'create':
      return both(asks ? { then: step.ifFound ?? 'skip' } : null, sent('created', make.create()))
    case 'find-or-create':
      return both({ then: 'use' }, sent('created', make.create()))
    case 'create-or-update':
      return asks ? both(sent('updated', make.update()), sent('created', make.create())) : both(null, sent('sent', make.create()))
    case 'update':
      return asks ? both(sent('updated', make.update()), { then: 'stop' }) : both(null, sent('updated', make.update()))
    case 'delete':
      return asks ? both(sent('deleted', make.create()), { then: 'pass' }) : both(null, sent('deleted', make.create()))
  }
}

function lookupOf(builder: FlowBuilder, step: Step): { lookup: NonNullable<SendNode['lookup']>; own: KnownResult } | undefined {
  if (step.lookup === undefined) return undefined
  const found = takeEndpoint(builder, step, step.lookup.endpoint, step.lookup.schema ?? step.schema)
  const address = found === undefined ? undefined : answerOf(found, step.lookup.answer)
  if (found === undefined) return undefined
  if (address === undefined) return report(builder, step, 'no-object')
  const tree = treeOf(found.graph, address)
  const own: KnownResult = { step, name: step.result ?? step.title, schema: found.schema, address, ...(tree === undefined ? {} : { tree }) }
  const call = callOf(builder, { step }, found, step.lookup.parameters ?? [])
  const where = step.lookup.where === undefined ? null : testOf(builder, { step, candidate: own }, step.lookup.where)
  const answer = envelopeOf(builder, step, address)
  return where === undefined || answer === undefined ? undefined : { lookup: { call, answer, where }, own }
}

function sendOf(
  builder: FlowBuilder,
  step: Step,
  setting: Setting,
  found: FoundEndpoint,
  operation: 'create' | 'update',
  own: KnownResult | undefined,
): FlowSend | undefined {
  const call = callOf(builder, { step, own }, found, step.parameters ?? [])
  return withBody(builder, step, setting, found, step.object, call, operation)
}

function updateOf(
  builder: FlowBuilder,
  step: Step,
  setting: Setting,
  update: StepUpdate,
  { schema }: FoundEndpoint,
  own: KnownResult | undefined,
): FlowSend | undefined {
  const found = takeEndpoint(builder, step, update.endpoint, schema)
  if (found === undefined) return undefined
  return withBody(builder, step, setting, found, update.object, callOf(builder, { step, own }, found, update.parameters ?? []), 'update')
}

function withBody(
  builder: FlowBuilder,
  step: Step,
  setting: Setting,
  found: FoundEndpoint,
  chosen: ObjectAddress | undefined,
  call: FlowSend['call'],
  operation: 'create' | 'update',
): FlowSend | undefined {
  if (step.fieldMap === undefined) return step.sendMode === 'delete' ? { call, body: null, answer: null } : report(builder, step, 'no-map')
  const map = builder.project.fieldMaps.find((one) => one.id === step.fieldMap && one.deleted !== true)
  if (map === undefined) return report(builder, step, 'unknown-map')
  const { object } = map.destination
  if (chosen === undefined && object.kind === 'request' && object.endpoint !== found.endpoint.id) return report(builder, step, 'wrong-destination', map.name)
  const address = requestOf(found, chosen ?? object)
  if (address === undefined) return report(builder, step, 'no-object')
  const envelope = envelopeOf(builder, step, address)
  const made = [...builder.results.values()].findLast((result) => result.step.kind === 'transform' && result.step.fieldMap === map.id)
  const mapping = made === undefined ? setting.mapping(map, operation) : undefined
  const of: FlowBody | undefined =
    made !== undefined ? { from: 'step', step: made.step.id, map: map.id } : mapping === undefined ? undefined : { from: 'map', mapping }
  if (envelope === undefined || of === undefined) return undefined
  const isMany = map.runs === 'item' || map.runs === 'group'
  if (isMany && !envelope.list) return report(builder, step, 'many-into-one', map.name)
  const record = step.sendMode === 'delete' ? undefined : answerOf(found, step.answer)
  const answer = record === undefined ? null : envelopeOf(builder, step, record)
  return answer === undefined ? undefined : { call, body: { of, envelope }, answer }
}
