// Every name of a generated flow, chosen before any line is written.
import type { FlowPlan } from '../../mapping/flow-plan.ts'
import { listNodes } from '../../mapping/flow-uses.ts'
import type { MapIr } from '../../transform/ir.ts'
import { chooseNames, type Wanted } from './names.ts'
import { identifier } from './text.ts'

/** What the flow needs to know of a generated package. `type`: what one record that it makes is called. `settings`: the members of its Settings. */
export type FlowPackage = {
  readonly map: string
  readonly key: string
  readonly type: string
  readonly settings: ReadonlySet<FlowSetting>
  readonly config: MapIr['config']
}
export type FlowSetting = 'config' | 'customer' | 'hooks' | 'now' | 'operation'

export type FlowNames = {
  /** By step id: the constant with the step's rule. */
  readonly step: (id: string) => string
  /** By key: `result:<step>`, `list:<step>`, `made:<step>`, `fn:<step>`. */
  readonly value: (key: string) => string
  /** By key of the plan: the client's method. */
  readonly method: (endpoint: string) => string
  /** By id of the field map. */
  readonly map: (id: string) => string
  readonly type: (id: string) => string
  readonly settings: (id: string) => string
}

/** Names of the file itself, in small letters. */
const OWN = new Set(
  `client settings report flow step ended done message scalar attempt record run runsteps receive receivepages fail refuse leaveout finish at first listat joined earlier same before filled until notify tell reason
  tonumber decimal answer candidate page tries again error novalue norecord`.split(/\s+/),
)

export function planFlowNames(plan: FlowPlan, packages: readonly FlowPackage[]): FlowNames {
  const nodes = listNodes(plan.nodes)
  const steps = [...nodes, ...plan.last].map(({ step }) => step)
  const constants = chooseNames(
    steps.map(({ id, title, position }) => ({
      key: id,
      candidates: [identifier(title, 'upper'), identifier(`${title} step ${position}`, 'upper'), `STEP_${position}`],
    })),
  )
  const named = new Map(steps.map((step) => [step.id, step]))
  const values = Object.entries(plan.names).flatMap(([id, name]): Wanted[] => {
    const place = named.get(id)?.position ?? plan.trigger.step.position
    const wanted = (key: string, ...words: string[]): Wanted => ({
      key: `${key}:${id}`,
      candidates: [...words.map((word) => identifier(word, 'camel')), identifier(`${words.at(-1) ?? ''} of step ${place}`, 'camel'), `${key}OfStep${place}`],
    })
    return [
      wanted('result', name, `${name} record`),
      wanted('list', `${name}s`, `all ${name}s`),
      wanted('made', `mapped ${name}`, `${name} to send`),
      wanted('fn', `handle ${name}`),
    ]
  })
  // A step without a result of its own still makes a record to send.
  const unnamed = steps
    .filter(({ id }) => plan.names[id] === undefined)
    .flatMap(({ id, position }): Wanted[] => ['result', 'list', 'made', 'fn'].map((key) => ({ key: `${key}:${id}`, candidates: [`${key}OfStep${position}`] })))
  const methods = chooseNames(
    plan.endpoints.map(({ key, id, operationId, system }) => ({
      key,
      candidates: [identifier(operationId ?? id, 'camel'), identifier(id, 'camel'), identifier(`${system} ${id}`, 'camel'), 'call'],
    })),
    new Set(['notify']),
  )
  const imports = packages.flatMap(({ map, key }): Wanted[] => [
    { key: `map:${map}`, candidates: [identifier(`map ${key}`, 'camel'), identifier(`map ${key} record`, 'camel')] },
  ])
  const types = packages.flatMap(({ map, key, type }): Wanted[] => [
    { key: `settings:${map}`, candidates: [identifier(`${key} settings`, 'pascal'), identifier(`${key} map settings`, 'pascal')] },
    { key: `type:${map}`, candidates: [type, identifier(`${key} ${type}`, 'pascal'), identifier(`${key} record`, 'pascal')] },
  ])
  const upper = [...constants.values()].map((name) => name.toLowerCase())
  const all = new Map([...chooseNames([...values, ...unnamed, ...imports], OWN), ...chooseNames(types, new Set([...OWN, ...upper]))])
  const find = (names: ReadonlyMap<string, string>) => (key: string) => {
    const name = names.get(key)
    if (name === undefined) throw new Error(`no name was planned for ${key}`)
    return name
  }
  const value = find(all)
  return {
    step: find(constants),
    value,
    method: find(methods),
    map: (id) => value(`map:${id}`),
    type: (id) => value(`type:${id}`),
    settings: (id) => value(`settings:${id}`),
  }
}
